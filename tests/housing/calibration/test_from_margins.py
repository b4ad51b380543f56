"""Totals to chains: the truth comes back where it can, and is inside the interval where it cannot."""

import numpy as np
import pytest

from husrom.housing.calibration import CalibrationError, Margin, MoveCounts, estimate_from_margins
from husrom.housing.chains import solve

SECTORS, REASONS = ("house", "flat", "rental"), ("formation", "in-migration")
WITHIN = np.array([40.0, 90, 30])
NET = np.array([[0, 60, 30, 20, 50], [10, 0, 60, 150, 90], [2, 8, 0, 200, 60.0]])
TRUTH = NET + np.hstack([np.diag(WITHIN), np.zeros((3, 2))])
FILLS = Margin.of(SECTORS, NET.sum(axis=1))
RELEASES = Margin.of((*SECTORS, *REASONS), NET.sum(axis=0))


def _true_lengths() -> np.ndarray:
    counts = MoveCounts.of(SECTORS, TRUTH[:, :3], TRUTH[:, 3:], REASONS)
    return solve(counts.transitions()).vacancies_incl_first


def test_with_the_right_pattern_and_gross_flows_the_truth_comes_back() -> None:
    distorted = TRUTH * np.outer([1, 2, 0.5], [3, 1, 1, 0.2, 1])
    found = estimate_from_margins(distorted, FILLS, RELEASES, gross_fills=TRUTH.sum(axis=1))
    np.testing.assert_allclose(found.counts.moves, TRUTH[:, :3], rtol=1e-8)
    np.testing.assert_allclose(found.lengths.low, _true_lengths(), rtol=1e-9)
    assert found.lengths.is_identified
    assert found.fitted.largest_residual < 1e-9


def test_without_gross_flows_the_truth_is_inside_the_interval_and_no_number_is_given() -> None:
    found = estimate_from_margins(TRUTH, FILLS, RELEASES, most_same_sector=0.3)
    assert not found.lengths.is_identified
    assert (found.lengths.low < _true_lengths()).all()
    assert (_true_lengths() < found.lengths.high).all()
    assert np.isinf(estimate_from_margins(TRUTH, FILLS, RELEASES).lengths.high).all()
    assert not np.diag(found.counts.moves).any()


def test_totals_of_other_sectors_or_a_prior_of_another_shape_are_refused() -> None:
    with pytest.raises(CalibrationError, match="The releases begin with house, flat, formation, but the sectors house"):
        estimate_from_margins(TRUTH, FILLS, Margin.of(("house", "flat", *REASONS), [1, 1, 1, 1]))
    with pytest.raises(CalibrationError, match="The table is 3, but"):
        estimate_from_margins([1, 2, 3], FILLS, RELEASES)
    with pytest.raises(CalibrationError, match="0 reasons"):
        estimate_from_margins(np.ones((2, 2)), Margin.of("ab", [1, 1]), Margin.of("ab", [1, 1]))
