"""Networks with every municipality in the country, to measure load on. Written in bulk: nothing is audited."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from husrom.portal.accounts.models import User
from husrom.portal.gatherings.models import Commitment, Gathering, Registration, RoleQuota, Session
from husrom.portal.network.models import (
    AnchoringAct,
    GroupPlacement,
    GroupRun,
    LetterText,
    Membership,
    Network,
    PolicyArea,
    RoleAssignment,
    Seat,
    SeatHolding,
    StatusChange,
)

Row = TypeVar("Row", bound=Model)


class Place(NamedTuple):
    number: str
    name: str


DELEGATES = 3
_POLICY_AREAS = ("plan", "housing", "property", "health_and_care", "finance", "public_health", "nav")
# Days from today to each gathering: three are behind us and registration for the fourth is open.
_GATHERING_DAYS = (-300, -180, -60, 30, 150)
_AGENDA = (
    (Session.Kind.WELCOME, "Velkommen og status"),
    (Session.Kind.TALK, "Innlegg"),
    (Session.Kind.HOMEWORK, "Kommunene legger fram"),
    (Session.Kind.GROUP_WORK, "Arbeid i grupper"),
    (Session.Kind.COMMITMENTS, "Hva vi gjør til neste gang"),
)
_BATCH_ROWS = 5000


def slug_of(index: int) -> str:
    return f"seed-{index}"


@transaction.atomic
def seed_network(index: int, places: Sequence[Place], division_on: dt.date) -> Network:
    """Make one network with every place as a full and active member, gatherings, registrations and commitments."""
    today = timezone.localdate()
    network = Network.objects.create(
        slug=slug_of(index),
        name=f"Nettverk {index} for måling",
        short_name=f"Nettverk {index}",
        organiser="KS",
        starts_on=today - dt.timedelta(days=330),
        ends_on=today + dt.timedelta(days=180),
        duration_text="ca. 1,5 år",
        division_on=division_on,
        seats_minimum=2,
        seats_preferred=DELEGATES,
        day_package_nok=900,
        is_example=True,
    )
    _save(PolicyArea(network=network, key=key, label=key, position=place) for place, key in enumerate(_POLICY_AREAS))
    memberships = _save(
        Membership(
            network=network,
            municipality_number=place.number,
            division_on=division_on,
            name=place.name,
            status=Membership.Status.ACTIVE,
        )
        for place in places
    )
    _anchor(network, memberships)
    _group(network, memberships)
    holdings = _seat(network, memberships)
    _meet(network, memberships, holdings, today)
    return network


def _save(rows: Iterable[Row]) -> list[Row]:
    listed = list(rows)
    return list(type(listed[0])._default_manager.bulk_create(listed, batch_size=_BATCH_ROWS))


def _anchor(network: Network, memberships: list[Membership]) -> None:
    letter = LetterText.objects.create(
        network=network, kind=LetterText.Kind.ANCHORING, language="nb", version=1, body="Kommunen deltar."
    )
    steps = (Membership.Status.INVITED, Membership.Status.ANCHORED, Membership.Status.ACTIVE)
    _save(
        StatusChange(membership=membership, status=status, on=network.starts_on + dt.timedelta(weeks=week))
        for membership in memberships
        for week, status in enumerate(steps)
    )
    _save(
        AnchoringAct(
            membership=membership,
            kind=AnchoringAct.Kind.ANCHORED,
            on=network.starts_on,
            letter=letter,
            signed_by="Kommunedirektør",
            signed_as="kommunedirektør",
        )
        for membership in memberships
    )


def _group(network: Network, memberships: list[Membership]) -> None:
    run = GroupRun.objects.create(network=network, thresholds={}, reference_year=network.starts_on.year)
    groups = ("growth_pressure", "steady", "decline")
    _save(
        GroupPlacement(run=run, membership=membership, proposed_group=group, group=group, explanation="For måling.")
        for membership, group in zip(memberships, groups * len(memberships), strict=False)
    )


def _seat(network: Network, memberships: list[Membership]) -> list[SeatHolding]:
    """Fill every seat with a person of its own, and cover one policy area with each."""
    leader = User.objects.invite(email=f"leder@{network.slug}.example.org", name="Nettverksleder")
    role = RoleAssignment.Role.LEADER
    RoleAssignment.objects.create(network=network, user=leader, role=role, starts_on=network.starts_on)
    delegates = [(Seat.Role.DELEGATE, number) for number in range(1, DELEGATES + 1)]
    seats = _save(
        Seat(membership=membership, role=role, number=number)
        for membership in memberships
        for role, number in (*delegates, (Seat.Role.CHIEF_EXECUTIVE, 1))
    )
    people = _save(
        User(
            email=f"{seat.role}{seat.number}.{seat.membership.municipality_number}@{network.slug}.example.org",
            name=f"{seat.get_role_display()} {seat.number} {seat.membership.name}",
            password="!",  # noqa: S106 -- a password nobody can have
        )
        for seat in seats
    )
    holdings = _save(
        SeatHolding(seat=seat, user=person, starts_on=network.starts_on)
        for seat, person in zip(seats, people, strict=True)
    )
    areas = list(network.policy_areas.all())
    _save(
        SeatHolding.policy_areas.through(seatholding=holding, policyarea=areas[place % len(areas)])
        for place, holding in enumerate(holdings)
    )
    return holdings


def _meet(network: Network, memberships: list[Membership], holdings: list[SeatHolding], today: dt.date) -> None:
    delegates = [holding for holding in holdings if holding.seat.role == Seat.Role.DELEGATE]
    for number, days in enumerate(_GATHERING_DAYS, start=1):
        gathering = _gathering(network, number, today + dt.timedelta(days=days), places=len(delegates))
        if gathering.is_past():
            _register(gathering, delegates, arrived=True)
            _save(
                Commitment(gathering=gathering, membership=membership, number=number, text="Legge fram for utvalget.")
                for membership in memberships
                for number in (1, 2)
            )
        elif gathering.registration_is_open():
            # Two of three have got round to it.
            _register(gathering, [row for place, row in enumerate(delegates) if place % 3], arrived=False)


def _gathering(network: Network, number: int, starts_on: dt.date, *, places: int) -> Gathering:
    kinds = {1: Gathering.Kind.START, len(_GATHERING_DAYS): Gathering.Kind.CLOSING}
    gathering = Gathering.objects.create(
        network=network,
        number=number,
        kind=kinds.get(number, Gathering.Kind.ORDINARY),
        title=f"Samling {number}",
        starts_on=starts_on,
        ends_on=starts_on,
        place="Gardermoen",
        capacity=places,
        registration_opens_on=starts_on - dt.timedelta(days=60),
        registration_closes_on=starts_on - dt.timedelta(days=7),
        chief_executive_expected=number in kinds,
    )
    RoleQuota.objects.create(gathering=gathering, role=Seat.Role.DELEGATE, per_municipality=DELEGATES)
    _save(
        Session(gathering=gathering, starts_at=dt.time(hour), minutes=60, kind=kind, title=title)
        for hour, (kind, title) in enumerate(_AGENDA, start=9)
    )
    return gathering


def _register(gathering: Gathering, holdings: list[SeatHolding], *, arrived: bool) -> None:
    assert gathering.starts_on is not None  # noqa: S101 -- _gathering dates them all
    day = dt.datetime.combine(gathering.starts_on, dt.time(9), tzinfo=timezone.get_current_timezone())
    _save(
        Registration(
            gathering=gathering,
            seat=holding.seat,
            user=holding.user,
            registered_at=day - dt.timedelta(days=30),
            arrived_at=day if arrived else None,
        )
        for holding in holdings
    )
