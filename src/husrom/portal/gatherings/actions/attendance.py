from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from husrom.portal.accounts.models import User
from husrom.portal.common.changes import change
from husrom.portal.gatherings.actions.places import lock_gathering
from husrom.portal.gatherings.errors import AttendanceRefusedError
from husrom.portal.gatherings.models import Registration


def mark_arrived(*, registration: Registration, by: User | None) -> Registration:
    """Note that a person has come. Marking twice keeps the first time."""
    with change(registration.gathering.network, by=by):
        registration = _locked(registration)
        gathering = registration.gathering
        if registration.arrived_at is not None:
            return registration
        if registration.status != Registration.Status.REGISTERED:
            raise AttendanceRefusedError(
                _("%(person)s has no place: %(status)s. Register them on the municipality's page first.")
                % {"person": registration.user, "status": registration.get_status_display()}
            )
        if not gathering.has_begun():
            day = date_format(gathering.starts_on, "DATE_FORMAT") if gathering.starts_on else _("no date yet")
            raise AttendanceRefusedError(
                _("Attendance is marked from the day the gathering begins (%(day)s).") % {"day": day}
            )
        registration.arrived_at = timezone.now()
        registration.arrival_marked_by = by
        registration.save(update_fields=["arrived_at", "arrival_marked_by"])
    return registration


def undo_arrival(*, registration: Registration, by: User | None) -> Registration:
    """Take back a mark that was set by mistake."""
    with change(registration.gathering.network, by=by):
        registration = _locked(registration)
        if registration.arrived_at is not None:
            registration.arrived_at = None
            registration.arrival_marked_by = None
            registration.save(update_fields=["arrived_at", "arrival_marked_by"])
    return registration


def _locked(registration: Registration) -> Registration:
    gathering = lock_gathering(registration.gathering)
    registration.refresh_from_db(fields=["status", "arrived_at", "user"])
    registration.gathering = gathering
    return registration
