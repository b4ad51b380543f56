"""Fees, property tax and municipal dwellings: not reported, not applicable and zero are kept apart."""

from collections.abc import Callable
from types import ModuleType

import polars as pl
import pytest

Load = Callable[[str], ModuleType]
Inputs = Callable[..., object]
FILE = "gebyrer_eiendomsskatt_12842_14674_all.csv"


@pytest.fixture
def economy(load: Load) -> ModuleType:
    return load("municipal_economy")


def test_a_fee_that_was_not_reported_is_missing_and_zero_is_zero(economy: ModuleType, inputs: Inputs) -> None:
    found = economy.municipal_fees(inputs("municipal_fees"))
    columns = ("municipality_number", "year", "water_fee_nok", "water_fee_nok_status", "chimney_sweeping_fee_nok")
    assert found.select(columns).rows()[1:3] == [("1101", 2026, None, "missing", 580), ("1124", 2026, 2997, None, 0)]


def test_a_municipality_without_any_fee_is_there(economy: ModuleType, inputs: Inputs) -> None:
    edit = (FILE, "1836,Rødøy,Nordland,2026,5481,2752,5595,0,13828", "1836,Rødøy,Nordland,,,,,,")
    found = economy.municipal_fees(inputs("municipal_fees", edit)).filter(pl.col("municipality_number") == "1836")
    assert found.select("year", "waste_fee_nok", "waste_fee_nok_status").rows() == [(2026, None, "missing")]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("2997,3714,5101,0,11812", "2997,3714,5101,1,11812", "Fees of 1124 sum to 11813; expected 11812"),
        ("1124,Sola,Rogaland,2026", "1124,Sola,Rogaland,2025", "Fees of 1124 are of 2025; not 2026"),
    ],
)
def test_fees_that_do_not_add_up_stop_the_build(
    economy: ModuleType, inputs: Inputs, error: type, before: str, after: str, told: str
) -> None:
    with pytest.raises(error, match=told):
        economy.municipal_fees(inputs("municipal_fees", (FILE, before, after)))


def test_a_municipality_without_the_tax_has_no_rate_to_give(economy: ModuleType, inputs: Inputs) -> None:
    found = economy.property_tax(inputs("property_tax"))
    columns = (
        "municipality_number",
        "rate_per_mille",
        "rate_per_mille_status",
        "tax_120_m2_nok",
        "tax_120_m2_nok_status",
    )
    assert found.select(columns).rows() == [
        ("0301", 3.7, None, 3928, None),
        ("1101", 5.9, None, 3977, None),
        ("1124", None, "not_applicable", None, "not_applicable"),
        ("1836", 7.0, None, None, "missing"),
        ("5532", 7.0, None, 4989, None),
    ]


def test_a_rate_without_the_tax_stops_the_build(economy: ModuleType, inputs: Inputs, error: type) -> None:
    with pytest.raises(error, match=r"1124 has tax on dwellings: False, but the rate 2\.0"):
        economy.property_tax(inputs("property_tax", (FILE, "2024,False,,", "2024,False,,2.0")))


def test_municipal_dwellings_that_were_not_reported_are_missing(economy: ModuleType, inputs: Inputs) -> None:
    found = economy.municipal_dwellings(inputs("municipal_dwellings")).drop("division_year")
    assert found.rows() == [("1811", 2025, 48, None), ("1840", 2025, None, "missing")]
