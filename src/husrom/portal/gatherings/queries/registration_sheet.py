"""One municipality's seats at one gathering: who sits there, who is registered, and what can be done about it."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from husrom.portal.accounts.models import User
from husrom.portal.common.periods import holds_on
from husrom.portal.gatherings.models import DietaryNeed, Gathering, Registration
from husrom.portal.gatherings.queries.dietary import dietary_needs_are_asked_for
from husrom.portal.gatherings.queries.places import LIVE, Places, places_at
from husrom.portal.network.models import Membership, Seat, SeatHolding


class RegistrationWindow(StrEnum):
    UNDATED = "undated"
    COMING = "coming"
    OPEN = "open"
    CLOSED = "closed"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat; `registration` is None when nobody is registered on it. `dietary_text` is None when not to be seen."""

    seat: Seat
    holder: User | None
    registration: Registration | None
    waiting_position: int | None
    is_in_team: bool
    dietary_text: str | None

    @property
    def may_be_registered(self) -> bool:
        return self.registration is None and self.holder is not None


@dataclass(frozen=True, slots=True)
class Quota:
    role: Seat.Role
    held: int
    allowed: int


@dataclass(frozen=True, slots=True)
class RegistrationSheet:
    gathering: Gathering
    membership: Membership
    rows: tuple[SeatRow, ...]
    substitutes: tuple[User, ...]
    quotas: tuple[Quota, ...]
    places: Places
    window: RegistrationWindow

    @property
    def registrable(self) -> tuple[SeatRow, ...]:
        return tuple(row for row in self.rows if row.may_be_registered)

    @property
    def live(self) -> tuple[Registration, ...]:
        return tuple(row.registration for row in self.rows if row.registration is not None)


def registration_window(gathering: Gathering) -> RegistrationWindow:
    today, opens_on = timezone.localdate(), gathering.registration_opens_on
    if gathering.is_past(today):
        return RegistrationWindow.OVER
    if opens_on is None:
        return RegistrationWindow.UNDATED
    if today < opens_on:
        return RegistrationWindow.COMING
    return RegistrationWindow.OPEN if gathering.registration_is_open(today) else RegistrationWindow.CLOSED


def registration_sheet(
    gathering: Gathering, membership: Membership, *, reader: User, reads_all_needs: bool = False
) -> RegistrationSheet:
    """Return a municipality's sheet as `reader` may see it. At most seven queries."""
    today = timezone.localdate()
    current = holds_on(today)
    order = [Seat.Role.DELEGATE, Seat.Role.CHIEF_EXECUTIVE, Seat.Role.STUDENT]
    seats = sorted(membership.seats.all(), key=lambda seat: (order.index(Seat.Role(seat.role)), seat.number))
    held = SeatHolding.objects.filter(current, seat__in=seats).select_related("user").order_by("user__name")
    holdings = list(held)
    holders = {holding.seat_id: holding.user for holding in holdings if not holding.is_substitute}
    live = {
        one.seat_id: one
        for one in gathering.registrations.filter(status__in=LIVE, seat__in=seats).select_related(
            "user", "substitute_for"
        )
    }
    for registration in live.values():
        registration.gathering = gathering
    persons = {one.user_id for one in live.values()}
    students = {seat.pk for seat in seats if seat.role == Seat.Role.STUDENT}
    team = {holding.user_id: holding.user for holding in holdings if holding.seat_id not in students}
    everyone = {holding.user_id for holding in holdings}
    needs = _needs(gathering, list(live.values()), reader, reads_all=reads_all_needs)
    positions = _positions(gathering, list(live.values()))
    rows = [
        _row(seat, holders.get(seat.pk), live.get(seat.pk), everyone=everyone, positions=positions, needs=needs)
        for seat in seats
    ]
    return RegistrationSheet(
        gathering=gathering,
        membership=membership,
        rows=tuple(rows),
        substitutes=tuple(user for pk, user in team.items() if pk not in persons),
        quotas=_quotas(gathering, rows),
        places=places_at(gathering),
        window=registration_window(gathering),
    )


def _row(
    seat: Seat,
    holder: User | None,
    registration: Registration | None,
    *,
    everyone: set[int],
    positions: dict[int, int],
    needs: dict[int, str],
) -> SeatRow:
    if registration is None:
        return SeatRow(seat, holder, None, waiting_position=None, is_in_team=True, dietary_text=None)
    return SeatRow(
        seat,
        holder,
        registration,
        waiting_position=positions.get(registration.pk),
        is_in_team=registration.user_id in everyone,
        dietary_text=needs.get(registration.pk),
    )


def _needs(gathering: Gathering, live: list[Registration], reader: User, *, reads_all: bool) -> dict[int, str]:
    """Return the needs `reader` may see (an empty text where none is entered), and nothing of the others."""
    if not dietary_needs_are_asked_for(gathering):
        return {}
    readable = [
        one.pk
        for one in live
        if one.status == Registration.Status.REGISTERED and (reads_all or one.user_id == reader.pk)
    ]
    if not readable:
        return {}
    entered = DietaryNeed.objects.filter(registration__in=readable).values_list("registration_id", "text")
    return dict.fromkeys(readable, "") | dict(entered)


def _positions(gathering: Gathering, live: list[Registration]) -> dict[int, int]:
    waiting = {one.pk for one in live if one.status == Registration.Status.WAITING}
    if not waiting:
        return {}
    queue = gathering.registrations.filter(status=Registration.Status.WAITING).order_by("registered_at", "pk")
    return {pk: position for position, pk in enumerate(queue.values_list("pk", flat=True), start=1) if pk in waiting}


def _quotas(gathering: Gathering, rows: list[SeatRow]) -> tuple[Quota, ...]:
    allowed = dict(gathering.quotas.values_list("role", "per_municipality"))
    present = {row.seat.role for row in rows}
    return tuple(
        Quota(
            role=Seat.Role(role),
            held=sum(row.registration is not None and row.seat.role == role for row in rows),
            allowed=allowed[role],
        )
        for role in Seat.Role.values
        if role in allowed and role in present
    )
