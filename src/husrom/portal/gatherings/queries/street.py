"""The street: one house per gathering, one window per municipality."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Q

from husrom.portal.gatherings.models import Commitment, Gathering, Registration
from husrom.portal.gatherings.queries.programme import all_gatherings, taking_part
from husrom.portal.network.models import Membership, Network


class WindowState(StrEnum):
    DARK = "dark"
    REGISTERED = "registered"
    PRESENT = "present"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Window:
    membership: Membership
    state: WindowState


@dataclass(frozen=True, slots=True)
class House:
    gathering: Gathering
    windows: tuple[Window, ...]

    def count(self, state: WindowState) -> int:
        return sum(window.state == state for window in self.windows)


def street_windows(
    network: Network, gatherings: list[Gathering] | None = None, members: list[Membership] | None = None
) -> tuple[House, ...]:
    """Return the state of every municipality at every gathering. Four queries, whatever the size.

    A page that has read the gatherings or the members already hands them over and saves a query for each.

    A window is lit when someone is registered, brighter when someone arrived, and done when what was agreed there
    is settled: none of the commitments is open any more and at least one was done.
    """
    gatherings = all_gatherings(network) if gatherings is None else gatherings
    members = taking_part(network) if members is None else members
    present = dict[tuple[int, int], bool]()
    for gathering_id, membership_id, arrived in (
        Registration.objects.filter(gathering__network=network, status=Registration.Status.REGISTERED)
        .order_by()
        .values_list("gathering_id", "seat__membership_id")
        .annotate(arrived=Count("arrived_at"))
    ):
        present[gathering_id, membership_id] = arrived > 0
    settled = {
        (gathering_id, membership_id)
        for gathering_id, membership_id, open_count, done_count in (
            Commitment.objects.filter(gathering__network=network)
            .order_by()
            .values_list("gathering_id", "membership_id")
            .annotate(
                open_count=Count("pk", filter=Q(status=Commitment.Status.OPEN)),
                done_count=Count("pk", filter=Q(status=Commitment.Status.DONE)),
            )
        )
        if done_count and not open_count
    }

    def state(place: tuple[int, int]) -> WindowState:
        if place not in present:
            return WindowState.DARK
        if not present[place]:
            return WindowState.REGISTERED
        return WindowState.DONE if place in settled else WindowState.PRESENT

    return tuple(
        House(
            gathering=gathering,
            windows=tuple(
                Window(member, state((gathering.pk, member.pk)))
                for member in members
                if member.was_in_network(gathering.last_day)
            ),
        )
        for gathering in gatherings
    )
