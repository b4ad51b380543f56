from collections.abc import Callable, Iterator

import pytest
from django.utils import translation

from husrom.portal.gatherings import actions
from husrom.portal.gatherings.models import Gathering, Registration
from husrom.portal.network.models import Membership, Network
from tests import cast

Register = Callable[..., list[Registration]]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The rules' sentences are tested in the source's own language; the bokmål is tested by the catalogue."""
    with translation.override("en"):
        yield


@pytest.fixture
def full_team(hamar: Membership) -> Membership:
    """Hamar with three delegates and a chief executive."""
    for number in (1, 2, 3):
        cast.seat_person(hamar, "delegate", number, f"Hamar {number}")
    cast.seat_person(hamar, "chief_executive", 1, "Hamar kommunedirektør")
    return hamar


@pytest.fixture
def crowd(network: Network) -> list[Membership]:
    """Eight municipalities with one delegate each."""
    members = [cast.make_member(network, f"99{number:02}", f"Kommune {number}") for number in range(8)]
    for member in members:
        cast.seat_person(member, "delegate", 1, f"Delegat {member.name}")
    return members


@pytest.fixture
def register(open_gathering: Gathering) -> Register:
    """Return a function that registers the first delegates of a municipality for the open gathering."""

    def first(membership: Membership, count: int = 1, **options: object) -> list[Registration]:
        seats = list(membership.seats.filter(role="delegate").order_by("number")[:count])
        return actions.register_seats(
            gathering=options.pop("gathering", open_gathering),
            membership=membership,
            seats=seats,
            by=options.pop("by", None),
            **options,
        )

    return first
