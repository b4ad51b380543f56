"""What is stored about one person, and the networks the person takes part in."""

import datetime as dt
from dataclasses import dataclass

from auditlog.models import LogEntry
from django.db.models import Q, QuerySet
from django.utils import timezone

from husrom.portal.accounts.models import User
from husrom.portal.common.periods import holds_on
from husrom.portal.gatherings.models import Registration
from husrom.portal.network.models import AnchoringAct, Membership, Network, RoleAssignment, SeatHolding


@dataclass(frozen=True, slots=True)
class StoredAboutPerson:
    """Everything kept about a person, as they can read it and take it away."""

    user: User
    roles: list[RoleAssignment]
    holdings: list[SeatHolding]
    registrations: list[Registration]
    anchoring_acts: list[AnchoringAct]
    changes_made: int


def networks_of(user: User, on: dt.date | None = None) -> QuerySet[Network]:
    """Return the networks where the person has a role or a seat on a date; one query."""
    on = on or timezone.localdate()
    roles = RoleAssignment.objects.filter(holds_on(on), user=user)
    holdings = SeatHolding.objects.filter(holds_on(on), user=user)
    return Network.objects.filter(
        Q(pk__in=roles.values("network")) | Q(pk__in=holdings.values("seat__membership__network"))
    )


def networks_led_alone_by(user: User) -> QuerySet[Network]:
    """Return the open networks that would be without a leader if this one went; one query."""
    today = timezone.localdate()
    leaders = RoleAssignment.objects.filter(
        holds_on(today),
        role=RoleAssignment.Role.LEADER,
        user__is_active=True,
    )
    mine = leaders.filter(user=user).values("network")
    others = leaders.exclude(user=user).values("network")
    return Network.objects.filter(pk__in=mine).exclude(pk__in=others).exclude(state=Network.State.CLOSED)


def names_beside(user: User) -> frozenset[str]:
    """Return the names of others who have or have had a seat where the person has; one query.

    Anyone can call themselves anything, so an act signed with such a name is not taken for the person's own.
    """
    memberships = Membership.objects.filter(seats__holdings__user=user)
    others = User.objects.filter(seat_holdings__seat__membership__in=memberships).exclude(pk=user.pk)
    return frozenset(others.values_list("name", flat=True))


def stored_about(user: User) -> StoredAboutPerson:
    """Read all that is stored about the person; seven queries."""
    return StoredAboutPerson(
        user=user,
        roles=list(RoleAssignment.objects.filter(user=user).select_related("network")),
        holdings=list(
            SeatHolding.objects.filter(user=user)
            .select_related("seat__membership__network")
            .prefetch_related("policy_areas")
        ),
        registrations=list(
            Registration.objects.filter(user=user).select_related(
                "gathering__network", "seat__membership", "dietary_need"
            )
        ),
        anchoring_acts=list(
            AnchoringAct.objects.filter(
                signed_by__in={user.name} - names_beside(user), membership__seats__holdings__user=user
            )
            .select_related("membership__network")
            .distinct()
        ),
        changes_made=LogEntry.objects.filter(actor=user).count(),
    )
