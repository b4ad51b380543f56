"""What a person can eat: kept short, shown to few, never in the audit log."""

import datetime as dt
import json

import pytest
from auditlog.models import LogEntry
from django.core import serializers

from husrom.portal.accounts.models import User
from husrom.portal.gatherings import actions
from husrom.portal.gatherings.errors import DietaryNeedRefusedError
from husrom.portal.gatherings.models import DietaryNeed, Gathering, Registration
from husrom.portal.network.models import Membership, Network
from tests.conftest import SignIn
from tests.portal.gatherings.conftest import Register

NEED, OTHER_NEED = "Cøliaki hemmelig", "Nøtteallergi hemmelig"


@pytest.fixture
def soon(open_gathering: Gathering, today: dt.date) -> Gathering:
    """The open gathering, so near that food is asked for."""
    Gathering.objects.filter(pk=open_gathering.pk).update(starts_on=today + dt.timedelta(days=20))
    open_gathering.refresh_from_db()
    return open_gathering


@pytest.fixture
def place(full_team: Membership, register: Register, soon: Gathering) -> Registration:
    return register(full_team, gathering=soon)[0]


def enter(place: Registration, text: str = NEED) -> None:
    place.refresh_from_db()
    actions.set_dietary_need(registration=place, text=text, by=place.user)


def make_past(gathering: Gathering, today: dt.date, days: int) -> None:
    day = today - dt.timedelta(days=days)
    Gathering.objects.filter(pk=gathering.pk).update(starts_on=day, ends_on=day)
    gathering.refresh_from_db()


def test_the_audit_log_never_knows_what_anyone_eats(
    place: Registration, soon: Gathering, today: dt.date, leader: User
) -> None:
    enter(place)
    enter(place, OTHER_NEED)
    enter(place, "")
    enter(place)
    actions.substitute_person(registration=place, user=User.objects.get(name="Hamar 3"), by=leader)
    enter(place)
    actions.cancel_registration(registration=place, by=leader)
    assert not DietaryNeed.objects.exists(), "the need goes with the place"
    actions.register_seats(gathering=soon, membership=place.seat.membership, seats=[place.seat], by=leader)
    enter(place)
    make_past(soon, today, 40)
    actions.delete_dietary_needs(gathering=soon, by=leader)
    log = serializers.serialize("json", LogEntry.objects.all(), ensure_ascii=False)
    assert json.loads(log), "there is a log"
    assert "hemmelig" not in log
    assert LogEntry.objects.filter(content_type__model="dietaryneed").exists(), "that there was a need is logged"


def test_who_may_say_what_a_person_eats(place: Registration, leader: User) -> None:
    colleague = User.objects.get(name="Hamar 2")
    with pytest.raises(DietaryNeedRefusedError, match=r"^Only Hamar 1 can say what they eat.$"):
        actions.set_dietary_need(registration=place, text=NEED, by=colleague)
    actions.set_dietary_need(registration=place, text=NEED, by=leader, as_leader=True)
    Registration.objects.update(status="waiting")
    with pytest.raises(DietaryNeedRefusedError, match=r"^Dietary needs are asked for when the place is certain.$"):
        enter(place)


@pytest.mark.parametrize(
    ("days", "sentence"),
    [(40, r"^Dietary needs are asked for from "), (-2, r"is over.$"), (None, r"when the gathering has a date.$")],
)
def test_it_is_asked_for_late(
    place: Registration, soon: Gathering, today: dt.date, days: int | None, sentence: str
) -> None:
    day = None if days is None else today + dt.timedelta(days=days)
    Gathering.objects.filter(pk=soon.pk).update(starts_on=day, ends_on=day)
    with pytest.raises(DietaryNeedRefusedError, match=sentence):
        enter(place)


def test_deletion_after_some_days_can_be_run_again_and_again(
    place: Registration, soon: Gathering, today: dt.date, full_team: Membership
) -> None:
    enter(place)
    assert actions.delete_dietary_needs_after(0) == 0, "the gathering is not over"
    make_past(soon, today, 10)
    assert actions.delete_dietary_needs_after(14) == 0
    assert DietaryNeed.objects.count() == 1
    assert actions.delete_dietary_needs_after(7) == 1
    soon.refresh_from_db()
    deleted_at, entries = soon.dietary_data_deleted_at, LogEntry.objects.count()
    assert deleted_at is not None
    assert actions.delete_dietary_needs_after(7) == 0
    soon.refresh_from_db()
    assert soon.dietary_data_deleted_at == deleted_at
    assert LogEntry.objects.count() == entries


def test_the_leaders_list_for_the_venue(
    network: Network, place: Registration, soon: Gathering, today: dt.date, leader: User, sign_in: SignIn
) -> None:
    enter(place)
    client, page = sign_in(leader), f"/n/{network.slug}/samlinger/2/mat/"
    assert NEED in client.get(page).text
    assert client.get(page + "slett/").status_code == 405
    assert client.post(page + "slett/").status_code == 302
    assert DietaryNeed.objects.exists(), "the venue still needs it"
    make_past(soon, today, 1)
    assert sign_in(place.user).post(page + "slett/").status_code == 404
    assert client.post(page + "slett/").status_code == 302
    assert not DietaryNeed.objects.exists()
    assert NEED not in client.get(page).text
