"""The demo's dates: today lies between two gatherings, whatever day it is."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.portal.demo.dates import moved_around
from husrom.portal.programme.document import EXAMPLES, ProgrammeDocument
from husrom.portal.programme.reading import read_programme

EXAMPLE = EXAMPLES / "helhetlig-boligpolitikk.yaml"


@pytest.fixture(scope="module")
def document() -> ProgrammeDocument:
    return read_programme(EXAMPLE)


@given(today=st.dates(dt.date(2026, 1, 1), dt.date(2040, 12, 31)))
def test_moved_programme_has_a_past_and_an_open_next_gathering(document: ProgrammeDocument, today: dt.date) -> None:
    gatherings = moved_around(document, today).tree["gatherings"]
    day = today.isoformat()
    assert gatherings[0]["starts_on"] < day < gatherings[1]["starts_on"]
    window = gatherings[1]["registration"]
    assert window["opens_on"] <= day <= window["closes_on"] < gatherings[1]["starts_on"]


@given(today=st.dates(dt.date(2026, 1, 1), dt.date(2040, 12, 31)))
def test_moved_gatherings_keep_order_weekday_and_stay_out_of_july(document: ProgrammeDocument, today: dt.date) -> None:
    moved = [dt.date.fromisoformat(row["starts_on"]) for row in moved_around(document, today).tree["gatherings"]]
    original = [dt.date.fromisoformat(row["starts_on"]) for row in document.tree["gatherings"]]
    assert moved == sorted(set(moved))
    assert [day.weekday() for day in moved] == [day.weekday() for day in original]
    assert 7 not in [day.month for day in moved]


def test_moved_programme_marks_every_date_and_leaves_the_history_alone(document: ProgrammeDocument) -> None:
    moved = moved_around(document, dt.date(2026, 11, 23)).tree
    assert [row["date_is_example"] for row in moved["gatherings"]] == [True] * 5
    assert moved["members"] == document.tree["members"]
