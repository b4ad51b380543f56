"""The kommunedirektør's one page: the time it takes, whether one is registered, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Sum
from django.utils.translation import gettext as _

from husrom.portal.network.models import Membership, Network

if TYPE_CHECKING:
    from husrom.portal.gatherings.models import Commitment, Gathering
    from husrom.portal.gatherings.queries import ChiefExecutiveRegistration


@dataclass(frozen=True, slots=True)
class Appointment:
    """One gathering as it stands in the chief executive's calendar."""

    gathering: "Gathering"
    duration: str
    expected: bool
    registration: "ChiefExecutiveRegistration | None"
    is_past: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the municipality set out to do after a gathering."""

    gathering: "Gathering"
    commitments: tuple["Commitment", ...]


def agenda_minutes(network: Network) -> dict[int, int]:
    """Return the minutes of each gathering's agenda, by gathering; one query."""
    sums = network.gatherings.filter(sessions__isnull=False).order_by().values_list("pk")
    return dict(sums.annotate(Sum("sessions__minutes")))


def duration(minutes: int | None) -> str:
    if not minutes:
        return _("The agenda is not set")
    hours, rest = divmod(minutes, 60)
    if not rest:
        return _("%(hours)s h") % {"hours": hours}
    return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}


def appointments(
    gatherings: Sequence["Gathering"],
    minutes: dict[int, int],
    registrations: Sequence["ChiefExecutiveRegistration"],
) -> tuple[Appointment, ...]:
    """Put what is known about the chief executive's time together; no query."""
    by_gathering = {registration.gathering.pk: registration for registration in registrations}
    return tuple(
        Appointment(
            gathering=gathering,
            duration=duration(minutes.get(gathering.pk)),
            expected=gathering.chief_executive_expected,
            registration=by_gathering.get(gathering.pk),
            is_past=gathering.is_past(),
        )
        for gathering in gatherings
    )


def outcomes(membership: Membership, gatherings: Sequence["Gathering"]) -> tuple[Outcome, ...]:
    """Return what the municipality has agreed to do and what came of it, by gathering; one query."""
    made = list(membership.commitments.order_by("gathering__number", "number"))
    found = (Outcome(one, tuple(c for c in made if c.gathering_id == one.pk)) for one in gatherings)
    return tuple(outcome for outcome in found if outcome.commitments)
