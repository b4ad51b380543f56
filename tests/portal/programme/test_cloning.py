"""A next round: the same programme at a new time, the members invited again, and no people."""

import copy
import datetime as dt
from pathlib import Path

import pytest

from husrom.portal.programme.cloning import CloneRefusedError, NextRound, clone
from husrom.portal.programme.document import EXAMPLES, ProgrammeDocument
from husrom.portal.programme.exporting import as_yaml
from husrom.portal.programme.reading import read_programme, read_programme_text
from husrom.portal.programme.shifting import shifted

TODAY = dt.date(2026, 11, 23)
STARTS_ON = dt.date(2027, 2, 1)


@pytest.fixture(scope="module")
def real() -> ProgrammeDocument:
    return read_programme(EXAMPLES / "helhetlig-boligpolitikk.yaml")


@pytest.fixture(scope="module")
def following(real: ProgrammeDocument) -> ProgrammeDocument:
    return clone(real, NextRound("runde-2", STARTS_ON), invited_on=TODAY)


def days(document: ProgrammeDocument) -> list[dt.date]:
    return [dt.date.fromisoformat(gathering["starts_on"]) for gathering in document.tree["gatherings"]]


def test_it_is_a_programme_without_faults(following: ProgrammeDocument) -> None:
    assert read_programme_text(as_yaml(following), source="runde-2.yaml") == following


def test_it_starts_on_the_day(following: ProgrammeDocument) -> None:
    assert following.tree["network"]["starts_on"] == "2027-02-01"
    assert days(following)[0] == dt.date(2027, 2, 3)


def test_weekdays_and_distances_stay(real: ProgrammeDocument, following: ProgrammeDocument) -> None:
    moved = {after - before for before, after in zip(days(real), days(following), strict=True)}
    assert len(moved) == 1
    assert moved.pop().days % 7 == 0
    assert all(gathering["date_is_example"] for gathering in following.tree["gatherings"])


def test_members_are_invited_again_by_their_numbers_of_today(following: ProgrammeDocument) -> None:
    members = {member["name"]: member for member in following.tree["members"]}
    assert len(members) == 17
    assert "Ringerike" not in members
    assert {step["status"] for member in members.values() for step in member["history"]} == {"invited"}
    assert (members["Lier"]["number"], members["Hamar"]["number"]) == ("3312", "3403")
    assert following.tree["network"]["division_on"] == "2024-01-01"
    assert following.tree["network"]["county_labels"] == {}


def test_members_can_be_kept(real: ProgrammeDocument) -> None:
    kept = clone(real, NextRound("runde-2", STARTS_ON, keep_members=True), invited_on=TODAY)
    histories = {member["name"]: member["history"] for member in kept.tree["members"]}
    assert histories == {member["name"]: member["history"] for member in real.tree["members"]}


def test_an_earlier_round_keeps_the_numbers_of_its_time(real: ProgrammeDocument) -> None:
    early = clone(real, NextRound("runde-2", dt.date(2022, 1, 10)), invited_on=TODAY)
    assert early.tree["network"]["division_on"] == "2020-01-01"
    assert "3049" in {member["number"] for member in early.tree["members"]}


def test_speakers_are_not_taken_along() -> None:
    document = copy.deepcopy(read_programme(Path(__file__).parent / "valid.yaml"))
    document.tree["gatherings"][0]["agenda"][0]["speaker"] = "Foredragsholder"
    following = clone(document, NextRound("prove-2", dt.date(2028, 1, 12)), invited_on=TODAY)
    assert following.tree["gatherings"][0]["agenda"][0]["speaker"] == ""


def test_the_clone_has_a_name_of_its_own(real: ProgrammeDocument) -> None:
    with pytest.raises(CloneRefusedError, match="kan ikke ha samme kortnavn"):
        clone(real, NextRound(real.slug, STARTS_ON), invited_on=TODAY)


def test_shifting_there_and_back_changes_only_what_is_an_example(real: ProgrammeDocument) -> None:
    there_and_back = shifted(shifted(real, weeks=398), weeks=-398)
    expected = copy.deepcopy(real)
    for gathering in expected.tree["gatherings"]:
        gathering["date_is_example"] = True
    assert there_and_back == expected
