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
    page = client.post(f"{_team(lier)}{old.pk}/", {"job_title": "Skrevet av andre"})
    assert page.status_code == 422
    assert "Ingenting er endret" in page.content.decode()
    mover.refresh_from_db()
    assert mover.job_title == ""


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
