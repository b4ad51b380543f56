"""When the Statbank should be left alone: new figures come at 08:00, Norwegian time, and before that some are not true.

From 05:00 to 08:00 figures that are to be revised stand as 0 or as `.`; from 07:55 to 08:15 everyone asks at once.
"""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")
_HIDDEN_FROM = dt.time(5, 0)
_BUSY_FROM = dt.time(7, 55)
_CALM_FROM = dt.time(8, 15)


@dataclass(frozen=True, slots=True)
class Pause:
    """A time to ask for nothing.

    Attributes
    ----------
    until
        When to ask again, in Norwegian time.
    reason
        A sentence without its end, for a person.
    """

    until: dt.datetime
    reason: str


def pause_at(moment: dt.datetime, *, due: bool) -> Pause | None:
    """Return the pause the moment falls in; None when the Statbank may be asked.

    Parameters
    ----------
    moment
        Any time with a time zone.
    due
        Whether the table may get new or revised figures that day; where nobody knows, it may.

    Examples
    --------
    >>> early = dt.datetime(2026, 6, 24, 6, 30, tzinfo=OSLO)
    >>> pause_at(early, due=True).until.time()
    datetime.time(8, 15)
    >>> pause_at(early, due=False) is None
    True
    >>> pause_at(early.replace(hour=8, minute=0), due=False).reason
    'new figures come at 08:00, when everyone asks at once'
    """
    local = moment.astimezone(OSLO)
    until = local.replace(hour=_CALM_FROM.hour, minute=_CALM_FROM.minute, second=0, microsecond=0)
    if _BUSY_FROM <= local.time() < _CALM_FROM:
        return Pause(until, "new figures come at 08:00, when everyone asks at once")
    if due and _HIDDEN_FROM <= local.time() < _BUSY_FROM:
        return Pause(until, "figures to be revised at 08:00 stand as 0 or as a point from 05:00")
    return None
