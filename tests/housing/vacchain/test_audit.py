"""Check 8 lets a uniform draw pass, and no other."""

import random
from collections.abc import Callable

import numpy as np
import pytest

from husrom.housing.vacchain import DrawAudit, DrawsFound, Moment
from husrom.housing.vacchain.audit import replay
from husrom.housing.vacchain.stock import Stock

from . import plain

chance = random.Random(1)  # noqa: S311 -- no secret


def _uniform(occupied: list[int], _stock: Stock) -> int:
    return chance.choice(occupied)


def _first(occupied: list[int], _stock: Stock) -> int:
    return occupied[0]


def _younger_of_two(occupied: list[int], stock: Stock) -> int:
    return min(chance.choices(occupied, k=2), key=lambda dwelling: stock.ages[dwelling])


def _later_of_two(occupied: list[int], _stock: Stock) -> int:
    return max(chance.choices(occupied, k=2))


def _found(choose: Callable[[list[int], Stock], int], cut: int | None = None) -> DrawsFound:
    audit = DrawAudit()
    for seed in range(1, 5):
        before, queue, trace = plain.wrong_or_right_trace(4_000, choose, seed)
        audit.faults += _replayed(audit, before, queue, trace[:cut])
    return audit.found()


def _replayed(audit: DrawAudit, before: Stock, queue: np.ndarray, trace: np.ndarray) -> int:
    return replay(before, queue, trace, audit.bins, audit.sums)


def test_a_uniform_draw_is_accepted() -> None:
    found = _found(_uniform)
    assert found.hold
    assert found.faults == 0


def test_an_engine_that_takes_the_first_is_refused() -> None:
    found = _found(_first)
    assert not found.hold
    assert found.faults == 0, "it is conserved; only the draw is wrong"
    assert found.chi_square > found.limit


def test_an_engine_that_takes_the_later_of_two_is_refused() -> None:
    found = _found(_later_of_two)
    assert found.chi_square > found.limit


def test_an_engine_that_favours_the_young_is_refused() -> None:
    found = _found(_younger_of_two)
    assert not found.hold
    assert found.age_z < -found.age_limit


@pytest.mark.parametrize("cut", [5, -1])
def test_a_trace_that_ends_early_is_a_fault(cut: int) -> None:
    assert _found(_uniform, cut).faults > 0


def _one_year() -> tuple[Stock, np.ndarray, np.ndarray]:
    return plain.wrong_or_right_trace(500, _uniform)


def test_drawing_a_vacant_dwelling_is_a_fault() -> None:
    before, queue, trace = _one_year()
    trace[np.flatnonzero(trace >= 0)[0]] = queue[-1]
    assert _replayed(DrawAudit(), before, queue, trace) > 0


def test_drawing_what_is_no_dwelling_is_a_fault() -> None:
    before, queue, trace = _one_year()
    trace[np.flatnonzero(trace >= 0)[0]] = before.ages.size + 5
    assert _replayed(DrawAudit(), before, queue, trace) > 0


def test_more_draws_than_the_queue_asks_for_are_a_fault() -> None:
    before, queue, trace = _one_year()
    assert _replayed(DrawAudit(), before, queue, np.append(trace, -1)) > 0


def test_a_year_that_ends_otherwise_is_a_fault() -> None:
    before, queue, trace = _one_year()
    audit = DrawAudit()
    audit.look(Moment(0, 2, before, queue, trace[:0]))
    audit.look(Moment(0, 3, Stock(before.ages + np.uint8(1), before.first, before.size), queue, trace))
    assert audit.found().faults == 1


def test_nothing_drawn_says_nothing_of_ages() -> None:
    assert DrawAudit().found().age_z == 0
