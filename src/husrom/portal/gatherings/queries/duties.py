"""What a municipality owes the network on a date: the rules, and the facts they are applied to.

The delegate's «what is expected of us now» and the leader's «what is late and at whom» are the same rules read from
two sides, so that they can never disagree.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import Count, Q

from husrom.portal.common.periods import holds_on
from husrom.portal.gatherings.models import Commitment, Gathering, Registration
from husrom.portal.gatherings.queries.programme import all_gatherings, taking_part
from husrom.portal.network.models import (
    AnchoringAct,
    Membership,
    Network,
    Seat,
    SeatHolding,
)

COMMITMENTS_PER_GATHERING = 2
# What came of the commitments is asked for when the next gathering is this near.
REPORT_DAYS_BEFORE = 28
# Which memberships facts are read for, as a lookup on a row that has a membership.
Scope = dict[str, Network | Membership]


class DutyKind(StrEnum):
    ANCHORING = "anchoring"
    TEAM = "team"
    REGISTRATION = "registration"
    CHIEF_EXECUTIVE = "chief_executive"
    COMMITMENTS = "commitments"
    REPORT = "report"


class DutyState(StrEnum):
    LATE = "late"
    NOW = "now"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that is not done. `count` is how many are missing; `gathering` is None when it concerns them all."""

    kind: DutyKind
    state: DutyState
    due_on: dt.date | None
    count: int = 1
    gathering: Gathering | None = None


@dataclass(frozen=True, slots=True)
class MemberFacts:
    membership: Membership
    is_anchored: bool
    delegates: int
    registered: dict[tuple[int, str], int] = field(default_factory=dict)
    commitments_written: dict[int, int] = field(default_factory=dict)
    commitments_open: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Programme:
    """A network's gatherings seen from one day."""

    network: Network
    gatherings: list[Gathering]
    on: dt.date

    @property
    def next(self) -> Gathering | None:
        return next((one for one in self.gatherings if not one.is_past(self.on)), None)

    @property
    def begun(self) -> list[Gathering]:
        return [one for one in self.gatherings if one.starts_on and one.starts_on <= self.on]

    def first_day_for(self, membership: Membership) -> dt.date | None:
        """Return when the first gathering since the municipality joined begins."""
        days = (one.starts_on for one in self.gatherings if membership.was_in_network(one.starts_on))
        return next(days, None)

    def after(self, gathering: Gathering) -> Gathering | None:
        return next((one for one in self.gatherings if one.number > gathering.number), None)

    def state(self, due_on: dt.date | None) -> DutyState:
        return DutyState.LATE if due_on is not None and due_on < self.on else DutyState.NOW


def programme_on(network: Network, on: dt.date, gatherings: list[Gathering] | None = None) -> Programme:
    return Programme(network, all_gatherings(network) if gatherings is None else gatherings, on)


def duties(facts: MemberFacts, programme: Programme) -> Iterator[Duty]:
    """Yield what one municipality has not done, in the order it should be done."""
    due_on = programme.first_day_for(facts.membership)
    if not facts.is_anchored:
        yield Duty(DutyKind.ANCHORING, programme.state(due_on), due_on)
    missing = programme.network.seats_minimum - facts.delegates
    if missing > 0:
        yield Duty(DutyKind.TEAM, programme.state(due_on), due_on, missing)
    yield from _registration_duties(facts, programme)
    for gathering in programme.begun:
        if facts.membership.was_in_network(gathering.last_day):
            yield from _commitment_duties(facts, programme, gathering)


def _registration_duties(facts: MemberFacts, programme: Programme) -> Iterator[Duty]:
    for gathering in programme.gatherings:
        opens_on = gathering.registration_opens_on
        if gathering.is_past(programme.on) or opens_on is None:
            continue
        is_open = opens_on <= programme.on
        if not is_open and gathering != programme.next:
            continue
        due_on = gathering.registration_closes_on or gathering.starts_on
        state = programme.state(due_on) if is_open else DutyState.COMING
        due_on = due_on if is_open else opens_on
        missing = programme.network.seats_minimum - facts.registered.get((gathering.pk, Seat.Role.DELEGATE), 0)
        if missing > 0:
            yield Duty(DutyKind.REGISTRATION, state, due_on, missing, gathering)
        if gathering.chief_executive_expected and not facts.registered.get((gathering.pk, Seat.Role.CHIEF_EXECUTIVE)):
            yield Duty(DutyKind.CHIEF_EXECUTIVE, state, due_on, 1, gathering)


def _commitment_duties(facts: MemberFacts, programme: Programme, gathering: Gathering) -> Iterator[Duty]:
    following = programme.after(gathering)
    if following is None:
        return
    if gathering == programme.begun[-1]:
        missing = COMMITMENTS_PER_GATHERING - facts.commitments_written.get(gathering.pk, 0)
        due_on = gathering.ends_on or gathering.starts_on
        if missing > 0:
            yield Duty(DutyKind.COMMITMENTS, programme.state(due_on), due_on, missing, gathering)
    unreported = facts.commitments_open.get(gathering.pk, 0)
    due_on = following.starts_on
    if unreported and due_on and programme.on >= due_on - dt.timedelta(days=REPORT_DAYS_BEFORE):
        yield Duty(DutyKind.REPORT, programme.state(due_on), due_on, unreported, gathering)


def member_facts(
    programme: Programme, membership: Membership | None = None, members: list[Membership] | None = None
) -> list[MemberFacts]:
    """Return the facts of every municipality that takes part, or of one.

    Five queries; four for one, or when given the members.
    """
    network = programme.network
    scope: Scope
    if membership is None:
        members = taking_part(network) if members is None else members
        scope = {"membership__network": network}
    else:
        members, scope = [membership], {"membership": membership}
    anchored = _anchored(scope)
    delegates = _delegates(scope, programme.on)
    registered = _registered(programme, scope)
    written, still_open = _commitments(scope)
    return [
        MemberFacts(
            membership=member,
            is_anchored=anchored.get(member.pk, False),
            delegates=delegates.get(member.pk, 0),
            registered=registered.get(member.pk, {}),
            commitments_written=written.get(member.pk, {}),
            commitments_open=still_open.get(member.pk, {}),
        )
        for member in members
    ]


def _anchored(scope: Scope) -> dict[int, bool]:
    acts = AnchoringAct.objects.filter(**scope).order_by("on", "pk")
    return {
        membership_id: kind != AnchoringAct.Kind.WITHDRAWN
        for membership_id, kind in acts.values_list("membership_id", "kind")
    }


def _through_seat(scope: Scope) -> Scope:
    return {f"seat__{lookup}": value for lookup, value in scope.items()}


def _delegates(scope: Scope, on: dt.date) -> dict[int, int]:
    held = SeatHolding.objects.filter(
        holds_on(on), seat__role=Seat.Role.DELEGATE, is_substitute=False, **_through_seat(scope)
    )
    return dict(held.order_by().values_list("seat__membership_id").annotate(Count("seat", distinct=True)))


def _registered(programme: Programme, scope: Scope) -> dict[int, dict[tuple[int, str], int]]:
    ahead = [one.pk for one in programme.gatherings if not one.is_past(programme.on)]
    live = Registration.objects.filter(gathering__in=ahead, **_through_seat(scope)).exclude(
        status=Registration.Status.CANCELLED
    )
    counts: dict[int, dict[tuple[int, str], int]] = defaultdict(dict)
    rows = live.order_by().values_list("seat__membership_id", "gathering_id", "seat__role")
    for membership_id, gathering_id, role, count in rows.annotate(Count("pk")):
        counts[membership_id][gathering_id, role] = count
    return counts


def _commitments(scope: Scope) -> tuple[dict[int, dict[int, int]], dict[int, dict[int, int]]]:
    written: dict[int, dict[int, int]] = defaultdict(dict)
    still_open: dict[int, dict[int, int]] = defaultdict(dict)
    rows = Commitment.objects.filter(**scope).order_by().values_list("membership_id", "gathering_id")
    for membership_id, gathering_id, count, open_count in rows.annotate(
        written=Count("pk"), still_open=Count("pk", filter=Q(status=Commitment.Status.OPEN))
    ):
        written[membership_id][gathering_id] = count
        still_open[membership_id][gathering_id] = open_count
    return written, still_open
