"""«Min side»: where to start, what is stored, changing it and taking it away."""

import datetime as dt
from http import HTTPStatus
from typing import Any

import pytest
from auditlog.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from husrom.portal.accounts.models import User
from husrom.portal.gatherings.models import DietaryNeed, Gathering, Registration
from husrom.portal.network.models import Membership, Network, Seat
from tests import cast
from tests.conftest import SignIn

PROFILE = "/min-side/"
CHANGED = {"name": "Nytt navn", "job_title": "Planlegger", "language": "nb"}


@pytest.fixture
def registered(hamar: Membership, hamar_delegate: User, open_gathering: Gathering) -> Registration:
    seat = Seat.objects.get(membership=hamar, role=Seat.Role.DELEGATE, number=1)
    registration = Registration.objects.create(
        gathering=open_gathering, seat=seat, user=hamar_delegate, registered_at=timezone.now()
    )
    DietaryNeed.objects.create(registration=registration, text="Tåler ikke nøtter")
    return registration


@pytest.mark.parametrize("name", ["accounts:profile", "accounts:start", "accounts:export", "accounts:erase"])
def test_pages_ask_for_sign_in(anonymous: Client, db: None, name: str) -> None:
    address = reverse(name)
    assert anonymous.get(address).headers["Location"] == f"/logg-inn/?next={address}"


def test_start_with_one_network_goes_home(network: Network, hamar_delegate: User, sign_in: SignIn) -> None:
    answer = sign_in(hamar_delegate).get(reverse("accounts:start"))
    assert answer.headers["Location"] == reverse("network:home", args=[network.slug])


def test_start_with_two_networks_lets_one_choose(
    network: Network, leader: User, sign_in: SignIn, today: dt.date
) -> None:
    other = cast.make_network(today, slug="andre-runde")
    cast.give_role(other, "leader", "Nettverksleder")
    page = sign_in(leader).get(reverse("accounts:start")).text
    assert f"/n/{network.slug}/hjem/" in page
    assert "/n/andre-runde/hjem/" in page


def test_start_without_a_network_says_what_to_do(outsider: User, sign_in: SignIn) -> None:
    assert "Be nettverkslederen" in sign_in(outsider).get(reverse("accounts:start")).text


def test_the_page_shows_what_is_stored(registered: Registration, hamar_delegate: User, sign_in: SignIn) -> None:
    page = sign_in(hamar_delegate).get(PROFILE).text
    for stored in (hamar_delegate.email, "Hamar", "Plan, Bolig", "Samling 2", "Tåler ikke nøtter"):
        assert stored in page


def test_the_page_takes_few_queries_however_much_is_stored(
    registered: Registration, hamar_delegate: User, sign_in: SignIn, django_assert_num_queries: Any, today: dt.date
) -> None:
    client = sign_in(hamar_delegate)
    for round_number in (1, 2):
        with django_assert_num_queries(11):
            client.get(PROFILE)
        network = cast.make_network(today, slug=f"runde-{round_number}")
        member = cast.make_member(network, "3403", "Hamar")
        cast.seat_person(member, "delegate", 1, "Delegat Hamar", areas=("plan",))


def test_the_export_holds_all_of_it(registered: Registration, hamar_delegate: User, sign_in: SignIn) -> None:
    answer = sign_in(hamar_delegate).get(reverse("accounts:export"))
    assert "attachment" in answer.headers["Content-Disposition"]
    data = answer.json()
    assert data["person"]["email"] == hamar_delegate.email
    assert data["seats"][0]["policy_areas"] == ["plan", "housing"]
    assert data["registrations"][0]["dietary_needs"] == "Tåler ikke nøtter"


def test_name_title_and_language_can_be_changed(network: Network, hamar_delegate: User, sign_in: SignIn) -> None:
    answer = sign_in(hamar_delegate).post(PROFILE, {**CHANGED, "language": "en"}, follow=True)
    hamar_delegate.refresh_from_db()
    assert (hamar_delegate.name, hamar_delegate.job_title) == ("Nytt navn", "Planlegger")
    assert answer.headers["Content-Language"] == "en"
    assert "Your page is saved." in answer.text
    entry = LogEntry.objects.filter(actor=hamar_delegate).latest()
    assert entry.changes["name"] == ["Delegat Hamar", "Nytt navn"]
    before = network.revision
    network.refresh_from_db()
    assert network.revision == before + 1


@pytest.mark.parametrize("wrong", [{"name": ""}, {"name": "x" * 121}, {"language": "xx"}, {"job_title": "y" * 121}])
def test_a_bad_profile_is_422_and_keeps_what_was_typed(
    hamar_delegate: User, sign_in: SignIn, wrong: dict[str, str]
) -> None:
    answer = sign_in(hamar_delegate).post(PROFILE, {**CHANGED, **wrong})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f'value="{wrong.get("job_title", "Planlegger")}"' in answer.text
    hamar_delegate.refresh_from_db()
    assert hamar_delegate.name == "Delegat Hamar"


def test_pages_are_in_bokmal_unless_the_reader_chose_english(hamar_delegate: User, sign_in: SignIn) -> None:
    client = sign_in(hamar_delegate)
    assert "Min side" in client.get(PROFILE).text
    User.objects.update(language="en")
    assert "My page" in client.get(PROFILE).text
