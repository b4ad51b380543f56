"""Time: the exact path against simulated clocks, unequal durations, and what remains when all has happened."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.housing.chains import (
    ChainInputError,
    Completion,
    Transitions,
    chain_path,
    release,
    solve,
    years_until_chain_ends,
    years_until_link,
)
from tests.housing.chains.drawn import chains

UNEQUAL_YEARS = [0.05, 0.4, 1.5]
BUILT = np.array([30.0, 100.0, 0.0])
CHAINS = 200_000


@given(chains(most=4), st.lists(st.floats(0.01, 2), min_size=4, max_size=4))
def test_when_all_has_happened_the_fills_are_the_vacancies(transitions: Transitions, years: list[float]) -> None:
    size = len(transitions.sectors)
    built = np.arange(1.0, size + 1)
    path = chain_path(transitions, built, years[:size], [0, 2_000])
    done = release(solve(transitions), built)
    np.testing.assert_allclose(path.filled[1], done.vacancies, rtol=1e-8)
    np.testing.assert_allclose(path.freed_existing[1], done.freed_existing, rtol=1e-8, atol=1e-9)
    np.testing.assert_allclose(path.vacant[1], 0, atol=1e-6)
    np.testing.assert_allclose(path.vacant[0], built)


@given(chains(most=4), st.lists(st.floats(0, 1), min_size=4, max_size=4), st.floats(0, 5), st.floats(0, 3))
def test_at_every_time_what_came_is_vacant_or_filled(
    transitions: Transitions, years: list[float], time: float, over: float
) -> None:
    size = len(transitions.sectors)
    built = np.arange(1.0, size + 1)
    path = chain_path(transitions, built, years[:size], [time], Completion(0.5, over))
    share = float(time >= 0.5) if over == 0 else min(max((time - 0.5) / over, 0), 1)
    np.testing.assert_allclose(path.vacant + path.filled, share * built + path.freed_existing, rtol=1e-7, atol=1e-9)
    assert (path.vacant >= -1e-9).all()


def test_the_path_is_right_against_simulated_clocks(clergy: Transitions) -> None:
    """The rates stand on the right of (I - Q)': with unequal durations the other order is far off."""
    generator = np.random.default_rng(5)
    start = 1
    limits = np.cumsum(clergy.moves, axis=1)
    times = [0.1, 0.5, 1, 3]
    vacant, filled = np.zeros((4, 3)), np.zeros((4, 3))
    at, clock = np.full(CHAINS, start), np.zeros(CHAINS)
    while len(at):
        leaves = clock + generator.exponential(np.array(UNEQUAL_YEARS)[at])
        for place, time in enumerate(times):
            vacant[place] += np.bincount(at[(clock <= time) & (time < leaves)], minlength=3)
            filled[place] += np.bincount(at[leaves <= time], minlength=3)
        going = (generator.random(len(at))[:, None] >= limits[at]).sum(axis=1)
        at, clock = going[going < 3], leaves[going < 3]
    path = chain_path(clergy, np.eye(3)[start], UNEQUAL_YEARS, times)
    np.testing.assert_allclose(path.vacant, vacant / CHAINS, atol=0.005)
    np.testing.assert_allclose(path.filled, filled / CHAINS, atol=0.01)


def test_expected_time_is_the_stock_summed_over_time(clergy: Transitions) -> None:
    """The area under the stock, by fine steps, is N h: what the chain takes from start to end."""
    steps = np.linspace(0, 60, 6_001)
    path = chain_path(clergy, [0, 1, 0], UNEQUAL_YEARS, steps.tolist())
    area = np.trapezoid(path.vacant.sum(axis=1), steps)
    expected = years_until_chain_ends(solve(clergy).fundamental, UNEQUAL_YEARS)[1]
    assert area == pytest.approx(expected, rel=1e-3)


def test_sectors_without_waiting_are_the_limit_of_short_waiting(clergy: Transitions) -> None:
    times = [0, 0.3, 2, 9]
    at_once = chain_path(clergy, BUILT, [0, 0.4, 1.5], times)
    nearly = chain_path(clergy, BUILT, [2e-6, 0.4, 1.5], times)
    np.testing.assert_allclose(at_once.filled[1:], nearly.filled[1:], rtol=1e-4)
    np.testing.assert_allclose(at_once.vacant[1:], nearly.vacant[1:], atol=1e-3)
    assert (at_once.vacant[:, 0] == 0).all()
    instant = chain_path(clergy, BUILT, [0, 0, 0], [0])
    np.testing.assert_allclose(instant.filled[0], release(solve(clergy), BUILT).vacancies)


def test_completion_moves_everything_in_time(clergy: Transitions) -> None:
    now = chain_path(clergy, BUILT, UNEQUAL_YEARS, [1])
    later = chain_path(clergy, BUILT, UNEQUAL_YEARS, [1.9, 3], Completion(lag_years=2))
    assert not later.vacant[0].any()
    assert not later.filled[0].any()
    np.testing.assert_allclose(later.filled[1], now.filled[0])


def test_even_completion_is_the_mean_of_many_small_programmes(clergy: Transitions) -> None:
    times = [0.4, 1.0, 2.5]
    even = chain_path(clergy, BUILT, UNEQUAL_YEARS, times, Completion(lag_years=0.2, over_years=1))
    lags = 0.2 + (np.arange(200) + 0.5) / 200
    each = [chain_path(clergy, BUILT, UNEQUAL_YEARS, times, Completion(lag)).filled for lag in lags]
    np.testing.assert_allclose(even.filled, np.mean(each, axis=0), atol=0.4)


def test_no_times_asked_for_give_no_rows(clergy: Transitions) -> None:
    path = chain_path(clergy, BUILT, UNEQUAL_YEARS, [])
    assert path.filled.shape == path.vacant.shape == path.freed_existing.shape == (0, 3)


def test_the_wait_until_a_link_grows_to_the_length_of_the_chain_in_time(clergy: Transitions) -> None:
    waited = years_until_link(clergy, [0, 1, 0], UNEQUAL_YEARS, 200)
    assert waited[0] == 0.4
    assert (np.diff(waited) >= 0).all()
    assert waited[-1] == pytest.approx(years_until_chain_ends(solve(clergy).fundamental, UNEQUAL_YEARS)[1])
    with pytest.raises(ChainInputError, match="0 new dwellings"):
        years_until_link(clergy, [0, 0, 0], UNEQUAL_YEARS, 1)


@pytest.mark.parametrize(
    ("years", "times", "said"),
    [([0.1, -1, 0.1], [1], "Row Middle has -1"), ([0.1, 0.1, 0.1], [1, -2], "Row time 2 has -2")],
)
def test_negative_times_are_refused(clergy: Transitions, years: list[float], times: list[float], said: str) -> None:
    with pytest.raises(ChainInputError, match=said):
        chain_path(clergy, BUILT, years, times)


@pytest.mark.parametrize("value", [-1, float("nan"), float("inf")])
def test_completion_takes_a_time(value: float) -> None:
    with pytest.raises(ChainInputError, match="A completion takes"):
        Completion(over_years=value)
