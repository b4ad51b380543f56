"""When the parts of a download belong together, and which are forgotten when they do not."""

import datetime as dt

import numpy as np
import pytest

from husrom.figures.clients.kept_answers import Answer
from husrom.figures.clients.selection import Selection
from husrom.figures.clients.statbank_parts import ChangedMeanwhileError, Part, check_one_state
from husrom.figures.cubes.cube import Cube, Dimension

JUNE = dt.datetime(2026, 6, 24, 6, tzinfo=dt.UTC)
JULY = dt.datetime(2026, 7, 24, 6, tzinfo=dt.UTC)


def _part(year: str, updated: dt.datetime | None, *, kept: bool = False, answered: str | None = None) -> Part:
    codes = (answered or year,)
    cube = Cube("Dwellings", "SSB", updated, (Dimension("Tid", "year", codes, codes),), np.array([1.0]))
    answer = Answer(b"", {}, JULY, from_cache=kept, url="", key=year)
    return Part(Selection.of({"Tid": [year]}), answer, cube)


def _forgotten(parts: list[Part], *, now: dt.datetime | None) -> list[str] | None:
    """The keys that were forgotten; None where the parts belong together."""
    forgotten: list[Answer] = []
    try:
        check_one_state(parts, JUNE, lambda: now, forgotten.append)
    except ChangedMeanwhileError:
        return [answer.key for answer in forgotten]
    assert not forgotten
    return None


@pytest.mark.parametrize("updated", [JUNE, None])
def test_parts_of_one_time_belong_together(updated: dt.datetime | None) -> None:
    assert _forgotten([_part("2024", updated, kept=True), _part("2025", updated)], now=JULY) is None


def test_contents_with_times_of_their_own_belong_together_in_a_table_at_rest() -> None:
    assert _forgotten([_part("2024", JUNE), _part("2025", JULY)], now=JUNE) is None


def test_an_older_part_is_forgotten_when_the_table_has_changed() -> None:
    assert _forgotten([_part("2024", JUNE), _part("2025", JULY)], now=JULY) == ["2024"]


def test_an_older_part_from_the_disk_is_forgotten_in_any_case() -> None:
    assert _forgotten([_part("2024", JUNE, kept=True), _part("2025", JULY)], now=JUNE) == ["2024"]


def test_a_part_without_a_time_is_older_than_one_with() -> None:
    assert _forgotten([_part("2024", None), _part("2025", JULY)], now=JULY) == ["2024"]


def test_a_part_that_answers_something_else_is_forgotten() -> None:
    assert _forgotten([_part("2024", JUNE), _part("2025", JUNE, answered="2023")], now=JUNE) == ["2025"]
