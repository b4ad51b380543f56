"""What the demo's gatherings hold: agenda, who came to the first and who has registered for the second."""

import datetime as dt
from functools import cache
from importlib import resources
from typing import Any

import yaml
from django.utils import timezone

from husrom.portal.challenges.models import Challenge
from husrom.portal.gatherings.models import Commitment, Gathering, GroupTask, Material, Registration, Session
from husrom.portal.network.models import ExpertInstitution, Membership, Network, Seat, SeatHolding

_ARRIVED_AT = dt.time(9, 45)
# Every fifth municipality has not got round to registering, every fourth has done both things it promised.
_UNREGISTERED_EVERY, _DONE_EVERY = 5, 4


@cache
def _content() -> dict[str, Any]:
    text = resources.files("husrom.portal.demo").joinpath("content.yaml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content


def fill_gatherings(network: Network, *, today: dt.date) -> None:
    """Give the past gathering its attendance and commitments, and the next one its first registrations."""
    institutions = {row.name: row for row in network.institutions.all()}
    challenges = {row.number: row for row in network.challenges.all()}
    for gathering in network.gatherings.all():
        for row in _content()["agendas"].get(gathering.number, ()):
            _add_session(gathering, row, institutions, challenges)
        for row in _content()["materials"].get(gathering.number, ()):
            Material.objects.create(gathering=gathering, **row)
    past = [gathering for gathering in network.gatherings.all() if gathering.is_past(today)]
    for gathering in past:
        _hold(gathering)
    upcoming = network.gatherings.exclude(pk__in=[gathering.pk for gathering in past]).first()
    if upcoming:
        _register_most(upcoming)


def _add_session(
    gathering: Gathering,
    row: dict[str, Any],
    institutions: dict[str, ExpertInstitution],
    challenges: dict[int, Challenge],
) -> None:
    session = Session.objects.create(
        gathering=gathering,
        starts_at=dt.time.fromisoformat(row["at"]),
        minutes=row["minutes"],
        kind=row["kind"],
        title=row["title"],
        institution=institutions.get(row.get("institution", "")),
        challenge=challenges.get(row.get("challenge", 0)),
    )
    for group, task in row.get("tasks", {}).items():
        GroupTask.objects.create(session=session, group=group, task=task)


def _holdings(network: Network, *, roles: tuple[str, ...]) -> list[SeatHolding]:
    holdings = SeatHolding.objects.filter(
        seat__membership__network=network, seat__role__in=roles, ends_on=None, is_substitute=False
    )
    return list(holdings.select_related("seat__membership", "user").order_by("seat__membership__name", "pk"))


def _register(gathering: Gathering, holding: SeatHolding, registered_at: dt.datetime) -> Registration:
    return Registration.objects.create(
        gathering=gathering, seat=holding.seat, user=holding.user, registered_at=registered_at
    )


def _hold(gathering: Gathering) -> None:
    """Register everyone the programme expects, let them arrive, and write down what was agreed."""
    assert gathering.starts_on is not None  # noqa: S101 -- a gathering without a date is never past
    zone = timezone.get_current_timezone()
    arrival = dt.datetime.combine(gathering.starts_on, _ARRIVED_AT, tzinfo=zone)
    roles = (Seat.Role.DELEGATE, Seat.Role.STUDENT, Seat.Role.CHIEF_EXECUTIVE)
    expected = roles if gathering.chief_executive_expected else roles[:2]
    for holding in _holdings(gathering.network, roles=tuple(role.value for role in expected)):
        registration = _register(gathering, holding, arrival - dt.timedelta(weeks=4))
        registration.arrived_at = arrival
        registration.save()
    members = gathering.network.memberships.filter(kind=Membership.Kind.MUNICIPALITY)
    for place, membership in enumerate(members.exclude(status=Membership.Status.LEFT)):
        _agree(gathering, membership, done=place % _DONE_EVERY == 0)


def _agree(gathering: Gathering, membership: Membership, *, done: bool) -> None:
    for number, promise in enumerate(_content()["commitments"], start=1):
        Commitment.objects.create(
            gathering=gathering,
            membership=membership,
            number=number,
            text=promise["text"],
            status=Commitment.Status.DONE if done else Commitment.Status.OPEN,
            outcome=promise["outcome"] if done else "",
        )


def _register_most(gathering: Gathering) -> None:
    registered_at = timezone.now() - dt.timedelta(days=3)
    places: dict[str, int] = {}
    for holding in _holdings(gathering.network, roles=(Seat.Role.DELEGATE.value,)):
        number = holding.seat.membership.municipality_number
        place = places.setdefault(number, len(places))
        if place % _UNREGISTERED_EVERY != 1:
            _register(gathering, holding, registered_at)
