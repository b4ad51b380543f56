"""Municipalities as people write them: numbers with and without the leading zero, names, numbers of earlier years."""

import datetime as dt
import difflib
import re
from collections import Counter
from functools import cache

from husrom.figures.importing.cells import text_of
from husrom.figures.importing.faults import FaultList
from husrom.figures.importing.grid import Cell, tidy
from husrom.figures.importing.mapping import Region
from husrom.figures.importing.sentences import Sentence
from husrom.figures.municipalities import Municipality, municipality_by_number
from husrom.figures.snapshot import table
from husrom.figures.wording import gettext_noop as _

_NUMBER = re.compile(r"(?:K[-_ ]?)?(?P<number>\d{3,4})(?:[ .,:–-]+(?P<name>\D.*))?")
_DIGITS = 4
_LIKENESS = 0.8
_FIRST_DAY_KNOWN = dt.date(1940, 1, 1)


class MunicipalityReader:
    """Reads the municipality of one row after another, and remembers what the person should be warned of."""

    def __init__(self, region: Region) -> None:
        self._region = region
        self._day = dt.date(region.division_year, 1, 1)
        self._lost_zeros: Counter[str] = Counter()
        self._other_divisions: Counter[tuple[str, int]] = Counter()
        self._other_names: dict[str, str] = {}

    def read(self, cell: Cell, row: int, faults: FaultList) -> tuple[str, int] | None:
        """Return number and the year of the division it belongs to; notes a fault and returns None where there is none.

        A number that was not in use in the division of the mapping keeps its own: the last year it was in use.
        """
        text = text_of(cell)
        if text is None or not text:
            faults.add(_("the number or name of a municipality"), row=row, column=self._region.column, value=cell)
            return None
        found = self._by_number(text) if _NUMBER.fullmatch(text) else self._by_name(text)
        if isinstance(found, Sentence):
            faults.add(found, row=row, column=self._region.column, value=text)
            return None
        return found.number, self._division_year(found)

    def warnings(self) -> list[Sentence]:
        """Return what the person should know."""
        return [
            *(
                Sentence(
                    _('"%(written)s" is read as municipality %(number)s: the leading zero was lost (rows: %(count)s).'),
                    written=written,
                    number=written.zfill(_DIGITS),
                    count=count,
                )
                for written, count in sorted(self._lost_zeros.items())
            ),
            *(
                Sentence(
                    _("%(label)s is not in the division of %(asked)s; it is kept under %(year)s (rows: %(count)s)."),
                    label=municipality_by_number(number).label,
                    asked=self._region.division_year,
                    year=year,
                    count=count,
                )
                for (number, year), count in sorted(self._other_divisions.items())
            ),
            *(
                Sentence(
                    _('%(label)s is called "%(name)s" in the file; the number is trusted.'),
                    label=municipality_by_number(number).label,
                    name=name,
                )
                for number, name in sorted(self._other_names.items())
            ),
        ]

    def _by_number(self, text: str) -> Municipality | Sentence:
        parts = _NUMBER.fullmatch(text)
        assert parts is not None  # noqa: S101 - the caller has matched it
        number = parts["number"].zfill(_DIGITS)
        found = _municipalities_by_number().get(number)
        if found is None:
            return Sentence(
                _("a municipality number there has been, such as 3403 (list rows of totals in region: ignored)")
            )
        if len(parts["number"]) < _DIGITS:
            self._lost_zeros[parts["number"]] += 1
        if parts["name"] and not _is_called(found, parts["name"]):
            self._other_names[number] = parts["name"]
        return found

    def _by_name(self, text: str) -> Municipality | Sentence:
        name = _folded(text.removesuffix(" kommune"))
        named = _municipalities_by_name().get(name, ())
        of_division = [found for found in named if found.valid_on(self._day)]
        candidates = of_division or [found for found in named if found.valid_to == _latest_end(named)]
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            numbers = ", ".join(found.number for found in candidates)
            return Sentence(_("a number, for several municipalities have this name: %(numbers)s"), numbers=numbers)
        near = difflib.get_close_matches(name, _municipalities_by_name(), n=1, cutoff=_LIKENESS)
        if not near:
            return Sentence(_("the number or name of a municipality (list rows of totals in region: ignored)"))
        return Sentence(
            _('the number or name of a municipality (is it "%(name)s"?)'),
            name=_municipalities_by_name()[near[0]][0].name,
        )

    def _division_year(self, found: Municipality) -> int:
        if found.valid_on(self._day):
            return self._region.division_year
        if found.valid_to is not None and found.valid_to < self._day:
            year = found.valid_to.year
        else:
            year = (found.valid_from or _FIRST_DAY_KNOWN).year
        self._other_divisions[found.number, year] += 1
        return year


def _latest_end(named: tuple[Municipality, ...]) -> dt.date | None:
    ends = [found.valid_to for found in named]
    return None if None in ends else max((end for end in ends if end is not None), default=None)


def _is_called(found: Municipality, name: str) -> bool:
    return _folded(name.removesuffix(" kommune")) in {_folded(part) for part in _names(found)}


def _names(found: Municipality) -> list[str]:
    return [found.name, found.official_name, *found.official_name.split(" - ")]


def _folded(name: str) -> str:
    return tidy(name.replace("–", "-")).casefold()


@cache
def _municipalities_by_number() -> dict[str, Municipality]:
    numbers: list[str] = table("municipality_codes")["municipality_number"].to_list()
    return {number: municipality_by_number(number) for number in sorted(numbers)}


@cache
def _municipalities_by_name() -> dict[str, tuple[Municipality, ...]]:
    names: dict[str, list[Municipality]] = {}
    for found in _municipalities_by_number().values():
        for name in {_folded(part) for part in _names(found)}:
            names.setdefault(name, []).append(found)
    return {name: tuple(found) for name, found in names.items()}
