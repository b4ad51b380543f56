import datetime as dt
from dataclasses import dataclass
from functools import cache

from husrom.figures.counties import county_of
from husrom.figures.municipalities import (
    DIVISION_YEAR,
    Municipality,
    municipalities,
    municipality_by_number,
)
from husrom.portal.common.alphabet import alphabetical

DIVISION_ON = dt.date(DIVISION_YEAR, 1, 1)


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality of today, with the numbers and names its ground had before."""

    number: str
    name: str
    official_name: str
    county: str
    former: tuple[Municipality, ...]


@cache
def place(number: str) -> Place:
    found = municipality_by_number(number)
    return Place(
        number=number,
        name=found.name,
        official_name=found.official_name,
        county=county_of(number, on=DIVISION_ON).name,
        former=_former(found),
    )


@cache
def places() -> tuple[Place, ...]:
    """Return every municipality of today, by name."""
    found = [place(one.number) for one in municipalities(on=DIVISION_ON)]
    return tuple(sorted(found, key=lambda one: (alphabetical(one.name), one.number)))


def _former(found: Municipality) -> tuple[Municipality, ...]:
    """Return what was there before, the newest first."""
    before: dict[str, Municipality] = {}
    waiting = list(found.predecessors)
    while waiting:
        earlier = municipality_by_number(waiting.pop(0))
        if earlier.number not in before and earlier.number != found.number:
            before[earlier.number] = earlier
            waiting += earlier.predecessors
    return tuple(sorted(before.values(), key=lambda one: (one.valid_to or dt.date.max, one.number), reverse=True))
