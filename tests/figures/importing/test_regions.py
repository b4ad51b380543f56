"""Municipalities as people write them."""

import pytest

from husrom.figures.importing.faults import FaultList, ImportRefusedError
from husrom.figures.importing.mapping import Region
from husrom.figures.importing.regions import MunicipalityReader


def read(cell: str | float, division_year: int = 2024) -> tuple[tuple[str, int] | None, list[str], FaultList]:
    reader, faults = MunicipalityReader(Region("municipality", "Kommune", division_year=division_year)), FaultList()
    return reader.read(cell, 2, faults), [str(warning) for warning in reader.warnings()], faults


@pytest.mark.parametrize(
    "cell", ["3403", 3403.0, "K-3403", "3403 Hamar", "3403 - Hamar", "K3403 Hamar kommune", "Hamar", "HAMAR kommune"]
)
def test_a_municipality_is_found_however_it_is_written(cell: str | float) -> None:
    assert read(cell)[:2] == (("3403", 2024), [])


@pytest.mark.parametrize("cell", [301.0, "301", "301 Oslo"])
def test_leading_zero_that_excel_took_is_put_back_with_a_warning(cell: str | float) -> None:
    found, warnings, _faults = read(cell)

    assert found == ("0301", 2024)
    assert warnings == ['"301" is read as municipality 0301: the leading zero was lost (rows: 1).']


@pytest.mark.parametrize(
    ("cell", "number"), [("Kárášjohka", "5610"), ("Kárášjohka – Karasjok", "5610"), ("Snåase", "5041")]
)
def test_names_in_other_languages_are_found(cell: str, number: str) -> None:
    assert read(cell)[0] == (number, 2024)


def test_earlier_numbers_keep_their_own_division_with_a_warning() -> None:
    found, warnings, _faults = read("0403")

    assert found == ("0403", 2019)
    assert "not in the division of 2024; it is kept under 2019" in warnings[0]
    assert read("3403", division_year=2019)[0] == ("3403", 2020)
    assert read("3403", division_year=2022)[:2] == (("3403", 2022), [])
    assert read("Mandal")[0] == ("1002", 2019)


def test_another_name_beside_the_number_is_warned_of() -> None:
    found, warnings, _faults = read("3403 Lillehammer")

    assert found == ("3403", 2024)
    assert warnings == ['3403 (Hamar) is called "Lillehammer" in the file; the number is trusted.']


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Herøy", "several municipalities have this name: 1515, 1818"),
        ("Hammar", 'is it "Hamar"'),
        ("9999", "a municipality number there has been"),
        ("Hele landet", "region: ignored"),
        ("", "the number or name"),
        (0.5, "the number or name"),
    ],
)
def test_what_is_no_one_municipality_is_a_fault(cell: str | float, expected: str) -> None:
    found, _warnings, faults = read(cell)

    assert found is None
    with pytest.raises(ImportRefusedError, match=expected):
        faults.refuse("Refused.")
