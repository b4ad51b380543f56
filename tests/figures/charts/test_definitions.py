"""Every definition: it is Vega-Lite, each indicator has one or a reason, and no text overlaps or is cut."""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import Any

import altair as alt
import jsonschema
import pytest

from husrom.figures.charts import Chart, peers_chart, population_chart, pyramid_chart, series_chart
from husrom.figures.charts.lettering import LINE_HEIGHT, Text, width_px
from husrom.figures.indicators import cross_section, indicators, latest, series
from husrom.figures.municipalities import municipality_by_number
from husrom.figures.peers import peer_summary, peers_of

# Large and small, growing and shrinking, split, recoded, with long names and with letters of our own.
PLACES = ("3403", "1840", "1868", "5605", "0301", "1151", "1580", "4205")


def _name(number: str) -> str:
    return municipality_by_number(number).official_name


def _series_chart(key: str, number: str, language: str = "nb") -> Chart:
    values = series(key, number)
    peers = peers_of(number, "size")
    label = peers.label.nb if peers.label else ""
    medians = {value.period: peer_summary(key, number, "size", value.period).median for value in values}
    known = {period: median for period, median in medians.items() if median is not None}
    return series_chart(values, place=_name(number), language=language, peers=label, peer_medians=known)


def _peers_chart(key: str, number: str, language: str = "nb") -> Chart:
    own = latest(key, number)
    among = cross_section(key, own.period or None)
    return peers_chart(own, among, place=_name(number), peers_label="Alle kommuner", language=language)


def _drawn_or_reason(draw: Callable[[str, str], Chart], key: str, number: str) -> Chart | str:
    try:
        return draw(key, number)
    except ValueError as error:
        return str(error)


def _population(number: str, language: str = "nb") -> Chart:
    return population_chart(number, place=_name(number), language=language)


def _pyramid(number: str, language: str = "nb") -> Chart:
    return pyramid_chart(number, place=_name(number), language=language)


EXAMPLES = {
    "series": lambda: _series_chart("population_change_5_years_persons", "5605"),
    "projected series": lambda: _series_chart("projected_population", "1840", "nn"),
    "peers": lambda: _peers_chart("persons_per_km2", "0301", "en"),
    "population with a band": lambda: _population("1840"),
    "population without a band": lambda: _population("3403", "en"),
    "women and men": lambda: _pyramid("3403"),
    "everyone together": lambda: _pyramid("0301", "nn"),
}


@pytest.mark.parametrize("example", EXAMPLES)
def test_definition_follows_the_schema_of_vega_lite(example: str) -> None:
    definition = dict(EXAMPLES[example]().definition)
    alt.Chart.from_dict(definition)
    definition["layer"] = [{"mark": "no such mark"}]
    with pytest.raises(jsonschema.ValidationError):
        alt.Chart.from_dict(definition)


@pytest.mark.parametrize("number", PLACES)
def test_every_indicator_is_drawn_or_says_why_not(number: str) -> None:
    drawn = 0
    for found in indicators():
        for draw in (_series_chart, _peers_chart):
            chart = _drawn_or_reason(draw, found.key, number)
            if isinstance(chart, str):
                assert chart.startswith(f"There is nothing to draw for {_name(number)}: ")
                assert chart.endswith(".")
                continue
            drawn += 1
            assert chart.rows
            assert _faults(chart) == []
    assert drawn > 40


@pytest.mark.parametrize("number", PLACES)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_labels_of_population_and_ages_have_room(number: str, language: str) -> None:
    assert _faults(_population(number, language)) == []
    assert _faults(_pyramid(number, language)) == []


def test_every_chart_is_as_wide() -> None:
    assert {draw().width_px for draw in EXAMPLES.values()} == {680}


def _faults(chart: Chart) -> list[str]:
    """Return the texts that leave the picture, and the pairs that overlap."""
    definition = chart.definition
    left, right, top, bottom = (definition["padding"][side] for side in ("left", "right", "top", "bottom"))
    low_x, high_x = -left, definition["width"] + right
    low_y, high_y = -top, definition["height"] + bottom
    boxes = list(_boxes(definition))
    assert boxes
    outside = [text.text for text, (x0, y0, x1, y1) in boxes if x0 < low_x or x1 > high_x or y0 < low_y or y1 > high_y]
    overlapping = [f"{one.text} / {other.text}" for (one, a), (other, b) in combinations(boxes, 2) if _overlap(a, b)]
    return outside + overlapping


def _boxes(definition: Mapping[str, Any]) -> Iterator[tuple[Text, tuple[float, float, float, float]]]:
    for layer in definition["layer"][1:]:
        mark = layer["mark"]
        if "stroke" in mark:
            continue  # the rim under a text
        for row in layer["data"]["values"]:
            bold, size = mark["fontWeight"] == "bold", mark["fontSize"]
            text = Text(row["x"], row["y"], row["text"], row["color"], size, bold=bold, align=mark["align"])
            wide, high = width_px(text.text, size, bold=bold), size * LINE_HEIGHT
            start = text.x - {"left": 0, "center": wide / 2, "right": wide}[text.align]
            yield text, (start, text.y - high / 2, start + wide, text.y + high / 2)


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > 0.5 and min(a[3], b[3]) - max(a[1], b[1]) > 0.5
