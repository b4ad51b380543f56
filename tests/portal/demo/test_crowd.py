"""The networks made for measuring look like real ones to the pages."""

import datetime as dt

from django.urls import reverse

from husrom.portal.accounts.models import User
from husrom.portal.demo.crowd import DELEGATES, Place, seed_network
from husrom.portal.gatherings.models import Registration
from husrom.portal.network.models import SeatHolding
from tests.conftest import SignIn

PLACES = [Place("3403", "Hamar"), Place("3049", "Lier"), Place("5060", "Nærøysund")]


def test_a_large_network_is_under_way(db: None, sign_in: SignIn) -> None:
    network = seed_network(7, PLACES, dt.date(2020, 1, 1))
    people = SeatHolding.objects.filter(seat__membership__network=network)
    assert people.count() == len(PLACES) * (DELEGATES + 1)
    assert people.values("user").distinct().count() == people.count()
    open_gatherings = [one for one in network.gatherings.all() if one.registration_is_open()]
    assert len(open_gatherings) == 1
    registered = Registration.objects.filter(gathering=open_gatherings[0])
    assert 0 < registered.count() < len(PLACES) * DELEGATES

    leader = sign_in(User.objects.get(network_roles__network=network))
    for name, arguments in (
        ("network:home", []),
        ("network:members", []),
        ("network:groups", []),
        ("network:member", ["3403"]),
        ("gatherings:gathering", [open_gatherings[0].number]),
    ):
        assert leader.get(reverse(name, args=[network.slug, *arguments])).status_code == 200, name
