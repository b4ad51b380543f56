"""Where the ground of every municipality went, for every pair of divisions our history reaches."""

import itertools

import polars as pl
import pytest

from husrom.figures.divisions import FIRST_DIVISION, last_division, municipalities_of, same_ground, transfers
from husrom.figures.errors import UnknownDivisionError
from husrom.figures.municipalities import current_numbers
from husrom.figures.snapshot import table

# The first, the last, and every division between which a municipality ended or began.
DIVISIONS = (FIRST_DIVISION, 2008, 2012, 2013, 2017, 2018, 2019, 2020, 2024, last_division())
FORWARDS = list(itertools.combinations(DIVISIONS, 2))
STEPS = [(2019, 2020), (2020, 2024), (2019, 2024)]


def _numbers(division: int) -> set[str]:
    return {found.number for found in municipalities_of(division)}


def _targets(number: str, from_division: int, to_division: int) -> dict[str, float]:
    moved = transfers(from_division, to_division).filter(pl.col("from_number") == number)
    return dict(moved.select("to_number", "weight").iter_rows())


@pytest.mark.parametrize(("before", "after"), FORWARDS, ids=str)
def test_every_municipality_goes_somewhere_and_comes_from_somewhere(before: int, after: int) -> None:
    moved = transfers(before, after)
    assert set(moved["from_number"]) == _numbers(before)
    assert set(moved["to_number"]) == _numbers(after)
    weights = moved.group_by("from_number").agg(pl.col("weight").sum())
    assert weights["weight"].to_list() == pytest.approx([1.0] * len(_numbers(before)))
    assert moved["weight"].is_between(0, 1, closed="right").all()
    assert not moved.select("from_number", "to_number").is_duplicated().any()


@pytest.mark.parametrize(("before", "after"), FORWARDS, ids=str)
def test_what_only_changed_its_number_finds_back(before: int, after: int) -> None:
    there, back = same_ground(before, after), same_ground(after, before)
    assert {new: old for old, new in there.items()} == back


@pytest.mark.parametrize("division", [2006, 2019, 2024])
def test_within_a_division_everything_stays(division: int) -> None:
    assert same_ground(division, division) == {number: number for number in _numbers(division)}


# What was Haram until 2019 is Haram again since 2024, but was a part of Ålesund in between, where it cannot be told
# from the rest. The way over 2020 therefore knows less of these five than the straight way does.
ONCE_ALESUND = {"1504", "1523", "1529", "1534", "1546"}


def test_two_steps_lead_where_one_does() -> None:
    first, second = transfers(2019, 2020), transfers(2020, 2024)
    composed = (
        first.join(second, left_on="to_number", right_on="from_number")
        .group_by("from_number", to_number="to_number_right")
        .agg((pl.col("weight") * pl.col("weight_right")).sum().alias("weight"))
        .filter(~pl.col("from_number").is_in(ONCE_ALESUND))
        .sort("from_number", "to_number")
    )
    straight = transfers(2019, 2024).filter(~pl.col("from_number").is_in(ONCE_ALESUND))
    assert composed.rows() == straight.select("from_number", "to_number", "weight").rows()
    assert straight.height == 422 + 1 + 2 - len(ONCE_ALESUND)


def test_the_straight_way_knows_haram() -> None:
    assert {number: _targets(number, 2019, 2024) for number in ONCE_ALESUND} == {
        "1504": {"1508": 1.0},
        "1523": {"1508": 1.0},
        "1529": {"1508": 1.0},
        "1534": {"1580": 1.0},
        "1546": {"1508": 1.0},
    }


def test_alesund_is_divided_by_its_people() -> None:
    totals = table("population_totals").filter(
        (pl.col("year") == 2023) & pl.col("municipality_number").is_in(["1508", "1580"])
    )
    persons = dict(totals.select("municipality_number", "persons").iter_rows())
    expected = {number: count / sum(persons.values()) for number, count in persons.items()}
    assert _targets("1507", 2020, 2024) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("step", "split"), list(zip(STEPS, [["1850", "5012"], ["1507"], ["1850", "5012"]], strict=True)), ids=str
)
def test_only_known_splits_are_inexact(step: tuple[int, int], split: list[str]) -> None:
    assert sorted(set(transfers(*step).filter(~pl.col("exact"))["from_number"])) == split


@pytest.mark.parametrize("year", [2007, 2019, 2020, 2023])
def test_the_last_division_agrees_with_the_numbers_of_today(year: int) -> None:
    for number in _numbers(year):
        assert set(_targets(number, year, 2024)) == set(current_numbers(number)), number


@pytest.mark.parametrize(
    ("number", "before", "after", "expected"),
    [
        ("3031", 2020, 2024, {"3232": 1.0}),  # Nittedal, a new number with each reform
        ("0233", 2019, 2020, {"3031": 1.0}),
        ("1002", 2019, 2024, {"4205": 1.0}),  # Mandal, merged
        ("1567", 2018, 2020, {"5061": 1.0}),  # Rindal changed county in 2019
        ("1750", 2017, 2024, {"5060": 1.0}),  # Vikna, renumbered in 2018 and merged in 2020
        ("1850", 2019, 2020, {"1806": 0.5, "1875": 0.5}),  # Tysfjord, split
        ("5012", 2019, 2020, {"5055": 0.35, "5056": 0.35, "5059": 0.3}),  # Snillfjord, split
        ("0702", 2017, 2020, {"3802": 1.0}),  # Holmestrand merged twice
    ],
)
def test_a_municipality_goes_where_history_took_it(
    number: str, before: int, after: int, expected: dict[str, float]
) -> None:
    assert _targets(number, before, after) == expected


def test_backwards_only_what_was_not_put_together_finds_its_way() -> None:
    assert _targets("4205", 2024, 2019) == {}
    assert _targets("3232", 2024, 2019) == {"0233": 1.0}
    assert _targets("1508", 2024, 2020) == _targets("1580", 2024, 2020) == {"1507": 1.0}
    assert _targets("1806", 2024, 2019) == {}  # it holds half of Tysfjord
    back = transfers(2024, 2020)
    assert back["exact"].all()
    assert back.height == 357


@pytest.mark.parametrize(("from_division", "to_division"), [(2005, 2024), (2024, 2027), (2020, 1999)])
def test_a_division_beyond_our_history_is_refused(from_division: int, to_division: int) -> None:
    with pytest.raises(UnknownDivisionError, match="We know the municipalities of 2006 to 2026, not of"):
        transfers(from_division, to_division)
