"""The pages a reader meets: what is on them for whom, and how much they ask the database."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from husrom.portal.accounts.models import User
from husrom.portal.gatherings.models import Commitment, Gathering, GroupTask, Material, Registration, Session
from husrom.portal.network.models import GroupPlacement, GroupRun, Membership, Network
from tests import cast
from tests.conftest import SignIn, forget_kept_pages
from tests.portal.gatherings.conftest import Register

LEADER_PAGES = ("rediger/", "program/", "oppmote/", "mat/", "avtaler/", "dokumenter/")


@pytest.fixture
def address(network: Network) -> str:
    return f"/n/{network.slug}/samlinger/"


@pytest.fixture
def speak_english(leader: User, hamar_delegate: User, lier_delegate: User, observer: User, student: User) -> None:
    User.objects.update(language="en")


@pytest.fixture
def groups(network: Network, hamar: Membership, lier: Membership, open_gathering: Gathering) -> GroupRun:
    old = GroupRun.objects.create(network=network, thresholds={}, reference_year=2024)
    GroupPlacement.objects.create(run=old, membership=hamar, group="decline", proposed_group="decline")
    run = GroupRun.objects.create(network=network, thresholds={}, reference_year=2025)
    for member, group in ((hamar, "steady"), (lier, "growth_pressure")):
        GroupPlacement.objects.create(run=run, membership=member, group=group, proposed_group=group)
    session = open_gathering.sessions.get(kind=Session.Kind.GROUP_WORK)
    for group in ("growth_pressure", "steady"):
        GroupTask.objects.create(session=session, group=group, task=f"Oppgave {group}", room=f"Rom {group}")
    return run


@pytest.mark.parametrize("people", ["leader", "hamar_delegate", "observer", "student"])
def test_everyone_in_the_network_reads_the_gatherings(
    address: str, request: pytest.FixtureRequest, people: str, sign_in: SignIn, groups: GroupRun
) -> None:
    reader = request.getfixturevalue(people)
    listing = sign_in(reader).get(address)
    assert listing.status_code == 200
    assert listing.text.count("samlinger/") >= 5
    page = sign_in(reader).get(address + "2/")
    assert page.status_code == 200
    assert "Arbeid i grupper" in page.text
    assert "Rom steady" in page.text
    assert sign_in(reader).get(address + "9/").status_code == 404


def test_the_others_are_kept_out(address: str, sign_in: SignIn, outsider: User, anonymous: object) -> None:
    assert sign_in(outsider).get(address + "2/").status_code == 404


def test_only_the_leader_runs_a_gathering(
    address: str, sign_in: SignIn, leader: User, hamar_delegate: User, observer: User, student: User
) -> None:
    for page in LEADER_PAGES:
        assert sign_in(leader).get(f"{address}2/{page}").status_code == 200, page
        for reader in (hamar_delegate, observer, student):
            assert sign_in(reader).get(f"{address}2/{page}").status_code == 404, (page, reader)
            assert sign_in(reader).post(f"{address}2/{page}").status_code in {404, 405}, (page, reader)


def test_ones_own_group_comes_first(
    address: str, sign_in: SignIn, hamar_delegate: User, lier_delegate: User, groups: GroupRun
) -> None:
    def order(reader: User) -> list[str]:
        (day,) = sign_in(reader).get(address + "2/").context["page"].days
        return [one.group.key for item in day.sessions for one in item.groups]

    assert order(hamar_delegate) == ["steady", "growth_pressure"]
    assert order(lier_delegate) == ["growth_pressure", "steady"]


def test_a_group_shows_its_municipalities_from_the_newest_division(
    address: str, sign_in: SignIn, hamar_delegate: User, groups: GroupRun
) -> None:
    (day,) = sign_in(hamar_delegate).get(address + "2/").context["page"].days
    shown = {one.group.key: one.group.municipalities for item in day.sessions for one in item.groups}
    assert shown == {"steady": "Hamar", "growth_pressure": "Lier"}


def test_what_was_agreed_is_shown_again_to_those_it_concerns(
    address: str,
    sign_in: SignIn,
    past_gathering: Gathering,
    hamar: Membership,
    leader: User,
    hamar_delegate: User,
    lier_delegate: User,
    observer: User,
) -> None:
    Commitment.objects.create(gathering=past_gathering, membership=hamar, number=1, text="Kartlegge eneboligene")
    for reader, sees in ((leader, True), (hamar_delegate, True), (lier_delegate, False), (observer, False)):
        assert ("Kartlegge eneboligene" in sign_in(reader).get(address + "2/").text) is sees, reader
    seen = sign_in(leader).get(address + "2/").text
    assert "1 i arbeid, 0 gjort, 0 lagt bort. 1 av 2 kommuner mangler avtaler." in seen


def test_the_next_step_of_each_role(
    address: str, sign_in: SignIn, leader: User, hamar_delegate: User, observer: User, speak_english: None
) -> None:
    def steps(reader: User) -> list[str]:
        return [line.step.url.removeprefix(address) for line in sign_in(reader).get(address).context["lines"]]

    assert steps(observer) == ["1/", "2/", "3/", "4/", "5/"]
    assert steps(hamar_delegate)[:3] == ["1/avtaler/3403/", "2/pamelding/3403/", "3/"]
    assert steps(leader)[:3] == ["1/oppmote/", "2/oppmote/", "3/program/"]


def test_materials_are_links_of_the_web(
    address: str, sign_in: SignIn, leader: User, observer: User, open_gathering: Gathering
) -> None:
    client, page = sign_in(leader), f"{address}2/dokumenter/"
    for url in ("javascript:alert(1)", "ftp://example.org/a", "file:///etc/passwd", "ikke en adresse"):
        answer = client.post(page, {"title": "Lysark", "url": url})
        assert answer.status_code == 422, url
        assert 'value="Lysark"' in answer.text
    assert client.post(page, {"title": "Lysark", "url": "https://example.org/lysark.pdf"}).status_code == 302
    assert "https://example.org/lysark.pdf" in sign_in(observer).get(f"{address}2/").text
    material = Material.objects.get()
    assert client.get(f"{page}{material.pk}/slett/").status_code == 405
    assert sign_in(observer).post(f"{page}{material.pk}/slett/").status_code == 404
    assert client.post(f"{address}3/dokumenter/{material.pk}/slett/").status_code == 404
    assert client.post(f"{page}{material.pk}/slett/").status_code == 302
    assert not Material.objects.exists()


@pytest.mark.parametrize("members", [1, 3])
@pytest.mark.parametrize("people", ["leader", "hamar_delegate", "observer"])
def test_pages_ask_little_however_many_take_part(
    address: str,
    request: pytest.FixtureRequest,
    people: str,
    sign_in: SignIn,
    groups: GroupRun,
    register: Register,
    past_gathering: Gathering,
    members: int,
    network: Network,
) -> None:
    reader = request.getfixturevalue(people)
    for number in range(members):
        member = cast.make_member(network, f"99{number:02}", f"Kommune {number}")
        cast.seat_person(member, "delegate", 1, f"Delegat {number}")
        register(member)
        Commitment.objects.create(gathering=past_gathering, membership=member, number=1, text="Noe")
        GroupPlacement.objects.create(run=groups, membership=member, group="steady", proposed_group="steady")
    client = sign_in(reader)
    pages = ["", "2/"] + ([f"2/{page}" for page in LEADER_PAGES] if people == "leader" else [])
    counts = {}
    for page in pages:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address + page).status_code == 200
        counts[page] = len(captured)
        assert all(query["sql"].startswith(("SELECT", "DECLARE")) for query in captured), page
    assert max(counts.values()) <= 15, counts
    expected = {
        "leader": {"": 7, "2/": 15, "2/oppmote/": 8},
        "hamar_delegate": {"": 12, "2/": 14},
        "observer": {"": 6, "2/": 11},
    }
    assert {page: counts[page] for page in expected[people]} == expected[people]


def test_a_gathering_without_a_date_is_told_as_it_is(
    address: str, sign_in: SignIn, leader: User, hamar_delegate: User
) -> None:
    Gathering.objects.update(
        starts_on=None, ends_on=None, registration_opens_on=None, registration_closes_on=None, capacity=None, place=""
    )
    for reader in (leader, hamar_delegate):
        assert sign_in(reader).get(address).status_code == 200
        assert sign_in(reader).get(address + "2/").status_code == 200
    assert sign_in(leader).get(address).context["lines"][0].step.url.endswith("/rediger/")
    assert Registration.objects.count() == 0
    assert timezone.localdate() > dt.date(2026, 1, 1)


def test_the_kept_page_is_for_those_who_stand_alike(
    address: str,
    sign_in: SignIn,
    open_gathering: Gathering,
    hamar: Membership,
    hamar_delegate: User,
    lier_delegate: User,
    leader: User,
) -> None:
    """The second reader asks while the first one's page is kept, in either order."""
    for readers in ((hamar_delegate, lier_delegate, leader), (leader, lier_delegate, hamar_delegate)):
        forget_kept_pages()
        pages = {reader: sign_in(reader).get(address + "2/").text for reader in readers}
        assert "2/pamelding/3403/" in pages[hamar_delegate]
        assert "2/pamelding/3403/" not in pages[lier_delegate] + pages[leader]
        assert "2/oppmote/" in pages[leader]
        assert "2/oppmote/" not in pages[hamar_delegate] + pages[lier_delegate]


def test_a_page_asked_for_again_asks_who_reads_and_no_more(
    address: str, sign_in: SignIn, open_gathering: Gathering, hamar_delegate: User
) -> None:
    client = sign_in(hamar_delegate)
    client.get(address + "2/")
    with CaptureQueriesContext(connection) as captured:
        client.get(address + "2/")
    assert len(captured) == 6
