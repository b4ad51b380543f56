"""The groups as the page shows them: who is where and why, how firm it is, and what has been changed by whom."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from husrom.housing.growth import GrowthGroup
from husrom.portal.network.group_names import WORKING_GROUPS, group_label
from husrom.portal.network.models import GroupPlacement, GroupRun, Membership, Network
from husrom.portal.network.queries.thresholds import ThresholdRow, measure_label, threshold_label, threshold_rows

# A placement that one threshold could change by being moved this little is marked.
NEAR_PCT_POINTS = 1.0
HISTORY_LENGTH = 50


@dataclass(frozen=True, slots=True)
class PlacementRow:
    """One member in a group, ready to be shown."""

    name: str
    number: str
    note: str
    explanation: str
    near: str
    moved: str
    reason: str
    is_moved: bool


@dataclass(frozen=True, slots=True)
class GroupView:
    key: str
    label: str
    rows: tuple[PlacementRow, ...]


@dataclass(frozen=True, slots=True)
class NotPlaced:
    name: str
    number: str
    reason: str
    has_placement: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """One threshold moved one step, and who would change group."""

    threshold: str
    value: str
    tried: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunRow:
    made_at: dt.datetime
    made_by: str
    reference_year: int
    placed: int
    moved: int


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One override or undoing of one, as the audit log has it."""

    at: dt.datetime
    by: str
    name: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class GroupsPage:
    run: RunRow | None
    groups: tuple[GroupView, ...]
    not_placed: tuple[NotPlaced, ...]
    thresholds: tuple[ThresholdRow, ...]
    trials: tuple[Trial, ...]
    sources: tuple[str, ...]
    runs: tuple[RunRow, ...]
    moves: tuple[MoveRow, ...]


def groups_page(network: Network) -> GroupsPage:
    """Return the newest division and the history; five queries, two when there is none."""
    members = list(network.memberships.exclude(status=Membership.Status.LEFT).order_by("name"))
    runs = list(
        network.group_runs.select_related("made_by")
        .annotate(placed=Count("placements"), moved=Count("placements", filter=~Q(placements__override_reason="")))
        # A count makes Django forget the model's own order.
        .order_by("-made_at", "-pk")
    )
    newest = runs[0] if runs else None
    placements = _placements(newest) if newest else []
    here = {member.pk for member in members}
    placements = [placement for placement in placements if placement.membership_id in here]
    return GroupsPage(
        run=_run_row(newest) if newest else None,
        groups=_groups(placements),
        not_placed=_not_placed(members, placements, has_run=newest is not None),
        thresholds=threshold_rows(newest.thresholds, newest.made_at.date()) if newest else (),
        trials=_trials(placements),
        sources=tuple(sorted({source for one in placements for source in one.figures.get("sources", ())})),
        runs=tuple(_run_row(run) for run in runs),
        moves=_moves(network) if newest else (),
    )


def newest_placement(network: Network, membership: Membership) -> GroupPlacement | None:
    """Return the member's place in the newest division; two queries."""
    newest = network.group_runs.first()
    if newest is None:
        return None
    placement = newest.placements.filter(membership=membership).select_related("overridden_by").first()
    if placement is not None:
        placement.run, placement.membership = newest, membership
        newest.network = network
    return placement


def explanation_of(placement: GroupPlacement) -> str:
    """Return why the figures place the member there, in the reader's language where it is stored."""
    sentences = placement.figures.get("sentences", {})
    text: str = sentences.get(get_language(), placement.explanation)
    return text or " ".join(_(reason) for reason in placement.figures.get("missing", ()))


def percent(value: float) -> str:
    shown = number_format(value, decimal_pos=None if float(value).is_integer() else 1)
    return f"{shown.removesuffix(',0').removesuffix('.0')} %"


def _placements(run: GroupRun) -> list[GroupPlacement]:
    return list(run.placements.select_related("membership", "overridden_by").order_by("membership__name"))


def _run_row(run: GroupRun) -> RunRow:
    return RunRow(
        made_at=run.made_at,
        made_by=str(run.made_by) if run.made_by else _("the command line"),
        reference_year=run.reference_year,
        placed=getattr(run, "placed", 0),
        moved=getattr(run, "moved", 0),
    )


def _groups(placements: Sequence[GroupPlacement]) -> tuple[GroupView, ...]:
    rows: dict[str, list[PlacementRow]] = {group.value: [] for group in WORKING_GROUPS}
    for placement in placements:
        if placement.group != GrowthGroup.NOT_CLASSIFIED:
            rows.setdefault(placement.group, []).append(_row(placement))
    return tuple(GroupView(key, group_label(key), tuple(found)) for key, found in rows.items())


def _row(placement: GroupPlacement) -> PlacementRow:
    member = placement.membership
    return PlacementRow(
        name=member.name,
        number=member.municipality_number,
        note=_about_another(placement),
        explanation=explanation_of(placement),
        near=_near(placement),
        moved=_moved(placement) if placement.override_reason else "",
        reason=placement.override_reason,
        is_moved=bool(placement.override_reason),
    )


def _about_another(placement: GroupPlacement) -> str:
    """Say whose figures these are, where the member is part of a municipality with another name."""
    about = placement.figures.get("about", {}).get("name")
    if not about or about == placement.membership.name:
        return ""
    return _("The figures are for %(name)s.") % {"name": about}


def _near(placement: GroupPlacement) -> str:
    margin: dict[str, Any] | None = placement.figures.get("margin")
    if margin is None or margin["distance"] > NEAR_PCT_POINTS or placement.override_reason:
        return ""
    return _("Near the line: %(measure)s is %(value)s, the line goes at %(limit)s. On the other side: %(group)s.") % {
        "measure": measure_label(margin["threshold"]),
        "value": percent(margin["value"]),
        "limit": percent(margin["limit"]),
        "group": group_label(margin["group"]),
    }


def _moved(placement: GroupPlacement) -> str:
    return _("Moved from %(group)s by %(person)s") % {
        "group": group_label(placement.proposed_group),
        "person": placement.overridden_by or _("the command line"),
    }


def _not_placed(
    members: Iterable[Membership], placements: Iterable[GroupPlacement], *, has_run: bool
) -> tuple[NotPlaced, ...]:
    if not has_run:
        return ()
    by_member = {placement.membership_id: placement for placement in placements}
    found = []
    for member in members:
        placement = by_member.get(member.pk)
        if placement is None:
            reason = _("Joined after the division was made.")
            found.append(NotPlaced(member.name, member.municipality_number, reason, has_placement=False))
        elif placement.group == GrowthGroup.NOT_CLASSIFIED:
            reason = explanation_of(placement)
            found.append(NotPlaced(member.name, member.municipality_number, reason, has_placement=True))
    return tuple(found)


def _trials(placements: Iterable[GroupPlacement]) -> tuple[Trial, ...]:
    changes: dict[tuple[str, float, float], list[str]] = defaultdict(list)
    for placement in placements:
        for trial in placement.sensitivity:
            key = (trial["threshold"], trial["value"], trial["tried"])
            changes[key].append(f"{placement.membership.name} → {group_label(trial['group'])}")
    return tuple(
        Trial(threshold_label(name), percent(value), percent(tried), tuple(who))
        for (name, value, tried), who in sorted(changes.items())
    )


def _moves(network: Network) -> tuple[MoveRow, ...]:
    kind = ContentType.objects.get_for_model(GroupPlacement)
    entries = LogEntry.objects.filter(
        content_type=kind,
        action=LogEntry.Action.UPDATE,
        additional_data__network=network.pk,
        changes__has_key="override_reason",
    )
    return tuple(_move(entry) for entry in entries.select_related("actor").order_by("-timestamp")[:HISTORY_LENGTH])


def _move(entry: LogEntry) -> MoveRow:
    changes: dict[str, list[str]] = entry.changes or {}
    before, after = changes.get("group", ["", ""])
    reason = changes["override_reason"][1]
    if not after:
        text = _("new reason")
    elif reason in {"", "None"}:
        text = _("back to %(group)s") % {"group": group_label(after)}
    else:
        text = _("from %(before)s to %(after)s") % {"before": group_label(before), "after": group_label(after)}
    name, _separator, _group = entry.object_repr.rpartition(":")
    return MoveRow(
        at=entry.timestamp,
        by=str(entry.actor) if entry.actor else _("the command line"),
        name=name,
        text=text,
        reason="" if reason == "None" else reason,
    )
