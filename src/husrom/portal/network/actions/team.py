"""Who sits in a municipality's seats: put in, replaced, stood in for, and let go."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from husrom.portal.accounts.models import User
from husrom.portal.common.changes import change
from husrom.portal.common.errors import RefusedError
from husrom.portal.common.periods import not_over_on
from husrom.portal.network.models import Membership, PolicyArea, Seat, SeatHolding


class TeamChangeRefusedError(RefusedError):
    """The seat cannot be filled, passed on or left in this way."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is put in a seat. Someone already known by the e-mail address keeps the name they have."""

    email: str
    name: str
    job_title: str = ""


def add_to_team(
    *,
    membership: Membership,
    person: Person,
    starts_on: dt.date,
    role: str = Seat.Role.DELEGATE,
    policy_areas: Iterable[PolicyArea] = (),
    by: User | None,
) -> SeatHolding:
    """Put a person in the first free seat of the role, made if there is room for one more."""
    with change(membership.network, by=by):
        locked = _lock(membership)
        _refuse_wrong_role(locked, role)
        user = User.objects.invite(email=person.email, name=person.name, job_title=person.job_title)
        _refuse_second_seat(locked, user, starts_on)
        seat = _free_seat(locked, role, starts_on)
        return _seat_person(seat, user, starts_on, policy_areas)


def add_substitute(
    *,
    seat: Seat,
    person: Person,
    starts_on: dt.date,
    policy_areas: Iterable[PolicyArea] = (),
    by: User | None,
) -> SeatHolding:
    """Name someone who may stand in for the seat's holder."""
    with change(seat.membership.network, by=by):
        locked = _lock(seat.membership)
        user = User.objects.invite(email=person.email, name=person.name, job_title=person.job_title)
        _refuse_second_seat(locked, user, starts_on)
        return _seat_person(seat, user, starts_on, policy_areas, is_substitute=True)


def replace_holder(
    *,
    holding: SeatHolding,
    person: Person,
    starts_on: dt.date,
    policy_areas: Iterable[PolicyArea] = (),
    by: User | None,
) -> SeatHolding:
    """Give the seat to a new person from a day on; the one who held it leaves the day before."""
    seat = holding.seat
    with change(seat.membership.network, by=by):
        locked = _lock(seat.membership)
        holding = SeatHolding.objects.get(pk=holding.pk)
        if starts_on <= holding.starts_on:
            raise TeamChangeRefusedError(
                _("%(name)s took the seat on %(start)s. The new person must start after that day.")
                % {"name": holding.user, "start": date_format(holding.starts_on)}
            )
        user = User.objects.invite(email=person.email, name=person.name, job_title=person.job_title)
        last_day = starts_on - dt.timedelta(days=1)
        if holding.ends_on is None or holding.ends_on > last_day:
            holding.ends_on = last_day
            holding.save(update_fields=["ends_on"])
        _refuse_second_seat(locked, user, starts_on)
        return _seat_person(seat, user, starts_on, policy_areas, is_substitute=holding.is_substitute)


def edit_holding(
    *,
    holding: SeatHolding,
    policy_areas: Iterable[PolicyArea],
    by: User | None,
) -> None:
    """Correct the policy areas of a person in the team; one who has left is no longer its to edit."""
    if holding.ends_on is not None and holding.ends_on < timezone.localdate():
        raise TeamChangeRefusedError(
            _("%(name)s already left the seat on %(end)s. Nothing was changed.")
            % {"name": holding.user, "end": date_format(holding.ends_on)}
        )
    with change(holding.seat.membership.network, by=by):
        holding.policy_areas.set(policy_areas)


def end_holding(*, holding: SeatHolding, on: dt.date, by: User | None) -> None:
    """Let a person go from the seat; `on` is the last day. One who has not begun by then never had it."""
    with change(holding.seat.membership.network, by=by):
        current = SeatHolding.objects.select_for_update().get(pk=holding.pk)
        if on < current.starts_on and current.starts_on > timezone.localdate():
            current.delete()
            return
        if on < current.starts_on:
            raise TeamChangeRefusedError(
                _("%(name)s took the seat on %(start)s, so the last day cannot be before that.")
                % {"name": current.user, "start": date_format(current.starts_on)}
            )
        if current.ends_on is not None and current.ends_on <= on:
            raise TeamChangeRefusedError(
                _("%(name)s already left the seat on %(end)s. Nothing was changed.")
                % {"name": current.user, "end": date_format(current.ends_on)}
            )
        current.ends_on = on
        current.save(update_fields=["ends_on"])


def _lock(membership: Membership) -> Membership:
    # Two people who fill the last seat at the same time must queue here, not both get it.
    locked = Membership.objects.select_for_update().get(pk=membership.pk)
    if locked.status == Membership.Status.LEFT:
        raise TeamChangeRefusedError(
            _("%(name)s has left the network. The team can be filled again when the municipality is invited back.")
            % {"name": locked.name}
        )
    return locked


def _refuse_wrong_role(membership: Membership, role: str) -> None:
    student = role == Seat.Role.STUDENT
    if membership.has_delegates and student:
        raise TeamChangeRefusedError(
            _("%(name)s takes part with delegates and has no student seat.") % {"name": membership.name}
        )
    if not membership.has_delegates and not student:
        raise TeamChangeRefusedError(
            _("%(name)s takes part with one student seat and has no delegates.") % {"name": membership.name}
        )


def _refuse_second_seat(membership: Membership, user: User, starts_on: dt.date) -> None:
    held = SeatHolding.objects.filter(seat__membership=membership, user=user)
    if held.filter(not_over_on(starts_on)).exists():
        raise TeamChangeRefusedError(
            _("%(person)s already has a place in the team of %(name)s. End that place first, or choose another person.")
            % {"person": user, "name": membership.name}
        )


def _free_seat(membership: Membership, role: str, starts_on: dt.date) -> Seat:
    seats = list(membership.seats.filter(role=role).order_by("number"))
    taken = set(
        SeatHolding.objects.filter(seat__in=seats, is_substitute=False)
        .filter(not_over_on(starts_on))
        .values_list("seat_id", flat=True)
    )
    free = next((seat for seat in seats if seat.pk not in taken), None)
    if free is not None:
        return free
    room = membership.network.seats_preferred if role == Seat.Role.DELEGATE else 1
    if len(seats) >= room:
        raise TeamChangeRefusedError(_no_room(membership, role, room))
    number = max((seat.number for seat in seats), default=0) + 1
    return Seat.objects.create(membership=membership, role=role, number=number)


def _refuse_taken_seat(seat: Seat, starts_on: dt.date) -> None:
    other = seat.holdings.filter(not_over_on(starts_on)).filter(is_substitute=False).first()
    if other is not None:
        raise TeamChangeRefusedError(
            _("%(name)s has the seat from %(start)s. Replace that person instead.")
            % {"name": other.user, "start": date_format(other.starts_on)}
        )


def _no_room(membership: Membership, role: str, room: int) -> str:
    if role == Seat.Role.CHIEF_EXECUTIVE:
        return _("%(name)s has a chief executive already. Use Replace to give the seat to a new one.") % {
            "name": membership.name
        }
    if role == Seat.Role.STUDENT:
        return _("The student seat is taken. Use Replace to give it to another student.")
    return ngettext(
        "%(name)s has %(room)s delegate, which is as many as the network has room for. "
        "Replace the person, or name a substitute.",
        "%(name)s has %(room)s delegates, which is as many as the network has room for. "
        "Replace one of them, or name a substitute.",
        room,
    ) % {"name": membership.name, "room": room}


def _seat_person(
    seat: Seat,
    user: User,
    starts_on: dt.date,
    policy_areas: Iterable[PolicyArea],
    *,
    is_substitute: bool = False,
) -> SeatHolding:
    if not is_substitute:
        _refuse_taken_seat(seat, starts_on)
    holding = SeatHolding.objects.create(seat=seat, user=user, starts_on=starts_on, is_substitute=is_substitute)
    holding.policy_areas.set(policy_areas)
    return holding
