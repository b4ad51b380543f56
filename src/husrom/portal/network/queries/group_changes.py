"""What a new division into groups would change, before it is made."""

import datetime as dt
from dataclasses import dataclass

from husrom.portal.network.group_names import group_label
from husrom.portal.network.models import GroupPlacement, Membership, Network
from husrom.portal.network.queries.group_proposal import propose_groups


@dataclass(frozen=True, slots=True)
class Change:
    name: str
    before: str
    after: str
    explanation: str


@dataclass(frozen=True, slots=True)
class ProposedChanges:
    """`counts` is the size of each group by the figures; `kept` are members the leader has moved, who stay moved."""

    reference_year: int
    counts: tuple[tuple[str, int], ...]
    changes: tuple[Change, ...]
    kept: tuple[str, ...]
    is_first: bool


def proposed_changes(network: Network, on: dt.date) -> ProposedChanges:
    """Compare today's figures with the newest division; three queries."""
    members = list(network.memberships.exclude(status=Membership.Status.LEFT).order_by("name"))
    proposal = propose_groups(members, language=network.language, on=on)
    newest = network.group_runs.first()
    before: dict[int, GroupPlacement] = (
        {placement.membership_id: placement for placement in newest.placements.all()} if newest else {}
    )
    counts: dict[str, int] = {}
    changes, kept = [], []
    for placement in proposal.placements:
        old, member = before.get(placement.membership.pk), placement.membership
        counts[placement.group] = counts.get(placement.group, 0) + 1
        if old is not None and old.override_reason and old.group != placement.group:
            kept.append(member.name)
        elif newest is not None and (old is None or old.group != placement.group):
            label = group_label(old.group) if old else ""
            changes.append(Change(member.name, label, group_label(placement.group), placement.explanation))
    return ProposedChanges(
        reference_year=proposal.reference_year,
        counts=tuple((group_label(group), count) for group, count in sorted(counts.items())),
        changes=tuple(changes),
        kept=tuple(kept),
        is_first=newest is None,
    )
