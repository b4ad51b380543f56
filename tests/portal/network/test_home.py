"""The home pages: which one the reader gets, what stands there, and how much it asks of the database."""

import datetime as dt
from http import HTTPStatus
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from husrom.portal.accounts.models import User
from husrom.portal.common.changes import change
from husrom.portal.gatherings.models import Commitment, Gathering, Registration
from husrom.portal.gatherings.queries import LateItem, LateMember, all_gatherings
from husrom.portal.gatherings.queries.duties import DutyKind
from husrom.portal.network.models import Membership, Network, Seat, SeatHolding
from husrom.portal.network.queries.home import timeline
from husrom.portal.network.queries.leader_home import leader_next_step
from tests import cast
from tests.conftest import SignIn, forget_kept_pages

MOST_QUERIES = 15


@pytest.fixture
def address(network: Network) -> str:
    return reverse("network:home", args=[network.slug])


@pytest.fixture
def people(
    leader: User, hamar_delegate: User, lier_delegate: User, chief_executive: User, observer: User, student: User
) -> dict[str, User]:
    return {
        "leader": leader,
        "delegate": hamar_delegate,
        "other delegate": lier_delegate,
        "chief executive": chief_executive,
        "observer": observer,
        "student": student,
    }


@pytest.mark.parametrize(
    ("role", "heading", "shown", "hidden"),
    [
        ("leader", "Nettverket nå", ["Hva som er for sent", "Hamar", "Lier", "Samling 5"], []),
        ("delegate", "Dette venter på dere nå", ["Delegat Hamar", "Samling 2", "Programmet i tid"], ["Lier"]),
        ("other delegate", "Dette venter på dere nå", ["Delegat Lier"], ["Hamar", "Hva som er for sent"]),
        (
            "chief executive",
            "Hamar i nettverket",
            ["Hva forventes nå", "Tid", "900 kr per person", "Hva kom ut av det"],
            ["Lier"],
        ),
        ("observer", "Programmet og det som deles med deg", ["Velkommen og status"], ["Delegat Hamar", "Avtaler"]),
        ("student", "Programmet og det som deles med deg", ["Samling 2"], ["Delegat Hamar", "Dette venter"]),
    ],
)
def test_each_role_has_its_own_home(
    people: dict[str, User], sign_in: SignIn, address: str, role: str, heading: str, shown: list[str], hidden: list[str]
) -> None:
    page = sign_in(people[role]).get(address).text
    assert heading in page
    assert [text for text in shown if text not in page] == []
    assert [text for text in hidden if text in page] == []


def test_those_who_take_no_part_find_nothing(outsider: User, sign_in: SignIn, address: str) -> None:
    assert sign_in(outsider).get(address).status_code == HTTPStatus.NOT_FOUND


def test_several_roles_most_relevant_first_with_links_to_the_others(
    hamar: Membership, lier: Membership, hamar_delegate: User, sign_in: SignIn, address: str
) -> None:
    for membership, role in ((hamar, Seat.Role.CHIEF_EXECUTIVE), (lier, Seat.Role.DELEGATE)):
        seat = Seat.objects.filter(membership=membership, role=role).earliest("number")
        SeatHolding.objects.create(seat=seat, user=hamar_delegate, starts_on=hamar.network.starts_on)
    client = sign_in(hamar_delegate)
    page = client.get(address).text
    assert "Hamar i nettverket" in page
    assert "Se siden som Delegat, Lier" in page
    other = client.get(address, {"rolle": "delegat", "kommune": lier.municipality_number}).text
    assert "Laget fra Lier" in other
    assert "Se siden som Kommunedirektør, Hamar" in other


@pytest.mark.parametrize("asked", [{"rolle": "leder"}, {"rolle": "delegat", "kommune": "3049"}, {"rolle": "x"}])
def test_a_role_one_does_not_have_gives_ones_own(
    hamar_delegate: User, lier: Membership, sign_in: SignIn, address: str, asked: dict[str, str]
) -> None:
    page = sign_in(hamar_delegate).get(address, asked).text
    assert "Laget fra Hamar" in page
    assert "Lier" not in page


@pytest.mark.parametrize("role", ["leader", "delegate", "chief executive", "observer", "student"])
def test_the_queries_do_not_grow_with_the_network(
    people: dict[str, User],
    network: Network,
    sign_in: SignIn,
    address: str,
    django_assert_max_num_queries: Any,
    role: str,
) -> None:
    client = sign_in(people[role])
    counts = []
    for number in ("3405", "4601"):
        forget_kept_pages()
        with django_assert_max_num_queries(MOST_QUERIES) as asked:
            client.get(address)
        counts.append(len(asked))
        member = cast.make_member(network, number, f"Kommune {number}")
        cast.seat_person(member, "delegate", 1, f"Delegat {number}", areas=("plan",))
    assert counts[0] == counts[1]


def test_what_is_kept_is_read_again_after_a_change(
    leader: User, lier: Membership, network: Network, sign_in: SignIn, address: str, django_assert_num_queries: Any
) -> None:
    client = sign_in(leader)
    client.get(address)
    with django_assert_num_queries(5):
        client.get(address)
    with change(network, by=leader):
        lier.name = "Lier kommune"
        lier.save()
    assert "Lier kommune" in client.get(address).text


def test_the_delegate_sees_a_change_to_the_programme(
    hamar_delegate: User, network: Network, open_gathering: Gathering, leader: User, sign_in: SignIn, address: str
) -> None:
    client = sign_in(hamar_delegate)
    client.get(address)
    with change(network, by=leader):
        open_gathering.title = "Ny tittel"
        open_gathering.save()
    assert client.get(address).text.count("Ny tittel") == 2


def test_the_chief_executive_sees_time_and_what_came_of_it(
    chief_executive: User, hamar: Membership, past_gathering: Gathering, sign_in: SignIn, address: str
) -> None:
    Commitment.objects.create(
        gathering=past_gathering,
        membership=hamar,
        number=1,
        text="Legge utfordringene fram for ledergruppen",
        status="done",
        outcome="Lagt fram i mars",
    )
    Registration.objects.create(
        gathering=past_gathering,
        seat=Seat.objects.get(membership=hamar, role="chief_executive"),
        user=chief_executive,
        registered_at=timezone.now(),
        arrived_at=timezone.now(),
    )
    page = sign_in(chief_executive).get(address).text
    for text in ("2 t 15 min", "du var der", "Legge utfordringene fram", "Lagt fram i mars", "ventet, ikke påmeldt"):
        assert text in page


def test_the_timeline_places_work_between_gatherings(network: Network, today: dt.date) -> None:

    network.phases.filter(letter="C").update(after_gathering=None, before_gathering=None)
    found = timeline(all_gatherings(network), list(network.phases.all()), today)
    assert [(point.title, point.state) for point in found.points] == [
        ("1. Samling 1", "past"),
        ("A) Arbeidsform A", "next"),
        ("2. Samling 2", "next"),
        ("B) Arbeidsform B", "later"),
        ("3. Samling 3", "later"),
        ("4. Samling 4", "later"),
        ("5. Samling 5", "later"),
    ]
    assert [phase.letter for phase in found.throughout] == ["C"]


@pytest.mark.parametrize(
    ("change_network", "late_members", "has_groups", "title"),
    [
        ({"starts_on": None, "ends_on": None}, (), True, "Sett dato for 2. Samling 2"),
        ({}, ("Hamar",), True, "Hamar er for sent ute"),
        ({}, ("Hamar", "Lier"), False, "2 kommuner er for sent ute"),
        ({}, (), False, "Del deltakerne i grupper"),
        ({"registration_opens_on": None}, (), True, "Åpne påmeldingen til 2. Samling 2"),
        ({}, (), True, "Ingenting er for sent. Neste er 2. Samling 2"),
    ],
)
def test_the_leader_has_one_next_step(
    network: Network,
    today: dt.date,
    change_network: dict[str, Any],
    late_members: tuple[str, ...],
    has_groups: bool,
    title: str,
) -> None:

    network.gatherings.filter(number=2).update(**change_network)
    members = tuple(LateMember(name, "3403", "/x/") for name in late_members)
    late = [LateItem("Ikke forankret", today, DutyKind.ANCHORING, members)] if members else []
    step = leader_next_step(network, all_gatherings(network), late, has_groups=has_groups, on=today)
    assert step.title == title


def test_after_the_last_gathering_there_is_no_next(
    leader: User, network: Network, sign_in: SignIn, address: str
) -> None:
    past = timezone.localdate() - dt.timedelta(days=1)
    network.gatherings.update(starts_on=past, ends_on=past)
    assert sign_in(leader).get(address).status_code == HTTPStatus.OK
