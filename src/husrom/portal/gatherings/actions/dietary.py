import datetime as dt

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from husrom.portal.accounts.models import User
from husrom.portal.common.changes import change
from husrom.portal.gatherings.actions.places import lock_gathering
from husrom.portal.gatherings.errors import DietaryNeedRefusedError
from husrom.portal.gatherings.models import DietaryNeed, Gathering, Registration
from husrom.portal.gatherings.queries.dietary import asked_from, dietary_needs_are_asked_for


def set_dietary_need(*, registration: Registration, text: str, by: User, as_leader: bool = False) -> None:
    """Keep, change or (with an empty text) remove what a registered person can eat."""
    with change(registration.gathering.network, by=by):
        # Locked, so that the place cannot pass to another person between the check and the writing.
        gathering = lock_gathering(registration.gathering)
        registration.refresh_from_db()
        registration.gathering = gathering
        _require_asked(registration, by, as_leader=as_leader)
        need = DietaryNeed.objects.filter(registration=registration).first()
        if text:
            need = need or DietaryNeed(registration=registration)
            need.text = text
            need.save()
        elif need is not None:
            need.delete()


def delete_dietary_needs(*, gathering: Gathering, by: User | None) -> int:
    """Delete what everyone at a gathering can eat, once it is over. Return how many were deleted."""
    if not gathering.is_past():
        raise DietaryNeedRefusedError(_("The gathering is not over: the venue still needs the list."))
    with change(gathering.network, by=by):
        needs = list(DietaryNeed.objects.filter(registration__gathering=gathering))
        for need in needs:
            need.delete()
        gathering.dietary_data_deleted_at = timezone.now()
        gathering.save(update_fields=["dietary_data_deleted_at"])
    return len(needs)


def delete_dietary_needs_after(days: int, *, by: User | None = None) -> int:
    """Delete dietary needs of every gathering that ended more than `days` days ago, in all networks.

    Running it again deletes nothing more. Return how many needs were deleted.
    """
    before = timezone.localdate() - dt.timedelta(days=days)
    over = Gathering.objects.annotate(over_on=Coalesce("ends_on", "starts_on")).filter(
        Q(dietary_data_deleted_at=None) | Q(registrations__dietary_need__isnull=False),
        over_on__lt=min(before, timezone.localdate()),
    )
    return sum(
        delete_dietary_needs(gathering=gathering, by=by) for gathering in over.select_related("network").distinct()
    )


def _require_asked(registration: Registration, by: User, *, as_leader: bool) -> None:
    if by.pk != registration.user_id and not as_leader:
        raise DietaryNeedRefusedError(_("Only %(person)s can say what they eat.") % {"person": registration.user})
    if registration.status != Registration.Status.REGISTERED:
        raise DietaryNeedRefusedError(_("Dietary needs are asked for when the place is certain."))
    if not dietary_needs_are_asked_for(registration.gathering):
        raise DietaryNeedRefusedError(_closed_sentence(registration.gathering))


def _closed_sentence(gathering: Gathering) -> str:
    first_day = asked_from(gathering)
    if first_day is None:
        return _("Dietary needs are asked for when the gathering has a date.")
    if gathering.is_past():
        return _("Gathering %(number)s is over.") % {"number": gathering.number}
    return _("Dietary needs are asked for from %(day)s.") % {"day": date_format(first_day, "DATE_FORMAT")}
