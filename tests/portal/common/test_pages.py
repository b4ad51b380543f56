"""The pages that belong to no network: front, privacy, accessibility and what is shown when something fails."""

from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views import defaults

from husrom.portal.accounts.models import User
from husrom.portal.network.models import Network
from tests.conftest import SignIn


def test_the_front_page_lists_networks_that_are_not_drafts(network: Network, anonymous: Client) -> None:
    page = anonymous.get("/").text
    assert network.name in page
    assert network.get_absolute_url() in page
    assert "Logg inn" in page
    Network.objects.update(state=Network.State.DRAFT)
    assert network.name not in anonymous.get("/").text


def test_the_front_page_of_an_empty_portal_says_how_to_begin(anonymous: Client, db: None) -> None:
    assert "husrom network load" in anonymous.get("/").text


def test_someone_signed_in_is_shown_the_way_home(leader: User, sign_in: SignIn) -> None:
    assert reverse("accounts:start") in sign_in(leader).get("/").text


@pytest.mark.parametrize(
    ("address", "texts"),
    [
        ("/personvern/", ["Hva du kan spise", "Slettes etter samlingen", "Datatilsynet", "/min-side/"]),
        ("/tilgjengelighet/", ["utkast", "WCAG 2.1", "Uu-tilsynet"]),
    ],
)
def test_the_statements_stand_open_to_all(anonymous: Client, db: None, address: str, texts: list[str]) -> None:
    page = anonymous.get(address).text
    assert [text for text in texts if text not in page] == []


def test_a_page_that_is_not_there_says_so_in_the_layout(anonymous: Client, db: None) -> None:
    answer = anonymous.get("/finnes-ikke/")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "Vi finner ikke siden" in answer.text


def test_a_form_that_waited_too_long_is_explained(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/logg-inn/", {"email": "a@example.org"})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "Siden hadde stått åpen for lenge" in answer.text


def test_the_page_for_our_own_fault_needs_nothing() -> None:
    answer = defaults.server_error(RequestFactory().get("/"))
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "Husrom" in answer.content.decode()


@pytest.mark.parametrize("language", ["", "de", "nb"])
def test_an_unknown_language_is_bokmal(leader: User, sign_in: SignIn, language: str) -> None:
    User.objects.update(language=language)
    answer = sign_in(leader).get("/personvern/")
    assert answer.headers["Content-Language"] == "nb"
    assert "Personvern" in answer.text


@pytest.mark.parametrize("asked", ["en", "de"])
def test_the_browsers_language_does_not_change_a_public_page(
    network: Network, anonymous: Client, asked: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        answer = anonymous.get("/", headers={"accept-language": asked})
    assert 'lang="nb"' in answer.text
