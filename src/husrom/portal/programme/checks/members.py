import datetime as dt
from itertools import pairwise

from django.utils.translation import gettext as _

from husrom.figures.errors import MunicipalityNotValidError, UnknownMunicipalityError
from husrom.figures.municipalities import municipality, municipality_by_number
from husrom.portal.network.actions.membership import next_steps
from husrom.portal.network.models import Membership
from husrom.portal.programme.checks.lenient import Entry, date, entries, group, inner_entries
from husrom.portal.programme.faults import Place, quoted
from husrom.portal.programme.parsing import ParsedFile

Status = Membership.Status
_DIGITS = 4


def check_members(parsed: ParsedFile) -> None:
    """Report numbers that no municipality had on the date, and histories that run backwards or skip a step."""
    division_on = date(group(parsed.tree, "network"), "division_on")
    for place, member in entries(parsed.tree, "members"):
        number, on = member.get("number"), date(member, "division_on") or division_on
        if isinstance(number, str) and len(number) == _DIGITS and on:
            _check_number(parsed, (*place, "number"), number, on)
        _check_history(parsed, place, member)


def _check_number(parsed: ParsedFile, place: Place, number: str, on: dt.date) -> None:
    try:
        municipality(number, on=on)
    except UnknownMunicipalityError:
        message = _('No municipality has had the number %(number)s. Correct it; Hamar, for one, is "3403".')
        parsed.report(place, message % {"number": number})
    except MunicipalityNotValidError:
        found = municipality_by_number(number)
        values = {"label": found.label, "date": on, "first": found.valid_from, "last": found.valid_to}
        if found.valid_to and found.valid_to < on:
            message = _("%(label)s was in use until %(last)s, not on %(date)s. Give the number of that date.")
        else:
            message = _("%(label)s came into use on %(first)s, not by %(date)s. Give the number of that date.")
        parsed.report(place, message % values)


def _check_history(parsed: ParsedFile, place: Place, member: Entry) -> None:
    steps = list(inner_entries(place, member, "history"))
    for (_before_place, before), (step_place, step) in pairwise(steps):
        earlier, later = date(before, "date"), date(step, "date")
        if earlier and later and later < earlier:
            message = _("%(later)s comes after %(earlier)s in the history. Write the steps with the oldest first.")
            parsed.report((*step_place, "date"), message % {"later": later, "earlier": earlier})
        was, became = before.get("status"), step.get("status")
        if not isinstance(was, str) or was not in Status.values or became not in Status.values:
            continue
        legal = _legal_steps(member, was)
        if became not in legal:
            message = _("After %(was)s comes %(legal)s, not %(became)s.")
            choices = _(" or ").join(quoted(choice) for choice in legal)
            parsed.report(
                (*step_place, "status"), message % {"was": quoted(was), "legal": choices, "became": quoted(became)}
            )


def _legal_steps(member: Entry, status: str) -> tuple[str, ...]:
    kind = Membership.Kind.STUDENT_SEAT if member.get("kind") == "student_seat" else Membership.Kind.MUNICIPALITY
    steps = tuple(str(step.value) for step in next_steps(Membership(kind=kind, status=status)))
    # An anchoring that is withdrawn leaves the municipality invited.
    return (*steps, Status.INVITED.value) if status == Status.ANCHORED else steps
