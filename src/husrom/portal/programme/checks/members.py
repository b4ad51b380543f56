from django.utils.translation import gettext as _

from husrom.portal.network.actions.membership import next_steps
from husrom.portal.network.models import Membership
from husrom.portal.programme.checks.lenient import Entry, date, entries, inner_entries
from husrom.portal.programme.faults import Place
from husrom.portal.programme.parsing import ParsedFile

Status = Membership.Status


def check_members(parsed: ParsedFile) -> None:
    """Report histories that run backwards in time or take a step that does not exist."""
    for place, member in entries(parsed.tree, "members"):
        _check_history(parsed, place, member)


def _check_history(parsed: ParsedFile, place: Place, member: Entry) -> None:
    steps = list(inner_entries(place, member, "history"))
    for (_before_place, before), (step_place, step) in zip(steps, steps[1:], strict=False):
        earlier, later = date(before, "date"), date(step, "date")
        if earlier and later and later < earlier:
            message = _("%(later)s comes after %(earlier)s in the history. Write the steps with the oldest first.")
            parsed.report((*step_place, "date"), message % {"later": later, "earlier": earlier})
        was, became = before.get("status"), step.get("status")
        if was not in Status.values or became not in Status.values:
            continue
        legal = _legal_steps(member, was)
        if became not in legal:
            message = _("After “%(was)s” comes %(legal)s, not “%(became)s”.")
            choices = _(" or ").join(f"“{choice}”" for choice in legal)
            parsed.report((*step_place, "status"), message % {"was": was, "legal": choices, "became": became})


def _legal_steps(member: Entry, status: str) -> tuple[str, ...]:
    kind = Membership.Kind.STUDENT_SEAT if member.get("kind") == "student_seat" else Membership.Kind.MUNICIPALITY
    steps = tuple(str(step.value) for step in next_steps(Membership(kind=kind, status=status)))
    # An anchoring that is withdrawn leaves the municipality invited.
    return (*steps, Status.INVITED.value) if status == Status.ANCHORED else steps
