from dataclasses import dataclass

from husrom.portal.gatherings.models import Gathering, Registration
from husrom.portal.network.models import Membership, Seat


@dataclass(frozen=True, slots=True)
class ChiefExecutiveRegistration:
    """Whether a municipality's chief executive comes to one of the gatherings where that is expected.

    `status` is None when nobody is registered for the chief executive's seat.
    """

    gathering: Gathering
    status: Registration.Status | None
    person_name: str
    is_substitute: bool
    has_arrived: bool

    @property
    def is_registered(self) -> bool:
        return self.status is not None


def chief_executive_registration(
    membership: Membership, gatherings: list[Gathering] | None = None
) -> tuple[ChiefExecutiveRegistration, ...]:
    """Return one row per gathering that expects the chief executive, in order. Two queries, one when given them all."""
    if gatherings is None:
        gatherings = list(membership.network.gatherings.order_by("number"))
    live = {
        registration.gathering_id: registration
        for registration in Registration.objects.filter(
            seat__membership=membership, seat__role=Seat.Role.CHIEF_EXECUTIVE
        )
        .exclude(status=Registration.Status.CANCELLED)
        .select_related("user")
    }
    rows = []
    for gathering in gatherings:
        if not gathering.chief_executive_expected:
            continue
        gathering.network = membership.network
        registration = live.get(gathering.pk)
        rows.append(
            ChiefExecutiveRegistration(
                gathering=gathering,
                status=Registration.Status(registration.status) if registration else None,
                person_name=str(registration.user) if registration else "",
                is_substitute=bool(registration and registration.substitute_for_id),
                has_arrived=bool(registration and registration.arrived_at),
            )
        )
    return tuple(rows)
