"""The network's gatherings on one line, with one next step for the one who reads."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from husrom.portal.gatherings.models import Gathering, Registration
from husrom.portal.gatherings.queries.expectations import Expectation, expectations
from husrom.portal.gatherings.queries.programme import all_gatherings
from husrom.portal.gatherings.queries.registration_sheet import RegistrationWindow, registration_window
from husrom.portal.network.models import Membership, Network
from husrom.portal.network.standing import Standing


class GatheringState(StrEnum):
    PAST = "past"
    NEXT = "next"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class NextStep:
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class GatheringLine:
    gathering: Gathering
    state: GatheringState
    window: RegistrationWindow
    step: NextStep


def programme_page(network: Network, standing: Standing, on: dt.date) -> list[GatheringLine]:
    """Return a line per gathering. At most eight queries."""
    gatherings = all_gatherings(network)
    steps = _Steps(network, standing, on)
    lines = []
    next_is_found = False
    for gathering in gatherings:
        if gathering.is_past(on):
            state = GatheringState.PAST
        else:
            state = GatheringState.LATER if next_is_found else GatheringState.NEXT
            next_is_found = True
        window = registration_window(gathering)
        lines.append(GatheringLine(gathering, state, window, steps.step(gathering, window)))
    return lines


class _Steps:
    """The one next step at each gathering: the leader runs it, a municipality goes to it, the others read about it."""

    def __init__(self, network: Network, standing: Standing, on: dt.date) -> None:
        self._network, self._standing, self._on = network, standing, on
        self._member: Membership | None = None
        self._expected: dict[int, Expectation] = {}
        self._counts: dict[int, tuple[int, int]] = {}
        if standing.is_leader:
            counted = Registration.objects.filter(
                gathering__network=network, status=Registration.Status.REGISTERED
            ).order_by()
            self._counts = {
                pk: (registered, arrived)
                for pk, registered, arrived in counted.values_list("gathering_id").annotate(
                    registered=Count("pk"), arrived=Count("pk", filter=~Q(arrived_at=None))
                )
            }
        elif standing.memberships:
            self._member = network.memberships.filter(pk__in=standing.memberships).order_by("name").first()
        if self._member is not None:
            for one in expectations(network, self._member, on):
                if one.gathering_number is not None:
                    self._expected.setdefault(one.gathering_number, one)

    def step(self, gathering: Gathering, window: RegistrationWindow) -> NextStep:
        if self._standing.is_leader:
            return self._leaders(gathering, window)
        if self._member is not None:
            return self._members(gathering, window, self._member)
        return NextStep(_("Read the agenda"), gathering.get_absolute_url())

    def _leaders(self, gathering: Gathering, window: RegistrationWindow) -> NextStep:
        registered, arrived = self._counts.get(gathering.pk, (0, 0))
        values = {"registered": registered, "arrived": arrived, "capacity": gathering.capacity}
        if gathering.starts_on is None or window is RegistrationWindow.UNDATED:
            return NextStep(_("Set the date and open registration"), self._url("edit", gathering))
        if gathering.starts_on <= self._on:
            return NextStep(
                _("Attendance: %(arrived)s of %(registered)s arrived") % values, self._url("attendance", gathering)
            )
        if window is RegistrationWindow.COMING:
            return NextStep(_("Prepare the agenda"), self._url("edit_agenda", gathering))
        if gathering.capacity is None:
            return NextStep(_("%(registered)s are registered") % values, self._url("attendance", gathering))
        return NextStep(
            _("%(registered)s of %(capacity)s places are taken") % values, self._url("attendance", gathering)
        )

    def _members(self, gathering: Gathering, window: RegistrationWindow, member: Membership) -> NextStep:
        if expected := self._expected.get(gathering.number):
            return NextStep(expected.text, expected.url)
        if gathering.is_past(self._on):
            return NextStep(_("See what you agreed"), self._url("commitments", gathering, member.municipality_number))
        if window in {RegistrationWindow.OPEN, RegistrationWindow.CLOSED}:
            return NextStep(
                _("See who is registered"), self._url("registration", gathering, member.municipality_number)
            )
        return NextStep(_("Read the agenda"), gathering.get_absolute_url())

    def _url(self, page: str, gathering: Gathering, *more: str) -> str:
        return reverse(f"gatherings:{page}", args=[self._network.slug, gathering.number, *more])
