"""What the municipalities have promised, shown again at the next gathering."""

from dataclasses import dataclass

from django.db.models import Count, Q

from husrom.portal.gatherings.models import Commitment, Gathering
from husrom.portal.network.models import Membership

SHOWN_ON_THE_GATHERING_PAGE = 40


@dataclass(frozen=True, slots=True)
class CommitmentSummary:
    """How the commitments from a gathering stand, in the whole network."""

    still_open: int
    done: int
    dropped: int
    municipalities: int
    municipalities_without: int


def own_commitments(gathering: Gathering, memberships: frozenset[int]) -> list[Commitment]:
    """Return what these municipalities promised at a gathering. One query."""
    found = gathering.commitments.filter(membership__in=memberships).select_related("membership")
    return list(found.order_by("membership__name", "number"))


def commitment_summary(gathering: Gathering) -> CommitmentSummary:
    """Count the commitments of everyone. Two queries."""
    state = Commitment.Status
    counted = gathering.commitments.aggregate(
        still_open=Count("pk", filter=Q(status=state.OPEN)),
        done=Count("pk", filter=Q(status=state.DONE)),
        dropped=Count("pk", filter=Q(status=state.DROPPED)),
        written=Count("membership", distinct=True),
    )
    written = counted.pop("written")
    members = gathering.network.memberships.filter(kind=Membership.Kind.MUNICIPALITY)
    all_members = members.exclude(status=Membership.Status.LEFT).count()
    return CommitmentSummary(
        **counted, municipalities=all_members, municipalities_without=max(0, all_members - written)
    )
