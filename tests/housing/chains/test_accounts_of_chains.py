"""What always holds for White's account: sums, scaling, monotony, the law of lengths."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from husrom.housing.chains import (
    Transitions,
    length_distribution,
    length_variance,
    link_sectors,
    release,
    release_table,
    solve,
    spectral_radius,
    visits_variance,
)
from tests.housing.chains.drawn import chains

SIMULATED = 1_000_000


def _simulate(transitions: Transitions, start: int, count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Walk many chains by drawing; return the length of each and the visits to each sector."""
    generator = np.random.default_rng(seed)
    size = len(transitions.sectors)
    limits = np.cumsum(transitions.moves, axis=1)
    at, alive = np.full(count, start), np.arange(count)
    lengths, visits = np.ones(count), np.zeros((count, size))
    visits[:, start] = 1
    while len(alive):
        going = (generator.random(len(alive))[:, None] >= limits[at]).sum(axis=1)
        alive, at = alive[going < size], going[going < size]
        lengths[alive] += 1
        visits[alive, at] += 1
    return lengths, visits


@given(chains())
def test_vacancies_and_absorptions_add_up(transitions: Transitions) -> None:
    solution = solve(transitions)
    start = np.arange(1.0, len(transitions.sectors) + 1)
    freed = release(solution, start)
    assert freed.vacancies.sum() == pytest.approx(float(start @ solution.vacancies_incl_first))
    np.testing.assert_allclose(solution.absorption.sum(axis=1), 1)
    assert freed.ends.sum() == pytest.approx(start.sum())
    np.testing.assert_allclose(freed.moves.sum(axis=0), freed.freed_existing, atol=1e-9)
    assert freed.freed_per_new_dwelling == pytest.approx(freed.freed_existing.sum() / start.sum())


@given(chains())
def test_twice_the_dwellings_free_exactly_twice_as_many(transitions: Transitions) -> None:
    solution, start = solve(transitions), np.arange(1.0, len(transitions.sectors) + 1)
    once, twice = release(solution, start), release(solution, 2 * start)
    assert (twice.vacancies == 2 * once.vacancies).all()
    assert (twice.ends == 2 * once.ends).all()


@given(chains())
def test_the_sum_over_parts_of_a_programme_is_the_whole(transitions: Transitions) -> None:
    solution, size = solve(transitions), len(transitions.sectors)
    start = np.arange(1.0, size + 1)
    parts = [release(solution, part) for part in np.diag(start)]
    whole = release(solution, start)
    np.testing.assert_allclose(sum(part.freed_existing for part in parts), whole.freed_existing, atol=1e-9)
    np.testing.assert_allclose(sum(part.moves for part in parts), whole.moves, atol=1e-9)
    np.testing.assert_allclose(sum(part.ends for part in parts), whole.ends, atol=1e-9)


@given(chains(), st.floats(0, 1), st.integers(0, 5))
def test_a_chain_that_ends_sooner_somewhere_is_longer_nowhere(
    transitions: Transitions, kept: float, place: int
) -> None:
    moves = transitions.moves.copy()
    moves[place % len(moves)] *= kept
    shorter = solve(Transitions.of(transitions.sectors, moves))
    assert (shorter.fundamental <= solve(transitions).fundamental * (1 + 1e-12)).all()


@given(chains())
def test_the_distribution_of_lengths_has_the_mean_and_the_variance(transitions: Transitions) -> None:
    solution = solve(transitions)
    probability = length_distribution(transitions, 900)
    lengths = np.arange(1, 901)[:, None]
    mean = (lengths * probability).sum(axis=0)
    np.testing.assert_allclose(mean, solution.vacancies_incl_first, rtol=1e-9)
    np.testing.assert_allclose(
        (lengths**2 * probability).sum(axis=0) - mean**2, solution.variance, rtol=1e-6, atol=1e-9
    )


@given(chains())
def test_the_spectral_radius_is_the_largest_eigenvalue(transitions: Transitions) -> None:
    # Eigenvalues of matrices whose sectors do not all reach each other are only known to the root of the precision.
    largest = np.abs(np.linalg.eigvals(transitions.moves)).max()
    assert spectral_radius(transitions.moves) == pytest.approx(largest, abs=1e-6)


def test_the_spectral_radius_where_vacancies_only_go_one_way() -> None:
    assert spectral_radius(np.diag(np.full(63, 0.5), 1)) == 0
    assert spectral_radius(np.diag([0.9, 0.1]) + np.array([[0, 0.05], [0, 0]])) == pytest.approx(0.9)


@given(st.floats(0, 0.95))
def test_one_sector_has_the_geometric_law(again: float) -> None:
    transitions = Transitions.of(["dwelling"], [[again]])
    solution = solve(transitions)
    end = 1 - again
    assert solution.vacancies_incl_first[0] == pytest.approx(1 / end)
    assert solution.variance[0] == pytest.approx((1 - end) / end**2, abs=1e-9)
    assert solution.spectral_radius == pytest.approx(again, abs=1e-12)
    expected = end * again ** np.arange(20)
    np.testing.assert_allclose(length_distribution(transitions, 20)[:, 0], expected, rtol=1e-9, atol=1e-300)


def test_simulated_lengths_follow_the_distribution(clergy: Transitions) -> None:
    lengths, _visits = _simulate(clergy, 0, SIMULATED, seed=7)
    expected = length_distribution(clergy, 20)[:, 0]
    probability = np.append(expected, 1 - expected.sum())
    counts = np.bincount(np.minimum(lengths, 21).astype(int), minlength=22)[1:]
    assert stats.chisquare(counts, probability * SIMULATED).pvalue > 0.001


def test_simulated_variances_are_within_a_hundredth(clergy: Transitions) -> None:
    solution = solve(clergy)
    for start in range(3):
        lengths, visits = _simulate(clergy, start, SIMULATED, seed=start)
        assert lengths.var() == pytest.approx(length_variance(solution.fundamental)[start], rel=0.01)
        np.testing.assert_allclose(visits.var(axis=0), visits_variance(solution.fundamental)[start], rtol=0.01)


def test_links_add_up_to_the_vacancies(two_reasons: Transitions) -> None:
    start = np.array([10.0, 0, 200, 5])
    links = link_sectors(two_reasons, start, 500)
    np.testing.assert_allclose(links.sum(axis=0), release(solve(two_reasons), start).vacancies)
    assert (links[0] == start).all()
    np.testing.assert_allclose(links[2], start @ two_reasons.moves @ two_reasons.moves)


def test_the_release_table_is_what_each_hundred_free(two_reasons: Transitions) -> None:
    solution = solve(two_reasons)
    table = release_table(solution)
    for place in range(4):
        np.testing.assert_allclose(table[place], release(solution, 100 * np.eye(4)[place]).freed_existing)


def test_nothing_built_frees_nothing(clergy: Transitions) -> None:
    nothing = release(solve(clergy), [0, 0, 0])
    assert not nothing.vacancies.any()
    assert np.isnan(nothing.freed_per_new_dwelling)
