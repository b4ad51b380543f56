"""Sign-in by a code sent by e-mail, from the first page to the network's home."""

import re
from http import HTTPStatus

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from husrom.portal.accounts.models import User
from husrom.portal.network.models import Network
from tests.conftest import SignIn

LOGIN, CONFIRM = "/logg-inn/", "/logg-inn/kode/"


def _code() -> str:
    match = re.search(r"^ {4}(\S+)$", mail.outbox[-1].body, re.MULTILINE)
    assert match
    return match.group(1)


def test_code_by_email_leads_home(anonymous: Client, network: Network, hamar_delegate: User) -> None:
    asked = anonymous.post(LOGIN, {"email": "  " + hamar_delegate.email.upper()})
    assert asked.headers["Location"] == CONFIRM
    assert anonymous.get(CONFIRM).status_code == HTTPStatus.OK
    given = anonymous.post(CONFIRM, {"code": _code()}, follow=True)
    assert given.redirect_chain[:2] == [
        (reverse("accounts:start"), HTTPStatus.FOUND),
        (reverse("network:home", args=[network.slug]), HTTPStatus.FOUND),
    ]
    assert anonymous.session["_auth_user_id"] == str(hamar_delegate.pk)


def test_the_mail_is_plain_bokmal_with_the_code(anonymous: Client, leader: User) -> None:
    anonymous.post(LOGIN, {"email": leader.email})
    (message,) = mail.outbox
    assert message.to == [leader.email]
    assert message.subject == "Husrom: Koden din for innlogging"
    assert message.content_subtype == "plain"
    assert not getattr(message, "alternatives", None)
    assert "Dette er koden din for å logge inn i Husrom:" in message.body
    assert "<" not in message.body


def test_next_address_is_kept(anonymous: Client, network: Network, leader: User) -> None:
    wanted = reverse("network:log", args=[network.slug])
    anonymous.post(LOGIN, {"email": leader.email, "next": wanted})
    given = anonymous.post(CONFIRM, {"code": _code(), "next": wanted})
    assert given.headers["Location"] == wanted


def test_next_address_elsewhere_is_ignored(anonymous: Client, leader: User) -> None:
    anonymous.post(LOGIN, {"email": leader.email, "next": "https://example.com/"})
    given = anonymous.post(CONFIRM, {"code": _code(), "next": "https://example.com/"})
    assert given.headers["Location"] == reverse("accounts:start")


def test_wrong_code_is_422_and_keeps_what_was_typed(anonymous: Client, leader: User) -> None:
    anonymous.post(LOGIN, {"email": leader.email})
    answer = anonymous.post(CONFIRM, {"code": "WRONG-1"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'value="WRONG-1"' in answer.text
    assert "_auth_user_id" not in anonymous.session


def test_three_wrong_codes_end_the_attempt(anonymous: Client, leader: User) -> None:
    anonymous.post(LOGIN, {"email": leader.email})
    code = _code()
    for _attempt in range(3):
        answer = anonymous.post(CONFIRM, {"code": "WRONG-1"})
    assert answer.headers["Location"] == LOGIN
    anonymous.post(CONFIRM, {"code": code})
    assert "_auth_user_id" not in anonymous.session


@pytest.mark.parametrize("email", ["", "not an address"])
def test_no_address_is_422(anonymous: Client, db: None, email: str) -> None:
    answer = anonymous.post(LOGIN, {"email": email})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert f'value="{email}"' in answer.text
    assert not mail.outbox


def test_an_unknown_address_is_not_told_apart(leader: User) -> None:
    pages = {}
    for email in (leader.email, "unknown@example.org"):
        client = Client()
        asked = client.post(LOGIN, {"email": email}, follow=True)
        wrong = client.post(CONFIRM, {"code": "WRONG-1"})
        pages[email] = [re.sub(r'value="[^"]{20,}"', "", page.text.replace(email, "")) for page in (asked, wrong)]
    assert pages[leader.email] == pages["unknown@example.org"]
    assert [message.to for message in mail.outbox] == [[leader.email], ["unknown@example.org"]]
    assert "Ingen er invitert med den adressen" in mail.outbox[1].body


def test_an_inactive_person_gets_no_code(anonymous: Client, leader: User) -> None:
    leader.is_active = False
    leader.save()
    anonymous.post(LOGIN, {"email": leader.email})
    assert "Ingen er invitert med den adressen" in mail.outbox[0].body


def test_a_person_made_inactive_while_signing_in_stays_out(anonymous: Client, leader: User) -> None:
    anonymous.post(LOGIN, {"email": leader.email})
    leader.is_active = False
    leader.save()
    anonymous.post(CONFIRM, {"code": _code()})
    assert "_auth_user_id" not in anonymous.session


def test_the_fourth_code_within_a_minute_is_refused(leader: User) -> None:
    answers = [Client().post(LOGIN, {"email": leader.email}).status_code for _attempt in range(4)]
    assert answers == [HTTPStatus.FOUND] * 3 + [HTTPStatus.UNPROCESSABLE_ENTITY]
    assert len(mail.outbox) == 3


def test_a_new_code_replaces_the_first(anonymous: Client, leader: User) -> None:
    anonymous.post(LOGIN, {"email": leader.email})
    first = _code()
    assert "Send en ny kode" in anonymous.get(CONFIRM).text
    anonymous.post(CONFIRM, {"action": "resend"})
    assert len(mail.outbox) == 2
    assert _code() != first
    anonymous.post(CONFIRM, {"code": first})
    assert "_auth_user_id" not in anonymous.session
    anonymous.post(CONFIRM, {"code": _code()})
    assert anonymous.session["_auth_user_id"] == str(leader.pk)


def test_sign_out_is_by_post(leader: User, sign_in: SignIn) -> None:
    client = sign_in(leader)
    client.get("/logg-ut/")
    assert "_auth_user_id" in client.session
    assert client.post("/logg-ut/").headers["Location"] == reverse("front")
    assert "_auth_user_id" not in client.session


def test_another_address_can_be_used(anonymous: Client, leader: User) -> None:
    anonymous.post(LOGIN, {"email": "mistyped@example.org"})
    anonymous.post("/logg-ut/", {"next": LOGIN})
    assert anonymous.get(LOGIN).status_code == HTTPStatus.OK


def test_there_is_no_sign_up(anonymous: Client, db: None) -> None:
    anonymous.post(LOGIN, {"email": "new@example.org"})
    assert not User.objects.exists()
