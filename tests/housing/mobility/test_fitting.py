import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from husrom.housing.mobility.errors import MobilityInputError
from husrom.housing.mobility.fitting import fitted, rounded


@given(seed=st.integers(0, 10_000), rows=st.integers(1, 12), columns=st.integers(1, 9))
@settings(max_examples=60, deadline=None)
def test_rounded_keeps_margins_and_stays_beside_each_cell(seed: int, rows: int, columns: int) -> None:
    random = np.random.default_rng(seed)
    truth = random.integers(0, 40, (rows, columns))
    table = fitted(random.random((rows, columns)) + 0.01, truth.sum(axis=1), truth.sum(axis=0))
    whole = rounded(table, random)
    assert (whole.sum(axis=1) == truth.sum(axis=1)).all()
    assert (whole.sum(axis=0) == truth.sum(axis=0)).all()
    assert (np.abs(whole - table) < 1 + 1e-4).all()
    assert (whole >= 0).all()


def test_rounded_keeps_the_expectation_of_each_cell() -> None:
    table = np.array([[0.2, 0.5, 0.3], [0.8, 0.5, 0.7]])
    draws = [rounded(table, np.random.default_rng(seed)) for seed in range(4000)]
    assert np.abs(np.mean(draws, axis=0) - table).max() < 3.5 * 0.5 / np.sqrt(4000)


def test_fitted_keeps_odds_ratios_and_zeros() -> None:
    prior = np.array([[1.0, 2.0, 0.0], [3.0, 4.0, 5.0]])
    table = fitted(prior, [10, 20], [8, 12, 10])
    assert table[0, 2] == 0
    odds = table[0, 0] * table[1, 1] / (table[0, 1] * table[1, 0])
    assert odds == pytest.approx(1.0 * 4.0 / (2.0 * 3.0), rel=1e-9)


def test_fitted_refuses_margins_of_different_sums() -> None:
    with pytest.raises(MobilityInputError, match="rows sum to 3 and the columns to 4"):
        fitted([[1.0]], [3], [4])


def test_fitted_refuses_margins_that_zeros_rule_out() -> None:
    with pytest.raises(MobilityInputError, match="cannot be met"):
        fitted([[1.0, 0.0], [0.0, 1.0]], [3, 1], [1, 3])


def test_rounded_refuses_margins_that_are_not_whole() -> None:
    with pytest.raises(MobilityInputError, match=r"A margin is 0\.5"):
        rounded(np.array([[0.5]]), np.random.default_rng(1))
