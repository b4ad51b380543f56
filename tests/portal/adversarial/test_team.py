"""A team may change its own people only, and undo what was typed wrong."""

import datetime as dt

import pytest
from django.test import Client

from husrom.portal.accounts.models import User
from husrom.portal.network.models import Membership, SeatHolding
from tests import cast
from tests.conftest import SignIn


@pytest.fixture
def client(lier_delegate: User, sign_in: SignIn) -> Client:
    return sign_in(lier_delegate)


def test_one_who_has_left_is_not_edited_by_the_old_team(
    client: Client, lier: Membership, hamar: Membership, today: dt.date
) -> None:
    mover = cast.seat_person(lier, "delegate", 2, "Har Flyttet")
    old = SeatHolding.objects.get(user=mover)
    old.ends_on = today - dt.timedelta(days=1)
    old.save()
    cast.seat_person(hamar, "delegate", 1, "Har Flyttet")
    page = client.post(f"{_team(lier)}{old.pk}/", {})
    assert page.status_code == 422
    assert "Ingenting er endret" in page.content.decode()


def test_a_job_title_is_the_persons_own(client: Client, lier: Membership, lier_delegate: User) -> None:
    held = SeatHolding.objects.get(user=lier_delegate)
    assert client.post(f"{_team(lier)}{held.pk}/", {"job_title": "Skrevet av andre"}).status_code == 302
    lier_delegate.refresh_from_db()
    assert lier_delegate.job_title == ""


def test_a_delegate_does_not_choose_the_chief_executive(
    hamar: Membership, hamar_delegate: User, chief_executive: User, leader: User, sign_in: SignIn, today: dt.date
) -> None:
    delegate, held = sign_in(hamar_delegate), SeatHolding.objects.get(user=chief_executive)
    someone = {"name": "Ny", "email": "ny@example.org", "starts_on": (today + dt.timedelta(days=1)).isoformat()}
    for address in ("", "bytt/", "avslutt/"):
        page = f"{_team(hamar)}{held.pk}/{address}"
        assert delegate.get(page).status_code == 404
        assert delegate.post(page, someone).status_code == 404
    for place in ("chief_executive", f"substitute-{held.seat_id}"):
        assert delegate.post(_team(hamar), {**someone, "place": place}).status_code == 422
    assert f"{_team(hamar)}{held.pk}/bytt/" not in delegate.get(_team(hamar)).content.decode()
    assert not User.objects.filter(email="ny@example.org").exists()
    for person in (leader, chief_executive):
        assert sign_in(person).get(f"{_team(hamar)}{held.pk}/bytt/").status_code == 200


def test_a_place_that_begins_in_the_wrong_year_can_be_taken_back(
    client: Client, lier: Membership, today: dt.date
) -> None:
    said = {"place": "delegate", "name": "Feil År", "email": "feil@example.org", "starts_on": "2062-11-23"}
    assert client.post(_team(lier), said).status_code == 302
    holding = SeatHolding.objects.get(user__name="Feil År")
    assert client.post(f"{_team(lier)}{holding.pk}/avslutt/", {"on": today.isoformat()}).status_code == 302
    assert not SeatHolding.objects.filter(user__name="Feil År").exists()
    assert client.post(_team(lier), {**said, "starts_on": today.isoformat()}).status_code == 302


def _team(membership: Membership) -> str:
    return f"/n/{membership.network.slug}/medlemmer/{membership.municipality_number}/lag/"
