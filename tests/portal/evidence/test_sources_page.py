"""The page of sources: every table, under its producer, with its age, its licence, its remarks and its uses."""

import re

import pytest
from django.test import Client

from husrom.figures.catalogue import sources
from husrom.figures.indicators import cross_section, indicators
from husrom.figures.provenance import said_in
from husrom.portal.evidence.queries.source_list import producers

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(anonymous: Client) -> str:
    return anonymous.get("/tall/kilder/").text


def test_every_source_stands_once_under_its_producer(page: str) -> None:
    for identifier in sources():
        assert page.count(f'id="{identifier}"') == 1
    listed = {producer.name: {line.source.producer for line in producer.lines} for producer in producers()}
    assert listed == {name: {name} for name in listed}


def test_every_source_stands_with_licence_and_age(page: str) -> None:
    assert "Tabell 07459" in page
    assert page.count('href="https://creativecommons.org/licenses/by/4.0/') == len(sources())
    assert "9. august 2026" in page
    assert "dagen er ikke kjent; filen er fra 16. april 2026" in page


def test_remarks_are_in_the_readers_language(page: str) -> None:
    for source in sources().values():
        for text in (*source.notes, *source.unverified):
            words = said_in(text, "nb").replace("'", "&#x27;").replace('"', "&quot;")
            assert words in page
    assert 'lang="en"' not in page
    assert "the file we received" not in page


def test_a_source_leads_to_each_figure_made_from_it() -> None:
    uses = {line.source.identifier: {use.key for use in line.uses} for one in producers() for line in one.lines}
    for found in indicators():
        for source in {
            source.identifier
            for value in cross_section(found.key)
            if value.value is not None
            for source in value.sources
        }:
            assert found.key in uses[source], (found.key, source)


def test_the_links_lead_somewhere(page: str, anonymous: Client) -> None:
    for address in sorted(set(re.findall(r'href="(/tall/indikatorer/[a-z0-9_]+/)"', page)))[:5]:
        assert anonymous.get(address).status_code == 200
