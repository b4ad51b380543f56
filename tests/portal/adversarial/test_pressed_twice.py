"""A button pressed twice does what pressing it once does."""

import datetime as dt

import pytest
from django.test import Client

from husrom.portal.accounts.models import User
from husrom.portal.gatherings.models import Gathering
from husrom.portal.network.actions import make_groups, override_group
from husrom.portal.network.models import GroupRun, LetterText, Membership, Network
from tests import cast
from tests.conftest import SignIn


@pytest.fixture
def client(leader: User, hamar: Membership, chief_executive: User, sign_in: SignIn) -> Client:
    return sign_in(leader)


@pytest.fixture
def home(network: Network) -> str:
    return f"/n/{network.slug}/"


def press_twice(client: Client, address: str, said: dict[str, str]) -> None:
    for _press in range(2):
        assert client.post(address, said).status_code == 302


def test_an_act_of_anchoring_is_recorded_once(client: Client, home: str, hamar: Membership, today: dt.date) -> None:
    letter = LetterText.objects.get(kind="anchoring", language="nb")
    said = {"on": today.isoformat(), "letter": str(letter.pk), "signed_by": "Kari", "signed_as": "Kommunedirektør"}
    client.post(f"{home}medlemmer/3403/forankring/", {"kind": "anchored", **said})
    press_twice(client, f"{home}medlemmer/3403/forankring/", {"kind": "renewed", **said})
    assert [act.kind for act in hamar.anchoring_acts.all()] == ["anchored", "renewed"]


def test_a_document_is_added_once(client: Client, home: str, open_gathering: Gathering) -> None:
    said = {"title": "Lysark", "url": "https://example.org/lysark"}
    press_twice(client, f"{home}samlinger/2/dokumenter/", said)
    assert open_gathering.materials.count() == 1


def test_a_session_is_added_once(client: Client, home: str, open_gathering: Gathering) -> None:
    before = open_gathering.sessions.count()
    said = {"day": "1", "starts_at": "15:00", "minutes": "30", "kind": "group_work", "title": "Én gang"}
    press_twice(client, f"{home}samlinger/2/program/", {**said, "task_decline": "Boligtomme", "room_decline": "B"})
    assert open_gathering.sessions.count() == before + 1
    assert open_gathering.sessions.get(title="Én gang").group_tasks.count() == 1


def test_the_members_are_divided_once(client: Client, home: str) -> None:
    press_twice(client, f"{home}grupper/ny/", {})
    assert GroupRun.objects.count() == 1


def test_a_new_member_is_divided_although_it_is_soon(network: Network, hamar: Membership, leader: User) -> None:
    make_groups(network=network, by=leader)
    cast.make_member(network, "3405", "Lillehammer")
    assert make_groups(network=network, by=leader).placements.count() == 2


def test_a_decision_survives_pressing_twice(network: Network, hamar: Membership, leader: User) -> None:
    run = make_groups(network=network, by=leader)
    placement = run.placements.get()
    other = "decline" if placement.proposed_group != "decline" else "steady"
    override_group(placement=placement, group=other, reason="Vi vet bedre", by=leader)
    assert make_groups(network=network, by=leader).placements.get().group == other
