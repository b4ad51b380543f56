"""The exponential of rates: equal to scipy's where that is right, right where that is not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.linalg import expm

from husrom.housing.chains.exponential import exponential_of_rates
from tests.housing.chains.drawn import chains


@given(chains(most=5), st.lists(st.floats(0.02, 3), min_size=5, max_size=5), st.floats(0, 20))
def test_the_exponential_adds_up_in_time(transitions: object, durations: list[float], years: float) -> None:
    moves = transitions.moves  # type: ignore[attr-defined]
    rates = (moves - np.eye(len(moves))).T / np.array(durations[: len(moves)])
    whole, half = exponential_of_rates(rates, years), exponential_of_rates(rates, years / 2)
    np.testing.assert_allclose(whole, half @ half, rtol=1e-11, atol=1e-300)
    assert (whole >= 0).all()
    assert (whole.sum(axis=0) <= 1 + 1e-12).all()


def test_it_is_scipys_for_rates_in_all_directions() -> None:
    generator = np.random.default_rng(4)
    for size in (1, 3, 12):
        moves = generator.dirichlet(np.ones(size + 1), size)[:, :size]
        rates = (moves - np.eye(size)).T / generator.uniform(0.05, 2, size)
        for years in (0, 0.01, 0.7, 5):
            np.testing.assert_allclose(exponential_of_rates(rates, years), expm(rates * years), rtol=1e-9, atol=1e-14)


@pytest.mark.parametrize("apart", [0, 1.6e-14, 1e-10])
def test_one_way_passage_between_sectors_of_nearly_the_same_duration(apart: float) -> None:
    """Two rates as good as equal: the second sector holds t exp(-t) / 2 of what was in the first."""
    rates = np.array([[-1 + apart, 0], [0.5, -1]])
    for years in (0.5, 4, 40):
        exponential = exponential_of_rates(rates, years)
        assert exponential[1, 0] == pytest.approx(0.5 * years * np.exp(-years), rel=1e-8)
        assert exponential[0, 1] == 0


def test_the_last_of_a_very_long_time_is_nothing_and_no_rates_are_none() -> None:
    assert exponential_of_rates(np.array([[-1e6]]), 1_000) == 0
    assert exponential_of_rates(np.zeros((0, 0)), 3).shape == (0, 0)
