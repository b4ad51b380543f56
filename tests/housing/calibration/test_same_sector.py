"""Moves within a sector: totals do not show them, lengths hang on them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from husrom.housing.calibration import (
    CalibrationError,
    MoveCounts,
    length_interval,
    lengths_with_same_sector,
    with_gross_fills,
    with_gross_total,
)
from husrom.housing.chains import solve

SECTORS, REASONS = ("house", "flat", "rental"), ("formation",)
NET = MoveCounts.of(SECTORS, [[0, 60, 30], [10, 0, 60], [2, 8, 0]], [[70], [240], [260]], REASONS)


def test_same_sector_moves_change_no_net_total_but_the_lengths() -> None:
    gross = with_gross_fills(NET, [200, 400, 300])
    net_change = [counts.moves.sum(axis=1) - counts.moves.sum(axis=0) for counts in (NET, gross)]
    np.testing.assert_allclose(*net_change)
    assert np.diag(gross.moves).tolist() == [40, 90, 30]
    before, after = solve(NET.transitions()), solve(gross.transitions())
    assert (after.vacancies_incl_first > before.vacancies_incl_first).all()
    np.testing.assert_allclose(after.absorption, before.absorption)


@given(arrays(np.float64, 3, elements=st.floats(0, 500)))
def test_lengths_follow_from_the_shares_alone(within: np.ndarray) -> None:
    gross = with_gross_fills(NET, NET.vacancies + within)
    expected = solve(gross.transitions()).vacancies_incl_first
    found = lengths_with_same_sector(solve(NET.transitions()), np.diag(gross.transitions().moves))
    np.testing.assert_allclose(found, expected)
    interval = length_interval(gross, 0.9)
    assert (interval.low <= expected * (1 + 1e-12)).all()
    assert (expected <= interval.high * (1 + 1e-12)).all()


def test_without_gross_flows_the_length_is_an_interval() -> None:
    unknown = length_interval(NET)
    assert not unknown.is_identified
    assert np.isinf(unknown.high).all()
    np.testing.assert_allclose(unknown.low, solve(NET.transitions()).vacancies_incl_first)
    assert length_interval(NET, 0).is_identified
    each = length_interval(NET, [0.2, 0.225, 0.1])
    known = solve(with_gross_fills(NET, [200, 400, 300]).transitions()).vacancies_incl_first
    np.testing.assert_allclose(each.high, known)


def test_a_total_of_all_moves_is_spread_by_a_pattern() -> None:
    gross = with_gross_total(NET, 330, [40, 90, 30])
    assert np.diag(gross.moves).tolist() == [40, 90, 30]
    assert with_gross_total(gross, 170, [1, 1, 1]).moves.tolist() == NET.moves.tolist()


def test_gross_flows_that_cannot_be_are_refused() -> None:
    with pytest.raises(CalibrationError, match="Row flat has 300 fills in all, but 310 from other"):
        with_gross_fills(NET, [200, 300, 300])
    with pytest.raises(CalibrationError, match="There are 100 moves in all, but 170 between"):
        with_gross_total(NET, 100, [1, 1, 1])
    with pytest.raises(CalibrationError, match="There are inf moves in all"):
        with_gross_total(NET, float("inf"), [1, 1, 1])
    with pytest.raises(CalibrationError, match="sums to 0"):
        with_gross_total(NET, 300, [0, 0, 0])


@pytest.mark.parametrize("share", [1, -0.1, float("nan")])
def test_a_share_is_under_one(share: float) -> None:
    with pytest.raises(CalibrationError, match=f"Row house has {share:g} as the share"):
        length_interval(NET, share)
