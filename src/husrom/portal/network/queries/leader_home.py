"""The leader's home: the street with everyone's windows, and the one thing to do first."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from husrom.portal.network.models import Network
from husrom.portal.network.queries.home import gathering_dates
from husrom.portal.network.queries.members import lacks
from husrom.portal.network.street import House, HouseState, Street, Window, WindowState, street

if TYPE_CHECKING:
    from husrom.portal.gatherings.models import Gathering
    from husrom.portal.gatherings.queries import House as KnownHouse
    from husrom.portal.gatherings.queries import LateItem


@dataclass(frozen=True, slots=True)
class NextStep:
    title: str
    url: str = ""
    action: str = ""
    text: str = ""


def leader_street(known: Sequence["KnownHouse"], on: dt.date) -> Street:
    """Draw the street with each municipality's own window and the way to it; no query."""
    upcoming = next((house.gathering for house in known if not house.gathering.is_past(on)), None)
    urls: dict[int, str] = {}
    houses = []
    for house in known:
        gathering = house.gathering
        state = HouseState.NEXT if gathering == upcoming else HouseState.LATER
        windows = []
        for window in house.windows:
            member = window.membership
            if member.pk not in urls:
                urls[member.pk] = reverse("network:member", args=[gathering.network.slug, member.municipality_number])
            windows.append(Window(member.name, WindowState(window.state.value), urls[member.pk]))
        houses.append(
            House(
                number=gathering.number,
                title=gathering.title,
                subtitle=" · ".join(part for part in (gathering_dates(gathering), gathering.place) if part),
                state=HouseState.PAST if gathering.is_past(on) else state,
                windows=windows,
                href=gathering.get_absolute_url(),
            )
        )
    return street(houses)


def leader_next_step(
    network: Network, gatherings: Sequence["Gathering"], late: Sequence["LateItem"], *, has_groups: bool, on: dt.date
) -> NextStep:
    """Choose the one thing the leader should do first; no query."""
    upcoming = next((gathering for gathering in gatherings if not gathering.is_past(on)), None)
    if upcoming is not None and upcoming.starts_on is None:
        return NextStep(
            title=_("Set the date of %(gathering)s") % {"gathering": upcoming},
            url=reverse("gatherings:edit", args=[network.slug, upcoming.number]),
            action=_("Set the date"),
        )
    if late:
        return _follow_up(network, late[0])
    if not has_groups:
        return NextStep(
            title=_("Divide the members into groups"),
            text=_("The figures give a proposal. You can change it where you know better."),
            url=reverse("network:groups", args=[network.slug]),
            action=_("Go to the groups"),
        )
    if upcoming is None:
        return NextStep(title=_("All the gatherings are over. What came of it is in the members' commitments."))
    if upcoming.registration_opens_on is None:
        return NextStep(
            title=_("Open the registration for %(gathering)s") % {"gathering": upcoming},
            url=reverse("gatherings:edit", args=[network.slug, upcoming.number]),
            action=_("Set when it opens"),
        )
    return NextStep(
        title=_("Nothing is late. Next is %(gathering)s") % {"gathering": upcoming},
        text=gathering_dates(upcoming),
        url=upcoming.get_absolute_url(),
        action=_("Go to the gathering"),
    )


def _follow_up(network: Network, item: "LateItem") -> NextStep:
    count = len(item.members)
    alone = item.members[0] if count == 1 else None
    who = ngettext("%(name)s is late", "%(count)s municipalities are late", count)
    due = _("It was due on %(date)s.") % {"date": date_format(item.due_on, "j. F Y")} if item.due_on else ""
    # The list of members can be asked for those who lack just this.
    lacking = f"?lack={item.kind.value}" if item.kind.value in lacks() else ""
    return NextStep(
        title=who % {"name": item.members[0].name, "count": count},
        text=f"{item.text}. {due}".strip(),
        url=alone.url if alone else reverse("network:members", args=[network.slug]) + lacking,
        action=_("Follow up"),
    )
