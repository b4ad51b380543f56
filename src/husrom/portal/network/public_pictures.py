"""The pictures of the public page: the street that tells how many, not who, and the map of the members."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from husrom.figures.boundaries import map_shapes
from husrom.portal.network.member_map import MapMember, MemberMap, member_map
from husrom.portal.network.queries.counties import CountyMembers, PublicMember
from husrom.portal.network.queries.public import PublicGathering
from husrom.portal.network.street import DrawnHouse, House, Street, Window, WindowState, street

if TYPE_CHECKING:
    from husrom.portal.gatherings.queries.street import House as KnownHouse

NumberedCounties = tuple[tuple[CountyMembers, tuple[tuple[int, PublicMember], ...]], ...]


def public_street(known: Sequence["KnownHouse"], gatherings: Sequence[PublicGathering]) -> Street:
    """Return the street for everyone to see.

    Who has registered and who came is the network's own affair, so the windows are without names and the lit ones
    stand first: neither name nor place tells which municipality it is.
    """
    shown = {gathering.number: gathering for gathering in gatherings}
    drawn = street([_house(house, shown[house.gathering.number]) for house in known])
    return replace(drawn, houses=tuple(_truly_told(house, shown[house.number]) for house in drawn.houses))


def _truly_told(house: DrawnHouse, shown: PublicGathering) -> DrawnHouse:
    """Say nothing about numbers where nothing is recorded: that nobody registered is not the same as none known."""
    if any(group.state != WindowState.DARK for group in house.groups):
        return house
    if shown.state == "past":
        return replace(house, summary=_("not recorded here"))
    if not shown.registration_has_opened:
        return replace(house, summary=_("registration has not opened"))
    return house


def _house(known: "KnownHouse", shown: PublicGathering) -> House:
    brightest_first = [state for state in reversed(WindowState) for w in known.windows if w.state.value == state.value]
    return House(
        number=shown.number,
        title=shown.title,
        subtitle=" · ".join(part for part in (shown.when, shown.place, shown.note) if part),
        state=shown.state,
        windows=[Window(_("A municipality"), state) for state in brightest_first],
    )


def public_map(counties: Sequence[CountyMembers]) -> MemberMap:
    """Return the map of the members, once each, in the order of the list beside it."""
    members = {
        member.membership_number: MapMember(member.membership_number, member.name, county.name, member.url)
        for county in counties
        for member in county.members
    }
    return member_map(map_shapes(members), tuple(members.values()))


def numbered(counties: Sequence[CountyMembers], drawn: MemberMap) -> NumberedCounties:
    """Return the list beside the map, each member with its number there."""
    numbers = {marker.member.municipality_number: marker.number for marker in drawn.markers}
    return tuple(
        (county, tuple((numbers.get(member.membership_number, 0), member) for member in county.members))
        for county in counties
    )
