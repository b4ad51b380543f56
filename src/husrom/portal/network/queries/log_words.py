"""The words of the log: what the tables, their fields and the values in them are called aloud."""

import datetime as dt
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from husrom.portal.accounts.models import User
from husrom.portal.challenges.models import Challenge
from husrom.portal.gatherings.models import Commitment, DietaryNeed, Gathering, GroupTask, Registration, Session
from husrom.portal.network.group_names import group_label
from husrom.portal.network.models import (
    AnchoringAct,
    ExpertInstitution,
    GroupPlacement,
    GroupRun,
    LetterText,
    Membership,
    Network,
    Seat,
    SeatHolding,
    StatusChange,
)

# What a key in the log points to is named for these; their names need no further query.
NAMED_BY_KEY = (User, Membership, Gathering, ExpertInstitution, Challenge, LetterText)
# Said already by the entry itself, or too long to be said in a line.
NOT_SHOWN = frozenset(
    {
        (Network, "revision"),
        (GroupPlacement, "run"),
        (GroupPlacement, "membership"),
        (GroupPlacement, "explanation"),
        (GroupPlacement, "figures"),
        (GroupPlacement, "sensitivity"),
        (GroupPlacement, "overridden_by"),
        (GroupPlacement, "overridden_at"),
        (GroupRun, "thresholds"),
        (GroupRun, "made_at"),
        (GroupRun, "made_by"),
        (SeatHolding, "seat"),
        (SeatHolding, "user"),
        (Seat, "membership"),
        (StatusChange, "membership"),
        (StatusChange, "by"),
        (AnchoringAct, "membership"),
        (AnchoringAct, "text"),
        (AnchoringAct, "recorded_by"),
        (AnchoringAct, "recorded_at"),
        (Registration, "gathering"),
        (Registration, "seat"),
        (Registration, "registered_at"),
        (Commitment, "updated_at"),
        (Session, "gathering"),
        (GroupTask, "session"),
        (DietaryNeed, "registration"),
        # Never here, even if it should once have been written down.
        (DietaryNeed, "text"),
    }
)


def kind_label(model: type[models.Model]) -> str:
    """Return what a row of the table is called."""
    return _kinds().get(model.__name__, model.__name__)


def _kinds() -> dict[str, str]:
    return {
        "AnchoringAct": _("act of anchoring"),
        "Challenge": _("challenge"),
        "Commitment": _("commitment"),
        "DietaryNeed": _("dietary needs"),
        "ExpertInstitution": _("expert institution"),
        "FrameworkElement": _("element of the framework"),
        "Gathering": _("gathering"),
        "GroupPlacement": _("place in a group"),
        "GroupRun": _("division into groups"),
        "GroupTask": _("task for a group"),
        "LetterText": _("text of a letter"),
        "Material": _("document"),
        "Membership": _("member"),
        "Network": _("network"),
        "NetworkText": _("text on the public page"),
        "ObserverOrganisation": _("observer organisation"),
        "PolicyArea": _("policy area"),
        "Registration": _("registration"),
        "RoleAssignment": _("role"),
        "RoleQuota": _("quota"),
        "Seat": _("seat"),
        "SeatHolding": _("person in a seat"),
        "Session": _("point on the agenda"),
        "StatusChange": _("change of status"),
        "WorkPhase": _("form of work"),
    }


def field_label(field: Any) -> str:
    """Return what a field is called; those the models have no words for have them here."""
    return _fields().get(field.name) or str(getattr(field, "verbose_name", "")) or str(field.name)


def _fields() -> dict[str, str]:
    return {
        "network": _("network"),
        "membership": _("member"),
        "gathering": _("gathering"),
        "user": _("person"),
        "seat": _("seat"),
        "session": _("point on the agenda"),
        "institution": _("institution"),
        "institutions": _("institutions"),
        "challenge": _("challenge"),
        "letter": _("letter"),
        "key": _("key"),
        "slug": _("address of the page"),
        "title": _("title"),
        "body": _("text"),
        "label": _("name"),
        "position": _("place in the order"),
        "description": _("description"),
        "parent": _("part of"),
        "policy_areas": _("policy areas"),
        "after_gathering": _("after gathering"),
        "before_gathering": _("before gathering"),
        "cancelled_at": _("cancelled"),
        "substitute_for": _("in place of"),
        "arrival_marked_by": _("arrival marked by"),
        "added_at": _("added"),
        "updated_at": _("changed"),
        "dietary_data_deleted_at": _("dietary needs deleted"),
    }


def value_text(field: models.Field[Any, Any], value: str) -> str:
    """Return a stored value as it is said."""
    if value in {"None", ""}:
        return ""
    if field.model is GroupPlacement and field.name in {"group", "proposed_group"}:
        return group_label(value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.BooleanField):
        return _("yes") if value == "True" else _("no")
    return _measured(field, value)


def _measured(field: models.Field[Any, Any], value: str) -> str:
    """Return a date, a time or an amount as it is written; what cannot be read stays as it was stored."""
    try:
        if isinstance(field, models.DateTimeField):
            moment = dt.datetime.fromisoformat(value)
            # The audit log keeps moments in UTC without saying so.
            moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
            return date_format(timezone.localtime(moment), "j. F Y H:i")
        if isinstance(field, models.DateField):
            return date_format(dt.date.fromisoformat(value), "j. F Y")
        if isinstance(field, models.TimeField):
            return value[:5]
        if isinstance(field, models.DecimalField):
            return number_format(value.removesuffix(".00"), use_l10n=True)
    except ValueError:
        return value
    return value.strip("[]{}").replace('"', "") if isinstance(field, models.JSONField) else value
