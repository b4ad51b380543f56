"""The arrays are the tables of the snapshot: nothing is lost, and what is missing is not nought."""

import numpy as np
import polars as pl
import pytest

from husrom.figures import model_arrays
from husrom.figures.population import observed
from husrom.figures.snapshot import table

NUMBERS = table("municipalities")["municipality_number"].to_list()


@pytest.mark.parametrize("year", [2005, 2016, 2026])
def test_persons_by_age_sum_to_the_population(year: int) -> None:
    for number in NUMBERS:
        persons, count = model_arrays.persons_by_age(number, year), observed(number, year)
        if count is not None and count.source.identifier == "population_by_age":
            assert persons.sum() == count.persons, number


def test_the_country_is_the_sum_of_its_municipalities() -> None:
    summed = np.sum([model_arrays.persons_by_age(number, 2026) for number in NUMBERS], axis=0)
    assert model_arrays.national_persons(2026).tolist() == summed.tolist()


@pytest.mark.parametrize(("number", "year"), [("3403", 1999), ("1508", 2016), ("9999", 2026)])
def test_ages_that_are_not_known_are_missing(number: str, year: int) -> None:
    assert np.isnan(model_arrays.persons_by_age(number, year)).all()


def test_every_municipality_has_a_projection_to_2050() -> None:
    for number in NUMBERS:
        found = model_arrays.projected_persons(number)
        assert found is not None, number
        assert {found.first_year + len(persons) - 1 for persons in found.totals.values()} == {2050}


def test_the_broad_ages_of_the_newest_projection_are_its_total() -> None:
    found = [model_arrays.projected_persons(number) for number in NUMBERS]
    newest = [one for one in found if one is not None and one.groups is not None]
    assert len(newest) == 80
    for one in newest:
        assert one.groups is not None
        np.testing.assert_allclose(one.groups.sum(axis=1), one.totals["main"], atol=2)


def test_a_number_that_is_none_has_no_projection() -> None:
    assert model_arrays.projected_persons("9999") is None


def test_the_borrowed_alternatives_begin_together_and_part() -> None:
    shares = model_arrays.borrowed_alternatives()
    assert shares["low"][0] == shares["high"][0] == 1
    assert (np.diff(shares["low"]) < 0).all()
    assert (np.diff(shares["high"]) > 0).all()


def test_kinds_of_household_are_all_households() -> None:
    for year, identifier in ((2024, "household_income"), (2025, "households")):
        every = table(identifier).filter((pl.col("year") == year) & (pl.col("household_type") == "all"))
        totals = dict(every.select("municipality_number", "households").iter_rows())
        for number, counted in model_arrays.households_by_kind(year).items():
            if counted.identifier == identifier:
                assert counted.households.sum() == totals[number]


def test_households_of_one_table_are_used_through_time() -> None:
    assert set(model_arrays.household_totals(2015)) == set(model_arrays.household_totals(2024))


def test_the_newest_count_of_households_is_given() -> None:
    found = model_arrays.counted_households("4001")
    assert found is not None
    assert (found.identifier, found.year) == ("households", 2025)


def test_kinds_of_dwelling_are_all_dwellings() -> None:
    every = table("dwellings").filter((pl.col("year") == 2026) & (pl.col("building_type") == "all"))
    for number, dwellings in every.select("municipality_number", "dwellings").iter_rows():
        counted = model_arrays.counted_dwellings(number)
        assert counted is not None
        assert (counted.year, counted.dwellings.sum()) == (2026, dwellings)


def test_every_municipality_has_shares_of_kinds_of_dwelling() -> None:
    shares = np.stack([model_arrays.dwelling_shares(number) for number in NUMBERS])
    np.testing.assert_allclose(shares.sum(axis=1), 1)
    assert np.isnan(model_arrays.dwelling_shares("9999")).all()


def test_numbers_of_the_country_in_other_years_are_missing() -> None:
    assert np.isnan(model_arrays.national_households(2016))
    assert np.isnan(model_arrays.national_dwellings(1999))


def test_losses_need_every_year_to_be_whole() -> None:
    # The last quarter in the snapshot is the second of 2026.
    assert model_arrays.yearly_losses_pct("1840", 2016, 2026) is None
    assert min(model_arrays.completions("5605")) == 2000
    assert 2026 not in model_arrays.completions("5605")


def test_completions_of_whole_years_come_from_both_tables() -> None:
    telemark = table("construction").filter(
        (pl.col("municipality_number") == "4001") & (pl.col("building_type") == "all") & (pl.col("year") == 2025)
    )
    assert model_arrays.completions("4001")[2025] == telemark["completed_dwellings"][0]
