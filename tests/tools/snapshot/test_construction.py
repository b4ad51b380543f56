"""Construction: quarters in the north and the country, years by type in Telemark."""

from collections.abc import Callable
from types import ModuleType

import polars as pl
import pytest

Load = Callable[[str], ModuleType]
Inputs = Callable[..., object]
STARTED = "telemark/igangsettelser_etter_boligtype.csv"


@pytest.fixture
def construction(load: Load) -> ModuleType:
    return load("construction")


def test_quarters_are_year_and_number_and_a_part_of_a_municipality_is_estimated(
    construction: ModuleType, inputs: Inputs
) -> None:
    found = construction.construction_by_quarter(inputs("construction_by_quarter"))
    columns = ("municipality_number", "year", "quarter", "started_dwellings", "started_dwellings_status")
    assert found.select(columns).rows() == [
        ("1804", 2008, 4, 157, None),
        ("1804", 2026, 2, 16, None),
        ("1806", 2019, 4, 15, "estimated"),
        ("1806", 2020, 1, 14, None),
    ]


def test_demolitions_begin_where_their_table_does(construction: ModuleType, inputs: Inputs) -> None:
    found = construction.demolitions_by_quarter(inputs("demolitions_by_quarter"))
    assert found.drop("division_year").rows() == [
        ("1804", 2026, 2, 0, None),
        ("1806", 2019, 4, 1, "estimated"),
        ("1806", 2020, 1, 0, None),
    ]


def test_the_countrys_quarters_follow_their_labels(construction: ModuleType, inputs: Inputs) -> None:
    found = construction.national_construction_by_quarter(inputs("national_construction_by_quarter"))
    values = ("region_code", "year", "quarter", "started_dwellings", "completed_dwellings")
    assert found.select(values).rows() == [("0", 2026, 1, 5138, 4098), ("0", 2026, 2, 4604, 4759)]


def test_detailed_types_are_added_up(construction: ModuleType, inputs: Inputs) -> None:
    found = construction.construction(inputs("construction"))
    assert found.height == 7
    for name in ("started_dwellings", "completed_dwellings"):
        total = found.filter(pl.col("building_type") == "all")[name].item()
        assert total == found.filter(pl.col("building_type") != "all")[name].sum() > 0


def test_a_date_that_is_no_new_years_day_is_refused(construction: ModuleType, inputs: Inputs, error: type) -> None:
    edit = (STARTED, "4003,Skien,01.01.2025,Enebolig,1,", "4003,Skien,01.07.2025,Enebolig,1,")
    with pytest.raises(error, match=r"01\.07\.2025 is not a first day of January"):
        construction.construction(inputs("construction", edit))


def test_two_files_with_other_rows_stop_the_build(construction: ModuleType, inputs: Inputs, error: type) -> None:
    edit = (STARTED, "4003,Skien,01.01.2025,Enebolig,1,", "4003,Skien,01.01.2026,Enebolig,1,")
    with pytest.raises(error, match="two files of construction differ in rows"):
        construction.construction(inputs("construction", edit))
