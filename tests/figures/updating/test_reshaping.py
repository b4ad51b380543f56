"""From a source's cells to a dataset: sums that say why they lack a part, shares, and today's municipalities."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import pytest

from husrom.figures.snapshot import table as packaged
from husrom.figures.tables import dataset, table_of
from husrom.figures.updating import Outcome, TableChangedError
from husrom.figures.updating.borders import completed, to_present, without_false_zeros
from tests.fake_sources.statbank_tables import Cells, FakeCodelist, FakeTable, dimension, table
from tests.figures.updating import real_figures
from tests.figures.updating.conftest import Serve, Update

# Building types of table 05889 in the fake; the real ones are more.
TYPES = {"111": "Enebolig", "112": "Tomannsbolig", "113": "Rekkehus"}
BEFORE_2020 = ("0301", "1002", "1021", "1029")
SINCE_2020 = ("0301", "4205")


def _construction(cells: Cells, quarters: tuple[str, ...], regions: tuple[str, ...], **more: Any) -> FakeTable:
    return table(
        "05889",
        "Byggeareal",
        [
            dimension("Region", {"0": "Hele landet", **dict.fromkeys(regions, "kommune")}),
            dimension("Byggeareal", TYPES, **more),
            dimension("ContentsCode", {"Igangsatte": "Igangsatte", "Fullforte": "Fullførte"}),
            dimension("Tid", quarters),
        ],
        cells,
    )


def _in_use(region: str, year: int) -> bool:
    return region in {"0", "0301"} or (region in SINCE_2020) == (year >= 2020)


def _rows(name: str, number: str) -> list[dict[str, Any]]:
    return [row for row in packaged(name).to_dicts() if row["municipality_number"] == number]


@pytest.fixture
def without_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin without figures at hand, which a made-up table would have fewer than."""
    monkeypatch.setattr("husrom.figures.updating.held.Holdings.frame", lambda *_arguments: None)


def test_figures_of_merged_municipalities_are_added_up_quarter_by_quarter(
    serve: Serve, run_update: Update, without_old: None
) -> None:
    def cells(codes: Mapping[str, str]) -> float | str:
        if not _in_use(codes["Region"], int(codes["Tid"][:4])):
            return 0.0  # As older tables answer for a number outside its time.
        hidden = codes["Region"] == "1021" and codes["Tid"] == "2019K4" and codes["Byggeareal"] == "113"
        return ":" if hidden else int(codes["Region"]) + int(codes["Byggeareal"])

    serve(_construction(cells, ("2019K3", "2019K4", "2020K1"), (*BEFORE_2020, "4205")))
    assert run_update("construction_by_quarter")["construction_by_quarter"].outcome == Outcome.RENEWED
    rows = _rows("construction_by_quarter", "4205")
    types = 111 + 112 + 113
    assert [
        (row["year"], row["quarter"], row["started_dwellings"], row["started_dwellings_status"]) for row in rows
    ] == [
        (2019, 3, 3 * (1002 + 1021 + 1029) + 3 * types, None),
        (2019, 4, None, "suppressed"),
        (2020, 1, 3 * 4205 + types, None),
    ]
    assert {row["started_dwellings"] for row in _rows("construction_by_quarter", "0301")} == {3 * 301 + types}
    assert {row["completed_dwellings_status"] for row in _rows("construction_by_quarter", "1103")} == {"missing"}


def test_categories_that_did_not_exist_count_as_nothing_and_a_total_is_not_added(
    serve: Serve, run_update: Update, without_old: None
) -> None:
    def cells(codes: Mapping[str, str]) -> float | str:
        if codes["Byggeareal"] == "00":
            return 999.0
        return "." if codes["Byggeareal"] == "112" else 5.0

    made = _construction(cells, ("2024K1",), ("0301",))
    types = dimension("Byggeareal", {**TYPES, "00": "I alt"}, elimination=True, elimination_code="00")
    made = table(made.identifier, made.label, [made.dimensions[0], types, *made.dimensions[2:]], cells)
    serve(made)
    run_update("construction_by_quarter", "national_construction_by_quarter")
    assert _rows("construction_by_quarter", "0301")[0]["started_dwellings"] == 10
    assert packaged("national_construction_by_quarter")["completed_dwellings"].to_list() == [10]


def _dwellings(cells: Cells, types: Mapping[str, str]) -> FakeTable:
    numbers = packaged("municipalities")["municipality_number"]
    return table(
        "06265",
        "Boliger",
        [
            dimension("Region", list(numbers), codelists=(real_figures.summed_over_mergers(numbers),)),
            dimension("BygnType", types),
            dimension("ContentsCode", {"Boliger": "Boliger"}),
            dimension("Tid", ["2024"]),
        ],
        cells,
    )


SIX = {"01": "Enebolig", "02": "Tomannsbolig", "03": "Rekkehus", "04": "Blokk", "05": "Bofellesskap", "999": "Annen"}


def test_totals_and_shares_are_computed_and_say_why_they_cannot_be(
    serve: Serve, run_update: Update, without_old: None
) -> None:
    def cells(codes: Mapping[str, str]) -> float | str:
        if codes["Region"] == "1103" and codes["BygnType"] == "04":
            return ":"
        return 0.0 if codes["Region"] == "3403" else float(codes["BygnType"][-1]) * 10

    serve(_dwellings(cells, SIX))
    run_update("dwellings", "dwelling_type_shares")
    oslo = {row["building_type"]: row["dwellings"] for row in _rows("dwellings", "0301")}
    assert (oslo["all"], oslo["detached"], oslo["other"]) == (240, 10, 90)
    shares = {row["building_type"]: row["share_pct"] for row in _rows("dwelling_type_shares", "0301")}
    assert (shares["detached"], shares["other"], sum(shares.values())) == (4.167, 37.5, pytest.approx(100, abs=0.01))
    stavanger = {row["building_type"]: row for row in _rows("dwellings", "1103")}
    assert [stavanger[name]["dwellings_status"] for name in ("all", "apartment_block", "detached")] == [
        "suppressed",
        "suppressed",
        None,
    ]
    assert {row["share_pct_status"] for row in _rows("dwelling_type_shares", "1103")} == {"suppressed"}
    assert {row["share_pct_status"] for row in _rows("dwelling_type_shares", "3403")} == {"not_applicable"}


def test_a_category_nobody_has_named_is_not_left_out_of_a_total(serve: Serve, run_update: Update) -> None:
    serve(_dwellings(lambda _codes: 1.0, {**SIX, "06": "Husbåt"}))
    found = run_update("dwellings", "dwelling_type_shares")
    assert "has 06, which we do not know whether to add to the others" in str(found["dwellings"].message)


def test_moves_between_municipalities_have_a_row_where_somebody_moved(
    serve: Serve, run_update: Update, without_old: None
) -> None:
    numbers = {number: number for number in ("0301", "3403", "4205", "9999")}
    serve(
        table(
            "13864",
            "Flyttinger",
            [
                dimension("Fraflyttingsregion", numbers, codelists=(_current(numbers),)),
                dimension("TilflyttRegion", numbers, codelists=(_current(numbers),)),
                dimension("ContentsCode", {"Flyttinger": "Flyttinger"}),
                dimension("Tid", ["2024", "2025"]),
            ],
            lambda codes: float(codes["Fraflyttingsregion"] == "0301" and codes["TilflyttRegion"] in {"3403", "9999"}),
        )
    )
    assert run_update("migration_flows")["migration_flows"].outcome == Outcome.RENEWED
    flows = packaged("migration_flows").select("municipality_number", "year", "to_municipality_number", "persons")
    assert flows.rows() == [("0301", 2024, "3403", 1), ("0301", 2025, "3403", 1)]


def _current(numbers: Mapping[str, str]) -> FakeCodelist:
    values = {number: (number, (number,)) for number in numbers}
    return FakeCodelist("agg_KommGjeldende", "Gjeldende kommuner", values)


def _tidy(rows: list[tuple[str, int, int | None, float | None]]) -> pl.DataFrame:
    schema = {"municipality_number": pl.String, "year": pl.Int16, "count": pl.Float64, "price": pl.Float64}
    empty = {"count_status": pl.lit(None, pl.String), "price_status": pl.lit(None, pl.String)}
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(**empty)


KINDS = {"count": "count", "price": "mean"}


def _moved(rows: list[tuple[str, int, int | None, float | None]]) -> dict[tuple[str, int], dict[str, Any]]:
    moved = to_present(_tidy(rows), KINDS)  # type: ignore[arg-type]
    return {(row["municipality_number"], row["year"]): row for row in moved.to_dicts()}


def test_prices_follow_only_a_municipality_with_the_same_ground() -> None:
    moved = _moved(
        [("0403", 2019, 7, 30_000.0), ("1002", 2019, 1, 1.0), ("1021", 2019, 2, 2.0), ("1029", 2019, 4, 3.0)]
    )
    assert (moved["3403", 2019]["count"], moved["3403", 2019]["price"]) == (7, 30_000.0)
    assert (moved["4205", 2019]["count"], moved["4205", 2019]["price"]) == (7, None)


def test_a_split_municipality_is_divided_and_marked() -> None:
    moved = _moved([("1507", 2022, 1000, None)])
    assert (moved["1508", 2022]["count"], moved["1580", 2022]["count"]) == (
        pytest.approx(859.58235),
        pytest.approx(140.41765),
    )
    assert moved["1508", 2022]["count_status"] == "estimated"


def test_a_year_whose_figures_stand_under_the_next_years_numbers_is_read_so() -> None:
    moved = _moved([("3403", 2019, 7, 1.0), ("4205", 2019, 9, 2.0), ("0301", 2019, 3, 3.0)])
    assert (moved["3403", 2019]["count"], moved["4205", 2019]["count"]) == (7, 9)


def test_counties_are_doubtful_before_our_history_where_a_municipality_since_gone_had_figures() -> None:
    # Skjerstad (1842) became a part of Bodø in 2005.
    moved = _moved([("1842", 2004, 2, None), ("1804", 2004, 10, None), ("0301", 2004, 5, None)])
    assert moved["1804", 2004]["count_status"] == "estimated"
    assert moved["0301", 2004]["count_status"] is None


def test_figures_under_a_number_nobody_knows_are_refused() -> None:
    with pytest.raises(TableChangedError, match="5099, which is no municipality we know"):
        _moved([("5099", 2026, 2, None)])


def test_a_zero_from_before_a_number_was_in_use_is_no_figure() -> None:
    schema = {"municipality_number": pl.String, "year": pl.Int16, "value": pl.Float64, "status": pl.String}
    rows = [("4205", 2019, 0.0, None), ("4205", 2020, 0.0, None), ("0301", 2019, 0.0, None), ("4205", 2018, 3.0, None)]
    frame = without_false_zeros(pl.DataFrame(rows, schema=schema, orient="row"))
    assert frame.rows() == [
        ("4205", 2019, None, "missing"),
        ("4205", 2020, 0.0, None),
        ("0301", 2019, 0.0, None),
        ("4205", 2018, 3.0, None),
    ]


def test_every_municipality_has_a_row_for_every_year() -> None:
    frame = completed(_tidy([("0301", 2024, 7, 1.0), ("0301", 2025, 7, 1.0)]), KINDS)  # type: ignore[arg-type]
    assert frame.height == 2 * 357
    assert frame.filter(pl.col("count").is_null())["count_status"].unique().to_list() == ["missing"]


@pytest.mark.parametrize("name", ["population_by_age_and_sex", "projection", "household_income", "migration_flows"])
def test_the_columns_of_a_dataset_are_those_of_the_package(name: str) -> None:
    columns = [column.name for column in dataset(name).columns]
    assert columns == packaged(name).columns
    assert table_of(name).interface == "statbank"
