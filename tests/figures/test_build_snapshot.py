"""The tool that builds the snapshot: it reads only what is declared, and stops when an input is not as it was."""

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

TOOLS = Path(__file__).resolve().parents[2] / "tools"
HISTORY = """# where it came from
kommunenr_2024,kommunenr_gammel,vekt,fra_aar,til_aar
5060,1750,1.0,1940,2017
5060,1751,1.0,1940,2017
5060,5050,1.0,2018,2019
5060,5051,1.0,2018,2019
5060,5060,1.0,2020,2026
1103,1103,1.0,1940,2026
1103,1141,1.0,1940,2019
3232,3031,1.0,2020,2023
3232,3232,1.0,2023,2026
"""
ALL_PRICES = """# where it came from
kommunenr,navn,fylke,boligtype,boligtype_navn,aar,kvpris_kr,omsetninger_siste_aar
3403,Hamar,Innlandet,01,Eneboliger,2024,31191,228
3403,Hamar,Innlandet,03,Blokkleiligheter,2024,52782,
"""
MEMBER_PRICES = """# where it came from
kommunenr,navn,boligtype,boligtype_navn,aar,kvpris_kr,omsetninger,kilde
3403,Hamar,01,Eneboliger,2024,{price},228,A
3403,Hamar,02,Småhus,2024,,6,A
"""
MUNICIPALITIES = """# where it came from
kommunenr,navn,fylkesnr,fylke
3403,Hamar,34,Innlandet
"""

MEDIANS = """# where it came from
kommunenr,navn,fylke,median_inntekt_etter_skatt_2024_kr
1804,Bodø,Nordland,{median}
3403,Hamar,Innlandet,639200
"""
NORTHERN_INCOMES = """# where it came from
kommunenr,navn,fylke,aar,husholdningstype,antall,median_inntekt_etter_skatt_kr
1804,Bodø,Nordland,2024,alle,25782,689600
1804,Bodø,Nordland,2024,aleneboende,10948,409100
"""

Load = Callable[[str], ModuleType]


@pytest.fixture
def load() -> Iterator[Load]:
    """Import a room of the tool as the tool itself does."""
    sys.path.insert(0, str(TOOLS))
    try:
        yield lambda name: importlib.import_module(f"snapshot.{name}")
    finally:
        sys.path.remove(str(TOOLS))


def test_a_table_may_not_read_what_it_has_not_declared(load: Load, tmp_path: Path) -> None:
    reading = load("reading")
    inputs = reading.TableInputs(tmp_path, "household_income", ["income.csv"])
    with pytest.raises(reading.SnapshotBuildError) as caught:
        inputs.rows("prices.csv")
    assert str(caught.value) == "household_income reads prices.csv, which it has not declared."


def test_a_missing_input_is_named(load: Load, tmp_path: Path) -> None:
    reading = load("reading")
    with pytest.raises(
        reading.SnapshotBuildError, match=r"income\.csv is missing: household_income is built from it\."
    ):
        reading.TableInputs(tmp_path, "household_income", ["income.csv"]).rows("income.csv")


def test_a_table_without_a_description_is_not_built(load: Load, tmp_path: Path) -> None:
    reading = load("reading")
    with pytest.raises(reading.SnapshotBuildError, match=r"rents has no entry in descriptions\.yaml"):
        reading.Inputs(tmp_path).of("rents")


def _price_inputs(load: Load, folder: Path, *, member_price: int) -> object:
    files = {
        "kvmpris_06035_2020_2024_all.csv": ALL_PRICES,
        "kvmpris_06035_17.csv": MEMBER_PRICES.format(price=member_price),
        "municipality_county_2024.csv": MUNICIPALITIES,
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return load("reading").TableInputs(folder, "dwelling_prices", list(files))


def test_two_price_files_become_one_complete_grid(load: Load, tmp_path: Path) -> None:
    prices = load("prices").dwelling_prices(_price_inputs(load, tmp_path, member_price=31191))
    columns = ("dwelling_type", "price_nok_per_m2", "price_nok_per_m2_status", "sales", "sales_status")
    assert prices.height == 5 * 3
    assert prices.filter(prices["year"] == 2024).select(columns).rows() == [
        ("apartment", 52782, None, None, "missing"),
        ("detached", 31191, None, 228, None),
        ("small_house", None, "suppressed", 6, None),
    ]
    assert set(prices.filter(prices["year"] < 2024)["price_nok_per_m2_status"]) == {"missing"}


def test_price_files_that_disagree_stop_the_build(load: Load, tmp_path: Path) -> None:
    with pytest.raises(load("reading").SnapshotBuildError, match="The two price files disagree on"):
        load("prices").dwelling_prices(_price_inputs(load, tmp_path, member_price=30000))


def _income_inputs(load: Load, folder: Path, *, median: int) -> object:
    (folder / "median_income_2024_all.csv").write_text(MEDIANS.format(median=median), encoding="utf-8")
    northern = "nn_household_types_income_06944_2005_2024_80.csv"
    (folder / northern).write_text(NORTHERN_INCOMES, encoding="utf-8")
    return load("reading").TableInputs(folder, "household_income", ["median_income_2024_all.csv", northern])


def test_incomes_of_two_files_become_one_table(load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    households = load("households")
    monkeypatch.setattr(households, "expect_municipalities", lambda table, name: None)
    incomes = households.household_income(_income_inputs(load, tmp_path, median=689600))
    assert incomes.drop("division_year", "year").rows() == [
        ("1804", "all", 25782, None, 689600, None),
        ("1804", "alone", 10948, None, 409100, None),
        ("1804", "couple_with_children", None, "missing", None, "missing"),
        ("1804", "couple_without_children", None, "missing", None, "missing"),
        ("1804", "single_parent", None, "missing", None, "missing"),
        ("3403", "all", None, "missing", 639200, None),
    ]


def test_income_files_that_disagree_stop_the_build(load: Load, tmp_path: Path) -> None:
    with pytest.raises(load("reading").SnapshotBuildError, match="The two income files disagree on"):
        load("households").household_income(_income_inputs(load, tmp_path, median=690000))


def test_numbers_are_followed_year_by_year(load: Load, tmp_path: Path) -> None:
    codes = load("codes")
    (tmp_path / "municipality_code_history_all.csv").write_text(HISTORY, encoding="utf-8")
    inputs = load("reading").TableInputs(tmp_path, "municipality_codes", ["municipality_code_history_all.csv"])
    periods = codes.read_periods(inputs)
    successors = {period.number: codes.successors_of(period, periods) for period in periods if period.last_year < 2026}
    assert successors == {
        "1141": ["1103"],
        "1750": ["5050"],
        "1751": ["5051"],
        "3031": ["3232"],
        "5050": ["5060"],
        "5051": ["5060"],
    }
    assert {period.number: period.first_year for period in periods}["3232"] == 2024


def test_the_same_table_is_the_same_bytes(load: Load, tmp_path: Path) -> None:
    prices = load("prices").dwelling_prices(_price_inputs(load, tmp_path, member_price=31191))
    writing = load("writing")
    first = writing.write_parquet(prices, tmp_path / "first.parquet").read_bytes()
    assert writing.write_parquet(prices, tmp_path / "second.parquet").read_bytes() == first


def test_neighbours_meet_and_small_islands_are_left_out(load: Load) -> None:
    boundaries = load("boundaries")
    arcs = [[(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)], [(50, 50), (51, 50), (51, 51), (50, 50)]]
    polygons = boundaries._polygons({"type": "MultiPolygon", "arcs": [[[0]], [[1]]]}, arcs)
    assert len(polygons) == 2
    drawn = boundaries._largest_and(polygons, 4)
    assert boundaries._path(drawn) == "M0 0l10 0 0 10-10 0z"
    assert boundaries._path(boundaries._largest_and(polygons[1:], 4)) == "M50 50l1 0 0 1z"
