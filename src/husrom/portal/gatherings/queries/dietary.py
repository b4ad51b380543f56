import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from husrom.portal.gatherings.models import DietaryNeed, Gathering, Registration

# What a person can eat may say something of their health, so it is asked for late and kept short.
ASKED_DAYS_BEFORE = 30


def asked_from(gathering: Gathering) -> dt.date | None:
    """Return the first day dietary needs can be entered; None while the gathering has no date."""
    if gathering.starts_on is None:
        return None
    return gathering.starts_on - dt.timedelta(days=ASKED_DAYS_BEFORE)


def dietary_needs_are_asked_for(gathering: Gathering) -> bool:
    first_day = asked_from(gathering)
    return first_day is not None and first_day <= timezone.localdate() and not gathering.is_past()


@dataclass(frozen=True, slots=True)
class DietaryList:
    """What the venue must know: the needs, and how many come in all."""

    needs: tuple[DietaryNeed, ...]
    registered: int


def dietary_list(gathering: Gathering) -> DietaryList:
    """Return what those who come can eat, for the one who orders the food. Two queries."""
    needs = DietaryNeed.objects.filter(
        registration__gathering=gathering, registration__status=Registration.Status.REGISTERED
    ).select_related("registration__user", "registration__seat__membership")
    registered = gathering.registrations.filter(status=Registration.Status.REGISTERED).count()
    return DietaryList(tuple(needs.order_by("registration__user__name")), registered)
