"""What is stored about one person, and the networks the person takes part in."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from auditlog.models import LogEntry
from django.db.models import Q, QuerySet
from django.utils import timezone

from husrom.portal.accounts.models import User
from husrom.portal.gatherings.models import Registration
from husrom.portal.network.models import AnchoringAct, Network, RoleAssignment, SeatHolding


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
    roles = RoleAssignment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), user=user, starts_on__lte=on)
    holdings = SeatHolding.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), user=user, starts_on__lte=on)
    return Network.objects.filter(
        Q(pk__in=roles.values("network")) | Q(pk__in=holdings.values("seat__membership__network"))
    )


def networks_led_alone_by(user: User) -> QuerySet[Network]:
    """Return the open networks that would be without a leader if this one went; one query."""
    today = timezone.localdate()
    leaders = RoleAssignment.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today),
        role=RoleAssignment.Role.LEADER,
        starts_on__lte=today,
        user__is_active=True,
    )
    mine = leaders.filter(user=user).values("network")
    others = leaders.exclude(user=user).values("network")
    return Network.objects.filter(pk__in=mine).exclude(pk__in=others).exclude(state=Network.State.CLOSED)


def stored_about(user: User) -> StoredAboutPerson:
    """Read all that is stored about the person; six queries."""
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
            AnchoringAct.objects.filter(signed_by=user.name, membership__seats__holdings__user=user)
            .select_related("membership__network")
            .distinct()
        ),
        changes_made=LogEntry.objects.filter(actor=user).count(),
    )


def as_export(stored: StoredAboutPerson) -> dict[str, Any]:
    """Return the person's data in the shape of the JSON file they can download; one query more."""
    user = stored.user
    changes = LogEntry.objects.filter(actor=user).select_related("content_type")
    return {
        "person": {
            "email": user.email,
            "name": user.name,
            "job_title": user.job_title,
            "language": user.language,
            "created_at": user.created_at.isoformat(),
            "last_login": user.last_login and user.last_login.isoformat(),
        },
        "roles": [
            {
                "network": role.network.slug,
                "role": role.role,
                "organisation": role.organisation,
                "starts_on": role.starts_on,
                "ends_on": role.ends_on,
            }
            for role in stored.roles
        ],
        "seats": [
            {
                "network": holding.seat.membership.network.slug,
                "municipality_number": holding.seat.membership.municipality_number,
                "municipality": holding.seat.membership.name,
                "role": holding.seat.role,
                "substitute": holding.is_substitute,
                "policy_areas": [area.key for area in holding.policy_areas.all()],
                "starts_on": holding.starts_on,
                "ends_on": holding.ends_on,
            }
            for holding in stored.holdings
        ],
        "registrations": [
            {
                "network": registration.gathering.network.slug,
                "gathering": registration.gathering.number,
                "municipality": registration.seat.membership.name,
                "status": registration.status,
                "registered_at": registration.registered_at.isoformat(),
                "arrived_at": registration.arrived_at and registration.arrived_at.isoformat(),
                "dietary_needs": _dietary_text(registration),
            }
            for registration in stored.registrations
        ],
        "anchoring_acts": [
            {
                "network": act.membership.network.slug,
                "municipality": act.membership.name,
                "kind": act.kind,
                "on": act.on,
                "signed_by": act.signed_by,
                "signed_as": act.signed_as,
            }
            for act in stored.anchoring_acts
        ],
        "changes_made": [
            {
                "at": entry.timestamp.isoformat(),
                "action": entry.get_action_display(),
                "kind": entry.content_type.model,
            }
            for entry in changes
        ],
    }


def _dietary_text(registration: Registration) -> str | None:
    need = getattr(registration, "dietary_need", None)
    return need.text if need else None
