"""«Slett meg»: no trace of name or address anywhere, and everything else still adds up."""

import datetime as dt
import json
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from auditlog.models import LogEntry
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import serializers
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from husrom.portal.accounts.actions import OnlyLeaderError, change_profile, erase_person
from husrom.portal.accounts.models import User
from husrom.portal.common.changes import change
from husrom.portal.gatherings.models import DietaryNeed, Gathering, Registration
from husrom.portal.network.models import AnchoringAct, LetterText, Membership, Network, RoleAssignment, SeatHolding
from tests import cast
from tests.conftest import SignIn

ERASE = "/min-side/slett/"
NAME, OLD_NAME, TITLE = "Øyvind Åsen Erasable", "Øyvind Erasable-Before", "Kommuneplanlegger for erasure"


def everything_stored() -> str:
    """Return all rows of all tables, and what the sessions hold, as one text."""
    rows = [json.dumps(session.get_decoded()) for session in Session.objects.all()]
    for model in apps.get_models():
        dumped = json.loads(serializers.serialize("json", model.objects.all()))
        rows.append(json.dumps(dumped, ensure_ascii=False))
    return "\n".join(rows)


@pytest.fixture
def person(hamar: Membership, leader: User, past_gathering: Gathering, open_gathering: Gathering) -> User:
    """Someone who has left traces in every corner."""
    network = hamar.network
    with change(network, by=leader):
        user = cast.seat_person(hamar, "chief_executive", 1, OLD_NAME, areas=("plan",))
    user.email = "oyvind.erasable@example.org"
    change_profile(user=user, name=NAME, job_title=TITLE, language="nb", by=user)
    user.save()
    with change(network, by=user):
        seat = user.seat_holdings.get().seat
        registrations = [
            Registration.objects.create(gathering=gathering, seat=seat, user=user, registered_at=timezone.now())
            for gathering in (past_gathering, open_gathering)
        ]
        DietaryNeed.objects.create(registration=registrations[0], text="Vegetarian for erasure")
        RoleAssignment.objects.create(network=network, user=user, role="observer", starts_on=network.starts_on).delete()
        AnchoringAct.objects.create(
            membership=hamar,
            kind=AnchoringAct.Kind.ANCHORED,
            on=network.starts_on,
            letter=LetterText.objects.filter(network=network).first(),
            signed_by=NAME,
            signed_as="Kommunedirektør",
            recorded_by=user,
        )
    Client().force_login(user)
    return user


def test_nothing_tells_who_it_was(person: User, leader: User) -> None:
    before = everything_stored()
    traces = (NAME, OLD_NAME, TITLE, "erasable@example.org", "øyvind.erasable", "Vegetarian for erasure")
    assert [trace in before for trace in traces].count(True) >= 5
    erase_person(user=person, by=person)
    after = everything_stored()
    assert [trace for trace in (*traces, "Erasable", "erasable") if trace in after] == []


def test_heads_and_history_stay(person: User) -> None:
    registrations = Registration.objects.count()
    entries = LogEntry.objects.count()
    erase_person(user=person, by=person)
    assert Registration.objects.filter(user=person, status="registered").count() == registrations == 2
    assert LogEntry.objects.count() >= entries
    assert AnchoringAct.objects.get().signed_by == "Slettet person"
    assert AnchoringAct.objects.get().signed_as == "Kommunedirektør"


def test_seats_end_and_the_end_is_in_the_log(person: User, network: Network) -> None:
    before = Network.objects.get(pk=network.pk).revision
    erase_person(user=person, by=person)
    holding = SeatHolding.objects.get(user=person)
    assert holding.ends_on == timezone.localdate()
    entry = LogEntry.objects.get_for_object(holding).latest()
    assert entry.changes["ends_on"] == ["None", str(holding.ends_on)]
    assert entry.object_repr.startswith("Slettet person – Hamar")
    assert entry.actor_id == person.pk
    assert Network.objects.get(pk=network.pk).revision > before


def test_a_seat_to_come_is_taken_away(person: User) -> None:
    SeatHolding.objects.update(starts_on=timezone.localdate() + dt.timedelta(days=3))
    erase_person(user=person, by=person)
    assert not SeatHolding.objects.filter(user=person).exists()


def test_others_with_the_same_name_are_untouched(person: User, lier: Membership, leader: User) -> None:
    with change(lier.network, by=leader):
        namesake = cast.seat_person(lier, "delegate", 1, NAME)
    assert namesake.pk != person.pk
    erase_person(user=person, by=person)
    namesake.refresh_from_db()
    assert namesake.name == NAME
    entry = LogEntry.objects.get_for_object(namesake.seat_holdings.get()).earliest()
    assert entry.object_repr.startswith(NAME)


def test_the_page_explains_and_the_button_erases(person: User, sign_in: SignIn) -> None:
    client = sign_in(person)
    assert "Dette kan ikke angres" in client.get(ERASE).text
    assert User.objects.filter(name=NAME).exists()
    answer = client.post(ERASE, follow=True)
    assert answer.redirect_chain == [("/", HTTPStatus.FOUND)]
    assert "Du er slettet" in answer.text
    assert "_auth_user_id" not in client.session
    assert not User.objects.filter(name=NAME).exists()


def test_other_sessions_of_the_person_are_closed(person: User, leader: User, sign_in: SignIn) -> None:
    theirs, others = sign_in(person), sign_in(leader)
    erase_person(user=person, by=person)
    assert theirs.get("/min-side/").status_code == HTTPStatus.FOUND
    assert others.get("/min-side/").status_code == HTTPStatus.OK


@pytest.mark.parametrize(
    ("second_leader", "state", "refused"),
    [
        (None, "active", True),
        ("active", "active", False),
        ("ended", "active", True),
        ("inactive", "active", True),
        (None, "closed", False),
    ],
)
def test_the_only_leader_is_refused(
    network: Network, leader: User, second_leader: str | None, state: str, refused: bool
) -> None:
    Network.objects.filter(pk=network.pk).update(state=state)
    if second_leader:
        other = cast.give_role(network, "leader", "Nestleder")
        if second_leader == "inactive":
            User.objects.filter(pk=other.pk).update(is_active=False)
        if second_leader == "ended":
            yesterday = timezone.localdate() - dt.timedelta(days=1)
            RoleAssignment.objects.filter(user=other).update(ends_on=yesterday)
    if refused:
        with pytest.raises(OnlyLeaderError, match="Helhetlig boligpolitikk"):
            erase_person(user=leader, by=leader)
    else:
        erase_person(user=leader, by=leader)
    leader.refresh_from_db()
    assert leader.is_active is refused


def test_the_refusal_is_shown_as_422(leader: User, sign_in: SignIn) -> None:
    answer = sign_in(leader).post(ERASE)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Helhetlig boligpolitikk" in answer.text


def test_no_page_with_the_name_is_kept(
    person: User, hamar: Membership, leader: User, sign_in: SignIn, django_capture_on_commit_callbacks: Any
) -> None:
    client = sign_in(leader)
    assert NAME in client.get(f"/n/{hamar.network.slug}/medlemmer/3403/").text
    folder = Path(caches["pages"]._dir)
    assert list(folder.iterdir())
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(user=person, by=person)
    assert not list(folder.iterdir())
