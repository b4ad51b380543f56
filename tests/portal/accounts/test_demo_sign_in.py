"""The demo's sign-in links: good only in the demo, only signed, only by POST."""

from http import HTTPStatus
from typing import Any

import pytest
from django.core.signing import TimestampSigner
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from husrom.portal.accounts import demo_links
from husrom.portal.accounts.demo_links import demo_link
from husrom.portal.accounts.models import User


def test_the_link_shows_one_button_and_does_nothing(anonymous: Client, leader: User) -> None:
    answer = anonymous.get(demo_link(leader))
    assert answer.status_code == HTTPStatus.OK
    assert f"Logg inn som {leader.name}" in answer.text
    assert "_auth_user_id" not in anonymous.session


def test_the_button_signs_in(anonymous: Client, leader: User) -> None:
    answer = anonymous.post(demo_link(leader))
    assert answer.headers["Location"] == reverse("accounts:start")
    assert anonymous.session["_auth_user_id"] == str(leader.pk)


@pytest.mark.parametrize("method", ["get", "post"])
def test_outside_the_demo_there_is_no_link(anonymous: Client, leader: User, settings: Any, method: str) -> None:
    settings.DEMO = False
    assert getattr(anonymous, method)(demo_link(leader)).status_code == HTTPStatus.NOT_FOUND


def _tokens(leader: User) -> dict[str, str]:
    good = demo_link(leader).split("/")[-2]
    return {
        "unsigned": str(leader.pk),
        "changed": good[:-1] + ("a" if good[-1] != "a" else "b"),
        "signed for something else": TimestampSigner(salt="else").sign(str(leader.pk)),
        "nobody": demo_links._SIGNER.sign("999999"),
    }


@pytest.mark.parametrize("kind", ["unsigned", "changed", "signed for something else", "nobody"])
def test_a_bad_token_is_not_found(anonymous: Client, leader: User, kind: str) -> None:
    address = reverse("accounts:demo_sign_in", args=[_tokens(leader)[kind]])
    assert anonymous.post(address).status_code == HTTPStatus.NOT_FOUND
    assert "_auth_user_id" not in anonymous.session


def test_an_old_link_is_not_found(anonymous: Client, leader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    link = demo_link(leader)
    later = (timezone.now() + demo_links.VALID_FOR).timestamp() + 60
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert anonymous.get(link).status_code == HTTPStatus.NOT_FOUND


def test_an_erased_person_has_no_link(anonymous: Client, leader: User) -> None:
    link = demo_link(leader)
    leader.is_active = False
    leader.save()
    assert anonymous.post(link).status_code == HTTPStatus.NOT_FOUND
