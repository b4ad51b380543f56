"""The cast every test may call on: one small network of real shape, and a client per role.

Dates stand relative to today, so that the network is always under way: gathering 1 is behind us, registration for
gathering 2 is open, gatherings 3 to 5 lie ahead.
"""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone, translation
from hypothesis import settings as hypothesis_settings

from husrom.portal.accounts.models import User
from husrom.portal.gatherings.models import Gathering
from husrom.portal.network.models import Membership, Network
from tests import cast

# The same examples on every machine and every run; --hypothesis-profile=explore looks for new ones.
hypothesis_settings.register_profile("husrom", derandomize=True, deadline=None, max_examples=60, database=None)
hypothesis_settings.register_profile("explore", deadline=None, max_examples=1000)
hypothesis_settings.load_profile("husrom")

SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _bokmaal() -> None:
    """Begin every test in the language of the settings, whatever the one before it chose."""
    translation.deactivate()


def forget_kept_pages() -> None:
    for name in caches:
        caches[name].clear()


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Begin every test with no page kept: tests take their rows back, so that numbers and revisions come again."""
    forget_kept_pages()


@pytest.fixture
def today() -> dt.date:
    return timezone.localdate()


@pytest.fixture
def network(db: None, today: dt.date) -> Network:
    """A network under way: texts, phases, policy areas, partners, challenges and five gatherings, no members."""
    return cast.make_network(today)


@pytest.fixture
def gatherings(network: Network) -> list[Gathering]:
    return list(network.gatherings.order_by("number"))


@pytest.fixture
def past_gathering(gatherings: list[Gathering]) -> Gathering:
    return gatherings[0]


@pytest.fixture
def open_gathering(gatherings: list[Gathering]) -> Gathering:
    """The gathering one can register for today."""
    return gatherings[1]


@pytest.fixture
def hamar(network: Network) -> Membership:
    return cast.make_member(network, "3403", "Hamar")


@pytest.fixture
def lier(network: Network) -> Membership:
    return cast.make_member(network, "3049", "Lier")


@pytest.fixture
def mandal(network: Network) -> Membership:
    """The student seat: Mandal takes part under the number of Lindesnes."""
    return cast.make_member(network, "4205", "Mandal", kind=Membership.Kind.STUDENT_SEAT)


@pytest.fixture
def leader(network: Network) -> User:
    return cast.give_role(network, "leader", "Nettverksleder", organisation="KS")


@pytest.fixture
def observer(network: Network) -> User:
    return cast.give_role(network, "observer", "Observatør Husbanken", organisation="Husbanken")


@pytest.fixture
def hamar_delegate(hamar: Membership) -> User:
    return cast.seat_person(hamar, "delegate", 1, "Delegat Hamar", areas=("plan", "housing"))


@pytest.fixture
def lier_delegate(lier: Membership) -> User:
    return cast.seat_person(lier, "delegate", 1, "Delegat Lier", areas=("health",))


@pytest.fixture
def chief_executive(hamar: Membership) -> User:
    return cast.seat_person(hamar, "chief_executive", 1, "Kommunedirektør Hamar")


@pytest.fixture
def student(mandal: Membership) -> User:
    return cast.seat_person(mandal, "student", 1, "Student Mandal")


@pytest.fixture
def outsider(db: None) -> User:
    """Someone with an account who takes part in no network."""
    return User.objects.invite(email="utenfor@example.org", name="Utenforstående")


@pytest.fixture
def sign_in() -> SignIn:
    """Return a function that gives a client signed in as a person."""

    def client_of(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return client_of


@pytest.fixture
def anonymous() -> Client:
    return Client()
