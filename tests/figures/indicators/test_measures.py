"""A measure reads the right cells: added up where it may be, and never hiding one that is missing."""

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from husrom.figures.errors import DefinitionError
from husrom.figures.indicators import measures
from husrom.figures.indicators.measures import dataset_frame, municipality_numbers, on_the_time_axis, with_norway
from husrom.figures.indicators.recipe import Condition, Measure, Region

Table = Callable[..., None]


@pytest.fixture
def snapshot(monkeypatch: pytest.MonkeyPatch) -> Table:
    """Return a function that makes the snapshot hold one dataset, called `built`."""

    def hold(rows: list[dict[str, Any]]) -> None:
        frame = pl.DataFrame(rows, infer_schema_length=None)
        monkeypatch.setattr(measures, "table", lambda name: frame)

    municipality_numbers()
    return hold


def _row(number: str, year: int, built: int | None, **more: Any) -> dict[str, Any]:
    return {"municipality_number": number, "division_year": 2024, "year": year, "built": built} | more


def _values(frame: pl.DataFrame) -> list[tuple[str, int, float | None]]:
    return sorted(frame.select("number", "year", "value").rows())


BUILT = Measure(dataset="built", values=("built",))


def test_rows_of_a_place_and_year_are_added_up(snapshot: Table) -> None:
    snapshot([_row("3403", 2020, 3, kind="a"), _row("3403", 2020, 4, kind="b"), _row("3405", 2020, 1, kind="a")])
    assert _values(dataset_frame(BUILT)) == [("3403", 2020, 7), ("3405", 2020, 1)]


def test_a_sum_with_a_missing_part_is_missing_and_says_why(snapshot: Table) -> None:
    snapshot(
        [
            _row("3403", 2020, 3, built_status=None),
            _row("3403", 2020, None, built_status="suppressed"),
            _row("3405", 2020, 4, built_status="estimated"),
            _row("3405", 2020, 4, built_status=None),
        ]
    )
    found = {row["number"]: row for row in dataset_frame(BUILT).to_dicts()}
    assert [found["3403"][name] for name in ("value", "status", "reason")] == [None, "suppressed", "suppressed"]
    assert [found["3405"][name] for name in ("value", "status", "reason")] == [8, "estimated", None]


@pytest.mark.parametrize(
    ("condition", "sum_of_kept"),
    [
        (Condition("age", equal_to=(1,)), 1),
        (Condition("age", equal_to=(1, 3)), 5),
        (Condition("age", equal_to=(None,)), 8),
        (Condition("age", first=2), 6),
        (Condition("age", last=2), 3),
        (Condition("age", first=2, last=2), 2),
    ],
)
def test_only_cells_that_meet_the_condition_are_read(snapshot: Table, condition: Condition, sum_of_kept: int) -> None:
    snapshot([_row("3403", 2020, built, age=age) for age, built in ((1, 1), (2, 2), (3, 4), (None, 8))])
    frame = dataset_frame(Measure(dataset="built", values=("built",), where=(condition,)))
    assert frame["value"].to_list() == [sum_of_kept]


def test_several_columns_are_added_up(snapshot: Table) -> None:
    snapshot([_row("3403", 2020, 3, torn=4), _row("3405", 2020, 3, torn=None)])
    frame = dataset_frame(Measure(dataset="built", values=("built", "torn")))
    assert _values(frame) == [("3403", 2020, 7), ("3405", 2020, None)]


def test_an_unknown_column_is_refused_with_those_there_are(snapshot: Table) -> None:
    snapshot([_row("3403", 2020, 3)])
    with pytest.raises(DefinitionError, match=r"built has no column torn\. It has: municipality_number"):
        dataset_frame(Measure(dataset="built", values=("torn",)))
    with pytest.raises(DefinitionError, match="no column kind"):
        dataset_frame(Measure(dataset="built", values=("built",), where=(Condition("kind", equal_to=("a",)),)))


def test_estimated_cells_are_refused_where_the_measure_says_so(snapshot: Table) -> None:
    snapshot([_row("3403", 2020, 3, built_status="estimated"), _row("3403", 2021, 4, built_status=None)])
    frame = dataset_frame(Measure(dataset="built", values=("built",), refuse_estimated=True)).sort("year")
    assert frame.select("value", "reason").rows() == [(None, "split"), (4, None)]


def test_a_year_needs_all_four_quarters(snapshot: Table) -> None:
    snapshot([_row("3403", 2020, 2, quarter=quarter) for quarter in (1, 2, 3, 4)] + [_row("3403", 2021, 2, quarter=1)])
    frame = dataset_frame(Measure(dataset="built", values=("built",), sum_of_quarters=True))
    assert frame.select("year", "quarter", "value").rows() == [(2020, 0, 8)]


def test_a_sum_of_years_needs_every_one_and_carries_what_is_missing(snapshot: Table) -> None:
    snapshot([_row("3403", year, None if year == 2014 else 1) for year in (2010, 2011, 2012, 2013, 2014, 2016)])
    three = Measure(dataset="built", values=("built",), sum_of_years=3)
    found = on_the_time_axis(dataset_frame(three), three).sort("year")
    assert found.select("year", "value", "status").rows() == [
        (2012, 3, "observed"),
        (2013, 3, "observed"),
        (2014, None, "missing"),
    ]


def test_an_offset_takes_the_figure_of_a_later_year(snapshot: Table) -> None:
    snapshot([_row("3403", 2020, 5), _row("3403", 2021, 6)])
    later = Measure(dataset="built", values=("built",), offset_years=1)
    assert _values(on_the_time_axis(dataset_frame(later), later)) == [("3403", 2019, 5), ("3403", 2020, 6)]


def test_years_outside_the_bounds_are_not_read(snapshot: Table) -> None:
    snapshot([_row("3403", year, year) for year in range(2018, 2024)])
    bounded = Measure(dataset="built", values=("built",), first_year=2020, last_year=2021)
    assert on_the_time_axis(dataset_frame(bounded), bounded)["year"].to_list() == [2020, 2021]


def test_norway_is_the_sum_only_where_every_municipality_has_a_value(snapshot: Table) -> None:
    everyone = municipality_numbers()
    rows = [_row(number, 2020, 2) for number in everyone]
    rows += [_row(number, 2021, None if number == "3403" else 2) for number in everyone]
    snapshot(rows)
    country = with_norway(dataset_frame(BUILT)).filter(pl.col("number") == "0")
    assert _values(country) == [("0", 2020, 2.0 * len(everyone))]


def test_what_is_no_municipality_of_today_is_left_out(snapshot: Table) -> None:
    snapshot([_row("0403", 2020, 3), _row("3403", 2020, 4)])
    assert dataset_frame(BUILT)["number"].to_list() == ["3403"]


@pytest.mark.parametrize(("region", "everyone"), [(Region.COUNTY, False), (Region.COUNTRY, True)])
def test_the_figure_of_a_larger_place_is_given_to_its_municipalities(
    snapshot: Table, region: Region, everyone: bool
) -> None:
    rows = [{"region_code": code, "division_year": 2024, "year": 2020, "built": 7} for code in ("18", "0")]
    snapshot(rows)
    found = dataset_frame(Measure(dataset="built", values=("built",), region=region))
    of_nordland = {number for number in municipality_numbers() if number.startswith("18")}
    assert set(found["number"]) == (set(municipality_numbers()) if everyone else of_nordland)
