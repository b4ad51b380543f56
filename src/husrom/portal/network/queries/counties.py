"""Where the members lie on a day: the municipality and county of that day, which need not be today's."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from husrom.figures.counties import County, county, county_of
from husrom.figures.municipalities import Municipality, municipality_by_number
from husrom.portal.common.alphabet import alphabetical
from husrom.portal.network.models import Membership, Network

FIRST_DIVISION_ON = dt.date(2006, 1, 1)
"""From here on every municipality's number can be followed to today's."""


@dataclass(frozen=True, slots=True)
class PublicMember:
    """A participant under the number of the day; `lies_in` is said when the place had another name then."""

    name: str
    number: str
    lies_in: str
    note: str
    url: str
    membership_number: str


@dataclass(frozen=True, slots=True)
class CountyMembers:
    """A county of the day, under the name the network announced it by, and its participants."""

    number: str
    name: str
    authority: str | None
    members: tuple[PublicMember, ...]


@dataclass(frozen=True, slots=True)
class PeriodUnderNumber:
    """A municipality for as long as it had one number."""

    number: str
    name: str
    county: str
    first_day: dt.date | None
    last_day: dt.date | None

    @property
    def said(self) -> str:
        """When the number was in use, in words."""
        if self.last_day is None:
            return _("from %(first)s") % {"first": date_format(self.first_day)} if self.first_day else _("always")
        if self.first_day is None:
            return _("until %(last)s") % {"last": date_format(self.last_day)}
        return f"{date_format(self.first_day)} – {date_format(self.last_day)}"


@lru_cache(maxsize=4096)
def places_on(number: str, name: str, on: dt.date) -> tuple[Municipality, ...]:
    """Return what held the ground of a number on a day: one municipality, or those that were merged into it.

    Among several, the one with the participant's own name is meant.
    """
    found = municipality_by_number(number)
    if found.valid_on(on):
        return (found,)
    later = found.valid_to is not None and on > found.valid_to
    places = tuple(
        place
        for neighbour in (found.successors if later else found.predecessors)
        for place in places_on(neighbour, name, on)
    )
    return tuple(place for place in places if place.name == name) or tuple(dict.fromkeys(places))


def members_by_county(network: Network, memberships: Iterable[Membership], on: dt.date) -> tuple[CountyMembers, ...]:
    """Return the members in the counties they lay in on a day, counties by number; the members are read once.

    A member since merged across a county border stands in each of the counties it came from.
    """
    by_county: dict[County, list[PublicMember]] = defaultdict(list)
    for membership in memberships:
        member = _member(network, membership, on)
        for found in counties_on(membership, on):
            by_county[found].append(member)
    return tuple(
        CountyMembers(
            number=found.number,
            name=network.county_labels.get(found.number, found.name),
            authority=found.authority_name,
            members=tuple(sorted(members, key=lambda member: alphabetical(member.name))),
        )
        for found, members in sorted(by_county.items(), key=lambda item: item[0].number)
    )


def _member(network: Network, membership: Membership, on: dt.date) -> PublicMember:
    places = municipalities_on(membership, on)
    names = [place.name or place.number for place in places]
    return PublicMember(
        name=membership.name,
        number=", ".join(place.number for place in places),
        lies_in="" if names == [membership.name] else ", ".join(names),
        note=membership.note,
        url=reverse("network:municipality", args=[network.slug, membership.municipality_number]),
        membership_number=membership.municipality_number,
    )


def municipalities_on(membership: Membership, on: dt.date) -> tuple[Municipality, ...]:
    """Return the municipality that held a member's ground on a day, or those since merged into it."""
    return places_on(membership.municipality_number, membership.name, on)


def counties_on(membership: Membership, on: dt.date) -> tuple[County, ...]:
    """Return the county a member's ground lay in on a day; several where it was merged across a border later."""
    return tuple(dict.fromkeys(county_of(place.number, on=on) for place in municipalities_on(membership, on)))


def number_history(number: str) -> tuple[PeriodUnderNumber, ...]:
    """Return the numbers a municipality's ground has had since our figures begin, oldest first."""
    found = municipality_by_number(number)
    line = {found, *_walk(found, back=True), *_walk(found, back=False)}
    today = timezone.localdate()
    return tuple(
        PeriodUnderNumber(
            number=place.number,
            name=place.name or place.number,
            county=county(place.county_number, on=min(place.valid_to or today, today)).name,
            first_day=place.valid_from,
            last_day=place.valid_to,
        )
        for place in sorted(line, key=lambda place: (place.valid_to or dt.date.max, place.number))
        if (place.valid_to or dt.date.max) >= FIRST_DIVISION_ON
    )


def _walk(found: Municipality, *, back: bool) -> set[Municipality]:
    steps: set[Municipality] = set()
    for number in found.predecessors if back else found.successors:
        place = municipality_by_number(number)
        steps |= {place} | _walk(place, back=back)
    return steps
