"""Move a programme's dates in time. The geography does not move: it keeps the date its numbers are valid on."""

import copy
import datetime as dt

from husrom.portal.programme.columns import Entry
from husrom.portal.programme.document import ProgrammeDocument


def shifted(document: ProgrammeDocument, *, weeks: int) -> ProgrammeDocument:
    """Return the programme with every date moved by whole weeks, so that a Wednesday stays a Wednesday.

    Gatherings' dates are examples from then on: nobody has booked them.
    """
    tree = copy.deepcopy(document.tree)
    by = dt.timedelta(weeks=weeks)
    _move(tree["network"], ("starts_on", "ends_on"), by)
    for gathering in tree["gatherings"]:
        _move(gathering, ("starts_on", "ends_on"), by)
        _move(gathering["registration"], ("opens_on", "closes_on"), by)
        gathering["date_is_example"] = gathering["starts_on"] is not None
    for member in tree["members"]:
        for step in member["history"]:
            _move(step, ("date",), by)
    return ProgrammeDocument(tree)


def _move(entry: Entry, keys: tuple[str, ...], by: dt.timedelta) -> None:
    for key in keys:
        if entry[key] is not None:
            entry[key] = (dt.date.fromisoformat(entry[key]) + by).isoformat()
