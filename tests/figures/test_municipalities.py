"""A number means a municipality only together with a date."""

import datetime as dt

import pytest

from husrom.figures.counties import counties, county, county_of
from husrom.figures.errors import (
    MunicipalityNotValidError,
    SplitMunicipalityError,
    UnknownCountyError,
    UnknownMunicipalityError,
)
from husrom.figures.municipalities import (
    current_number,
    current_numbers,
    municipalities,
    municipality,
    municipality_by_number,
)

# The network's members: number at the start of the programme, number today, name, county then and today.
MEMBERS = [
    ("3031", "3232", "Nittedal", "Viken", "Akershus"),
    ("3054", "3234", "Lunner", "Viken", "Akershus"),
    ("3049", "3312", "Lier", "Viken", "Buskerud"),
    ("1103", "1103", "Stavanger", "Rogaland", "Rogaland"),
    ("1149", "1149", "Karmøy", "Rogaland", "Rogaland"),
    ("5444", "5605", "Sør-Varanger", "Troms og Finnmark", "Finnmark"),
    ("1840", "1840", "Saltdal", "Nordland", "Nordland"),
    ("1868", "1868", "Øksnes", "Nordland", "Nordland"),
    ("3443", "3443", "Vestre Toten", "Innlandet", "Innlandet"),
    ("3403", "3403", "Hamar", "Innlandet", "Innlandet"),
    ("3405", "3405", "Lillehammer", "Innlandet", "Innlandet"),
    ("5060", "5060", "Nærøysund", "Trøndelag", "Trøndelag"),
    ("4218", "4218", "Iveland", "Agder", "Agder"),
    ("4203", "4203", "Arendal", "Agder", "Agder"),
    ("4204", "4204", "Kristiansand", "Agder", "Agder"),
    ("4205", "4205", "Lindesnes", "Agder", "Agder"),
    ("3801", "3901", "Horten", "Vestfold og Telemark", "Vestfold"),
]
IN_2020, IN_2026 = dt.date(2020, 2, 3), dt.date(2026, 11, 23)


@pytest.mark.parametrize(("then", "now", "name", "county_then", "county_now"), MEMBERS, ids=[row[2] for row in MEMBERS])
def test_a_member_keeps_its_name_through_changes_of_number(
    then: str, now: str, name: str, county_then: str, county_now: str
) -> None:
    assert (municipality(then, on=IN_2020).name, municipality(now, on=IN_2026).name) == (name, name)
    assert current_number(then) == now
    assert (county_of(then, on=IN_2020).name, county_of(now, on=IN_2026).name) == (county_then, county_now)


@pytest.mark.parametrize(
    ("number", "successors"),
    [
        ("1002", ("4205",)),  # Mandal, merged in 2020
        ("1141", ("1103",)),  # Finnøy, into a municipality that kept its number
        ("1750", ("5050",)),  # Vikna, renumbered in 2018 ...
        ("1751", ("5051",)),  # ... as was Nærøy
        ("5050", ("5060",)),  # ... before they merged
        ("1612", ("5011",)),  # Hemne
        ("1613", ("5012",)),  # Snillfjord, renumbered in 2018 ...
        ("5012", ("5055", "5056", "5059")),  # ... and split in 2020
        ("1567", ("5061",)),  # Rindal changed county in 2019
        ("0714", ("0715",)),  # Hof, merged in 2018 with a neighbour that also got a new number
        ("1507", ("1508", "1580")),  # Ålesund, split in 2024
        ("3403", ()),
    ],
)
def test_a_number_is_followed_by_those_that_hold_the_same_ground(number: str, successors: tuple[str, ...]) -> None:
    assert municipality_by_number(number).successors == successors


def test_a_municipality_knows_its_predecessors() -> None:
    assert municipality_by_number("4205").predecessors == ("1002", "1021", "1029")


def test_an_ended_number_is_refused_with_the_one_that_followed() -> None:
    with pytest.raises(MunicipalityNotValidError) as caught:
        municipality("0231", on=dt.date(2026, 1, 1))
    assert str(caught.value) == (
        "Municipality 0231 (Skedsmo) ended on 2019-12-31. Use 3205 (Lillestrøm), or a date when 0231 was in use."
    )


def test_a_number_before_its_time_is_refused_with_those_before_it() -> None:
    with pytest.raises(MunicipalityNotValidError) as caught:
        municipality("4205", on=dt.date(2019, 12, 31))
    assert str(caught.value) == (
        "Municipality 4205 (Lindesnes) began on 2020-01-01. Before that: 1002 (Mandal), 1021 (Marnardal) "
        "or 1029 (Lindesnes)."
    )


@pytest.mark.parametrize("number", ["9999", "403", "Hamar", ""])
def test_a_number_nobody_has_had_is_refused(number: str) -> None:
    with pytest.raises(UnknownMunicipalityError, match="A municipality number has four digits"):
        current_number(number)


def test_a_split_municipality_has_no_one_number_today() -> None:
    assert current_numbers("1850") == ("1806", "1875")
    with pytest.raises(SplitMunicipalityError) as caught:
        current_number("1850")
    assert str(caught.value) == (
        "Municipality 1850 (Tysfjord) was split between 1806 (Narvik) and 1875 (Hamarøy). Choose one of them."
    )


@pytest.mark.parametrize(("year", "count"), [(2017, 426), (2018, 422), (2019, 422), (2020, 356), (2024, 357)])
def test_the_number_of_municipalities_by_year(year: int, count: int) -> None:
    assert len(municipalities(on=dt.date(year, 1, 1))) == count


@pytest.mark.parametrize("year", [2017, 2018, 2019, 2020, 2023, 2024, 2026])
def test_every_municipality_lies_in_a_county_of_its_time(year: int) -> None:
    day = dt.date(year, 1, 1)
    numbers = {county_of(found.number, on=day).number for found in municipalities(on=day)}
    assert numbers == {known.number for known in counties(on=day)}


@pytest.mark.parametrize(
    ("number", "norwegian", "official"),
    [
        ("0301", "Oslo", "Oslo"),
        ("5612", "Kautokeino", "Guovdageaidnu - Kautokeino"),
        ("5538", "Storfjord", "Storfjord - Omasvuotna - Omasvuono"),
        ("5041", "Snåsa", "Snåase - Snåsa"),
        ("3026", "Aurskog-Høland", "Aurskog-Høland"),
        ("5047", "Overhalla", "Overhalla"),
        ("1744", "Overhalla", "Overhalla"),
        ("1743", "Høylandet", "Høylandet"),
    ],
)
def test_a_name_in_several_languages_has_its_norwegian_form(number: str, norwegian: str, official: str) -> None:
    found = municipality_by_number(number)
    assert (found.name, found.official_name) == (norwegian, official)


def test_only_oslo_has_no_county_authority_of_its_own() -> None:
    assert [known.name for known in counties(on=IN_2026) if known.authority_name is None] == ["Oslo"]
    assert county("54", on=IN_2020).authority_name == "Troms og Finnmark fylkeskommune"


def test_a_county_that_never_was_is_refused() -> None:
    with pytest.raises(UnknownCountyError, match="There has been no county 99"):
        county("99", on=IN_2026)


def test_a_dissolved_county_without_a_beginning_is_refused_with_its_end() -> None:
    with pytest.raises(UnknownCountyError) as caught:
        county("19", on=IN_2026)
    assert str(caught.value) == "There was no county 19 on 2026-11-23. County 19 (Troms) was in use to 2019-12-31."
