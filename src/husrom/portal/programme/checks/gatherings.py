from typing import Any

from django.utils.translation import gettext as _

from husrom.portal.programme.checks.lenient import entries, group, number
from husrom.portal.programme.faults import Place
from husrom.portal.programme.parsing import ParsedFile


def check_gathering_kinds(parsed: ParsedFile) -> None:
    """Report when the gatherings do not have one start, first, and one closing, last."""
    listed = [(number(entry, "number"), place, entry) for place, entry in entries(parsed.tree, "gatherings")]
    numbers = [value for value, _place, _entry in listed if value is not None]
    for kind, word, outermost in (
        ("start", _("start gathering"), min(numbers, default=None)),
        ("closing", _("closing gathering"), max(numbers, default=None)),
    ):
        found = [(value, place) for value, place, entry in listed if entry.get("kind") == kind]
        if not found and listed and parsed.complete:
            message = _("There is no %(kind)s. Exactly one gathering must have “kind: %(value)s”.")
            parsed.report(("gatherings",), message % {"kind": word, "value": kind})
        for _value, place in found[1:]:
            message = _("This is one %(kind)s too many. Exactly one gathering must have “kind: %(value)s”.")
            parsed.report((*place, "kind"), message % {"kind": word, "value": kind})
        if len(found) == 1 and found[0][0] not in (None, outermost) and parsed.complete:
            message = _("The %(kind)s must be number %(expected)d, not %(found)d.")
            parsed.report((*found[0][1], "kind"), message % {"kind": word, "expected": outermost, "found": found[0][0]})


def check_phases(parsed: ParsedFile) -> None:
    """Report phases that lie between gatherings that do not exist, or the wrong way round."""
    known = {number(entry, "number") for _place, entry in entries(parsed.tree, "gatherings")}
    for place, phase in entries(parsed.tree, "phases"):
        after, before = number(phase, "after_gathering"), number(phase, "before_gathering")
        for key, value in (("after_gathering", after), ("before_gathering", before)):
            if value is not None and value not in known and parsed.complete:
                message = _("There is no gathering %(number)d in the file.")
                parsed.report((*place, key), message % {"number": value})
        if after is not None and before is not None and before <= after:
            message = _("The phase must end before a later gathering than number %(after)d.")
            parsed.report((*place, "before_gathering"), message % {"after": after})


def check_amounts(parsed: ParsedFile) -> None:
    """Report seats that do not add up and sums with parts of an øre."""
    network = group(parsed.tree, "network")
    seats = group(network, "seats")
    minimum, preferred = number(seats, "minimum"), number(seats, "preferred")
    if minimum is not None and preferred is not None and preferred < minimum:
        message = _("%(preferred)d preferred is fewer than the %(minimum)d expected.")
        parsed.report(("network", "seats", "preferred"), message % {"preferred": preferred, "minimum": minimum})
    sums: list[tuple[Place, Any]] = [(("network", "day_package", "nok"), group(network, "day_package").get("nok"))]
    sums += [((*p, "day_package_nok"), entry.get("day_package_nok")) for p, entry in entries(parsed.tree, "gatherings")]
    for place, nok in sums:
        if isinstance(nok, float) and round(nok, 2) != nok:
            parsed.report(place, _("%(nok)s has more than two decimals.") % {"nok": nok})
