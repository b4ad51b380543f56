"""What the home pages are made of: the reader's roles, their team and group, and the programme as a timeline."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Subquery
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from husrom.housing.growth import GrowthGroup
from husrom.portal.common.periods import holds_on
from husrom.portal.network.group_names import group_label
from husrom.portal.network.models import GroupPlacement, GroupRun, Membership, Network, SeatHolding, WorkPhase
from husrom.portal.network.standing import Standing

if TYPE_CHECKING:
    from husrom.portal.gatherings.models import Gathering

# A group with more members than this is told as a number.
NAMED_IN_A_GROUP = 20


class RoleKind(StrEnum):
    """The home pages, the most relevant first for a person with several roles."""

    LEADER = "leder"
    CHIEF_EXECUTIVE = "kommunedirektor"
    DELEGATE = "delegat"
    OBSERVER = "observator"
    STUDENT = "student"


@dataclass(frozen=True, slots=True)
class HomeRole:
    kind: RoleKind
    label: str
    membership: Membership | None = None

    @property
    def query(self) -> str:
        """The part of the address that asks for this role's page."""
        number = {"kommune": self.membership.municipality_number} if self.membership else {}
        return urlencode({"rolle": self.kind.value, **number})


@dataclass(frozen=True, slots=True)
class TimelinePoint:
    date: str
    title: str
    state: str
    url: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The programme in time; `throughout` is work that lies between no two gatherings in particular."""

    points: tuple[TimelinePoint, ...]
    throughout: tuple[WorkPhase, ...]


@dataclass(frozen=True, slots=True)
class OwnGroup:
    group: str
    explanation: str
    count: int
    members: tuple[str, ...]

    @property
    def label(self) -> str:
        return group_label(self.group)


def home_roles(network: Network, standing: Standing) -> tuple[HomeRole, ...]:
    """Return the roles the reader has here, the most relevant first; one query when there are municipalities."""
    by_kind = {
        RoleKind.CHIEF_EXECUTIVE: standing.chief_executive_of,
        RoleKind.DELEGATE: standing.delegate_of,
        RoleKind.STUDENT: standing.student_of,
    }
    keys = frozenset[int]().union(*by_kind.values())
    members = list(network.memberships.filter(pk__in=keys).order_by("name")) if keys else []
    roles = []
    for kind in RoleKind:
        if kind is RoleKind.LEADER and standing.is_leader:
            roles.append(HomeRole(kind, _("Network leader")))
        if kind is RoleKind.OBSERVER and standing.is_observer:
            roles.append(HomeRole(kind, _("Observer")))
        for member in members:
            if member.pk in by_kind.get(kind, ()):
                member.network = network
                roles.append(HomeRole(kind, _role_label(kind, member), member))
    return tuple(roles)


def chosen_role(roles: Sequence[HomeRole], kind: str, municipality_number: str) -> HomeRole:
    """Return the role that was asked for, else the most relevant one."""
    for role in roles:
        number = role.membership.municipality_number if role.membership else ""
        if role.kind.value == kind and number == municipality_number:
            return role
    return roles[0]


def _role_label(kind: RoleKind, member: Membership) -> str:
    texts = {
        RoleKind.CHIEF_EXECUTIVE: _("Chief executive, %(name)s"),
        RoleKind.DELEGATE: _("Delegate, %(name)s"),
        RoleKind.STUDENT: _("Student, %(name)s"),
    }
    return texts[kind] % {"name": member.name}


def timeline(gatherings: Sequence["Gathering"], phases: Iterable[WorkPhase], on: dt.date) -> Timeline:
    """Lay the gatherings and the forms of work between them out in time; no query."""
    placed = [phase for phase in phases if phase.after_gathering is not None]
    upcoming = next((gathering for gathering in gatherings if not gathering.is_past(on)), None)
    points = []
    for gathering in gatherings:
        state = "past" if gathering.is_past(on) else "next" if gathering == upcoming else "later"
        points.append(_gathering_point(gathering, state))
        work = _work_after(gathering, gatherings, on)
        points.extend(_phase_point(phase, work) for phase in placed if phase.after_gathering == gathering.number)
    return Timeline(tuple(points), tuple(phase for phase in phases if phase.after_gathering is None))


def _work_after(gathering: "Gathering", gatherings: Sequence["Gathering"], on: dt.date) -> str:
    """Return whether the work after a gathering is behind us, what one is at now, or still to come."""
    following = next((one for one in gatherings if one.number > gathering.number), None)
    if following is not None and following.is_past(on):
        return "past"
    return "next" if gathering.is_past(on) else "later"


def _gathering_point(gathering: "Gathering", state: str) -> TimelinePoint:
    return TimelinePoint(
        date=gathering_dates(gathering),
        title=str(gathering),
        state=state,
        url=gathering.get_absolute_url(),
        text=", ".join(part for part in (gathering.venue, gathering.place) if part),
    )


def _phase_point(phase: WorkPhase, state: str) -> TimelinePoint:
    between = {"after": phase.after_gathering, "before": phase.before_gathering}
    if phase.before_gathering is None:
        when = _("After gathering %(after)s") % between
    else:
        when = _("Between gatherings %(after)s and %(before)s") % between
    return TimelinePoint(date=when, title=str(phase), state=state, text=phase.description)


def gathering_dates(gathering: "Gathering") -> str:
    if gathering.starts_on is None:
        return _("The date is not set")
    first = date_format(gathering.starts_on, "j. F Y")
    if gathering.ends_on is None or gathering.ends_on == gathering.starts_on:
        return first
    if (gathering.ends_on.year, gathering.ends_on.month) == (gathering.starts_on.year, gathering.starts_on.month):
        return f"{gathering.starts_on.day}.–{date_format(gathering.ends_on, 'j. F Y')}"
    return f"{date_format(gathering.starts_on, 'j. F')} – {date_format(gathering.ends_on, 'j. F Y')}"


def team_names(membership: Membership, on: dt.date) -> tuple[SeatHolding, ...]:
    """Return who sits in the municipality's seats on a date; one query."""
    held = SeatHolding.objects.filter(holds_on(on), seat__membership=membership, is_substitute=False)
    return tuple(held.select_related("user", "seat").order_by("seat__role", "seat__number"))


def own_group(membership: Membership) -> OwnGroup | None:
    """Return the member's group in the newest division and who else is in it; one query."""
    newest = GroupRun.objects.filter(network=membership.network_id).order_by("-made_at", "-pk").values("pk")[:1]
    mine = GroupPlacement.objects.filter(run=Subquery(newest), membership=membership).values("group")[:1]
    rows = list(
        GroupPlacement.objects.filter(run=Subquery(newest), group=Subquery(mine))
        .exclude(group="")
        .order_by("membership__name")
        .values_list("membership_id", "membership__name", "group", "explanation")
    )
    own = next((row for row in rows if row[0] == membership.pk), None)
    if own is None:
        return None
    if own[2] == GrowthGroup.NOT_CLASSIFIED:
        return OwnGroup(own[2], own[3], 0, ())
    others = tuple(name for key, name, *_rest in rows if key != membership.pk)
    return OwnGroup(own[2], own[3], len(rows), others if len(others) < NAMED_IN_A_GROUP else ())
