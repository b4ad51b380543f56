"""Whether a table is still published, how far it reaches, and what has taken its place."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from husrom.figures.clients.statbank import Statbank
from husrom.figures.clients.statbank_tables import TableInformation
from husrom.figures.tables.table import Frequency, Table
from husrom.figures.verifying.finding import Finding, file_of, listed

# How old the newest period may be before somebody should look: a period, and the time it takes to publish it.
_SILENT_AFTER_YEARS: Mapping[Frequency, int] = {"yearly": 2, "quarterly": 1, "monthly": 1}
_FREQUENCIES: Mapping[str, tuple[Frequency, ...]] = {
    "Annual": ("yearly", "every_second_year"),
    "Quarterly": ("quarterly",),
    "Monthly": ("monthly",),
}
_TURN_OF_THE_YEAR_MONTHS = 3
_WORDS_SEARCHED = 4
_SHORTEST_WORD = 4


@dataclass(frozen=True, slots=True)
class Held:
    """What we hold of a table: the last period, and the day it was fetched; None where not known."""

    last_period: str | None
    retrieved_on: dt.date | None


def life_findings(table: Table, live: TableInformation, held: Held | None, today: dt.date) -> Iterator[Finding]:
    """Compare whether, how often and how far a table is published."""
    first, last = live.first_period, live.last_period
    if live.discontinued and table.last_period is None:
        found = f"that it has ended{f' with {last}' if last else ''}"
        remedy = f"Write last_period and the successor in {file_of(table)}."
        yield Finding(table.key, "discontinued", "a table that is continued", found, remedy)
    if table.last_period and last and last > table.last_period:
        remedy = f"Correct last_period in {file_of(table)}; null means that it is continued."
        yield Finding(table.key, "continued", f"{table.last_period} as its last period", last, remedy)
    if _is_silent(table, live, today):
        remedy = f"Ask the producer whether it is continued; if it has ended, write last_period in {file_of(table)}."
        yield Finding(table.key, "silent", f"new figures {table.frequency}", f"none after {last}", remedy)
    if table.first_period and first and first != table.first_period:
        remedy = f"Correct first_period in {file_of(table)}."
        yield Finding(table.key, "first_period", f"{table.first_period} as its first period", first, remedy)
    if (known := _FREQUENCIES.get(live.time_unit)) and table.frequency not in known:
        remedy = f"Correct frequency and time in {file_of(table)}."
        yield Finding(table.key, "frequency", f"figures {table.frequency}", f"figures {known[0]}", remedy)
    if held:
        yield from _new_figures(table, live, held)


def _is_silent(table: Table, live: TableInformation, today: dt.date) -> bool:
    after_years = _SILENT_AFTER_YEARS.get(table.frequency)
    if table.last_period or live.discontinued or not live.last_period or not after_years:
        return False
    # Some yearly figures come around the turn of the year, so the first months of one count as the year before.
    this_year = today.year - (today.month <= _TURN_OF_THE_YEAR_MONTHS)
    return int(live.last_period[:4]) < this_year - after_years


def _new_figures(table: Table, live: TableInformation, held: Held) -> Iterator[Finding]:
    if held.last_period and live.last_period and live.last_period > held.last_period:
        expected = f"{held.last_period} as the last period, as in our snapshot"
        yield Finding(table.key, "new_figures", expected, live.last_period, _update(table))
    elif live.updated:
        yield from figures_changed(table, live.updated.date(), held)


def figures_changed(table: Table, changed_on: dt.date, held: Held) -> Iterator[Finding]:
    """Say that figures have changed since we fetched ours."""
    if held.retrieved_on and changed_on > held.retrieved_on:
        expected = f"the figures we fetched on {held.retrieved_on}"
        yield Finding(table.key, "new_figures", expected, f"figures changed on {changed_on}", _update(table))


def _update(table: Table) -> str:
    return f"Run: husrom figures update --only {table.key}."


def gone(table: Table) -> Finding:
    """Return the finding that a table is no longer there."""
    return Finding(table.key, "gone", "the table", "nothing with this number", _what_instead(table))


def _what_instead(table: Table) -> str:
    if table.successor is None:
        return f"Find what has taken its place and write it as successor in {file_of(table)}, with last_period."
    number = f"{table.producer}-{table.successor.number}"
    mark = "" if table.successor.same_series else "; it is another series, so never join the two without a mark"
    return f"Use {number}{mark}." if table.successor.in_catalogue else f"Add {number} to the catalogue{mark}."


def successor_findings(table: Table, live: TableInformation, statbank: Statbank) -> Iterator[Finding]:
    """Say what has taken the place of a table that has ended, or of a projection that has a newer edition.

    The Statbank does not say it, so tables are searched that have the words of the title and began later.
    """
    if table.successor and not table.successor.in_catalogue:
        number = table.successor.number
        yield Finding(table.key, "successor", "no newer table", f"that {number} replaces it", _what_instead(table))
    ended = live.discontinued or table.frequency == "every_second_year"
    if table.successor or not ended:
        return
    newer = [
        other
        for other in statbank.tables(_query(live.label))
        if other.identifier != live.identifier and (other.first_period or "") > (live.first_period or "")
    ]
    if newer:
        found = listed([f"{other.identifier} ({other.label})" for other in newer], most=3)
        remedy = (
            f"If one of them continues it, describe it in the catalogue and name it as successor in {file_of(table)}."
        )
        yield Finding(table.key, "successor", "no newer table with the words of its title", found, remedy)


def _query(label: str) -> str:
    words = [word for word in re.findall(r"[^\W\d_]+", label) if len(word) >= _SHORTEST_WORD]
    return " AND ".join(f"title:{word}" for word in words[:_WORDS_SEARCHED])
