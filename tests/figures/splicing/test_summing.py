"""Counts moved between divisions: nobody is lost, nobody is counted twice, and no sum is silently smaller."""

import math

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from husrom.figures.divisions import municipalities_of, same_ground, transfers
from husrom.figures.splicing import missing_parts, splice
from husrom.figures.tables.table import Kind

STEPS = [(2019, 2020), (2020, 2024), (2019, 2024), (2006, 2024)]
COUNT: dict[str, Kind] = {"persons": "count"}
STATUSES = ["suppressed", "missing", "not_available", "not_applicable"]


def _numbers(division: int) -> list[str]:
    return [found.number for found in municipalities_of(division)]


def _counted(division: int, persons: list[int | None]) -> pl.DataFrame:
    columns = {"municipality_number": _numbers(division), "persons": persons}
    return pl.DataFrame(columns, schema={"municipality_number": pl.String, "persons": pl.Int32})


def _persons_of(frame: pl.DataFrame, number: str) -> tuple[float | None, str | None]:
    found = frame.filter(pl.col("municipality_number") == number).select("persons", "persons_status").row(0)
    return found[0], found[1]


@st.composite
def counts(draw: st.DrawFn, division: int) -> pl.DataFrame:
    """Draw a count for every municipality of a division."""
    size = len(_numbers(division))
    # One random generator rather than 400 draws: what matters is that the counts differ.
    random = draw(st.randoms(use_true_random=False))
    largest = draw(st.sampled_from([0, 3, 20_000, 2_000_000_000]))
    return _counted(division, [random.randint(0, largest) for _ in range(size)])


@pytest.mark.parametrize(("before", "after"), STEPS)
@settings(max_examples=25)
@given(data=st.data())
def test_the_total_of_the_country_is_kept(before: int, after: int, data: st.DataObject) -> None:
    frame = data.draw(counts(before))
    moved = splice(frame, values=COUNT, from_division=before, to_division=after)
    assert moved["municipality_number"].to_list() == _numbers(after)
    assert math.isclose(moved["persons"].sum(), sum(frame["persons"].to_list()), rel_tol=1e-12, abs_tol=1e-9)
    estimated = set(moved.filter(pl.col("persons_status") == "estimated")["municipality_number"])
    assert estimated == set(transfers(before, after).filter(~pl.col("exact"))["to_number"])


@pytest.mark.parametrize(("before", "after"), STEPS)
@settings(max_examples=25)
@given(data=st.data())
def test_merged_counts_are_the_sum_of_their_parts(before: int, after: int, data: st.DataObject) -> None:
    frame = data.draw(counts(before))
    moves = transfers(before, after)
    split = moves.filter(~pl.col("exact"))["from_number"]
    frame = frame.filter(~pl.col("municipality_number").is_in(split.implode()))
    moved = splice(frame, values=COUNT, from_division=before, to_division=after, exact=True)
    persons = dict(frame.select("municipality_number", "persons").iter_rows())
    parts: dict[str, list[str]] = {}
    for part, number in moves.select("from_number", "to_number").iter_rows():
        parts.setdefault(number, []).append(part)
    assert dict(moved.select("municipality_number", "persons").iter_rows()) == {
        number: None if set(of) & set(split) else sum(persons[part] for part in of)
        for number, of in parts.items()
        if set(of) - set(split)
    }
    assert moved.schema["persons"] == pl.Int64


@pytest.mark.parametrize(("before", "after"), STEPS)
@settings(max_examples=25)
@given(data=st.data())
def test_there_and_back_is_the_same_where_nothing_was_put_together(
    before: int, after: int, data: st.DataObject
) -> None:
    frame = data.draw(counts(before)).with_columns(division_year=pl.lit(before, dtype=pl.Int16))
    frame = frame.filter(pl.col("municipality_number").is_in(list(same_ground(before, after))))
    there = splice(frame, values=COUNT, from_division=before, to_division=after, exact=True)
    back = splice(there, values=COUNT, from_division=after, to_division=before, exact=True)
    assert (there["division_year"] == after).all()
    assert_frame_equal(back.select(frame.columns), frame.cast({"persons": pl.Int64}))
    assert back["persons_status"].is_null().all()


@settings(max_examples=25)
@given(data=st.data())
def test_alesund_is_put_together_again_from_its_two_parts(data: st.DataObject) -> None:
    frame = data.draw(counts(2024))
    before = splice(frame, values=COUNT, from_division=2024, to_division=2020, exact=True)
    alesund = frame.filter(pl.col("municipality_number").is_in(["1508", "1580"]))["persons"].to_list()
    assert _persons_of(before, "1507") == (sum(alesund), None)
    assert before["municipality_number"].to_list() == _numbers(2020)


@settings(max_examples=25)
@given(data=st.data())
def test_a_split_comes_back_whole_when_it_is_put_together_again(data: st.DataObject) -> None:
    frame = data.draw(counts(2020))
    there = splice(frame, values=COUNT, from_division=2020, to_division=2024)
    back = splice(there, values=COUNT, from_division=2024, to_division=2020)
    assert back["persons"].to_list() == pytest.approx(frame["persons"].to_list())
    estimated = back.filter(pl.col("persons_status") == "estimated")["municipality_number"].to_list()
    assert estimated == ["1507"]


@given(data=st.data(), lacking=st.sampled_from(["1002", "1021", "1029"]), status=st.sampled_from([None, *STATUSES]))
def test_a_part_without_a_figure_leaves_no_sum(data: st.DataObject, lacking: str, status: str | None) -> None:
    is_lacking = pl.col("municipality_number") == lacking
    frame = data.draw(counts(2019)).with_columns(
        persons=pl.when(~is_lacking).then("persons"),
        persons_status=pl.when(is_lacking).then(pl.lit(status, dtype=pl.String)),
    )
    moved = splice(frame, values=COUNT, from_division=2019, to_division=2024)
    assert _persons_of(moved, "4205") == (None, status or "missing")
    assert moved["persons"].null_count() == 1
    gaps = missing_parts(frame, values=COUNT, from_division=2019, to_division=2024)
    assert gaps.rows() == [("4205", "persons", lacking, status or "missing")]


def test_a_part_without_a_row_leaves_no_sum() -> None:
    frame = _counted(2019, [1] * 422).filter(pl.col("municipality_number") != "1021")
    moved = splice(frame, values=COUNT, from_division=2019, to_division=2024)
    assert _persons_of(moved, "4205") == (None, "missing")
    gaps = missing_parts(frame, values=COUNT, from_division=2019, to_division=2024)
    assert gaps.rows() == [("4205", "persons", "1021", "missing")]


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["suppressed", "missing", "not_available"], "suppressed"),
        (["not_available", "missing", "not_applicable"], "missing"),
        (["not_applicable", "not_available", "not_applicable"], "not_available"),
        (["not_applicable"] * 3, "not_applicable"),
    ],
)
def test_of_several_gaps_the_worst_is_said(statuses: list[str], expected: str) -> None:
    frame = pl.DataFrame(
        {"municipality_number": ["1002", "1021", "1029"], "persons": [None] * 3, "persons_status": statuses},
        schema_overrides={"persons": pl.Int32},
    )
    moved = splice(frame, values=COUNT, from_division=2019, to_division=2024)
    assert _persons_of(moved, "4205") == (None, expected)


@pytest.mark.parametrize(("status", "expected"), [("estimated", "estimated"), ("projected", "projected")])
def test_what_is_said_of_a_part_is_said_of_the_sum(status: str, expected: str) -> None:
    frame = pl.DataFrame(
        {
            "municipality_number": ["1002", "1021", "1029"],
            "persons": [15_600, 2_300, 5_100],
            "persons_status": [None, status, None],
        }
    )
    moved = splice(frame, values=COUNT, from_division=2019, to_division=2024)
    assert _persons_of(moved, "4205") == (23_000, expected)


def test_not_a_number_is_no_figure() -> None:
    frame = pl.DataFrame({"municipality_number": ["1002", "1021", "1029"], "persons": [1.0, math.nan, 1.0]})
    moved = splice(frame, values=COUNT, from_division=2019, to_division=2024)
    assert _persons_of(moved, "4205") == (None, "missing")


def test_a_wide_table_keeps_its_categories_apart() -> None:
    frame = pl.DataFrame(
        {
            "municipality_number": ["1002", "1021", "1029"] * 4,
            "division_year": [2019] * 12,
            "year": [2018] * 6 + [2019] * 6,
            "age_from": [0, 0, 0, 80, 80, 80] * 2,
            "age_to": ([79] * 3 + [None] * 3) * 2,
            "persons": list(range(12)),
            "purchase_sum_nok": [10.5] * 11 + [None],
        }
    )
    moved = splice(
        frame, values={"persons": "count", "purchase_sum_nok": "amount"}, from_division=2019, to_division=2024
    )
    assert moved.rows() == [
        ("4205", 2024, 2018, 0, 79, 3.0, None, 31.5, None),
        ("4205", 2024, 2018, 80, None, 12.0, None, 31.5, None),
        ("4205", 2024, 2019, 0, 79, 21.0, None, 31.5, None),
        ("4205", 2024, 2019, 80, None, 30.0, None, None, "missing"),
    ]
    assert moved.columns[-4:] == ["persons", "persons_status", "purchase_sum_nok", "purchase_sum_nok_status"]


def test_a_mean_follows_a_municipality_that_only_changed_its_number() -> None:
    frame = pl.DataFrame(
        {
            "municipality_number": ["3031", "3049"],
            "price_nok_per_m2": [48_000, None],
            "price_nok_per_m2_status": [None, "suppressed"],
        }
    )
    moved = splice(frame, values={"price_nok_per_m2": "mean"}, from_division=2020, to_division=2024)
    assert moved.rows() == [("3232", 48_000, None), ("3312", None, "suppressed")]
