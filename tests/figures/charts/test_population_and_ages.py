"""Population and projection, residents by age, and a municipality among its peers."""

import pytest

from husrom.figures.charts import peers_chart, population_chart, pyramid_chart
from husrom.figures.errors import UnknownMunicipalityError
from husrom.figures.indicators import cross_section, latest, series


def test_table_of_population_holds_what_is_drawn() -> None:
    chart = population_chart("1840", place="Saltdal")
    assert chart.columns == ("År", "Observert", "Lav", "Hovedalternativet", "Høy")
    assert (chart.rows[0][0], chart.rows[-1][0]) == ("2005", "2050")
    low, main, high = (int(cell.replace("\N{NO-BREAK SPACE}", "")) for cell in chart.rows[-1][2:])
    assert low < main < high
    assert main == series("projected_population", "1840")[-1].value


def test_population_without_alternatives_has_one_projection() -> None:
    chart = population_chart("3403", place="Hamar")
    assert chart.columns == ("År", "Observert", "Hovedalternativet")
    assert [layer["mark"]["type"] for layer in chart.definition["layer"][0]["layer"]] == ["line", "line", "point"]


def test_population_is_drawn_from_zero() -> None:
    assert population_chart("0301", place="Oslo").definition["layer"][0]["encoding"]["y"]["scale"]["domain"][0] == 0


@pytest.mark.parametrize("number", ["3403", "0301"])
def test_ages_sum_to_the_population(number: str) -> None:
    chart = pyramid_chart(number, place="Her")
    persons = sum(int(cell.replace("\N{NO-BREAK SPACE}", "")) for row in chart.rows for cell in row[1:])
    assert persons == latest("population", number).value
    assert [row[0] for row in chart.rows][:2] == ["0–4", "5–9"]
    assert chart.rows[-1][0] == "90 eller eldre"


def test_women_and_men_have_equally_wide_sides() -> None:
    chart = pyramid_chart("3403", place="Hamar")
    assert chart.columns == ("Alder", "Kvinner", "Menn")
    low, high = chart.definition["layer"][0]["encoding"]["x"]["scale"]["domain"]
    assert low == -high


def test_everyone_together_says_why() -> None:
    chart = pyramid_chart("0301", place="Oslo")
    assert chart.columns == ("Alder", "Alle")
    assert "ikke tall for kvinner og menn" in chart.definition["title"]["subtitle"][0]


def test_peers_are_marks_and_the_municipality_is_named() -> None:
    own, everyone = latest("area_km2", "0301"), cross_section("area_km2")
    chart = peers_chart(own, everyone, place="Oslo", peers_label="Alle kommuner")
    ticks, _median, dot = chart.definition["layer"][0]["layer"]
    assert len(ticks["data"]["values"]) == sum(value.value is not None for value in everyone)
    assert dot["data"]["values"] == [{"value": own.value}]
    assert chart.rows[0][0] == "Oslo"


def test_municipality_without_peers_stands_alone() -> None:
    chart = peers_chart(latest("area_km2", "0301"), (), place="Oslo", peers_label="")
    assert len(chart.definition["layer"][0]["layer"]) == 1
    assert len(chart.rows) == 1


def test_municipality_without_a_figure_is_refused() -> None:
    with pytest.raises(ValueError, match="crowded_share_pct has no figure there"):
        peers_chart(latest("crowded_share_pct", "3403"), (), place="Hamar", peers_label="")


@pytest.mark.parametrize("draw", [population_chart, pyramid_chart])
def test_unknown_municipality_is_refused(draw: object) -> None:
    assert callable(draw)
    with pytest.raises(UnknownMunicipalityError):
        draw("9999", place="Ingensteds")
