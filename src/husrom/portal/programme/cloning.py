"""A next round of a network: the same programme at a new time, with the members invited again and no people in it."""

import copy
import datetime as dt
import math
from dataclasses import dataclass

from django.utils.translation import gettext as _

from husrom.figures.errors import FiguresError
from husrom.figures.municipalities import DIVISION_YEAR, current_number
from husrom.portal.common.dates import FIRST_YEAR, LAST_YEAR
from husrom.portal.common.errors import RefusedError
from husrom.portal.network.models import Network
from husrom.portal.programme.columns import Entry
from husrom.portal.programme.document import ProgrammeDocument, canonical
from husrom.portal.programme.shifting import shifted

_NEWEST_DIVISION_ON = dt.date(DIVISION_YEAR, 1, 1)
_DAYS_IN_WEEK = 7


class CloneRefusedError(RefusedError):
    """The programme cannot be cloned as asked."""


@dataclass(frozen=True, slots=True)
class NextRound:
    """What a next round is to be called and when it starts. With `keep_members` the histories go along as they are."""

    slug: str
    starts_on: dt.date
    name: str = ""
    short_name: str = ""
    keep_members: bool = False


def _refuse_unusable(following: NextRound) -> None:
    if not FIRST_YEAR <= following.starts_on.year <= LAST_YEAR:
        message = _("%(day)s is too far off. Choose a first day in a year from %(first)s to %(last)s.")
        values = {"day": following.starts_on.isoformat(), "first": FIRST_YEAR, "last": LAST_YEAR}
        raise CloneRefusedError(message % values)
    for name in ("slug", "name", "short_name"):
        field = Network._meta.get_field(name)  # noqa: SLF001 -- documented by Django
        text, room = getattr(following, name), getattr(field, "max_length", 0)
        if len(text) > room:
            message = _(
                "“%(start)s …” has %(length)s characters; there is room for %(room)s. Choose something shorter."
            )
            raise CloneRefusedError(message % {"start": text[:20], "length": len(text), "room": room})


def clone(document: ProgrammeDocument, following: NextRound, *, invited_on: dt.date) -> ProgrammeDocument:
    """Return the programme of the next round.

    It starts on the day given; everything else moves by the whole weeks that fit after it, so that weekdays stay.
    Municipality numbers become those of the newest division when the new round starts after it took effect.
    """
    if following.slug == document.slug:
        message = _("The new network cannot have the same short name, “%(slug)s”. Choose another.")
        raise CloneRefusedError(message % {"slug": following.slug})
    _refuse_unusable(following)
    days = (following.starts_on - dt.date.fromisoformat(document.tree["network"]["starts_on"])).days
    weeks = math.ceil(days / _DAYS_IN_WEEK)
    moved = shifted(document, weeks=weeks)
    tree = copy.deepcopy(moved.tree)
    network = tree["network"]
    network |= {
        "slug": following.slug,
        "name": following.name or network["name"],
        "short_name": following.short_name or network["short_name"],
        "state": "active",
        "starts_on": following.starts_on.isoformat(),
    }
    if following.keep_members:
        tree["members"] = copy.deepcopy(document.tree["members"])
    else:
        tree["members"] = [_invited_again(member, invited_on) for member in tree["members"] if not _has_left(member)]
    for gathering in tree["gatherings"]:
        for session in gathering["agenda"]:
            session["speaker"] = ""
    if following.starts_on >= _NEWEST_DIVISION_ON > dt.date.fromisoformat(network["division_on"]):
        _renumber(network, tree["members"])
    return canonical(tree)


def _has_left(member: Entry) -> bool:
    return bool(member["history"]) and member["history"][-1]["status"] == "left"


def _invited_again(member: Entry, on: dt.date) -> Entry:
    reason = _("Invited to a new round.")
    return member | {"history": [{"status": "invited", "date": on.isoformat(), "reason": reason}]}


def _renumber(network: Entry, members: list[Entry]) -> None:
    """Give the members the numbers of the newest division. One that was split or merged away keeps its old number."""
    network["division_on"] = _NEWEST_DIVISION_ON.isoformat()
    network["county_labels"] = {}
    taken = {member["number"] for member in members}
    for member in members:
        try:
            number = current_number(member["number"])
        except FiguresError:
            continue
        if number != member["number"] and number in taken:
            continue
        taken.add(number)
        member |= {"number": number, "division_on": network["division_on"]}
