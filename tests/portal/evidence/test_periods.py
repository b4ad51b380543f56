"""The page of an indicator for the period one chooses, with the country where there is a figure for it."""

import re

import pytest
from django.test import Client

from husrom.figures.indicators import periods

pytestmark = pytest.mark.django_db


def _page(client: Client, key: str, period: str = "") -> str:
    return client.get(f"/tall/indikatorer/{key}/", {"periode": period} if period else {}).text


def test_a_period_is_shown_with_its_own_figures(anonymous: Client) -> None:
    page = _page(anonymous, "population", "2019")
    assert "Alle kommuner, 2019" in page
    assert "5\u00a0328\u00a0221" in page
    assert "<option selected>2019</option>" in page
    assert "Alle kommuner, 2026" in _page(anonymous, "population")


@pytest.mark.parametrize("period", ["1066", "nothing", "<script>", "2026K1"])
def test_a_period_without_figures_gives_the_newest(period: str, anonymous: Client) -> None:
    page = _page(anonymous, "population", period)
    assert "Alle kommuner, 2026" in page
    assert "<script>" not in page


def test_the_newest_period_stands_first(anonymous: Client) -> None:
    offered = re.findall(r"<option[^>]*>(\d{4})</option>", _page(anonymous, "population"))
    assert offered == list(reversed(periods("population")))


def test_one_period_is_no_choice(anonymous: Client) -> None:
    assert len(periods("area_km2")) == 1
    assert 'name="periode"' not in _page(anonymous, "area_km2")


def test_the_country_stands_only_where_it_has_a_figure(anonymous: Client) -> None:
    assert 'class="fact-label">Norge<' in _page(anonymous, "population")
    assert 'class="fact-label">Norge<' not in _page(anonymous, "price_detached_nok_per_m2")


def test_the_map_says_each_figure_in_words(anonymous: Client) -> None:
    page = _page(anonymous, "price_detached_nok_per_m2")
    assert "<title>Hamar: 31\u00a0191 kr per m²</title>" in page
    assert "<title>Alvdal: ikke noe tall</title>" in page
    assert page.count('fill="url(#no-figure)"') == len(re.findall(r"<title>[^<]*: ikke noe tall</title>", page))
