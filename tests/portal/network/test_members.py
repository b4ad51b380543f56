import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from husrom.figures.municipalities import municipality
from husrom.portal.accounts.models import User
from husrom.portal.gatherings.models import Gathering, Registration
from husrom.portal.network.actions import change_status, invite_member
from husrom.portal.network.actions.membership import StatusChangeRefusedError
from husrom.portal.network.models import Membership, Network, SeatHolding
from husrom.portal.network.queries.members import MemberRow, member_list
from tests import cast
from tests.conftest import SignIn, forget_kept_pages

URL = "/n/helhetlig-boligpolitikk/medlemmer/"


def row(network: Network, name: str) -> MemberRow:
    return next(row for row in member_list(network).rows if row.name == name)


def test_a_row_says_what_is_in_place_and_what_is_missing(
    network: Network, hamar: Membership, hamar_delegate: User, chief_executive: User, open_gathering: Gathering
) -> None:
    found = row(network, "Hamar")
    assert (found.team, found.breadth, found.anchoring, found.registration) == (
        "1 av 3",
        "2 av 7",
        "mangler",
        "ingen ennå",
    )
    assert found.missing_areas == "Mangler: Helse og omsorg, Eiendom, Økonomi, Folkehelse, NAV"
    assert found.lacks == {"team", "breadth", "anchoring", "registration"}
    for role, user in (("delegate", hamar_delegate), ("chief_executive", chief_executive)):
        Registration.objects.create(
            gathering=open_gathering,
            seat=hamar.seats.get(role=role, number=1),
            user=user,
            registered_at=dt.datetime.now(tz=dt.UTC),
        )
    assert row(network, "Hamar").registration == "2, med kommunedirektøren"


def test_the_student_seat_and_those_who_left_lack_nothing_of_a_municipality(
    network: Network, mandal: Membership, lier: Membership, leader: User, today: dt.date
) -> None:
    assert (row(network, "Mandal").team, row(network, "Mandal").anchoring) == ("ingen student ennå", "–")
    change_status(membership=lier, status="left", on=today, reason="Ferdig.", by=leader)
    (gone,) = member_list(network, status="left").rows
    assert (gone.name, gone.team, gone.lacks) == ("Lier", "–", frozenset())
    assert "Lier" not in [one.name for one in member_list(network).rows]


def test_registration_is_not_asked_for_before_it_opens(
    network: Network, hamar: Membership, open_gathering: Gathering, today: dt.date
) -> None:
    Gathering.objects.filter(pk=open_gathering.pk).update(registration_opens_on=today + dt.timedelta(days=1))
    assert row(network, "Hamar").registration == "ikke åpnet"
    assert "registration" not in row(network, "Hamar").lacks


def test_the_list_can_be_narrowed(
    network: Network, hamar: Membership, lier: Membership, leader: User, sign_in: SignIn
) -> None:
    Membership.objects.filter(name="Lier").update(status="invited")
    client = sign_in(leader)
    assert "2 deltakere" in client.get(URL).content.decode()
    invited = client.get(URL, {"status": "invited"}).content.decode()
    assert "Lier" in invited
    assert "Hamar" not in invited
    forget_kept_pages()
    assert "1 av" not in client.get(URL, {"lack": "anchoring"}).content.decode()
    assert "Ingen passer" in client.get(URL, {"status": "left"}).content.decode()
    assert client.get(URL, {"status": "tull"}).status_code == 200


def test_a_change_shows_in_the_list_at_once(
    network: Network, hamar: Membership, leader: User, sign_in: SignIn, today: dt.date
) -> None:
    client = sign_in(leader)
    assert '<td data-label="Status">aktiv</td>' in client.get(URL).content.decode()
    change_status(membership=hamar, status="left", on=today, reason="Ferdig.", by=leader)
    assert '<td data-label="Status">aktiv</td>' not in client.get(URL).content.decode()
    assert '<td data-label="Status">har sluttet</td>' in client.get(URL, {"status": "left"}).content.decode()


def test_queries_of_the_list_do_not_grow(network: Network, leader: User, sign_in: SignIn) -> None:
    client = sign_in(leader)
    counted = []
    for numbers in (["3403"], ["3049", "4203"]):
        for number in numbers:
            member = cast.make_member(network, number, number)
            cast.seat_person(member, "delegate", 1, f"Delegat {number}", areas=("plan",))
        forget_kept_pages()
        for _warm in (False, True):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(URL).status_code == 200
            counted.append(len(queries))
    assert counted == [12, 5] * 2


def test_the_members_page_shows_the_way_through_the_network(
    hamar: Membership, leader: User, sign_in: SignIn, today: dt.date
) -> None:
    change_status(membership=hamar, status="left", on=today, reason="Ny ledelse.", by=leader)
    change_status(membership=hamar, status="invited", on=today, reason="Vil være med igjen.", by=leader)
    page = sign_in(leader).get(f"{URL}3403/").content.decode()
    assert "Ny ledelse." in page
    assert "Vil være med igjen." in page
    assert "Kommunenummer 3403 i inndelingen fra 2020. I dag 3403 (Hamar) i Innlandet." in page


def test_the_members_page_shows_a_few_figures_with_year_and_source(
    hamar: Membership, leader: User, sign_in: SignIn
) -> None:
    page = sign_in(leader).get(f"{URL}3403/").content.decode()
    assert "2016–2026 · Kilde: Statistisk sentralbyrå (SSB), tabell 07459" in page
    assert page.count('<figure class="fact">') == 4


def test_only_the_leader_may_change_the_status(hamar: Membership, hamar_delegate: User, sign_in: SignIn) -> None:
    client = sign_in(hamar_delegate)
    assert "Endre status" not in client.get(f"{URL}3403/").content.decode()
    assert client.post(f"{URL}3403/status/", {"status": "left"}).status_code == 404


def test_a_refused_status_keeps_what_was_written(
    hamar: Membership, leader: User, sign_in: SignIn, today: dt.date
) -> None:
    sent = {"status": "left", "on": "2018-01-01", "reason": "Skrev dette lenge"}
    response = sign_in(leader).post(f"{URL}3403/status/", sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Skrev dette lenge" in page
    assert "Neste steg kan ikke være tidligere: velg den dagen eller senere." in page
    hamar.refresh_from_db()
    assert hamar.status == "active"


def test_a_status_is_changed_and_told(hamar: Membership, leader: User, sign_in: SignIn, today: dt.date) -> None:
    client = sign_in(leader)
    sent = {"status": "left", "on": today.isoformat(), "reason": "Ferdig."}
    response = client.post(f"{URL}3403/status/", sent, follow=True)
    assert response.redirect_chain == [(f"{URL}3403/", 302)]
    assert "Hamar har nå status «har sluttet»." in response.content.decode()


@pytest.mark.parametrize("path", ["3403/", "3403/lag/", "3403/forankring/", "3403/forankring/brev/"])
def test_queries_of_a_members_pages(
    path: str, hamar: Membership, hamar_delegate: User, chief_executive: User, sign_in: SignIn
) -> None:
    client = sign_in(chief_executive)
    counted = []
    for names in ([], ["Ada", "Bo"]):
        for number, name in enumerate(names, start=2):
            cast.seat_person(hamar, "delegate", number, name, areas=("plan", "nav"))
        forget_kept_pages()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{URL}{path}").status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 15


def test_mandal_has_a_student_seat_and_no_delegates(mandal: Membership, leader: User, sign_in: SignIn) -> None:
    client = sign_in(leader)
    page = client.get(f"{URL}4205/").content.decode()
    assert "I dag 4205 (Lindesnes) i Agder." in page
    assert "delegater" not in page
    assert "Forankring" not in page
    team = client.get(f"{URL}4205/lag/").content.decode()
    assert "En studentplass: én student deltar, og det er ingen delegater." in team
    assert client.get(f"{URL}4205/forankring/").status_code == 404
    assert client.get(f"{URL}4205/forankring/brev/").status_code == 404


def test_another_teams_addresses_are_not_seen(
    hamar_delegate: User, lier_delegate: User, leader: User, sign_in: SignIn, observer: User
) -> None:
    for reader, status in ((lier_delegate, 404), (observer, 404), (hamar_delegate, 200), (leader, 200)):
        response = sign_in(reader).get(f"{URL}3403/lag/")
        assert response.status_code == status
        assert (hamar_delegate.email in response.content.decode()) == (status == 200)


def test_someone_elses_seat_cannot_be_reached_through_ones_own_team(
    hamar_delegate: User, lier_delegate: User, sign_in: SignIn
) -> None:
    holding = SeatHolding.objects.get(user=lier_delegate)
    client: Client = sign_in(hamar_delegate)
    for page in ("", "avslutt/", "bytt/"):
        assert client.post(f"{URL}3403/lag/{holding.pk}/{page}").status_code == 404


def test_a_municipality_is_invited(network: Network, hamar: Membership, leader: User, sign_in: SignIn) -> None:
    client = sign_in(leader)
    page = client.get(f"{URL}inviter/").content.decode()
    assert "Nittedal (3031)" in page
    assert "Hamar (3403)" not in page
    today = timezone.localdate()
    sent = {"municipality": "3031", "language": "nn", "on": today.isoformat(), "reason": "Ba om å få være med."}
    response = client.post(f"{URL}inviter/", sent, follow=True)
    assert "Nittedal står på lista som invitert. Neste steg er å sende brevet." in response.content.decode()
    invited = network.memberships.get(municipality_number="3031")
    assert (invited.name, invited.status, invited.language) == ("Nittedal", "invited", "nn")
    assert invited.history.get().reason == "Ba om å få være med."
    assert client.post(f"{URL}inviter/", sent).status_code == 422


def test_an_invitation_is_not_made_ahead_nor_twice(network: Network, hamar: Membership, leader: User) -> None:
    found = municipality("3403", on=network.division_on)
    today = timezone.localdate()
    with pytest.raises(StatusChangeRefusedError, match="står på lista fra før"):
        invite_member(network=network, municipality=found, language="nb", on=today, by=leader)
    hamar.delete()
    with pytest.raises(StatusChangeRefusedError, match="er fram i tid"):
        invite_member(network=network, municipality=found, language="nb", on=today + dt.timedelta(days=1), by=leader)
