"""Everything a municipality may be searched by, put together once."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from husrom.figures.counties import county_of
from husrom.figures.divisions import FIRST_DIVISION, last_division, same_ground
from husrom.figures.municipalities import Municipality, current_numbers, municipalities, municipality_by_number
from husrom.figures.searching.folding import fold
from husrom.figures.searching.match import Ground, Kind, Match
from husrom.figures.snapshot import table


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that leads to a municipality.

    Attributes
    ----------
    spelled
        Without case.
    folded
        As `fold` writes it.
    pairs
        Its pairs of neighbouring letters, for a first guess at how alike two names are.
    """

    spelled: str
    folded: str
    pairs: frozenset[str]
    match: Match


def pairs_of(folded: str) -> frozenset[str]:
    """Return the pairs of neighbouring letters, with the beginning and the end as letters.

    Examples
    --------
    >>> sorted(pairs_of("os"))
    [' o', 'os', 's ']
    """
    padded = f" {folded} "
    return frozenset(padded[i : i + 2] for i in range(len(padded) - 1))


@cache
def entries() -> tuple[Entry, ...]:
    """Return every entry, each way to a municipality once."""
    best: dict[tuple[str, str, Kind], Entry] = {}
    for match in (*_current(), *_earlier()):
        entry = Entry(match.matched.casefold(), fold(match.matched), pairs_of(fold(match.matched)), match)
        key = (entry.folded, match.municipality.number, match.kind)
        if key not in best or _ended(match) > _ended(best[key].match):
            best[key] = entry
    return tuple(best.values())


def today() -> dt.date:
    """Return a day on which the numbers in use were in use."""
    return dt.date(last_division(), 1, 1)


def county_name_of(found: Municipality) -> str:
    """Return the name of the county a municipality lies in, or last lay in."""
    return county_of(found.number, on=found.valid_to or today()).name


def _current() -> Iterator[Match]:
    languages = dict(table("municipalities").select("municipality_number", "official_name").iter_rows())
    for found in municipalities(on=today()):
        yield _match(found, "number", found.number)
        yield _match(found, "name", found.name)
        yield _match(found, "county", county_name_of(found))
        official = languages.get(found.number, found.name)
        for name in {official, *official.split(" - ")} - {found.name}:
            yield _match(found, "other_name", name)


def _earlier() -> Iterator[Match]:
    ended = table("municipality_codes").drop_nulls("valid_to")["municipality_number"]
    for before in map(municipality_by_number, ended):
        for number in current_numbers(before.number):
            found = municipality_by_number(number)
            yield _match(found, "earlier_number", before.number, before)
            if fold(before.name) != fold(found.name):
                yield _match(found, "earlier_name", before.name, before)
            if county_name_of(before) != county_name_of(found):
                yield _match(found, "county", county_name_of(before), before)


def _match(found: Municipality, kind: Kind, matched: str, before: Municipality | None = None) -> Match:
    ground = "same" if before is None else _ground(before, found)
    return Match(found, county_name_of(found), kind, matched, before, ground, exact=False)


def _ground(before: Municipality, found: Municipality) -> Ground:
    if len(current_numbers(before.number)) > 1:
        return "split"
    ended = before.valid_to.year if before.valid_to else last_division()
    return "same" if _same_as_today(ended).get(before.number) == found.number else "part"


@cache
def _same_as_today(year: int) -> dict[str, str]:
    return same_ground(year, last_division()) if year >= FIRST_DIVISION else {}


def _ended(match: Match) -> dt.date:
    return (match.earlier.valid_to if match.earlier else None) or dt.date.max
