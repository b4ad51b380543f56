"""The duties in words: to the municipality («we»), and to the leader (how many, and who)."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from husrom.portal.gatherings.models import Gathering
from husrom.portal.gatherings.queries.duties import (
    Duty,
    DutyKind,
    DutyState,
    duties,
    member_facts,
    programme_on,
)
from husrom.portal.network.models import Membership, Network


@dataclass(frozen=True, slots=True)
class Expectation:
    """Something expected of a municipality: what, where to do it, by when; late, now or coming."""

    text: str
    url: str
    due_on: dt.date | None
    state: DutyState
    kind: DutyKind
    gathering_number: int | None


@dataclass(frozen=True, slots=True)
class LateMember:
    name: str
    municipality_number: str
    url: str


@dataclass(frozen=True, slots=True)
class LateItem:
    """One thing that is late, with the municipalities it is late at."""

    text: str
    due_on: dt.date | None
    kind: DutyKind
    members: tuple[LateMember, ...]


def expectations(
    network: Network, membership: Membership, on: dt.date, gatherings: list[Gathering] | None = None
) -> list[Expectation]:
    """Return what is expected of a municipality now, the latest first. Five queries; four when given the gatherings."""
    if not membership.has_delegates or membership.status == Membership.Status.LEFT:
        return []
    programme = programme_on(network, on, gatherings)
    (facts,) = member_facts(programme, membership)
    order = list(DutyState)
    found = sorted(
        duties(facts, programme),
        key=lambda duty: (order.index(duty.state), duty.due_on or dt.date.max),
    )
    return [
        Expectation(
            text=_expected(duty, network),
            url=_url(duty, network, membership),
            due_on=duty.due_on,
            state=duty.state,
            kind=duty.kind,
            gathering_number=duty.gathering.number if duty.gathering else None,
        )
        for duty in found
    ]


def late_items(
    network: Network,
    on: dt.date,
    gatherings: list[Gathering] | None = None,
    members: list[Membership] | None = None,
) -> list[LateItem]:
    """Return what is late and at whom, the longest overdue first.

    Six queries, whatever the number of members; four when given the gatherings and the members.
    """
    programme = programme_on(network, on, gatherings)
    late: dict[tuple[DutyKind, int | None], list[Membership]] = defaultdict(list)
    example: dict[tuple[DutyKind, int | None], Duty] = {}
    for facts in member_facts(programme, members=members):
        for duty in duties(facts, programme):
            if duty.state == DutyState.LATE:
                key = (duty.kind, duty.gathering.number if duty.gathering else None)
                late[key].append(facts.membership)
                example[key] = duty
    urls: dict[int, str] = {}

    def url(member: Membership) -> str:
        if member.pk not in urls:
            urls[member.pk] = reverse("network:member", args=[network.slug, member.municipality_number])
        return urls[member.pk]

    items = [
        LateItem(
            text=_late(example[key]),
            due_on=example[key].due_on,
            kind=example[key].kind,
            members=tuple(LateMember(member.name, member.municipality_number, url(member)) for member in members),
        )
        for key, members in late.items()
    ]
    return sorted(items, key=lambda item: item.due_on or dt.date.max)


def _url(duty: Duty, network: Network, membership: Membership) -> str:
    number = membership.municipality_number
    if duty.kind is DutyKind.ANCHORING:
        return reverse("network:anchoring", args=[network.slug, number])
    if duty.kind is DutyKind.TEAM or duty.gathering is None:
        return reverse("network:member", args=[network.slug, number])
    page = (
        "gatherings:registration"
        if duty.kind in {DutyKind.REGISTRATION, DutyKind.CHIEF_EXECUTIVE}
        else "gatherings:commitments"
    )
    return reverse(page, args=[network.slug, duty.gathering.number, number])


def _expected(duty: Duty, network: Network) -> str:
    values = {
        "count": duty.count,
        "minimum": network.seats_minimum,
        "number": duty.gathering.number if duty.gathering else 0,
    }
    match duty.kind:
        case DutyKind.ANCHORING:
            text = _("Have the chief executive anchor the participation.")
        case DutyKind.TEAM:
            text = ngettext(
                "Name %(count)s more delegate: at least %(minimum)s are expected.",
                "Name %(count)s more delegates: at least %(minimum)s are expected.",
                duty.count,
            )
        case DutyKind.REGISTRATION if duty.state is DutyState.COMING:
            text = _("Registration for gathering %(number)s opens soon.")
        case DutyKind.REGISTRATION if duty.state is DutyState.LATE:
            text = _("Registration for gathering %(number)s has closed. Ask the network leader to register you.")
        case DutyKind.REGISTRATION:
            text = ngettext(
                "Register %(count)s more delegate for gathering %(number)s.",
                "Register %(count)s more delegates for gathering %(number)s.",
                duty.count,
            )
        case DutyKind.CHIEF_EXECUTIVE:
            text = _("The chief executive is expected at gathering %(number)s, but is not registered.")
        case DutyKind.COMMITMENTS:
            text = _("Write down the two things you will do after gathering %(number)s.")
        case DutyKind.REPORT:
            text = ngettext(
                "Tell what came of %(count)s commitment from gathering %(number)s.",
                "Tell what came of %(count)s commitments from gathering %(number)s.",
                duty.count,
            )
    return text % values


def _late(duty: Duty) -> str:
    values = {"number": duty.gathering.number if duty.gathering else 0}
    match duty.kind:
        case DutyKind.ANCHORING:
            text = _("Not anchored by the chief executive")
        case DutyKind.TEAM:
            text = _("Too few delegates named")
        case DutyKind.REGISTRATION:
            text = _("Too few registered for gathering %(number)s")
        case DutyKind.CHIEF_EXECUTIVE:
            text = _("The chief executive is not registered for gathering %(number)s")
        case DutyKind.COMMITMENTS:
            text = _("The two commitments from gathering %(number)s are not written")
        case DutyKind.REPORT:
            text = _("Not told what came of the commitments from gathering %(number)s")
    return text % values
