"""The comparison of a network's participants: by name, with their groups, and files of nobody else."""

import csv
import io
from itertools import pairwise

import pytest
from django.test import Client

from husrom.portal.accounts.models import User
from husrom.portal.network.models import GroupPlacement, GroupRun, Membership, Network
from tests.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(leader: User, sign_in: SignIn) -> Client:
    return sign_in(leader)


def _place(network: Network, member: Membership, group: str) -> None:
    run = GroupRun.objects.create(network=network, thresholds={}, reference_year=2025)
    GroupPlacement.objects.create(run=run, membership=member, proposed_group=group, group=group, explanation="")


def test_each_participant_stands_with_its_group_of_the_newest_division(
    network: Network, hamar: Membership, mandal: Membership, client: Client
) -> None:
    address = f"/n/{network.slug}/tall/"
    assert ">Gruppe<" not in client.get(address).text
    _place(network, hamar, "decline")
    _place(network, hamar, "steady")
    page = client.get(address).text
    assert "Jevn utvikling" in page
    assert "Befolkningsnedgang" not in page
    assert 'class="group">–<' in page


def test_norway_is_drawn_beside_rates_but_not_beside_sums(network: Network, hamar: Membership, client: Client) -> None:
    address = f"/n/{network.slug}/tall/"
    assert "Streken over søylene er Norge" in client.get(address, {"indikator": "population_change_10_years_pct"}).text
    assert "Streken over søylene er Norge" not in client.get(address, {"indikator": "population"}).text


def test_a_remark_everyone_shares_is_said_once(
    network: Network, hamar: Membership, mandal: Membership, client: Client
) -> None:
    page = client.get(f"/n/{network.slug}/tall/", {"indikator": "price_detached_nok_per_m2"}).text
    assert page.count("Tabellen sluttet med 2024") == 1
    assert page.count("Gjennomsnitt av") == 2


def test_the_files_hold_the_participants_and_no_others(
    network: Network, hamar: Membership, mandal: Membership, lier: Membership, client: Client
) -> None:
    Membership.objects.filter(pk=lier.pk).update(status=Membership.Status.LEFT)
    answer = client.get(f"/n/{network.slug}/tall/tall.csv", {"indikator": "population"})
    assert answer["Content-Disposition"] == f'attachment; filename="husrom-{network.slug}-population.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert {row["municipality_number"] for row in rows} == {"3403", "4205"}
    assert {row["indicator"] for row in rows} == {"population"}
    years = [row["period"] for row in rows if row["municipality_number"] == "3403"]
    assert all(int(later) == int(earlier) + 1 for earlier, later in pairwise(years))
    assert years[-1] == "2026"


def test_the_page_offers_the_files_of_the_figure_it_shows(network: Network, hamar: Membership, client: Client) -> None:
    page = client.get(f"/n/{network.slug}/tall/", {"indikator": "median_income_nok"})
    address = f"/n/{network.slug}/tall/tall.xlsx?indikator=population"
    shown = client.get(f"/n/{network.slug}/tall/", {"indikator": "population"}).text
    assert f'href="{address}"' in shown
    assert client.get(address).content.startswith(b"PK")
    assert page.status_code == 404


def test_an_observer_and_a_student_see_official_figures(
    network: Network, hamar: Membership, observer: User, student: User, sign_in: SignIn
) -> None:
    for reader in (observer, student):
        client = sign_in(reader)
        assert client.get(f"/n/{network.slug}/tall/").status_code == 200
        assert client.get(f"/n/{network.slug}/tall/tall.csv").status_code == 200


def test_a_file_of_an_unknown_figure_is_not_found(network: Network, client: Client) -> None:
    assert client.get(f"/n/{network.slug}/tall/tall.csv", {"indikator": "nothing"}).status_code == 404
