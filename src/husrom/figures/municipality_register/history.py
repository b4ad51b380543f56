"""The history of the municipalities' numbers, as KLASS tells it: periods and what came after each."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from husrom.figures.clients.klass import MUNICIPALITIES, Klass
from husrom.figures.clients.klass_answers import ClassifiedCode, CodeChange
from husrom.figures.municipality_register.errors import MunicipalityRegisterError

HISTORY_BEGINS = dt.date(1977, 1, 1)
"""Numbers that ended before this day are left out, unless asked for; few figures by municipality go further back."""

TRACED_FROM = dt.date(2005, 1, 1)
"""Of a number in use on this day or later, the register must say what became of it: there are figures for it."""

_ONE_DAY = dt.timedelta(days=1)
_EARLIER_THAN_ANY_VERSION = dt.date(1838, 1, 1)
_NUMBER_LENGTH = 4
# Not municipalities: Svalbard, Jan Mayen, the continental shelf and abroad (21-29), and unknown (99).
_OTHER_AREAS = frozenset({*map(str, range(21, 30)), "99"})


@dataclass(frozen=True, slots=True)
class Period:
    """A number for as long as it was one municipality's without a break.

    Attributes
    ----------
    registered_name
        As the register last wrote it, in all its languages.
    valid_from, valid_to
        First and last day; None before the register's first version, and while the number is in use.
    """

    number: str
    registered_name: str
    valid_from: dt.date | None
    valid_to: dt.date | None

    def valid_on(self, day: dt.date) -> bool:
        """Tell whether the number was in use on a day."""
        return (self.valid_from or dt.date.min) <= day <= (self.valid_to or dt.date.max)


@dataclass(frozen=True, slots=True)
class History:
    """The numbers of municipalities and what came after them.

    Attributes
    ----------
    periods
        By number, each of them once: where a number was used twice, with a break, the later time.
    successors
        By number that ended: the numbers that held its ground the day after.
    adjustments
        Changes of name or border that left the number as it was, and ground that passed between numbers in use.
    untraced
        Numbers that ended long ago, left out because the register does not say what followed them.
    """

    periods: Mapping[str, Period]
    successors: Mapping[str, tuple[str, ...]]
    adjustments: tuple[CodeChange, ...]
    untraced: tuple[str, ...]

    def division_year(self, day: dt.date) -> int | None:
        """Return the year of the division into municipalities in force on a day; None before the first known."""
        began = [period.valid_from for period in self.periods.values() if period.valid_from]
        return max((first.year for first in began if first <= day), default=None)

    def current_numbers(self, number: str) -> tuple[str, ...]:
        """Return the numbers in use that a number's ground belongs to, in order."""
        if self.periods[number].valid_to is None:
            return (number,)
        found = {current for after in self.successors[number] for current in self.current_numbers(after)}
        return tuple(sorted(found))


def is_municipality(code: str) -> bool:
    """Tell whether a code of the register is a municipality's number.

    Examples
    --------
    >>> is_municipality("3403"), is_municipality("2111"), is_municipality("9999"), is_municipality("EKG11")
    (True, False, False, False)
    """
    return len(code) == _NUMBER_LENGTH and code.isdecimal() and code[:2] not in _OTHER_AREAS


def read_history(klass: Klass, *, begin: dt.date = HISTORY_BEGINS) -> History:
    """Return the history that the register tells.

    Parameters
    ----------
    begin
        Numbers that ended before this day are left out.

    Raises
    ------
    MunicipalityRegisterError
        When there is no municipality, or the register does not say what became of one there are figures for.
    """
    periods = _periods(klass.codes(MUNICIPALITIES, _EARLIER_THAN_ANY_VERSION), begin)
    changes = [change for change in klass.changes(MUNICIPALITIES, begin) if change.occurred > begin]
    return _history(periods, changes)


def _periods(codes: Iterable[ClassifiedCode], begin: dt.date) -> dict[str, Period]:
    by_number: dict[str, list[ClassifiedCode]] = defaultdict(list)
    for code in codes:
        if is_municipality(code.code):
            by_number[code.code].append(code)
    if not by_number:
        raise MunicipalityRegisterError(
            f"Classification {MUNICIPALITIES} of KLASS has no municipality. Keep the history at hand, and see "
            f"what the register gives."
        )
    first_version = min(_first_day(code) for found in by_number.values() for code in found)
    periods = (_last_run(found, first_version) for _number, found in sorted(by_number.items()))
    return {period.number: period for period in periods if (period.valid_to or dt.date.max) >= begin}


def _last_run(codes: list[ClassifiedCode], first_version: dt.date) -> Period:
    """Return the last time without a break; the register lists a number again for each name it had."""
    ordered = sorted(codes, key=_first_day)
    begins = _first_day(ordered[0])
    for before, after in pairwise(ordered):
        if before.valid_to and before.valid_to + _ONE_DAY < _first_day(after):
            begins = _first_day(after)
    last = ordered[-1]
    return Period(last.code, last.name, None if begins <= first_version else begins, last.valid_to)


def _first_day(code: ClassifiedCode) -> dt.date:
    return code.valid_from or dt.date.min


def _history(periods: Mapping[str, Period], changes: Iterable[CodeChange]) -> History:
    successors: dict[str, set[str]] = defaultdict(set)
    adjustments = []
    for change in changes:
        old, new = change.old_code, change.new_code
        if old is None or new is None or old not in periods or new not in periods:
            continue
        if periods[old].valid_on(change.occurred):
            adjustments.append(change)
        elif periods[old].valid_to == change.occurred - _ONE_DAY and periods[new].valid_on(change.occurred):
            successors[old].add(new)
    untraced = _untraced(periods, successors)
    _expect_traced([periods[number] for number in sorted(untraced)])
    return History(
        periods={number: period for number, period in periods.items() if number not in untraced},
        successors={
            number: tuple(sorted(after - untraced))
            for number, after in sorted(successors.items())
            if number not in untraced
        },
        adjustments=tuple(adjustments),
        untraced=tuple(sorted(untraced)),
    )


def _untraced(periods: Mapping[str, Period], successors: Mapping[str, set[str]]) -> set[str]:
    """Return the numbers from which nothing leads to a number in use."""
    traced = {number for number, period in periods.items() if period.valid_to is None}
    # From the last to end backwards, so that what followed a number has been seen before it.
    ended = sorted((period.valid_to, number) for number, period in periods.items() if period.valid_to)
    for _last_day, number in reversed(ended):
        if traced & successors.get(number, set()):
            traced.add(number)
    return periods.keys() - traced


def _expect_traced(untraced: Iterable[Period]) -> None:
    needed = [period.number for period in untraced if (period.valid_to or dt.date.max) >= TRACED_FROM]
    if needed:
        raise MunicipalityRegisterError(
            f"KLASS does not say what became of {', '.join(needed)}. Keep the history at hand, and see classification "
            f"{MUNICIPALITIES} of the register."
        )
