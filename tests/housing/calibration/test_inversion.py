"""Fitting by simulation finds what is known beforehand."""

import numpy as np
import pytest

from husrom.housing.calibration import CalibrationError, fit_by_simulation

LOW, HIGH = np.zeros(2), np.ones(2)


def ring(values: np.ndarray) -> np.ndarray:
    apart = np.hypot(*(values - 0.5).T)
    return np.asarray(np.maximum(0, np.abs(apart - 0.3) - 0.02))


def test_draws_fill_all_of_what_fits_evenly() -> None:
    found = fit_by_simulation(ring, LOW, HIGH, draws=2_000, seed=5)
    assert found.distances.max() == 0
    angle = np.arctan2(*(found.values - 0.5).T)
    counts = np.histogram(angle, bins=8, range=(-np.pi, np.pi))[0]
    assert counts.min() > 0.7 * 250
    assert counts.max() < 1.3 * 250


def test_a_seed_repeats_and_another_does_not() -> None:
    one, two, other = (fit_by_simulation(ring, LOW, HIGH, draws=50, seed=seed).values for seed in (1, 1, 2))
    assert (one == two).all()
    assert (one != other).any()


def test_a_prior_that_fits_already_is_returned_as_it_is() -> None:
    found = fit_by_simulation(lambda values: np.zeros(len(values)), LOW, HIGH, draws=500, seed=1)
    assert found.rounds == 0
    assert found.values.mean(axis=0) == pytest.approx([0.5, 0.5], abs=0.06)


def test_what_cannot_be_met_comes_as_near_as_it_gets_and_says_so() -> None:
    found = fit_by_simulation(lambda values: 1 + values.sum(axis=1), LOW, HIGH, draws=50, seed=1)
    assert 1 < found.distances.max() < 1.2


def test_where_no_move_stays_within_the_tolerance_the_search_is_given_up() -> None:
    asked = list[int]()

    def never_again(values: np.ndarray) -> np.ndarray:
        asked.append(len(values))
        return np.full(len(values), 9.0) if len(asked) > 1 else 1.0 + np.arange(len(values)) % 3

    found = fit_by_simulation(never_again, LOW, HIGH, draws=20, seed=1)
    assert (found.rounds, found.distances.max()) == (0, 3)


def test_an_empty_prior_and_distances_that_are_no_numbers_are_refused() -> None:
    with pytest.raises(CalibrationError, match="prior of parameter 2 is empty"):
        fit_by_simulation(ring, LOW, np.array([1.0, 0.0]), draws=5, seed=1)
    with pytest.raises(CalibrationError, match="50 of the prior's draws have no distance"):
        fit_by_simulation(lambda values: np.full(len(values), np.nan), LOW, HIGH, draws=5, seed=1)
