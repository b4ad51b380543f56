"""Municipalities as dated entities: a number means a municipality only together with a date."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from husrom.figures.errors import MunicipalityNotValidError, SplitMunicipalityError, UnknownMunicipalityError
from husrom.figures.snapshot import table

DIVISION_YEAR = 2024
"""The division of municipalities that every table of the snapshot follows."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality for as long as it had one number.

    Attributes
    ----------
    number
        Four digits; the first two are the county.
    name
        The Norwegian name.
    official_name
        The full name where it is in several languages, otherwise as `name`.
    valid_from, valid_to
        First and last day; None before our history begins (1940) and while the number is in use.
    predecessors, successors
        The numbers that held the same ground the day before, and the day after.
    """

    number: str
    name: str
    official_name: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]

    @property
    def county_number(self) -> str:
        """The number of the county the municipality lay in."""
        return self.number[:2]

    @property
    def label(self) -> str:
        """Number and name, as in `4205 (Lindesnes)`."""
        return f"{self.number} ({self.name})"

    def valid_on(self, day: dt.date) -> bool:
        """Tell whether the number was in use on a day."""
        return (self.valid_from or dt.date.min) <= day <= (self.valid_to or dt.date.max)


def municipality(number: str, *, on: dt.date) -> Municipality:
    """Return the municipality that had a number on a day.

    Raises
    ------
    UnknownMunicipalityError
        When no municipality has had the number.
    MunicipalityNotValidError
        When it was not in use on that day; the message names the number that was.

    Examples
    --------
    >>> municipality("3031", on=dt.date(2020, 2, 3)).name
    'Nittedal'
    >>> municipality("1002", on=dt.date(2020, 2, 3))
    Traceback (most recent call last):
    husrom.figures.errors.MunicipalityNotValidError: Municipality 1002 (Mandal) ended on 2019-12-31. Use 4205
    (Lindesnes), or a date when 1002 was in use.
    """
    found = municipality_by_number(number)
    if found.valid_on(on):
        return found
    if found.valid_to is not None and on > found.valid_to:
        raise MunicipalityNotValidError(
            f"Municipality {found.label} ended on {found.valid_to}. Use {_labels(_in_use_after(found, on))}, "
            f"or a date when {number} was in use."
        )
    before = f" Before that: {_labels(found.predecessors)}." if found.predecessors else ""
    raise MunicipalityNotValidError(f"Municipality {found.label} began on {found.valid_from}.{before}")


def municipality_by_number(number: str) -> Municipality:
    """Return the municipality that has, or last had, a number.

    Examples
    --------
    >>> municipality_by_number("1002").valid_to
    datetime.date(2019, 12, 31)
    """
    try:
        return _all()[number]
    except KeyError:
        raise UnknownMunicipalityError(
            f"There has been no municipality {number}. A municipality number has four digits, such as 3403 (Hamar)."
        ) from None


def municipalities(*, on: dt.date) -> tuple[Municipality, ...]:
    """Return every municipality there was on a day, by number.

    Examples
    --------
    >>> len(municipalities(on=dt.date(2024, 1, 1))), len(municipalities(on=dt.date(2020, 1, 1)))
    (357, 356)
    """
    return tuple(found for found in _all().values() if found.valid_on(on))


def current_numbers(number: str) -> tuple[str, ...]:
    """Return the municipalities of the snapshot's division that a number's ground belongs to.

    Examples
    --------
    >>> current_numbers("1002"), current_numbers("1507")
    (('4205',), ('1508', '1580'))
    """
    municipality_by_number(number)
    return _current_numbers()[number]


def current_number(number: str) -> str:
    """Return the one municipality of the snapshot's division that a number belongs to.

    Raises
    ------
    SplitMunicipalityError
        When the municipality was split between several.

    Examples
    --------
    >>> current_number("3031")
    '3232'
    >>> current_number("1507")
    Traceback (most recent call last):
    husrom.figures.errors.SplitMunicipalityError: Municipality 1507 (Ålesund) was split between 1508 (Ålesund) and
    1580 (Haram). Choose one of them.
    """
    numbers = current_numbers(number)
    if len(numbers) > 1:
        label = municipality_by_number(number).label
        raise SplitMunicipalityError(
            f"Municipality {label} was split between {_labels(numbers, 'and')}. Choose one of them."
        )
    return numbers[0]


def _labels(numbers: tuple[str, ...], conjunction: str = "or") -> str:
    labels = [municipality_by_number(number).label for number in numbers]
    if len(labels) == 1:
        return labels[0]
    return f"{', '.join(labels[:-1])} {conjunction} {labels[-1]}"


def _in_use_after(found: Municipality, day: dt.date) -> tuple[str, ...]:
    """Return the numbers in use on a day, following the changes of number since one ended."""
    following: set[str] = set()
    for number in found.successors:
        successor = municipality_by_number(number)
        following.update([number] if successor.valid_on(day) else _in_use_after(successor, day))
    return tuple(sorted(following))


@cache
def _all() -> dict[str, Municipality]:
    official = dict(table("municipalities").select("municipality_number", "official_name").iter_rows())
    rows = table("municipality_codes").sort("municipality_number").to_dicts()
    predecessors: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for successor in row["successors"]:
            predecessors[successor].append(row["municipality_number"])
    return {
        row["municipality_number"]: Municipality(
            number=row["municipality_number"],
            name=row["name"],
            official_name=official.get(row["municipality_number"], row["name"]),
            valid_from=row["valid_from"],
            valid_to=row["valid_to"],
            predecessors=tuple(predecessors[row["municipality_number"]]),
            successors=tuple(row["successors"]),
        )
        for row in rows
    }


@cache
def _current_numbers() -> dict[str, tuple[str, ...]]:
    numbers: dict[str, list[str]] = defaultdict(list)
    for number, current in table("municipality_code_mapping").select("municipality_number", "current_number").rows():
        numbers[number].append(current)
    return {number: tuple(current) for number, current in numbers.items()}
