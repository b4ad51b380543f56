"""The spliced population by age and the independent totals on today's borders tell the same, but for known places."""

import polars as pl
import pytest

from husrom.figures.snapshot import table
from husrom.figures.splicing import splice
from husrom.figures.tables.table import Kind

FIRST, LAST = 2010, 2024
# In these the two must differ before the year: they were split, or got a part of one that was. The input for ages
# divides the old municipality by a rough share; the totals follow the borders of today.
DIFFERENT_BEFORE = {
    "1508": 2024,  # Ålesund, half of Ålesund of 2020
    "1580": 2024,  # Haram, the other half
    "1806": 2020,  # Narvik, half of Tysfjord
    "1875": 2020,  # Hamarøy, the other half
    "5055": 2020,  # Heim, about a third of Snillfjord
    "5056": 2020,  # Hitra, about a third
    "5059": 2020,  # Orkland, about a third
}
DIFFERENT = {(number, year) for number, before in DIFFERENT_BEFORE.items() for year in range(FIRST, before)}

PERSONS = pl.col("persons", "persons_in_total")


@pytest.fixture(scope="module")
def both() -> pl.DataFrame:
    by_age = table("population_by_age").group_by("municipality_number", "year").agg(pl.col("persons").sum())
    totals = table("population_totals").filter(pl.col("basis") == "observed")
    joined = by_age.join(totals, on=["municipality_number", "year"], suffix="_in_total")
    return joined.filter(pl.col("year").is_between(FIRST, LAST))


def test_both_series_have_every_municipality_in_every_year(both: pl.DataFrame) -> None:
    assert both.select("municipality_number", "year").n_unique() == both.height == 357 * 15


def test_the_two_series_differ_only_where_a_municipality_was_split(both: pl.DataFrame) -> None:
    different = both.filter(pl.col("persons") != pl.col("persons_in_total"))
    assert set(different.select("municipality_number", "year").iter_rows()) == DIFFERENT


def test_ages_that_rest_on_a_rough_share_are_marked_as_estimated() -> None:
    ages = table("population_by_age").filter(pl.col("year").is_between(FIRST, LAST))
    estimated = ages.filter(pl.col("persons_status") == "estimated")
    assert set(estimated.select("municipality_number", "year").iter_rows()) == DIFFERENT


def test_the_halves_of_alesund_are_the_whole_in_both_series(both: pl.DataFrame) -> None:
    alesund = both.filter(pl.col("municipality_number").is_in(["1508", "1580"])).group_by("year").agg(PERSONS.sum())
    off_by = (alesund["persons"] - alesund["persons_in_total"]).abs()
    # Each of 2 × 19 halved age groups is rounded by at most half a person.
    assert off_by.max() is not None
    assert max(off_by) <= 19


def test_alesund_moved_to_the_borders_of_2024_is_near_the_independent_totals() -> None:
    totals = table("population_totals").filter(pl.col("year").is_between(2020, 2023))
    totals = totals.select("municipality_number", "division_year", "year", "persons")
    counts: dict[str, Kind] = {"persons": "count"}
    then = splice(totals, values=counts, from_division=2024, to_division=2020, exact=True)
    again = splice(then, values=counts, from_division=2020, to_division=2024)
    both = again.join(totals, on=["municipality_number", "year"], suffix="_in_total")
    estimated = pl.col("persons_status").eq_missing("estimated")
    assert set(both.filter(estimated)["municipality_number"]) == {"1508", "1580"}
    assert both.filter(~estimated & (pl.col("persons") != pl.col("persons_in_total"))).is_empty()
    off_by = both.filter(estimated).select((pl.col("persons") / pl.col("persons_in_total") - 1).abs())
    assert max(off_by.to_series()) < 0.005
    assert both.height == 357 * 4
