"""The leader's list of members: for each one what is in place and what is missing."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from husrom.portal.common.alphabet import alphabetical
from husrom.portal.common.periods import holds_on
from husrom.portal.network.models import (
    AnchoringAct,
    Membership,
    Network,
    Seat,
    SeatHolding,
)

if TYPE_CHECKING:
    from husrom.portal.gatherings.models import Gathering

NO_DATA = "–"


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One line of the list, ready to be shown as it stands."""

    number: str
    name: str
    note: str
    url: str
    status: str
    status_label: str
    team: str
    breadth: str
    missing_areas: str
    anchoring: str
    registration: str
    lacks: frozenset[str]


@dataclass(frozen=True, slots=True)
class MemberList:
    rows: tuple[MemberRow, ...]
    caption: str
    labels: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the database says about all members at once, by membership id."""

    today: dt.date
    network: Network
    held: Counter[tuple[int, str]]
    covered: dict[int, set[int]]
    acts: dict[int, tuple[str, dt.date]]
    areas: tuple[tuple[int, str], ...]
    gathering: "Gathering | None"
    registered: Counter[tuple[int, str]]
    base_url: str


def lacks() -> dict[str, str]:
    """Return what a member can lack, and how to say it."""
    return {
        "team": _("delegates"),
        "breadth": _("policy areas"),
        "anchoring": _("anchoring"),
        "registration": _("registration"),
    }


def member_list(network: Network, *, status: str = "", lack: str = "", on: dt.date | None = None) -> MemberList:
    """Return the members that match, those who have left only when asked for; seven queries however many they are."""
    facts = _facts(network, on or timezone.localdate())
    those_now = network.memberships.exclude(status=Membership.Status.LEFT)
    found = network.memberships.filter(status=status) if status else those_now
    in_order = sorted(found, key=lambda membership: alphabetical(membership.name))
    rows = tuple(_row(membership, facts) for membership in in_order)
    kept = tuple(row for row in rows if not lack or lack in row.lacks)
    return MemberList(rows=kept, caption=_caption(len(kept), len(rows)), labels=_labels(facts))


def _caption(shown: int, total: int) -> str:
    if shown == total:
        return ngettext("%(count)s member", "%(count)s members", total) % {"count": total}
    return _("%(shown)s of %(total)s members") % {"shown": shown, "total": total}


def _labels(facts: _Facts) -> dict[str, str]:
    registration = _("Registered")
    if facts.gathering is not None:
        registration = _("Registered for gathering %(number)s") % {"number": facts.gathering.number}
    return {
        "name": _("Member"),
        "status": _("Status"),
        "team": _("Team"),
        "breadth": _("Breadth"),
        "anchoring": _("Anchoring"),
        "registration": registration,
    }


def next_gathering(network: Network, on: dt.date) -> "Gathering | None":
    return (
        network.gatherings.filter(Q(ends_on__gte=on) | Q(ends_on=None, starts_on__gte=on)).order_by("starts_on").first()
    )


def _facts(network: Network, on: dt.date) -> _Facts:
    current = SeatHolding.objects.filter(
        holds_on(on),
        seat__membership__network=network,
        is_substitute=False,
    )
    covered: dict[int, set[int]] = defaultdict(set)
    for membership_id, area_id in current.filter(seat__role=Seat.Role.DELEGATE, policy_areas__isnull=False).values_list(
        "seat__membership_id", "policy_areas"
    ):
        covered[membership_id].add(area_id)
    acts = AnchoringAct.objects.filter(membership__network=network).order_by("on", "pk")
    gathering = next_gathering(network, on)
    return _Facts(
        today=on,
        network=network,
        held=Counter(current.values_list("seat__membership_id", "seat__role")),
        covered=covered,
        # The newest act comes last and is the one that stays.
        acts={member: (kind, day) for member, kind, day in acts.values_list("membership_id", "kind", "on")},
        areas=tuple(network.policy_areas.values_list("pk", "label")),
        gathering=gathering,
        registered=_registered(gathering),
        base_url=reverse("network:members", args=[network.slug]),
    )


def _registered(gathering: "Gathering | None") -> Counter[tuple[int, str]]:
    if gathering is None:
        return Counter()
    return Counter(gathering.registrations.filter(status="registered").values_list("seat__membership_id", "seat__role"))


def _row(membership: Membership, facts: _Facts) -> MemberRow:
    lacking: set[str] = set()
    if membership.status == Membership.Status.LEFT:
        team = breadth = anchoring = registration = NO_DATA
        missing = ""
    else:
        team = _team(membership, facts, lacking)
        breadth, missing = _breadth(membership, facts, lacking)
        anchoring = _anchoring(membership, facts, lacking)
        registration = _registration(membership, facts, lacking)
    return MemberRow(
        number=membership.municipality_number,
        name=membership.name,
        note=membership.note,
        url=f"{facts.base_url}{membership.municipality_number}/",
        status=membership.status,
        status_label=membership.get_status_display(),
        team=team,
        breadth=breadth,
        missing_areas=missing,
        anchoring=anchoring,
        registration=registration,
        lacks=frozenset(lacking),
    )


def _team(membership: Membership, facts: _Facts, lacking: set[str]) -> str:
    if not membership.has_delegates:
        filled = facts.held[membership.pk, Seat.Role.STUDENT]
        if not filled:
            lacking.add("team")
        return _("student in place") if filled else _("no student yet")
    filled = facts.held[membership.pk, Seat.Role.DELEGATE]
    if filled < facts.network.seats_minimum:
        lacking.add("team")
    return _("%(filled)s of %(preferred)s") % {
        "filled": filled,
        "preferred": facts.network.seats_preferred,
    }


def _breadth(membership: Membership, facts: _Facts, lacking: set[str]) -> tuple[str, str]:
    if not membership.has_delegates or not facts.areas:
        return NO_DATA, ""
    covered = facts.covered.get(membership.pk, set())
    missing = ", ".join(label for key, label in facts.areas if key not in covered)
    if missing:
        lacking.add("breadth")
        missing = _("Lacks: %(areas)s") % {"areas": missing}
    total = len(facts.areas)
    return _("%(filled)s of %(preferred)s") % {
        "filled": len(covered),
        "preferred": total,
    }, missing


def _anchoring(membership: Membership, facts: _Facts, lacking: set[str]) -> str:
    if not membership.has_delegates:
        return NO_DATA
    kind, day = facts.acts.get(membership.pk, (None, None))
    if kind is None or day is None:
        lacking.add("anchoring")
        return _("missing")
    if kind == AnchoringAct.Kind.WITHDRAWN:
        lacking.add("anchoring")
    label = AnchoringAct.Kind(kind).label
    return f"{label} {date_format(day, 'SHORT_DATE_FORMAT')}"


def _registration(membership: Membership, facts: _Facts, lacking: set[str]) -> str:
    gathering = facts.gathering
    if gathering is None:
        return NO_DATA
    registered = sum(facts.registered[membership.pk, role] for role in Seat.Role.values)
    opens_on = gathering.registration_opens_on
    if not registered and (opens_on is None or opens_on > facts.today):
        return _("not open yet")
    if not registered:
        lacking.add("registration")
        return _("none yet")
    if facts.registered[membership.pk, Seat.Role.CHIEF_EXECUTIVE]:
        return _("%(count)s, the chief executive among them") % {"count": registered}
    return str(registered)
