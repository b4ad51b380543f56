"""Prices: withheld, missing and known are three different things, and two series are never mixed."""

from collections.abc import Callable
from types import ModuleType

import polars as pl
import pytest

Load = Callable[[str], ModuleType]
Inputs = Callable[..., object]
SALES = "nn_sales_06726_1992_2025_80.csv"


@pytest.fixture
def prices(load: Load) -> ModuleType:
    return load("prices")


def test_two_price_files_become_one_complete_grid(prices: ModuleType, inputs: Inputs) -> None:
    found = prices.dwelling_prices(inputs("dwelling_prices"))
    columns = ("dwelling_type", "price_nok_per_m2", "price_nok_per_m2_status", "sales", "sales_status")
    assert found.height == 3 * 5 * 3
    last = found.filter(pl.col("year") == 2024)
    assert last.filter(pl.col("municipality_number") == "4218").select(columns).rows() == [
        ("apartment", None, "suppressed", 3, None),
        ("detached", 13410, None, 10, None),
        ("small_house", None, "suppressed", 1, None),
    ]
    assert last.filter(pl.col("municipality_number") == "3403").select(columns).row(1) == (
        "detached",
        31191,
        None,
        228,
        None,
    )
    earlier = found.filter((pl.col("municipality_number") == "4218") & (pl.col("year") < 2024))
    assert set(earlier.select("price_nok_per_m2", "price_nok_per_m2_status").rows()) == {(None, "missing")}


def test_price_files_that_disagree_stop_the_build(prices: ModuleType, inputs: Inputs, error: type) -> None:
    edit = ("kvmpris_06035_17.csv", "2024,31191,228", "2024,30000,228")
    with pytest.raises(error, match="The two price files disagree on"):
        prices.dwelling_prices(inputs("dwelling_prices", edit))


def test_a_price_of_a_municipality_that_is_not_stops_the_build(prices: ModuleType, inputs: Inputs, error: type) -> None:
    edit = ("municipality_county_2024.csv", "4218,Iveland", "4219,Iveland")
    with pytest.raises(error, match="Prices outside the grid"):
        prices.dwelling_prices(inputs("dwelling_prices", edit))


def test_a_former_municipality_is_of_its_own_division(prices: ModuleType, inputs: Inputs) -> None:
    found = prices.former_dwelling_prices(inputs("former_dwelling_prices"))
    columns = ("municipality_number", "division_year", "year", "dwelling_type", "price_nok_per_m2", "sales")
    assert found.select(columns).rows() == [
        ("1103", 2019, 2019, "apartment", 43359, 824),
        ("1103", 2019, 2019, "detached", 31484, 584),
        ("1103", 2019, 2019, "small_house", 31483, 427),
    ]


def test_a_price_is_withheld_where_sales_are_few_and_missing_where_they_are_unknown(
    prices: ModuleType, inputs: Inputs
) -> None:
    found = prices.dwelling_prices_all_tenures(inputs("dwelling_prices_all_tenures"))
    columns = ("municipality_number", "price_nok_per_m2", "price_nok_per_m2_status", "sales", "sales_status")
    assert found.select(columns).rows() == [
        ("1804", 48899, None, 1179, None),
        ("1811", None, "suppressed", 5, None),
        ("1857", None, "missing", None, "missing"),
    ]


def test_a_price_withheld_with_many_sales_stops_the_build(prices: ModuleType, inputs: Inputs, error: type) -> None:
    edit = ("nn_kvmpris_14545_2025_80.csv", "1811,Bindal,Nordland,2025,,5", "1811,Bindal,Nordland,2025,,10")
    with pytest.raises(error, match="No price for 1811 with 10 sales"):
        prices.dwelling_prices_all_tenures(inputs("dwelling_prices_all_tenures", edit))


def test_counties_and_the_country_are_regions(prices: ModuleType, inputs: Inputs) -> None:
    found = prices.county_dwelling_prices_all_tenures(inputs("county_dwelling_prices_all_tenures"))
    columns = ("region_code", "dwelling_type", "price_nok_per_m2", "sales", "sales_status")
    assert found.select(columns).rows()[:3] == [
        ("0", "all", 54801, None, "missing"),
        ("0", "detached", 29590, None, "missing"),
        ("18", "all", 34152, 3330, None),
    ]


def test_county_prices_follow_their_quarters(prices: ModuleType, inputs: Inputs) -> None:
    found = prices.county_dwelling_prices_by_quarter(inputs("county_dwelling_prices_by_quarter"))
    finnmark = found.filter(pl.col("region_code") == "56")
    assert finnmark.select("year", "quarter", "price_nok_per_m2").rows() == [(2026, 1, 36581), (2026, 2, 34424)]


def test_northern_norway_has_a_new_code_from_2025(prices: ModuleType, inputs: Inputs) -> None:
    found = prices.new_detached_house_prices(inputs("new_detached_house_prices"))
    columns = ("region_code", "year", "price_nok_per_m2", "sales", "sales_status")
    assert found.select(columns).rows() == [
        ("0", 2024, 47788, None, "missing"),
        ("0", 2025, 48447, None, "missing"),
        ("L06", 2024, 47074, 29, None),
        ("La6", 2025, 47540, 25, None),
    ]


def test_zero_sales_are_no_number_and_a_sum_of_two_is_withheld(prices: ModuleType, inputs: Inputs) -> None:
    found = prices.property_sales(inputs("property_sales")).drop("division_year")
    assert found.rows() == [
        ("1804", 2025, 842, None, 4142112, None),
        ("1816", 2007, 2, None, None, "suppressed"),
        ("1839", 2009, None, "missing", None, "missing"),
    ]


def test_a_sum_of_zero_beside_many_sales_stops_the_build(prices: ModuleType, inputs: Inputs, error: type) -> None:
    with pytest.raises(error, match="1816 in 2007: 3 sales for None"):
        prices.property_sales(
            inputs("property_sales", (SALES, "1816,Vevelstad,Nordland,2007,2,0", "1816,Vevelstad,Nordland,2007,3,0"))
        )
