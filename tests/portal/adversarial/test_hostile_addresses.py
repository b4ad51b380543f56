"""Addresses written by hand: each gives a page with a sentence, whatever stands in it."""

from urllib.parse import quote

import pytest
from django.test import Client

from husrom.portal.accounts.models import User
from husrom.portal.network.actions import make_groups
from husrom.portal.network.models import Membership, Network
from tests.conftest import SignIn

HOSTILE = {
    "NUL": "\x00",
    "NUL after a number": "3403\x00",
    "a long number": "9" * 30,
    "an unreadable number": "9" * 5000,
    "negative": "-1",
    "smiley": "😀",
    "SQL": "' or 1=1--",
    "markup": "\"'><img src=x onerror=alert(1)>",
    "new line": "\r\nX-Header: y",
    "very long": "A" * 5000,
    "other digits": "٣",
}
PATHS = (
    "kommuner/{}/",
    "grupper/{}/",
    "medlemmer/{}/",
    "medlemmer/{}/lag/",
    "medlemmer/3403/lag/{}/",
    "medlemmer/3403/forankring/brev/?underskrevet={}",
    "samlinger/{}/",
    "samlinger/2/program/{}/",
    "samlinger/2/pamelding/{}/",
    "samlinger/2/avtaler/{}/",
    "samlinger/2/oppmote/?q={}",
    "samlinger/2/avtaler/?side={}",
    "?on={}",
    "hjem/?rolle={0}&kommune={0}",
    "logg/?eldre_enn={}",
    "medlemmer/?status={0}&lack={0}",
)


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_no_address_breaks_the_portal(
    hostile: str, network: Network, hamar: Membership, leader: User, sign_in: SignIn, anonymous: Client
) -> None:
    make_groups(network=network, by=leader)
    client = sign_in(leader)
    for path in PATHS:
        for reader in (client, anonymous):
            answer = reader.get(f"/n/{network.slug}/{path.format(quote(hostile))}")
            assert answer.status_code in {200, 302, 404, 422}, (path, answer.status_code)
            assert "Content-Security-Policy" in answer.headers, path
            assert b"<img src=x" not in answer.content, path
    for path in (f"/n/{quote(hostile)}/", f"/demo/inn/{quote(hostile)}/", f"/logg-inn/?next={quote(hostile)}"):
        assert anonymous.get(path).status_code in {200, 404}, path


@pytest.mark.parametrize("raw", ["?on=%FF", "medlemmer/?status=%ED%A0%80", "logg/?eldre_enn=%FF%00"])
def test_bytes_that_are_no_text_break_nothing(raw: str, network: Network, leader: User, sign_in: SignIn) -> None:
    assert sign_in(leader).get(f"/n/{network.slug}/{raw}").status_code in {200, 422}


@pytest.mark.parametrize("next_page", ["https://evil.example/", "//evil.example", "/\\evil.example", "http:evil"])
def test_signing_in_leads_nowhere_else(next_page: str, leader: User, sign_in: SignIn) -> None:
    answer = sign_in(leader).get("/logg-inn/", {"next": next_page})
    assert answer.headers["Location"] == "/min-side/start/"


def test_a_host_that_is_not_ours_gets_a_page_with_a_sentence(anonymous: Client) -> None:
    answer = anonymous.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "Husrom forstår ikke det som ble sendt" in answer.content.decode()
    assert "Content-Security-Policy" in answer.headers
