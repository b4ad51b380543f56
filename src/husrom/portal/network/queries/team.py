"""A municipality's team: its seats, who sits in them, who sat there, and the breadth they cover."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from husrom.portal.network.models import Membership, PolicyArea, Seat, SeatHolding


@dataclass(frozen=True, slots=True)
class Breadth:
    """The policy areas a team covers and those it lacks, in the network's own order."""

    covered: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def total(self) -> int:
        return len(self.covered) + len(self.missing)


@dataclass(frozen=True, slots=True)
class PersonInSeat:
    holding_id: int
    name: str
    email: str
    job_title: str
    areas: tuple[str, ...]
    starts_on: dt.date
    ends_on: dt.date | None
    is_substitute: bool


@dataclass(frozen=True, slots=True)
class TeamSeat:
    """A seat with its holder today, those who may stand in, those to come and those who were there before."""

    seat_id: int
    role: str
    label: str
    holder: PersonInSeat | None
    substitutes: tuple[PersonInSeat, ...]
    coming: tuple[PersonInSeat, ...]
    former: tuple[PersonInSeat, ...]


@dataclass(frozen=True, slots=True)
class Team:
    delegate_seats: tuple[TeamSeat, ...]
    chief_executive: TeamSeat | None
    student_seats: tuple[TeamSeat, ...]
    minimum: int
    preferred: int
    breadth: Breadth

    @property
    def seats(self) -> tuple[TeamSeat, ...]:
        chief_executive = (self.chief_executive,) if self.chief_executive else ()
        return self.delegate_seats + chief_executive + self.student_seats

    @property
    def filled(self) -> int:
        return sum(seat.holder is not None for seat in self.delegate_seats)

    @property
    def lacking(self) -> int:
        """How many delegates are missing before the team has as many as expected."""
        return max(0, self.minimum - self.filled)

    @property
    def former(self) -> tuple[tuple[TeamSeat, PersonInSeat], ...]:
        return tuple((seat, person) for seat in self.seats for person in seat.former)

    @property
    def has_chief_executive(self) -> bool:
        return self.chief_executive is not None and self.chief_executive.holder is not None


def breadth_of(areas: Iterable[PolicyArea], covered_ids: Iterable[int]) -> Breadth:
    covered = set(covered_ids)
    areas = list(areas)
    return Breadth(
        covered=tuple(area.label for area in areas if area.pk in covered),
        missing=tuple(area.label for area in areas if area.pk not in covered),
    )


def team_of(membership: Membership, on: dt.date | None = None) -> Team:
    """Return the team on a date, today unless told; four queries."""
    on = on or timezone.localdate()
    network = membership.network
    holdings = list(
        SeatHolding.objects.filter(seat__membership=membership)
        .select_related("user", "seat")
        .prefetch_related("policy_areas")
        .order_by("-starts_on", "-pk")
    )
    seats = [
        _team_seat(seat, [h for h in holdings if h.seat_id == seat.pk], on)
        for seat in membership.seats.order_by("role", "number")
    ]
    covering = {
        area.pk
        for holding in holdings
        if _is_current(holding, on) and not holding.is_substitute and holding.seat.role == Seat.Role.DELEGATE
        for area in holding.policy_areas.all()
    }
    chiefs = [seat for seat in seats if seat.role == Seat.Role.CHIEF_EXECUTIVE]
    return Team(
        delegate_seats=tuple(s for s in seats if s.role == Seat.Role.DELEGATE),
        chief_executive=chiefs[0] if chiefs else None,
        student_seats=tuple(s for s in seats if s.role == Seat.Role.STUDENT),
        minimum=network.seats_minimum,
        preferred=network.seats_preferred,
        breadth=breadth_of(network.policy_areas.all(), covering),
    )


def _is_current(holding: SeatHolding, on: dt.date) -> bool:
    return holding.starts_on <= on and (holding.ends_on is None or holding.ends_on >= on)


def _team_seat(seat: Seat, holdings: list[SeatHolding], on: dt.date) -> TeamSeat:
    current = [_person(h) for h in holdings if _is_current(h, on)]
    return TeamSeat(
        seat_id=seat.pk,
        role=seat.role,
        label=(
            _("Delegate %(number)s") % {"number": seat.number}
            if seat.role == Seat.Role.DELEGATE
            else seat.get_role_display().capitalize()
        ),
        holder=next((p for p in current if not p.is_substitute), None),
        substitutes=tuple(p for p in current if p.is_substitute),
        coming=tuple(_person(h) for h in holdings if h.starts_on > on),
        former=tuple(_person(h) for h in holdings if h.ends_on is not None and h.ends_on < on),
    )


def _person(holding: SeatHolding) -> PersonInSeat:
    return PersonInSeat(
        holding_id=holding.pk,
        name=str(holding.user),
        email=holding.user.email,
        job_title=holding.user.job_title,
        areas=tuple(area.label for area in holding.policy_areas.all()),
        starts_on=holding.starts_on,
        ends_on=holding.ends_on,
        is_substitute=holding.is_substitute,
    )
