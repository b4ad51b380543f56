"""Forms sent by hand: numbers too long to read, years no calendar reaches, prices below nothing."""

import pytest
from django.test import Client

from husrom.portal.accounts.models import User
from husrom.portal.gatherings.models import Gathering
from husrom.portal.network.models import Membership, Network
from tests.conftest import SignIn

UNREADABLE = "9" * 5000
DISTANT = ["0001-01-01", "0026-11-23", "1999-12-31", "2100-01-01", "3026-11-23", "9999-12-31"]


@pytest.fixture
def client(leader: User, hamar: Membership, chief_executive: User, sign_in: SignIn) -> Client:
    return sign_in(leader)


@pytest.fixture
def home(network: Network) -> str:
    return f"/n/{network.slug}/"


@pytest.mark.parametrize("button", ["arrived", "undo"])
def test_a_key_too_long_to_read_is_not_found(client: Client, home: str, button: str) -> None:
    assert client.post(f"{home}samlinger/2/oppmote/", {button: UNREADABLE}).status_code == 404


@pytest.mark.parametrize("request_kind", ["register", "cancel", "substitute", "dietary"])
def test_a_registration_with_unreadable_keys_comes_back(client: Client, home: str, request_kind: str) -> None:
    said = {"request": request_kind, "seats": UNREADABLE, "registration": UNREADABLE, "person": UNREADABLE}
    assert client.post(f"{home}samlinger/2/pamelding/3403/", said).status_code == 422


@pytest.mark.parametrize("day", DISTANT)
def test_a_gathering_cannot_be_in_a_distant_year(
    client: Client, home: str, open_gathering: Gathering, day: str
) -> None:
    page = client.post(f"{home}samlinger/2/rediger/", {"title": "To", "starts_on": day, "ends_on": day})
    assert page.status_code == 422
    assert "Se på årstallet en gang til" in page.content.decode()
    before = open_gathering.starts_on
    open_gathering.refresh_from_db()
    assert open_gathering.starts_on == before
    assert client.get(f"{home}samlinger/2/pamelding/3403/").status_code == 200


@pytest.mark.parametrize("day", DISTANT)
@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("medlemmer/3403/lag/", "starts_on"),
        ("medlemmer/3403/status/", "on"),
        ("medlemmer/inviter/", "on"),
        ("medlemmer/3403/forankring/", "on"),
    ],
)
def test_no_form_takes_a_distant_year(client: Client, home: str, path: str, field: str, day: str) -> None:
    page = client.post(f"{home}{path}", {field: day})
    assert page.status_code == 422
    assert "Se på årstallet en gang til" in page.content.decode()


def test_a_day_package_cannot_cost_less_than_nothing(client: Client, home: str) -> None:
    page = client.post(f"{home}samlinger/2/rediger/", {"title": "To", "day_package_nok": "-1"})
    assert page.status_code == 422
    assert page.context["form"].errors.keys() == {"day_package_nok"}


def test_a_session_lasts_a_day_at_most(client: Client, home: str) -> None:
    said = {"day": "1", "starts_at": "23:59", "minutes": "1441", "kind": "talk", "title": "Uten ende"}
    page = client.post(f"{home}samlinger/2/program/", said)
    assert page.status_code == 422
    assert "høyst et døgn" in page.content.decode()


def test_an_address_longer_than_the_column_is_refused(client: Client, home: str) -> None:
    address = f"{'x' * 60}@{'.'.join(['y' * 60] * 4)}.no"
    said = {"place": "delegate", "name": "Lang", "email": address, "starts_on": "2026-11-23"}
    page = client.post(f"{home}medlemmer/3403/lag/", said)
    assert page.status_code == 422
    assert not User.objects.filter(name="Lang").exists()
