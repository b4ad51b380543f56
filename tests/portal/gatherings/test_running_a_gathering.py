"""Attendance, commitments, agenda and facts: the actions and the pages that call them."""

import datetime as dt

import pytest
from django.utils import timezone

from husrom.portal.accounts.models import User
from husrom.portal.gatherings import actions
from husrom.portal.gatherings.errors import AttendanceRefusedError, CommitmentRefusedError, GatheringRefusedError
from husrom.portal.gatherings.models import Commitment, Gathering, GroupTask, Registration, Session
from husrom.portal.network.models import Membership, Network
from tests.conftest import SignIn
from tests.portal.gatherings.conftest import Register


@pytest.fixture
def address(network: Network) -> str:
    return f"/n/{network.slug}/samlinger/"


@pytest.fixture
def held(full_team: Membership, register: Register, past_gathering: Gathering) -> Registration:
    """Hamar's first delegate is registered for the gathering that has begun."""
    return register(full_team, gathering=past_gathering, outside_window=True)[0]


def test_arrival_is_marked_once_and_can_be_undone(held: Registration, leader: User) -> None:
    first = actions.mark_arrived(registration=held, by=leader).arrived_at
    assert actions.mark_arrived(registration=held, by=None).arrived_at == first
    held.refresh_from_db()
    assert (held.arrived_at, held.arrival_marked_by) == (first, leader)
    actions.undo_arrival(registration=held, by=leader)
    held.refresh_from_db()
    assert (held.arrived_at, held.arrival_marked_by) == (None, None)


def test_who_cannot_be_marked(
    held: Registration, full_team: Membership, register: Register, open_gathering: Gathering
) -> None:
    (ahead,) = register(full_team)
    with pytest.raises(AttendanceRefusedError, match=r"^Attendance is marked from the day the gathering begins \("):
        actions.mark_arrived(registration=ahead, by=None)
    Gathering.objects.filter(pk=open_gathering.pk).update(starts_on=None, ends_on=None)
    with pytest.raises(AttendanceRefusedError, match=r"\(no date yet\).$"):
        actions.mark_arrived(registration=ahead, by=None)
    Registration.objects.filter(pk=held.pk).update(status="waiting")
    with pytest.raises(AttendanceRefusedError, match=r"^Hamar 1 has no place: on the waiting list. Register them"):
        actions.mark_arrived(registration=held, by=None)


def test_the_attendance_list_works_with_and_without_htmx(
    address: str, held: Registration, leader: User, sign_in: SignIn
) -> None:
    client, page = sign_in(leader), address + "1/oppmote/"
    assert f'name="arrived" value="{held.pk}"' in client.get(page).text
    plain = client.post(page, {"arrived": held.pk})
    assert (plain.status_code, plain.url) == (302, f"{page}#registration_{held.pk}")
    found = client.post(page, {"arrived": held.pk, "q": "Hamar"})
    assert found.url == f"{page}?q=Hamar#registration_{held.pk}", "a search is still there after a mark"
    row = client.post(page, {"undo": held.pk}, headers={"hx-request": "true"})
    assert row.status_code == 200
    assert row.text.lstrip().startswith(f'<tr id="registration_{held.pk}">')
    assert "<html" not in row.text
    Registration.objects.update(status="cancelled")
    refused = client.post(page, {"arrived": held.pk})
    assert refused.status_code == 422
    assert client.post(page, {"arrived": "x"}).status_code == 404
    assert client.post(address + "2/oppmote/", {"arrived": held.pk}).status_code == 404


def test_the_attendance_list_finds_people_and_tells_who_is_missing(
    address: str, held: Registration, lier: Membership, leader: User, sign_in: SignIn
) -> None:
    client = sign_in(leader)
    found = client.get(address + "1/oppmote/", {"q": "HAMAR"}).context["attendance"]
    assert [one.pk for one in found.registered] == [held.pk]
    assert [member.name for member in found.unregistered] == ["Lier"]
    assert client.get(address + "1/oppmote/", {"q": "Bodø"}).context["attendance"].registered == ()


def test_two_commitments_are_written_and_reported(
    address: str, full_team: Membership, past_gathering: Gathering, sign_in: SignIn
) -> None:
    client, page = sign_in(User.objects.get(name="Hamar 1")), address + "1/avtaler/3403/"
    assert client.post(page, {"text_1": "Kartlegge", "text_2": ""}).status_code == 302
    (first,) = Commitment.objects.all()
    assert (first.number, first.text, first.status) == (1, "Kartlegge", "open")
    answer = client.post(page, {"text_1": "Kartlegge", "status_1": "done", "outcome_1": "", "text_2": "Møte med NAV"})
    assert answer.status_code == 422
    assert "Møte med NAV" in answer.text
    assert Commitment.objects.count() == 1
    data = {"text_1": "Kartlegge", "status_1": "done", "outcome_1": "Kart laget", "text_2": "Møte med NAV"}
    assert client.post(page, data).status_code == 302
    assert list(Commitment.objects.values_list("number", "status", "outcome")) == [
        (1, "done", "Kart laget"),
        (2, "open", ""),
    ]
    cleared = {"text_1": "", "status_1": "done", "outcome_1": "Kart laget", "text_2": "", "status_2": "open"}
    assert client.post(page, cleared).status_code == 422
    cleared |= {"text_1": "Kartlegge"}
    assert client.post(page, cleared).status_code == 302
    assert Commitment.objects.count() == 1


def test_commitments_that_cannot_be_saved(
    full_team: Membership, past_gathering: Gathering, open_gathering: Gathering
) -> None:
    def save(gathering: Gathering, **entry: str) -> None:
        line = actions.CommitmentEntry(1, **({"text": "Kartlegge"} | entry))
        actions.save_commitments(gathering=gathering, membership=full_team, entries=[line], by=None)

    with pytest.raises(CommitmentRefusedError, match=r"written at the gathering. Gathering 2 has not begun.$"):
        save(open_gathering)
    with pytest.raises(CommitmentRefusedError, match=r"^Say in a sentence what came of commitment 1.$"):
        save(past_gathering, status="done")
    with pytest.raises(CommitmentRefusedError, match=r"^Say in a sentence why commitment 1 was dropped.$"):
        save(past_gathering, status="dropped")
    save(past_gathering, status="dropped", outcome="Ikke tid")
    with pytest.raises(CommitmentRefusedError, match=r"^Commitment 1 is reported and stays."):
        save(past_gathering, text="")
    full_team.status = Membership.Status.LEFT
    with pytest.raises(CommitmentRefusedError, match=r"^Hamar has left the network.$"):
        save(past_gathering)


def test_whose_commitments_one_may_see(
    address: str,
    full_team: Membership,
    leader: User,
    lier_delegate: User,
    observer: User,
    student: User,
    sign_in: SignIn,
) -> None:
    page = address + "1/avtaler/3403/"
    for reader, status in (
        (leader, 200),
        (User.objects.get(name="Hamar kommunedirektør"), 200),
        (lier_delegate, 404),
        (observer, 404),
        (student, 404),
    ):
        assert sign_in(reader).get(page).status_code == status
        posted = sign_in(reader).post(page, {"text_1": "Noe", "status_1": "open", "text_2": ""})
        assert posted.status_code == (302 if status == 200 else 404)


def session_data(**changes: object) -> dict[str, object]:
    usual = {"day": 1, "starts_at": "09:30", "minutes": 30, "kind": "talk", "title": "Kaffe", "speaker": ""}
    return usual | changes


def test_the_agenda_is_edited(address: str, open_gathering: Gathering, leader: User, sign_in: SignIn) -> None:
    client, page = sign_in(leader), address + "2/program/"
    data = session_data(
        kind="group_work", title="Grupper", task_growth_pressure="Pris", room_growth_pressure="Sal 1", task_steady=""
    )
    assert client.post(page, data).status_code == 302
    session = Session.objects.get(title="Grupper")
    assert [(task.group, task.task, task.room) for task in session.group_tasks.all()] == [
        ("growth_pressure", "Pris", "Sal 1")
    ]
    one = f"{page}{session.pk}/"
    assert 'value="Sal 1"' in client.get(one).text
    changed = data | {"title": "Gruppearbeid", "task_growth_pressure": "", "task_decline": "Leie"}
    assert client.post(one, changed).status_code == 302
    session.refresh_from_db()
    assert session.title == "Gruppearbeid"
    assert [task.group for task in GroupTask.objects.all()] == ["decline"]
    assert client.get(f"{one}slett/").status_code == 405
    assert client.post(f"{address}3/program/{session.pk}/slett/").status_code == 404
    assert client.post(f"{one}slett/").status_code == 302
    assert not Session.objects.filter(pk=session.pk).exists()


@pytest.mark.parametrize(
    "wrong", [{"day": 3}, {"day": 0}, {"minutes": 0}, {"title": ""}, {"starts_at": "kl. ni"}, {"institution": 999}]
)
def test_a_session_that_cannot_be(
    address: str, open_gathering: Gathering, leader: User, sign_in: SignIn, wrong: dict[str, object]
) -> None:
    before = Session.objects.count()
    answer = sign_in(leader).post(address + "2/program/", session_data(speaker="Forsker", **wrong))
    assert answer.status_code == 422
    assert 'value="Forsker"' in answer.text
    assert Session.objects.count() == before


def gathering_data(gathering: Gathering, **changes: object) -> dict[str, object]:
    names = ("starts_on", "ends_on", "registration_opens_on", "registration_closes_on")
    dates = {name: getattr(gathering, name).isoformat() for name in names}
    return dates | {"title": gathering.title, "capacity": 60, "quota_delegate": 3} | changes


def test_a_gathering_is_edited(address: str, open_gathering: Gathering, leader: User, sign_in: SignIn) -> None:
    Gathering.objects.update(date_is_example=True)
    client, page = sign_in(leader), address + "2/rediger/"
    starts_on = open_gathering.starts_on + dt.timedelta(days=1)
    data = gathering_data(
        open_gathering, starts_on=starts_on.isoformat(), ends_on="", venue="Hotellet", day_package_nok="950.50"
    )
    assert client.post(page, data).status_code == 302
    open_gathering.refresh_from_db()
    assert (open_gathering.starts_on, open_gathering.ends_on) == (starts_on, starts_on)
    assert (open_gathering.venue, str(open_gathering.day_package_nok)) == ("Hotellet", "950.50")
    assert not open_gathering.date_is_example, "a date that is set is no example"
    assert dict(open_gathering.quotas.values_list("role", "per_municipality")) == {"delegate": 3}


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"starts_on": "", "ends_on": "2030-01-01"},
        {"starts_on": "2030-01-02", "ends_on": "2030-01-01"},
        {"registration_opens_on": "2030-01-02", "registration_closes_on": "2030-01-01"},
        {"registration_closes_on": "2099-01-01"},
        {"capacity": "-1"},
        {"quota_delegate": "mange"},
    ],
)
def test_a_gathering_that_cannot_be(
    address: str, open_gathering: Gathering, leader: User, sign_in: SignIn, wrong: dict[str, object]
) -> None:
    answer = sign_in(leader).post(address + "2/rediger/", gathering_data(open_gathering, venue="Hotellet", **wrong))
    assert answer.status_code == 422
    assert 'value="Hotellet"' in answer.text
    open_gathering.refresh_from_db()
    assert open_gathering.venue == "Møtehotellet"


def test_capacity_follows_those_who_come(
    address: str,
    crowd: list[Membership],
    register: Register,
    open_gathering: Gathering,
    leader: User,
    sign_in: SignIn,
) -> None:
    Gathering.objects.filter(pk=open_gathering.pk).update(capacity=2)
    for member in crowd[:4]:
        register(member)
    with pytest.raises(GatheringRefusedError, match=r"^2 are registered already, so there cannot be fewer places"):
        actions.edit_gathering(gathering=open_gathering, values={"capacity": 1}, quotas={}, by=None)
    client, page = sign_in(leader), address + "2/rediger/"
    assert client.post(page, gathering_data(open_gathering, capacity=1)).status_code == 422
    assert client.post(page, gathering_data(open_gathering, capacity=3)).status_code == 302
    assert open_gathering.registrations.filter(status="registered").count() == 3
    assert client.post(page, gathering_data(open_gathering, capacity="")).status_code == 302
    assert open_gathering.registrations.filter(status="registered").count() == 4
    assert timezone.now() > open_gathering.registrations.latest("registered_at").registered_at
