"""A line through time: its gaps, single figures, projections, quarters, and the table beside it."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from husrom.figures.charts import Chart, series_chart, style
from husrom.figures.indicators import series


def _layers(chart: Chart, mark: str) -> list[Mapping[str, Any]]:
    return [layer for layer in chart.definition["layer"][0]["layer"] if layer["mark"]["type"] == mark]


def _runs(chart: Chart) -> list[list[float]]:
    """Return the times of each unbroken piece of a line."""
    runs: dict[tuple[int, int], list[float]] = {}
    for place, layer in enumerate(_layers(chart, "line")):
        for row in layer["data"]["values"]:
            runs.setdefault((place, row["run"]), []).append(row["time"])
    return list(runs.values())


def test_line_is_broken_where_a_figure_is_missing(values_of: Callable) -> None:
    chart = series_chart(values_of([1, 2, None, 4, 5, None, 7]), place="Hamar")
    assert _runs(chart) == [[2001, 2002], [2004, 2005]]
    assert [row["time"] for row in _layers(chart, "point")[0]["data"]["values"]][-1] == 2007
    assert chart.rows[2] == ("2003", "")


def test_line_is_broken_where_a_year_is_absent(values_of: Callable) -> None:
    chart = series_chart(values_of([1, 2, 4], ["2001", "2002", "2004"]), place="Hamar")
    assert _runs(chart) == [[2001, 2002]]


def test_figure_between_two_gaps_in_a_long_line_is_a_point(values_of: Callable) -> None:
    chart = series_chart(values_of([*range(1, 10), None, 5, None, *range(1, 10)]), place="Hamar")
    (points,) = _layers(chart, "point")
    assert [row["time"] for row in points["data"]["values"]] == [2011]


def test_one_figure_is_a_point_in_the_middle(values_of: Callable) -> None:
    chart = series_chart(values_of([5.0]), place="Hamar")
    assert _layers(chart, "line") == []
    assert chart.definition["layer"][0]["encoding"]["x"]["scale"]["domain"] == [2000.5, 2001.5]
    assert "5" in chart.alternative


def test_projection_is_dashed_and_joined_to_what_is_observed(values_of: Callable) -> None:
    chart = series_chart(values_of([1, 2, 3, 4], projected=2), place="Hamar")
    assert _runs(chart) == [[2001, 2002], [2002, 2003, 2004]]
    observed, projected = (layer["mark"] for layer in _layers(chart, "line"))
    assert "strokeDash" not in observed
    assert projected["strokeDash"] == list(style.PROJECTED_DASH)


def test_quarters_lie_within_their_year(values_of: Callable) -> None:
    quarters = ["2025K3", "2025K4", "2026K1"]
    chart = series_chart(values_of([1, 2, 3], quarters), place="Hamar")
    assert _runs(chart) == [[2025.5, 2025.75, 2026.0]]
    assert chart.rows[-1][0] == "1. kvartal 2026"
    assert chart.alternative.endswith("3 personer i 1. kvartal 2026.")


@pytest.mark.parametrize("number", [0, 7, -7])
def test_equal_figures_are_a_level_line_inside_the_picture(number: float, values_of: Callable) -> None:
    chart = series_chart(values_of([number] * 3), place="Hamar")
    low, high = chart.definition["layer"][0]["encoding"]["y"]["scale"]["domain"]
    assert low <= number <= high
    assert low < high


def test_zero_is_drawn_where_figures_lie_on_both_sides(values_of: Callable) -> None:
    assert len(_layers(series_chart(values_of([-5, 5]), place="Hamar"), "rule")) == 1
    assert _layers(series_chart(values_of([4, 5]), place="Hamar"), "rule") == []


def test_median_of_peers_is_a_line_of_its_own_with_a_column() -> None:
    chart = series_chart(
        series("population", "3403", first=2024), place="Hamar", peers="Byer", peer_medians={"2024": 1.0, "2026": 3.0}
    )
    assert chart.columns == ("Periode", "personer", "Midten av «Byer»")
    assert [row[2] for row in chart.rows] == ["1", "", "3"]


def test_nothing_to_draw_is_said_in_a_sentence(values_of: Callable) -> None:
    with pytest.raises(ValueError, match=r"^There is nothing to draw for Hamar: no value has a figure\.$"):
        series_chart(values_of([None, None]), place="Hamar")
