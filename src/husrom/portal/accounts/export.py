"""A person's data in the shape of the JSON file they can download."""

from typing import Any

from auditlog.models import LogEntry

from husrom.portal.accounts.models import User
from husrom.portal.accounts.queries import StoredAboutPerson
from husrom.portal.gatherings.models import Registration
from husrom.portal.network.models import AnchoringAct, RoleAssignment, SeatHolding

Row = dict[str, Any]


def as_export(stored: StoredAboutPerson) -> Row:
    """Return everything stored about the person; one query more than it took to read it."""
    changes = LogEntry.objects.filter(actor=stored.user).select_related("content_type")
    return {
        "person": _person(stored.user),
        "roles": [_role(role) for role in stored.roles],
        "seats": [_seat(holding) for holding in stored.holdings],
        "registrations": [_registration(registration) for registration in stored.registrations],
        "anchoring_acts": [_anchoring_act(act) for act in stored.anchoring_acts],
        "changes_made": [_change(entry) for entry in changes],
    }


def _person(user: User) -> Row:
    return {
        "email": user.email,
        "name": user.name,
        "job_title": user.job_title,
        "language": user.language,
        "created_at": user.created_at.isoformat(),
        "last_login": user.last_login and user.last_login.isoformat(),
    }


def _role(role: RoleAssignment) -> Row:
    return {
        "network": role.network.slug,
        "role": role.role,
        "organisation": role.organisation,
        "starts_on": role.starts_on,
        "ends_on": role.ends_on,
    }


def _seat(holding: SeatHolding) -> Row:
    membership = holding.seat.membership
    return {
        "network": membership.network.slug,
        "municipality_number": membership.municipality_number,
        "municipality": membership.name,
        "role": holding.seat.role,
        "substitute": holding.is_substitute,
        "policy_areas": [area.key for area in holding.policy_areas.all()],
        "starts_on": holding.starts_on,
        "ends_on": holding.ends_on,
    }


def _registration(registration: Registration) -> Row:
    need = getattr(registration, "dietary_need", None)
    return {
        "network": registration.gathering.network.slug,
        "gathering": registration.gathering.number,
        "municipality": registration.seat.membership.name,
        "status": registration.status,
        "registered_at": registration.registered_at.isoformat(),
        "arrived_at": registration.arrived_at and registration.arrived_at.isoformat(),
        "dietary_needs": need.text if need else None,
    }


def _anchoring_act(act: AnchoringAct) -> Row:
    return {
        "network": act.membership.network.slug,
        "municipality": act.membership.name,
        "kind": act.kind,
        "on": act.on,
        "signed_by": act.signed_by,
        "signed_as": act.signed_as,
    }


def _change(entry: LogEntry) -> Row:
    return {
        "at": entry.timestamp.isoformat(),
        "action": entry.get_action_display(),
        "kind": entry.content_type.model,
    }
