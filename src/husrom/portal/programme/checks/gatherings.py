from typing import Any

from django.utils.translation import gettext as _

from husrom.portal.gatherings.models import Gathering
from husrom.portal.programme.checks.lenient import entries, group, number
from husrom.portal.programme.faults import Place
from husrom.portal.programme.parsing import ParsedFile


def check_gathering_kinds(parsed: ParsedFile) -> None:
    """Report when the gatherings do not have one start, first, and one closing, last."""
    listed = list(entries(parsed.tree, "gatherings"))
    all_known = all(entry.get("kind", "ordinary") in Gathering.Kind.values for _place, entry in listed)
    numbers = [value for _place, entry in listed if (value := number(entry, "number")) is not None]
    for kind, outermost in (("start", min(numbers, default=None)), ("closing", max(numbers, default=None))):
        found = [(place, number(entry, "number")) for place, entry in listed if entry.get("kind") == kind]
        if not found and listed and all_known:
            message = _("No gathering has “kind: %(kind)s”. Exactly one must have it.")
            parsed.report(("gatherings",), message % {"kind": kind})
        for place, _value in found[1:]:
            message = _("One more gathering has “kind: %(kind)s”. Exactly one must have it.")
            parsed.report((*place, "kind"), message % {"kind": kind})
        if len(found) == 1 and found[0][1] not in (None, outermost):
            message = _("The gathering with “kind: %(kind)s” must be number %(expected)d, but is number %(found)d.")
            values = {"kind": kind, "expected": outermost, "found": found[0][1]}
            parsed.report((*found[0][0], "kind"), message % values)


def check_phases(parsed: ParsedFile) -> None:
    """Report phases that lie between gatherings that do not exist, or the wrong way round."""
    known = {number(entry, "number") for _place, entry in entries(parsed.tree, "gatherings")}
    for place, phase in entries(parsed.tree, "phases"):
        after, before = number(phase, "after_gathering"), number(phase, "before_gathering")
        for key, value in (("after_gathering", after), ("before_gathering", before)):
            if value is not None and value not in known:
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
