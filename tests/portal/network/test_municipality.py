import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from husrom.portal.accounts.models import User
from husrom.portal.network.models import Membership, Network
from husrom.portal.network.queries.municipality import fact_teaser, municipality_page
from tests import cast
from tests.conftest import SignIn, forget_kept_pages

BASE = "/n/helhetlig-boligpolitikk/kommuner/"


def test_a_page_of_public_facts_with_year_and_source(network: Network, hamar: Membership, anonymous: Client) -> None:
    page = anonymous.get(f"{BASE}3403/").content.decode()
    for said in (
        "Innlandet",
        "0403",
        "Folketall",
        "33 817",
        "2016–2026 · Kilde: Statistisk sentralbyrå (SSB), tabell 07459",
        "Vi har tallet for 97 av 357 kommuner, og ikke for denne.",
    ):
        assert said in page.replace("\N{NO-BREAK SPACE}", " "), said


def test_the_numbers_of_a_municipality_that_changed_county(network: Network, anonymous: Client) -> None:
    member = cast.make_member(network, "3031", "Nittedal")
    page = municipality_page(member)
    assert (page.county_then, page.county_now) == ("Viken", "Akershus")
    assert [(period.number, period.said) for period in page.numbers] == [
        ("0233", "til 31. desember 2019"),
        ("3031", "1. januar 2020 – 31. desember 2023"),
        ("3232", "fra 1. januar 2024"),
    ]


def test_the_students_place_says_whose_figures_these_are(mandal: Membership) -> None:
    assert municipality_page(mandal).figures_of == "Lindesnes"


def test_a_municipality_since_split_has_no_figures_but_says_why(network: Network) -> None:
    aalesund = cast.make_member(network, "1507", "Ålesund")
    page = municipality_page(aalesund)
    assert page.groups == ()
    assert page.why_no_figures == "Kommunen er senere delt, så ingen av dagens tall gjelder den alene."
    assert fact_teaser(aalesund) == ()


def test_participants_are_a_span_not_a_ranking(network: Network, hamar: Membership, lier: Membership) -> None:
    population = municipality_page(hamar).groups[0].facts[0]
    assert "Blant deltakerne: " in population.note
    lier.delete()
    assert municipality_page(hamar).groups[0].facts[0].note == ""


@pytest.mark.parametrize("number", ["0301", "9999", "tull"])
def test_others_have_no_page(network: Network, anonymous: Client, number: str) -> None:
    assert anonymous.get(f"{BASE}{number}/").status_code == 404


def test_queries_do_not_grow(network: Network, anonymous: Client, sign_in: SignIn, leader: User) -> None:
    counted = []
    signed_in = sign_in(leader)
    for numbers in (["3403"], ["3049", "4203"]):
        for number in numbers:
            cast.make_member(network, number, number)
        forget_kept_pages()
        for client in (anonymous, anonymous, signed_in):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"{BASE}3403/").status_code == 200
            counted.append(len(queries))
    # Network and membership; the other members' numbers the first time; the reader's session and standing.
    assert counted == [3, 2, 6] * 2
