import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from husrom.portal.accounts.models import User
from husrom.portal.common.changes import change
from husrom.portal.common.periods import holds_on
from husrom.portal.gatherings.actions.places import lock_gathering, promote_waiting
from husrom.portal.gatherings.errors import (
    CancellationRefusedError,
    QuotaReachedError,
    RegistrationClosedError,
    SeatRefusedError,
    SubstituteRefusedError,
)
from husrom.portal.gatherings.models import DietaryNeed, Gathering, Registration
from husrom.portal.gatherings.queries.places import LIVE, places_at
from husrom.portal.network.models import Membership, Seat, SeatHolding


def register_seats(
    *,
    gathering: Gathering,
    membership: Membership,
    seats: Collection[Seat],
    by: User | None,
    outside_window: bool = False,
) -> list[Registration]:
    """Register the holders of a municipality's seats, in the order given: all of them or none.

    Those there is no room for go to the end of the waiting list. `outside_window` is the leader's right to register
    before the window opens and after it has closed.
    """
    with change(gathering.network, by=by):
        gathering = lock_gathering(gathering)
        if not outside_window:
            _require_open(gathering)
        if membership.status == Membership.Status.LEFT:
            raise SeatRefusedError(_("%(name)s has left the network.") % {"name": membership.name})
        checked = _Desk(gathering, membership, seats)
        places = places_at(gathering)
        registrations = []
        for seat in seats:
            user = checked.holder_of(seat)
            registration = checked.existing.get(seat.pk) or Registration(gathering=gathering, seat=seat)
            registration.user = user
            registration.substitute_for = None
            registration.cancelled_at = None
            registration.registered_at = places.next_time()
            registration.status = places.take()
            registration.save()
            registrations.append(registration)
    return registrations


def cancel_registration(
    *, registration: Registration, by: User | None, outside_window: bool = False
) -> list[Registration]:
    """Give up a place; the food preference goes with it. Return those who moved up from the waiting list."""
    with change(registration.gathering.network, by=by):
        gathering = lock_gathering(registration.gathering)
        registration.refresh_from_db()
        registration.gathering = gathering
        if registration.status not in LIVE:
            raise CancellationRefusedError(_("This place is already given up."))
        if registration.arrived_at is not None:
            raise CancellationRefusedError(
                _("%(person)s has arrived. Undo the arrival on the attendance list first.")
                % {"person": registration.user}
            )
        if not outside_window and registration.status == Registration.Status.REGISTERED:
            _require_cancellable(gathering)
        registration.status = Registration.Status.CANCELLED
        registration.cancelled_at = timezone.now()
        registration.save(update_fields=["status", "cancelled_at"])
        for need in DietaryNeed.objects.filter(registration=registration):
            need.delete()
        return promote_waiting(gathering)


def substitute_person(*, registration: Registration, user: User, by: User | None) -> Registration:
    """Let another from the municipality's team use the seat's place; it costs nothing and keeps its turn."""
    with change(registration.gathering.network, by=by):
        gathering = lock_gathering(registration.gathering)
        registration.refresh_from_db()
        registration.gathering = gathering
        _require_substitutable(registration, user)
        holder = SeatHolding.objects.filter(_current(), seat=registration.seat, is_substitute=False).first()
        is_holder = holder is not None and holder.user_id == user.pk
        registration.substitute_for = None if is_holder else (registration.substitute_for or registration.user)
        registration.user = user
        registration.save(update_fields=["user", "substitute_for"])
        # What the other one can eat is not the municipality's to pass on.
        for need in DietaryNeed.objects.filter(registration=registration):
            need.delete()
    return registration


@dataclass(init=False, slots=True)
class _Desk:
    """What must be known of a municipality before its seats can be registered: holders, places held and quotas."""

    existing: dict[int, Registration]
    _holders: dict[int, User]
    _gathering: Gathering
    _membership: Membership
    _quotas: dict[str, int]
    _held: Counter[str]
    _persons: set[int]

    def __init__(self, gathering: Gathering, membership: Membership, seats: Collection[Seat]) -> None:
        self._gathering, self._membership = gathering, membership
        holdings = SeatHolding.objects.filter(_current(), seat__in=seats, is_substitute=False)
        self._holders = {holding.seat_id: holding.user for holding in holdings.select_related("user")}
        self._quotas = dict(gathering.quotas.values_list("role", "per_municipality"))
        own = list(gathering.registrations.filter(seat__membership=membership).select_related("seat", "user"))
        self.existing = {registration.seat_id: registration for registration in own}
        self._held = Counter(registration.seat.role for registration in own if registration.status in LIVE)
        present = gathering.registrations.filter(status__in=LIVE, user__in=self._holders.values())
        self._persons = set(present.values_list("user_id", flat=True))

    def holder_of(self, seat: Seat) -> User:
        """Return who is to be registered on the seat, or refuse with the reason."""
        user = self._holders.get(seat.pk)
        if user is None:
            raise SeatRefusedError(
                _("%(role)s %(number)s is an empty seat. Name someone to it first.")
                % {"role": seat.get_role_display().capitalize(), "number": seat.number}
            )
        earlier = self.existing.get(seat.pk)
        if (earlier is not None and earlier.status in LIVE) or user.pk in self._persons:
            raise SeatRefusedError(_("%(person)s is already registered for this gathering.") % {"person": user})
        quota = self._quotas.get(seat.role)
        if quota is not None and self._held[seat.role] >= quota:
            raise QuotaReachedError(self._quota_sentence(seat, quota))
        self._held[seat.role] += 1
        self._persons.add(user.pk)
        return user

    def _quota_sentence(self, seat: Seat, quota: int) -> str:
        return ngettext(
            "%(name)s may send %(quota)s as %(role)s to gathering %(number)s. "
            "Give up a place first, or ask the network leader for more.",
            "%(name)s may send %(quota)s as %(role)s to gathering %(number)s. "
            "Give up a place first, or ask the network leader for more.",
            quota,
        ) % {
            "name": self._membership.name,
            "quota": quota,
            "role": seat.get_role_display(),
            "number": self._gathering.number,
        }


def _current() -> Q:
    return holds_on(timezone.localdate())


def _day(on: dt.date) -> str:
    return date_format(on, "DATE_FORMAT")


def _require_open(gathering: Gathering) -> None:
    if gathering.registration_is_open() and not gathering.is_past():
        return
    opens_on, closes_on = (
        gathering.registration_opens_on,
        gathering.registration_closes_on,
    )
    if gathering.is_past():
        message = _("Gathering %(number)s is over.") % {"number": gathering.number}
    elif opens_on is None:
        message = _("Registration has no opening date yet. The network leader sets it.")
    elif timezone.localdate() < opens_on:
        message = _("Registration opens on %(day)s.") % {"day": _day(opens_on)}
    else:
        message = _("Registration closed on %(day)s. Ask the network leader to register you.") % {
            "day": _day(closes_on) if closes_on else ""
        }
    raise RegistrationClosedError(message)


def _require_cancellable(gathering: Gathering) -> None:
    if gathering.is_past():
        raise CancellationRefusedError(_("Gathering %(number)s is over.") % {"number": gathering.number})
    closes_on = gathering.registration_closes_on
    if closes_on is not None and closes_on < timezone.localdate():
        raise CancellationRefusedError(
            _(
                "Registration closed on %(day)s and the place is ordered. "
                "Send someone else from the team, which is free, or ask the network leader to cancel."
            )
            % {"day": _day(closes_on)}
        )


def _require_substitutable(registration: Registration, user: User) -> None:
    gathering, person = registration.gathering, {"person": user}
    if registration.status not in LIVE:
        raise SubstituteRefusedError(_("This place is given up. Register the seat again."))
    if gathering.is_past():
        raise SubstituteRefusedError(_("Gathering %(number)s is over.") % {"number": gathering.number})
    if registration.arrived_at is not None:
        raise SubstituteRefusedError(_("%(person)s has already arrived.") % {"person": registration.user})
    if registration.user_id == user.pk:
        raise SubstituteRefusedError(_("%(person)s has this place already.") % person)
    team = SeatHolding.objects.filter(_current(), seat__membership=registration.seat.membership_id, user=user)
    if not team.exclude(seat__role=Seat.Role.STUDENT).exists():
        raise SubstituteRefusedError(_("%(person)s is not in the municipality's team. Add them there first.") % person)
    if gathering.registrations.filter(status__in=LIVE, user=user).exists():
        raise SubstituteRefusedError(_("%(person)s is already registered for this gathering.") % person)
