"""The search answers with the matches alone to one who is writing, and with the whole page to everyone else."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

WRITING = {"HX-Request": "true"}


def test_one_who_is_writing_gets_only_the_matches(anonymous: Client) -> None:
    answer = anonymous.get("/tall/", {"q": "Mandal"}, headers=WRITING)
    assert answer.text.strip().startswith('<div id="found"')
    assert 'href="/tall/kommuner/4205/"' in answer.text
    assert "<html" not in answer.text
    assert "no-store" in answer["Cache-Control"]


def test_one_who_has_written_nothing_gets_an_empty_list(anonymous: Client) -> None:
    answer = anonymous.get("/tall/", headers=WRITING)
    assert 'id="found"' in answer.text
    assert "<li" not in answer.text


def test_no_cache_mixes_the_two_up(anonymous: Client) -> None:
    for headers in ({}, WRITING):
        assert "HX-Request" in anonymous.get("/tall/", {"q": "Mandal"}, headers=headers)["Vary"]
    assert "HX-Request" in anonymous.get("/tall/")["Vary"]


def test_the_place_for_matches_is_there_before_anything_is_searched_for(anonymous: Client) -> None:
    page = anonymous.get("/tall/").text
    assert 'id="found"' in page
    assert 'aria-live="polite"' in page
    assert 'action="/tall/" method="get"' in page
