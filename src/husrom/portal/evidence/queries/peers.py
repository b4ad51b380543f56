from dataclasses import dataclass

from husrom.figures.peers import Peers, peer_groupings, peers_of
from husrom.portal.common.shown_values import in_reader_language


@dataclass(frozen=True, slots=True)
class GroupingChoice:
    """A way to choose whom a municipality is compared with."""

    key: str
    label: str
    is_chosen: bool


def chosen_peers(number: str, grouping: str = "") -> Peers:
    """Return the peers in the grouping asked for; in the first that has any where it is not one, or has none."""
    found = {one.key: peers_of(number, one.key) for one in peer_groupings()}
    usable = [peers for peers in found.values() if peers.numbers] or list(found.values())
    asked_for = found.get(grouping)
    return asked_for if asked_for in usable else usable[0]


def peers_label(peers: Peers) -> str:
    return in_reader_language(peers.label) if peers.label else ""


def grouping_choices(number: str, chosen: Peers) -> tuple[GroupingChoice, ...]:
    """Return the ways the municipality can be compared with others."""
    return tuple(
        GroupingChoice(one.key, in_reader_language(one.label), is_chosen=one == chosen.grouping)
        for one in peer_groupings()
        if peers_of(number, one.key).numbers
    )
