"""The pages of figures: right figures with their sources, found by any name, and open to all."""

import csv
import io

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from husrom.figures.cubes.jsonstat import decode
from husrom.figures.indicators import indicators
from husrom.figures.peers import peer_groupings, peers_of
from husrom.portal.accounts.models import User
from husrom.portal.network.models import Membership, Network
from tests.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "address"),
    [("Mandal", "/tall/kommuner/4205/"), ("0403", "/tall/kommuner/3403/"), ("hamar", "/tall/kommuner/3403/")],
)
def test_search_leads_to_the_municipality_of_today(text: str, address: str, anonymous: Client) -> None:
    assert f'href="{address}"' in anonymous.get("/tall/", {"q": text}).text.partition('id="themes"')[0]


@pytest.mark.parametrize("text", ["xyzzyqwrt", "<script>alert(1)</script>", "0" * 200, "\x00", "%"])
def test_search_that_finds_nothing_says_so(text: str, anonymous: Client) -> None:
    answer = anonymous.get("/tall/", {"q": text})
    assert answer.status_code == 200
    assert "Ingen kommune har eller har hatt det navnet" in answer.text
    assert "<script>alert" not in answer.text


def test_a_profile_has_every_theme_with_figures_and_reasons(anonymous: Client) -> None:
    page = anonymous.get("/tall/kommuner/3403/").text
    assert "33\u00a0817" in page
    assert "Kilde: Statistisk sentralbyrå (SSB), tabell 07459" in page
    assert "Før det:" in page
    assert "0403 Hamar" in page
    missing = [found.key for found in indicators() if f"/{found.key}/" not in page]
    assert missing == []


def test_a_profile_is_compared_with_the_group_asked_for(anonymous: Client) -> None:
    for grouping in peer_groupings():
        peers = peers_of("3403", grouping.key)
        if peers.label:
            assert peers.label.nb in anonymous.get("/tall/kommuner/3403/", {"gruppe": grouping.key}).text


@pytest.mark.parametrize("grouping", ["", "nothing", "'", "centrality"])
def test_a_group_that_cannot_be_used_gives_the_first(grouping: str, anonymous: Client) -> None:
    label = peers_of("3403", "growth").label
    assert label is not None
    assert label.nb in anonymous.get("/tall/kommuner/3403/", {"gruppe": grouping}).text


def test_a_former_number_leads_on_to_that_of_today(anonymous: Client) -> None:
    answer = anonymous.get("/tall/kommuner/0403/")
    assert (answer.status_code, answer["Location"]) == (301, "/tall/kommuner/3403/")
    assert anonymous.get("/tall/kommuner/1002/population/")["Location"] == "/tall/kommuner/4205/population/"


@pytest.mark.parametrize(
    "address",
    [
        "/tall/kommuner/9999/",
        "/tall/kommuner/1507/",
        "/tall/kommuner/3403/nothing/",
        "/tall/indikatorer/nothing/",
        "/tall/kommuner/3403/nothing.svg",
        "/tall/indikatorer/nothing/tall.csv",
        "/tall/kommuner/9999/tall.xlsx",
        "/tall/kommuner/3403/population.exe",
    ],
)
def test_what_does_not_exist_is_not_found(address: str, anonymous: Client) -> None:
    assert anonymous.get(address).status_code == 404


def test_an_indicator_lists_every_municipality_by_name(anonymous: Client) -> None:
    page = anonymous.get("/tall/indikatorer/population/").text
    rows = page.partition("<tbody>")[2].partition("</tbody>")[0]
    assert rows.count("<tr>") == 357
    assert rows.index(">Alta<") < rows.index(">Oslo<") < rows.index(">Ås<")
    assert page.count('data-shade="') >= 357


def test_an_indicator_without_figures_says_why(anonymous: Client) -> None:
    page = anonymous.get("/tall/indikatorer/crowded_share_pct/").text
    assert "Det er ingen tall ennå" in page
    assert "husrom figures update" in page


def test_every_page_of_a_municipality_opens(anonymous: Client) -> None:
    for found in indicators():
        answer = anonymous.get(f"/tall/kommuner/1868/{found.key}/")
        assert answer.status_code == 200, found.key
        assert found.title.nb in answer.text


def test_a_figure_says_what_it_rests_on_only_where_that_is_known(anonymous: Client) -> None:
    page = anonymous.get("/tall/kommuner/1840/").text
    assert "Gjennomsnitt av 24 salg." in page
    assert "Median for 939 husholdninger." in page
    assert "av 0 salg" not in page
    assert "av 939 salg" not in page


def test_charts_are_pictures_with_their_source(anonymous: Client) -> None:
    for key in ("population_to_2050", "residents_by_age", "population", "price_detached_nok_per_m2"):
        answer = anonymous.get(f"/tall/kommuner/3403/{key}.svg")
        assert answer["Content-Type"] == "image/svg+xml"
        assert "Kilde: Statistisk sentralbyrå" in answer.text
        assert "<script" not in answer.text
    assert anonymous.get("/tall/kommuner/3403/population.png").content.startswith(b"\x89PNG")
    assert anonymous.get("/tall/kommuner/3403/population.pdf").content.startswith(b"%PDF")


def test_the_files_hold_what_the_page_shows(anonymous: Client) -> None:
    address = "/tall/kommuner/3403/tall."
    rows = list(csv.DictReader(io.StringIO(anonymous.get(f"{address}csv").content.decode("utf-8-sig")), delimiter=";"))
    newest = next(row for row in rows if (row["indicator"], row["period"]) == ("population", "2026"))
    assert float(newest["value"].replace(",", ".")) == 33817
    cube = decode(anonymous.get(f"{address}json").content)
    cell = {"indicator": "population", "municipality": "3403", "period": "2026"}
    assert cube.cell(cell).value == 33817
    sheet = openpyxl.load_workbook(io.BytesIO(anonymous.get(f"{address}xlsx").content)).worksheets[0]
    assert sheet.max_row == len(rows) + 1
    assert anonymous.get(f"{address}parquet").content.startswith(b"PAR1")


def test_the_comparison_has_the_members_by_name(
    network: Network, hamar: Membership, mandal: Membership, leader: User, sign_in: SignIn
) -> None:
    client = sign_in(leader)
    page = client.get(f"/n/{network.slug}/tall/", {"indikator": "population"}).text
    assert page.index(">Hamar<") < page.index(">Mandal<")
    assert "33\u00a0817" in page
    assert "5\u00a0627\u00a0400" in page
    assert client.get(f"/n/{network.slug}/tall/", {"indikator": "nothing"}).status_code == 404


def test_the_queries_of_the_pages(
    network: Network, hamar: Membership, leader: User, sign_in: SignIn, anonymous: Client
) -> None:
    counted = {}
    client = sign_in(leader)
    for name, reader, address in (
        ("comparison", client, f"/n/{network.slug}/tall/"),
        ("profile", anonymous, "/tall/kommuner/3403/"),
        ("indicator", anonymous, "/tall/indikatorer/population/"),
        ("front", anonymous, "/tall/"),
    ):
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(address).status_code == 200
        counted[name] = len(queries)
    assert counted == {"comparison": 7, "profile": 0, "indicator": 0, "front": 0}
