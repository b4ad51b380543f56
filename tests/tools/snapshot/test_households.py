"""Households: tenure, type and income."""

from collections.abc import Callable
from types import ModuleType

import polars as pl
import pytest

Load = Callable[[str], ModuleType]
Inputs = Callable[..., object]
TENURE, TYPES = "nn_tenure_11084_2015_2024_80.csv", "telemark/husholdninger_etter_boligtype.csv"
INCOME, MEDIANS = "nn_household_types_income_06944_2005_2024_80.csv", "median_income_2024_all.csv"


@pytest.fixture
def households(load: Load) -> ModuleType:
    return load("households")


def test_a_blank_share_is_missing_and_not_zero(households: ModuleType, inputs: Inputs) -> None:
    found = households.tenure_shares(inputs("tenure_shares"))
    bindal = found.filter(pl.col("municipality_number") == "1811").select("tenure", "share_pct", "share_pct_status")
    assert bindal.rows() == [("cooperative_owner", None, "missing"), ("owner", 80.0, None), ("tenant", 20.0, None)]


def test_incomes_of_two_files_become_one_table(households: ModuleType, inputs: Inputs) -> None:
    found = households.household_income(inputs("household_income"))
    assert found.filter((pl.col("year") == 2024) & (pl.col("municipality_number") != "1804")).drop(
        "division_year", "year"
    ).rows() == [
        ("1856", "all", 250, None, 595300, None),
        ("1856", "alone", 128, None, 373300, None),
        ("1856", "couple_with_children", 26, None, 1227100, None),
        ("1856", "couple_without_children", 50, None, 864200, None),
        ("1856", "single_parent", 11, None, 546200, None),
        ("3403", "all", None, "missing", 639200, None),
    ]
    assert found.filter(pl.col("year") == 2005).height == 5


def test_a_type_left_out_of_a_year_is_missing(households: ModuleType, inputs: Inputs) -> None:
    edit = (INCOME, "1856,Røst,Nordland,2024,enslig_forelder,11,546200\n", "")
    found = households.household_income(inputs("household_income", edit))
    parents = found.filter((pl.col("municipality_number") == "1856") & (pl.col("household_type") == "single_parent"))
    assert parents.drop("division_year").rows() == [
        ("1856", 2024, "single_parent", None, "missing", None, "missing"),
    ]


def test_income_files_that_disagree_stop_the_build(households: ModuleType, inputs: Inputs, error: type) -> None:
    edit = (MEDIANS, "1804,Bodø,Nordland,689600", "1804,Bodø,Nordland,689700")
    with pytest.raises(error, match=r"disagree on \('1804', 2024, 'all'\): 689700 and 689600"):
        households.household_income(inputs("household_income", edit))


def test_tenure_is_counted_in_two_years(households: ModuleType, inputs: Inputs) -> None:
    found = households.households_by_tenure(inputs("households_by_tenure"))
    assert found.filter(pl.col("municipality_number") == "1811").drop(
        "municipality_number", "division_year"
    ).rows() == [
        (2015, "all", 667, None),
        (2015, "tenant", 102, None),
        (2024, "all", 661, None),
        (2024, "cooperative_owner", None, "missing"),
        (2024, "owner", 529, None),
        (2024, "tenant", 132, None),
    ]


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        ((TENURE, "661,529,,132,667,102,661,132", "661,529,,132,667,102,661,133"), "written twice and differ"),
        ((TENURE, "661,529,,132,667,102,661,132", "661,528,,132,667,102,661,132"), "by tenure sum to 660"),
        (("tenure_11084_2024_all.csv", "2024,77.4,2.7,19.9", "2024,76.4,2.7,19.9"), "owner in 1840: 1695 of 2191"),
        (("tenure_11084_2024_all.csv", "2024,77.4,2.7,19.9", "2024,77.4,,19.9"), "cooperative_owner in 1840: 59"),
    ],
)
def test_tenure_that_does_not_add_up_stops_the_build(
    households: ModuleType, inputs: Inputs, error: type, edit: tuple[str, str, str], told: str
) -> None:
    with pytest.raises(error, match=told):
        households.households_by_tenure(inputs("households_by_tenure", edit))


def test_the_countrys_tenants_are_there_for_two_years(households: ModuleType, inputs: Inputs) -> None:
    found = households.national_tenure(inputs("national_tenure"))
    assert found.select("region_code", "year", "tenure", "households").rows() == [
        ("0", 2015, "all", 2_308_394),
        ("0", 2015, "tenant", 521_254),
        ("0", 2024, "all", 2_584_527),
        ("0", 2024, "tenant", 609_855),
    ]


def test_household_types_have_their_sum_and_the_county_is_left_out(households: ModuleType, inputs: Inputs) -> None:
    found = households.households(inputs("households"))
    assert found["municipality_number"].n_unique() == 17
    skien = found.filter(pl.col("municipality_number") == "4003")
    assert dict(skien.select("household_type", "households").iter_rows()) == {
        "all": 26771,
        "alone": 10968,
        "couple_with_children": 4642,
        "couple_without_children": 6825,
        "several_families": 991,
        "single_parent": 1412,
        "with_adult_children": 1933,
    }


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("4003,Skien,01.01.2024,Aleneboende,1,10968", "4003,Skien,01.01.2024,Aleneboende,1,10967", "alone in Telemark"),
        ("4003,Skien,01.01.2024,Andre husholdninger,0,0", "4003,Skien,01.01.2024,Andre husholdninger,0,4", "was empty"),
    ],
)
def test_households_that_do_not_add_up_stop_the_build(
    households: ModuleType, inputs: Inputs, error: type, before: str, after: str, told: str
) -> None:
    with pytest.raises(error, match=told):
        households.households(inputs("households", (TYPES, before, after)))
