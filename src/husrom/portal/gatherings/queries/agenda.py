"""A gathering's agenda as it is read: days, times, and who works on what in the groups."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from husrom.housing.growth import GrowthGroup
from husrom.portal.gatherings.models import Gathering, GroupTask, Session
from husrom.portal.network.group_names import WORKING_GROUPS, group_label
from husrom.portal.network.models import GroupPlacement, GroupRun, Network


@dataclass(frozen=True, slots=True)
class Group:
    """A group of the newest division: its municipalities in one line of text, as they are shown."""

    key: str
    label: str
    municipalities: str
    count: int
    is_own: bool


@dataclass(frozen=True, slots=True)
class SessionGroup:
    group: Group
    task: str
    room: str


@dataclass(frozen=True, slots=True)
class AgendaSession:
    session: Session
    ends_at: dt.time
    groups: tuple[SessionGroup, ...]


@dataclass(frozen=True, slots=True)
class AgendaDay:
    number: int
    on: dt.date | None
    sessions: tuple[AgendaSession, ...]


def newest_groups(network: Network, own: frozenset[int] = frozenset()) -> dict[str, Group]:
    """Return the groups of the newest division, the one `own` memberships are in first. One query."""
    newest = GroupRun.objects.filter(network=network).order_by("-made_at", "-pk").values("pk")[:1]
    placements = GroupPlacement.objects.filter(run=newest).exclude(group=GrowthGroup.NOT_CLASSIFIED)
    names: dict[str, list[str]] = defaultdict(list)
    own_groups = set()
    for group, membership_id, name in placements.order_by("membership__name").values_list(
        "group", "membership_id", "membership__name"
    ):
        names[group].append(name)
        if membership_id in own:
            own_groups.add(group)
    usual = {group.value: place for place, group in enumerate(WORKING_GROUPS)}
    ordered = sorted(names, key=lambda key: (key not in own_groups, usual.get(key, len(usual)), key))
    return {
        key: Group(key, group_label(key), ", ".join(names[key]), len(names[key]), key in own_groups) for key in ordered
    }


def agenda(gathering: Gathering, own: frozenset[int] = frozenset()) -> tuple[AgendaDay, ...]:
    """Return the agenda day by day, the reader's own group first. Three queries; two without group tasks."""
    sessions = list(gathering.sessions.select_related("institution", "challenge"))
    tasks: dict[int, list[GroupTask]] = defaultdict(list)
    for task in GroupTask.objects.filter(session__gathering=gathering):
        tasks[task.session_id].append(task)
    groups = newest_groups(gathering.network, own) if tasks else {}
    days: dict[int, list[AgendaSession]] = defaultdict(list)
    for session in sessions:
        days[session.day].append(AgendaSession(session, _ends_at(session), _session_groups(tasks[session.pk], groups)))
    return tuple(
        AgendaDay(
            number,
            gathering.starts_on + dt.timedelta(days=number - 1) if gathering.starts_on else None,
            tuple(held),
        )
        for number, held in sorted(days.items())
    )


def _ends_at(session: Session) -> dt.time:
    start = dt.datetime.combine(dt.date.min, session.starts_at)
    return (start + dt.timedelta(minutes=session.minutes)).time()


def _session_groups(tasks: list[GroupTask], groups: dict[str, Group]) -> tuple[SessionGroup, ...]:
    by_key = {task.group: task for task in tasks}
    ordered = [key for key in groups if key in by_key] + [key for key in by_key if key not in groups]
    return tuple(
        SessionGroup(
            groups.get(key) or Group(key, group_label(key), "", 0, is_own=False), by_key[key].task, by_key[key].room
        )
        for key in ordered
    )
