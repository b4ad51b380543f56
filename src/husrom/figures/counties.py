"""Counties and county authorities by date."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from husrom.figures.errors import UnknownCountyError
from husrom.figures.municipalities import municipality


@dataclass(frozen=True, slots=True)
class County:
    """A county for as long as it had one number.

    Attributes
    ----------
    number
        Two digits, the first two of its municipalities' numbers.
    authority_name
        The county authority, as in `Viken fylkeskommune`; None for Oslo, which has no separate one.
    valid_from, valid_to
        First and last day; None before our history begins and while the county exists.
    """

    number: str
    name: str
    authority_name: str | None
    valid_from: dt.date | None
    valid_to: dt.date | None

    def valid_on(self, day: dt.date) -> bool:
        """Tell whether the county existed on a day."""
        return (self.valid_from or dt.date.min) <= day <= (self.valid_to or dt.date.max)


def county(number: str, *, on: dt.date) -> County:
    """Return the county that had a number on a day.

    Raises
    ------
    UnknownCountyError
        When no county had the number on that day.

    Examples
    --------
    >>> county("30", on=dt.date(2020, 2, 3)).authority_name
    'Viken fylkeskommune'
    >>> county("30", on=dt.date(2024, 1, 1))
    Traceback (most recent call last):
    husrom.figures.errors.UnknownCountyError: There was no county 30 on 2024-01-01. County 30 (Viken) was in use from
    2020-01-01 to 2023-12-31.
    """
    known = _by_number().get(number)
    if known is None:
        raise UnknownCountyError(f"There has been no county {number}. A county number has two digits, such as 34.")
    if not known.valid_on(on):
        period = f"from {known.valid_from}" if known.valid_from else ""
        period += f" to {known.valid_to}" if known.valid_to else ""
        raise UnknownCountyError(
            f"There was no county {number} on {on}. County {number} ({known.name}) was in use {period.strip()}."
        )
    return known


def county_of(municipality_number: str, *, on: dt.date) -> County:
    """Return the county a municipality lay in on a day.

    Raises
    ------
    UnknownMunicipalityError, MunicipalityNotValidError
        When the number was not in use on that day.

    Examples
    --------
    >>> county_of("3801", on=dt.date(2020, 2, 3)).name, county_of("3901", on=dt.date(2026, 1, 1)).name
    ('Vestfold og Telemark', 'Vestfold')
    """
    return county(municipality(municipality_number, on=on).county_number, on=on)


def counties(*, on: dt.date) -> tuple[County, ...]:
    """Return every county there was on a day, by number.

    Examples
    --------
    >>> [len(counties(on=dt.date(year, 1, 1))) for year in (2017, 2018, 2020, 2024)]
    [19, 18, 11, 15]
    """
    return tuple(known for known in _by_number().values() if known.valid_on(on))


@cache
def _by_number() -> dict[str, County]:
    text = (files("husrom.figures") / "counties.yaml").read_text(encoding="utf-8")
    return {
        entry["number"]: County(
            number=entry["number"],
            name=entry["name"],
            authority_name=entry.get("authority"),
            valid_from=entry.get("from"),
            valid_to=entry.get("to"),
        )
        for entry in yaml.safe_load(text)
    }
