from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from husrom.portal.gatherings.models import Gathering, Registration
from husrom.portal.gatherings.queries.places import LIVE
from husrom.portal.network.models import Membership


@dataclass(frozen=True, slots=True)
class AttendanceList:
    gathering: Gathering
    registered: tuple[Registration, ...]
    waiting: tuple[Registration, ...]
    registered_in_all: int
    arrived_in_all: int
    unregistered: tuple[Membership, ...]


def attendance_list(gathering: Gathering, search: str = "") -> AttendanceList:
    """Return who comes, by municipality, who waits, in order, and who has registered nobody. Two queries."""
    live = gathering.registrations.filter(status__in=LIVE).select_related("user", "substitute_for", "seat__membership")
    ordered = live.order_by("seat__membership__name", "seat__role", "seat__number")
    everyone = list(ordered)
    registered = [one for one in everyone if one.status == Registration.Status.REGISTERED]
    waiting = [one for one in everyone if one.status == Registration.Status.WAITING]
    sought = search.casefold()
    found = [
        one for one in registered if sought in one.user.name.casefold() or sought in one.seat.membership.name.casefold()
    ]
    any_live = Registration.objects.filter(gathering=gathering, status__in=LIVE, seat__membership=OuterRef("pk"))
    unregistered = gathering.network.memberships.filter(
        ~Q(status=Membership.Status.LEFT), ~Exists(any_live), kind=Membership.Kind.MUNICIPALITY
    )
    return AttendanceList(
        gathering=gathering,
        registered=tuple(found),
        waiting=tuple(sorted(waiting, key=lambda one: (one.registered_at, one.pk))),
        registered_in_all=len(registered),
        arrived_in_all=sum(one.arrived_at is not None for one in registered),
        unregistered=tuple(unregistered.order_by("name")),
    )
