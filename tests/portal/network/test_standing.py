"""Who a person is in a network on a date, and what that lets them do."""

import datetime as dt

import pytest
import rules
from django.contrib.auth.models import AnonymousUser

from husrom.portal.accounts.models import User
from husrom.portal.network.models import Membership, Network, RoleAssignment, SeatHolding
from husrom.portal.network.standing import NOBODY, Standing, standing_of
from tests import cast

HAMAR, LIER = 1, 2
ROLES = {
    "leader": Standing(is_leader=True),
    "delegate": Standing(delegate_of=frozenset({HAMAR})),
    "chief executive": Standing(chief_executive_of=frozenset({HAMAR})),
    "observer": Standing(is_observer=True),
    "student": Standing(student_of=frozenset({HAMAR})),
    "nobody": NOBODY,
}
# Who may, in the whole network and on the pages of Hamar and of Lier.
MAY = {
    "network.read": ({"leader", "delegate", "chief executive", "observer", "student"},) * 3,
    "network.manage": ({"leader"},) * 3,
    "network.read_member": ({"leader"}, {"leader", "delegate", "chief executive"}, {"leader"}),
    "network.edit_team": ({"leader"}, {"leader", "delegate", "chief executive"}, {"leader"}),
    "network.anchor": ({"leader"}, {"leader", "chief executive"}, {"leader"}),
}


@pytest.mark.parametrize("permission", MAY)
@pytest.mark.parametrize("role", ROLES)
def test_what_each_role_may(permission: str, role: str) -> None:
    places = (None, Membership(pk=HAMAR), Membership(pk=LIER))
    for place, allowed in zip(places, MAY[permission], strict=True):
        assert rules.has_perm(permission, ROLES[role], place) is (role in allowed), place


@pytest.mark.parametrize(
    ("role", "takes_part", "acts_for", "label"),
    [
        ("leader", True, frozenset(), "Nettverksleder"),
        ("delegate", True, {HAMAR}, "Delegat"),
        ("chief executive", True, {HAMAR}, "Kommunedirektør"),
        ("observer", True, frozenset(), "Observatør"),
        ("student", True, frozenset(), "Student"),
        ("nobody", False, frozenset(), ""),
    ],
)
def test_what_a_standing_says(role: str, takes_part: bool, acts_for: set[int], label: str) -> None:
    standing = ROLES[role]
    assert (standing.takes_part, standing.memberships, standing.role_label) == (takes_part, acts_for, label)


@pytest.mark.parametrize(
    ("starts_in_days", "ends_in_days", "is_current"),
    [
        (-10, None, True),
        (0, None, True),
        (1, None, False),
        (-10, 0, True),
        (-10, -1, False),
        (0, 0, True),
    ],
)
def test_roles_and_seats_count_on_their_days(
    network: Network,
    hamar: Membership,
    outsider: User,
    today: dt.date,
    starts_in_days: int,
    ends_in_days: int | None,
    is_current: bool,
) -> None:
    period = {
        "starts_on": today + dt.timedelta(days=starts_in_days),
        "ends_on": None if ends_in_days is None else today + dt.timedelta(days=ends_in_days),
    }
    RoleAssignment.objects.create(network=network, user=outsider, role="observer", **period)
    SeatHolding.objects.create(user=outsider, seat=hamar.seats.get(role="chief_executive"), **period)
    standing = standing_of(outsider, network)
    assert standing.is_observer is is_current
    assert (hamar.pk in standing.chief_executive_of) is is_current


def test_a_substitute_stands_as_the_one_they_stand_in_for(hamar: Membership, outsider: User, today: dt.date) -> None:
    seat = hamar.seats.get(role="delegate", number=1)
    SeatHolding.objects.create(user=outsider, seat=seat, starts_on=today, is_substitute=True)
    assert standing_of(outsider, hamar.network).delegate_of == {hamar.pk}


def test_one_networks_roles_are_nothing_in_another(network: Network, leader: User, today: dt.date) -> None:
    other = cast.make_network(today, slug="andre")
    assert standing_of(leader, network).is_leader
    assert standing_of(leader, other) == NOBODY


@pytest.mark.parametrize("kind", ["anonymous", "inactive"])
def test_who_is_not_signed_in_or_not_active_is_nobody(network: Network, leader: User, kind: str) -> None:
    leader.is_active = False
    assert standing_of(AnonymousUser() if kind == "anonymous" else leader, network) == NOBODY


def test_it_takes_two_queries(network: Network, hamar_delegate: User, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        standing_of(hamar_delegate, network)
