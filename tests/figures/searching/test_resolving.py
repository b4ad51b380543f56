"""A text is resolved to exactly one municipality, or refused with those it may mean."""

import datetime as dt
import re

import pytest

from husrom.figures.divisions import last_division, municipalities_of
from husrom.figures.errors import AmbiguousMunicipalityError, UnknownMunicipalityError
from husrom.figures.searching import resolve


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3403", "3403"),
        ("0403", "3403"),
        ("403", "3403"),
        ("Hamar", "3403"),
        (" hamar  kommune ", "3403"),
        ("Mandal", "4205"),
        ("Lindesnes", "4205"),
        ("Ålesund", "1508"),  # it was also the name of what was split, but of no other ground
        ("Haram", "1580"),
        ("1534", "1580"),
        ("Våler (Østfold)", "3114"),
        ("Våler, Innlandet", "3419"),
        ("Herøy i Nordland", "1818"),
        ("Os (Innlandet)", "3430"),
        ("Os (Vestland)", "4624"),
        ("Os (Hordaland)", "4624"),
        ("Nesbyen", "3322"),
        ("Unjárga", "5636"),
    ],
)
def test_what_means_one_municipality_is_resolved(text: str, number: str) -> None:
    assert resolve(text).number == number


def test_every_municipality_is_resolved_by_number_and_by_name_with_county() -> None:
    ambiguous = set()
    for found in municipalities_of(last_division()):
        assert resolve(found.number) == found
        assert resolve(found.label) == found
        try:
            assert resolve(found.name) == found
        except AmbiguousMunicipalityError:
            ambiguous.add(found.name)
    assert ambiguous == {"Bø", "Herøy", "Nes", "Os", "Sande", "Våler"}


@pytest.mark.parametrize(
    ("text", "day", "number"),
    [
        ("Mandal", dt.date(2019, 12, 31), "1002"),
        ("Mandal", dt.date(2020, 1, 1), "4205"),
        ("Lindesnes", dt.date(2019, 1, 1), "1029"),
        ("Nittedal", dt.date(2021, 1, 1), "3031"),
        ("3232", dt.date(2021, 1, 1), "3031"),
        ("3232", dt.date(2015, 1, 1), "0233"),
        ("1507", dt.date(2022, 1, 1), "1507"),
        ("Haram", dt.date(2022, 1, 1), "1507"),
        ("Tysfjord", dt.date(2015, 1, 1), "1850"),
        ("Os", dt.date(2024, 1, 1), "3430"),
    ],
)
def test_the_municipality_of_a_day_is_resolved(text: str, day: dt.date, number: str) -> None:
    assert resolve(text, on=day).number == number


@pytest.mark.parametrize(
    ("text", "described"),
    [
        ("Våler", ("3114 (Våler, Østfold)", "3419 (Våler, Innlandet)")),
        ("Herøy", ("1515 (Herøy, Møre og Romsdal)", "1818 (Herøy, Nordland)")),
        ("Os", ("3430 (Os, Innlandet)", "4624 (Bjørnafjorden, Vestland; Os was part until 2019)")),
        ("Nes", ("3228 (Nes, Akershus)", "3322 (Nesbyen, Buskerud; called Nes until 2019)")),
        (
            "Tysfjord",
            (
                "1875 (Hamarøy, Nordland; Tysfjord was split after 2019)",
                "1806 (Narvik, Nordland; Tysfjord was split after 2019)",
            ),
        ),
        (
            "1507",
            (
                "1508 (Ålesund, Møre og Romsdal; 1507 was Ålesund, split after 2023)",
                "1580 (Haram, Møre og Romsdal; 1507 was Ålesund, split after 2023)",
            ),
        ),
    ],
)
def test_what_means_several_is_refused_with_all_of_them(text: str, described: tuple[str, ...]) -> None:
    with pytest.raises(AmbiguousMunicipalityError) as caught:
        resolve(text)
    assert str(caught.value) == f'"{text}" may be {described[0]} or {described[1]}. Write the number instead.'
    assert caught.value.choices == tuple(re.sub(";.*", ")", one) for one in described)


def test_what_was_several_on_the_day_is_refused() -> None:
    with pytest.raises(AmbiguousMunicipalityError) as caught:
        resolve("4205", on=dt.date(2019, 1, 1))
    assert caught.value.choices == (
        "1002 (Mandal, Vest-Agder)",
        "1021 (Marnardal, Vest-Agder)",
        "1029 (Lindesnes, Vest-Agder)",
    )


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Lilehammer", ("3405 (Lillehammer, Innlandet)",)),
        ("Toten", ("3442 (Østre Toten, Innlandet)", "3443 (Vestre Toten, Innlandet)")),
        ("xyzzy", ()),
        ("9999", ()),
        ("", ()),
    ],
)
def test_what_means_none_is_refused_with_what_is_near(text: str, near: tuple[str, ...]) -> None:
    with pytest.raises(UnknownMunicipalityError) as caught:
        resolve(text)
    assert caught.value.near == near
    assert ("Did you mean" in str(caught.value)) == bool(near)
    assert str(caught.value).startswith(f'There has been no municipality "{text}". ')
