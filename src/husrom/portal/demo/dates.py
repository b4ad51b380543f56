"""Move the example programme so that today lies between its first two gatherings."""

import copy
import datetime as dt
from typing import Any

from dateutil.easter import easter

from husrom.portal.programme.document import ProgrammeDocument

WEEKS_SINCE_FIRST_GATHERING = 7
_REGISTRATION_OPENED_WEEKS_AGO = 2
_REGISTRATION_CLOSES_WEEKS_BEFORE = 2
_JULY = 7
_EASTER_DAYS = 8


def moved_around(document: ProgrammeDocument, today: dt.date) -> ProgrammeDocument:
    """Return the programme with its gatherings moved by whole weeks, every moved date marked as an example.

    The membership history is left alone: it is about real municipalities on real dates.
    """
    tree = copy.deepcopy(document.tree)
    first = dt.date.fromisoformat(tree["gatherings"][0]["starts_on"])
    target = today - dt.timedelta(weeks=WEEKS_SINCE_FIRST_GATHERING)
    shift = dt.timedelta(weeks=round((target - first).days / 7))
    for gathering in tree["gatherings"]:
        days_on = _out_of_holidays(dt.date.fromisoformat(gathering["starts_on"]) + shift)
        _move(gathering, ("starts_on", "ends_on"), shift + days_on)
        _move(gathering.get("registration") or {}, ("opens_on", "closes_on"), shift + days_on)
        gathering["date_is_example"] = True
    tree["network"]["starts_on"] = tree["gatherings"][0]["starts_on"]
    tree["network"]["ends_on"] = tree["gatherings"][-1]["ends_on"]
    _open_registration(tree["gatherings"], today)
    return ProgrammeDocument(tree)


def _out_of_holidays(day: dt.date) -> dt.timedelta:
    """Return how far to move on, in whole weeks, to be clear of July, Easter and Christmas."""
    moved = day
    while moved.month == _JULY or abs(moved - easter(moved.year)).days <= _EASTER_DAYS or _is_christmas(moved):
        moved += dt.timedelta(weeks=1)
    return moved - day


def _is_christmas(day: dt.date) -> bool:
    return (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 4)


def _move(row: dict[str, Any], keys: tuple[str, ...], shift: dt.timedelta) -> None:
    for key in keys:
        if row.get(key):
            row[key] = (dt.date.fromisoformat(row[key]) + shift).isoformat()


def _open_registration(gatherings: list[dict[str, Any]], today: dt.date) -> None:
    """Let the next gathering be open for registration, so that there is something to do."""
    upcoming = next(row for row in gatherings if row["starts_on"] > today.isoformat())
    closes = dt.date.fromisoformat(upcoming["starts_on"]) - dt.timedelta(weeks=_REGISTRATION_CLOSES_WEEKS_BEFORE)
    upcoming["registration"] = {
        "opens_on": (today - dt.timedelta(weeks=_REGISTRATION_OPENED_WEEKS_AGO)).isoformat(),
        "closes_on": closes.isoformat(),
    }
