"""From tendencies to probabilities: every tendency pulls the way its name says."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.housing.calibration import (
    TENDENCIES,
    CalibrationError,
    MovePattern,
    PatternSector,
    continuations,
    pattern_prior,
    pattern_transitions,
    published_patterns,
    reference_market,
)

EVEN = MovePattern(**dict.fromkeys(TENDENCIES, 0.0) | {"local_share": 1.0})
HOUSE = PatternSector("detached", 5, owned=True, dwellings=100)
ROW = PatternSector("row", 4, owned=True, dwellings=100)
FLAT = PatternSector("flat", 3, owned=True, dwellings=100)
LET = PatternSector("flat", 2, owned=False, dwellings=100, accessible_share=1.0)
STOCK = (HOUSE, ROW, FLAT, LET)


def moves(**tendencies: float) -> np.ndarray:
    return pattern_transitions(STOCK, replace(EVEN, **tendencies).values)


def test_without_tendencies_dwellings_are_left_in_proportion_to_the_stock() -> None:
    stock = (HOUSE, replace(FLAT, dwellings=300))
    assert pattern_transitions(stock, EVEN.values) == pytest.approx(np.array([[0.125, 0.375]] * 2))


@pytest.mark.parametrize(
    ("tendency", "value", "sector"), [("house", 1, 0), ("rented", -1, 3), ("accessible", 1, 3), ("per_room", 0.5, 0)]
)
def test_continuation_follows_the_tendency(tendency: str, value: float, sector: int) -> None:
    before, after = continuations(STOCK, EVEN.values), continuations(STOCK, replace(EVEN, **{tendency: value}).values)
    assert (after[sector] - before[sector]) * value > 0
    assert after[2] == before[2]


@pytest.mark.parametrize(
    ("tendency", "value", "more", "less"),
    [
        ("same_kind", 1, (2, 3), (2, 1)),
        ("same_tenure", 1, (2, 1), (2, 3)),
        ("room_step", -1, (0, 1), (0, 3)),
        ("upward", 1, (1, 2), (1, 0)),
        ("rented_mobility", 1, (0, 3), (0, 1)),
    ],
)
def test_the_dwelling_left_follows_the_tendency(
    tendency: str, value: float, more: tuple[int, int], less: tuple[int, int]
) -> None:
    even, found = moves(), moves(**{tendency: value})
    assert even[more] == pytest.approx(even[less])
    assert found[more] > found[less]
    assert found.sum(axis=1) == pytest.approx(even.sum(axis=1))


def test_local_share_is_how_much_of_the_chain_stays() -> None:
    assert moves(local_share=0.4) == pytest.approx(0.4 * moves())


def test_areas_take_their_share_and_the_rest_is_elsewhere() -> None:
    stock = (replace(HOUSE, area="a"), replace(FLAT, area="b"), replace(ROW, area="b"))
    found = pattern_transitions(stock, EVEN.values, from_areas=np.array([[0.6, 0.2], [0.1, 0.5]]))
    assert found[0] == pytest.approx([0.3, 0.05, 0.05])
    assert found[1:] == pytest.approx(np.array([[0.05, 0.125, 0.125]] * 2))
    without = pattern_transitions(stock, EVEN.values)
    assert (without[0, 1:] == 0).all()


def test_an_area_without_dwellings_is_left_by_nobody() -> None:
    stock = (replace(HOUSE, area="a"), replace(FLAT, area="b", dwellings=0))
    found = pattern_transitions(stock, EVEN.values, from_areas=np.full((2, 2), 0.5))
    assert found == pytest.approx(np.array([[0.25, 0.0]] * 2))


@given(st.lists(st.floats(0, 1), min_size=11, max_size=11))
def test_every_pattern_of_the_prior_gives_chains_that_end(place: list[float]) -> None:
    low, high = pattern_prior()
    found = pattern_transitions(reference_market().sectors, low + np.array(place) * (high - low))
    assert (found >= 0).all()
    assert (found.sum(axis=1) < 1).all()


def test_many_patterns_are_reckoned_as_each_alone() -> None:
    values = np.array([pattern.values for pattern in published_patterns()[:3]])
    together = pattern_transitions(STOCK, values)
    assert together == pytest.approx(np.stack([pattern_transitions(STOCK, one) for one in values]))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "castle"}, "Row 2 has the kind castle"),
        ({"rooms": 6}, "Row 2 has rooms 6, but a number from 1 to 5"),
        ({"dwellings": -1.0}, "Row 2 has dwellings -1"),
        ({"accessible_share": 1.5}, "Row 2 has accessible_share 1.5, but a number from 0 to 1"),
        ({"dwellings": np.inf}, "Row 2 has dwellings inf"),
    ],
)
def test_a_sector_that_cannot_be_is_refused_by_row(change: dict[str, float], said: str) -> None:
    with pytest.raises(CalibrationError, match=said):
        pattern_transitions((HOUSE, replace(FLAT, **change)), EVEN.values)


def test_a_stock_without_dwellings_is_refused() -> None:
    with pytest.raises(CalibrationError, match="has 0 dwellings"):
        pattern_transitions((replace(HOUSE, dwellings=0),), EVEN.values)
