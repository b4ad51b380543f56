"""The stock of dwellings: two files in one table, shares, and who lives where."""

from collections.abc import Callable
from types import ModuleType

import polars as pl
import pytest

Load = Callable[[str], ModuleType]
Inputs = Callable[..., object]
TELEMARK, NORTHERN = "telemark/boliger_etter_boligtype.csv", "nn_dwellings_by_type_06265_2026_80.csv"
RESIDENTS = "telemark/antall_boliger_etter_type_og_bosattes_alder.csv"


@pytest.fixture
def dwellings(load: Load) -> ModuleType:
    return load("dwellings")


def test_two_files_of_dwellings_become_one_table(dwellings: ModuleType, inputs: Inputs) -> None:
    found = dwellings.dwellings(inputs("dwellings"))
    assert (found["municipality_number"].n_unique(), found.height) == (2 + 17, (2 + 17) * 7)
    saltdal = found.filter(pl.col("municipality_number") == "1840")
    assert dict(saltdal.select("building_type", "dwellings").iter_rows()) == {
        "all": 2547,
        "apartment_block": 118,
        "detached": 1952,
        "other": 96,
        "row_house": 127,
        "semi_detached": 254,
        "shared_housing": 0,
    }
    telemark = found.filter((pl.col("municipality_number") != "1840") & (pl.col("municipality_number") != "1868"))
    assert telemark.filter(pl.col("building_type") == "all")["dwellings"].sum() == 92027


def test_the_country_in_telemarks_file_is_a_table_of_its_own(dwellings: ModuleType, inputs: Inputs) -> None:
    found = dwellings.national_dwellings(inputs("national_dwellings"))
    assert found.columns[0] == "region_code"
    every = found.filter(pl.col("building_type") == "all")
    assert every.select("region_code", "year", "dwellings").rows() == [("0", 2024, 2_720_882)]


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        ((NORTHERN, "1840,Saltdal,Nordland,2026,2547", "1840,Saltdal,Nordland,2026,2548"), "Dwellings of 1840 sum to"),
        (
            (
                TELEMARK,
                "4001,Porsgrunn,01.01.2024,Enebolig,1,Enebolig,1,",
                "4001,Porsgrunn,01.01.2024,Enebolig,1,Enebolig,1,9",
            ),
            "Dwellings of Telemark's municipalities in 2024",
        ),
        (
            ("dwelling_type_shares_06265_2024_all.csv", "4003,Skien,Telemark,2024,", "4003,Skien,Telemark,2024,1"),
            "4003 has .* per cent detached",
        ),
        (
            (TELEMARK, "4001,Porsgrunn,01.01.2024,Tomannsbolig", "4001,Porsgrunn,01.01.2024,Enebolig"),
            "have detached twice",
        ),
    ],
)
def test_dwellings_that_do_not_add_up_stop_the_build(
    dwellings: ModuleType, inputs: Inputs, error: type, edit: tuple[str, str, str], told: str
) -> None:
    with pytest.raises(error, match=told):
        dwellings.dwellings(inputs("dwellings", edit))


def test_shares_keep_a_true_zero(dwellings: ModuleType, inputs: Inputs) -> None:
    found = dwellings.dwelling_type_shares(inputs("dwelling_type_shares"))
    utsira = found.filter((pl.col("municipality_number") == "1151") & (pl.col("building_type") == "row_house"))
    assert utsira.select("share_pct", "share_pct_status").row(0) == (0.0, None)


def test_shares_must_sum_to_100(dwellings: ModuleType, inputs: Inputs, error: type) -> None:
    edit = ("dwelling_type_shares_06265_2024_all.csv", "4003,Skien,Telemark,2024,", "4003,Skien,Telemark,2024,1")
    with pytest.raises(error, match="Dwelling type shares of 4003 sum to"):
        dwellings.dwelling_type_shares(inputs("dwelling_type_shares", edit))


def test_residents_are_counted_by_building_and_age(dwellings: ModuleType, inputs: Inputs) -> None:
    found = dwellings.residents_by_building_type(inputs("residents_by_building_type"))
    assert found.height == 5 * 6
    every = found.filter((pl.col("building_type") == "all") & (pl.col("age_from") == 0) & pl.col("age_to").is_null())
    assert every["persons"].item() == 10228
    oldest = found.filter((pl.col("building_type") == "apartment") & (pl.col("age_from") == 80))
    assert oldest["age_to"].item() is None


def test_residents_that_do_not_add_up_stop_the_build(dwellings: ModuleType, inputs: Inputs, error: type) -> None:
    edit = (RESIDENTS, "Boliger i alt,1,10228.0", "Boliger i alt,1,10229.0")
    with pytest.raises(error, match="Residents of 4014 by age or type do not sum to 10229"):
        dwellings.residents_by_building_type(inputs("residents_by_building_type", edit))
