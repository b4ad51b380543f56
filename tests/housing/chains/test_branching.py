"""Couples that leave two dwellings: equal to White's chains without them, and right against simulation with them."""

import numpy as np
import pytest
from hypothesis import given

from husrom.housing.chains import ChainInputError, Offspring, Transitions, solve, solve_branching
from tests.housing.chains.drawn import chains

TREES = 400_000


@given(chains())
def test_at_most_one_dwelling_left_is_whites_chain(transitions: Transitions) -> None:
    chain, tree = solve(transitions), solve_branching(Offspring.of_single(transitions.moves))
    np.testing.assert_allclose(tree.vacancies_incl_first, chain.vacancies_incl_first)
    np.testing.assert_allclose(tree.freed_existing, chain.freed_existing, atol=1e-12)
    np.testing.assert_allclose(tree.variance, chain.variance, rtol=1e-8, atol=1e-9)
    assert tree.spectral_radius == chain.spectral_radius


def test_outcomes_of_single_moves_have_the_moments_of_single_moves(clergy: Transitions) -> None:
    outcomes = np.broadcast_to(np.vstack([np.eye(3), np.zeros(3)]), (3, 4, 3))
    probability = np.column_stack([clergy.moves, clergy.ends])
    found, expected = Offspring.of_outcomes(outcomes, probability), Offspring.of_single(clergy.moves)
    np.testing.assert_allclose(found.mean, expected.mean)
    np.testing.assert_allclose(found.covariance, expected.covariance, atol=1e-15)


def test_rows_over_one_are_right_against_simulation() -> None:
    """Filling a house frees 1.2 flats on average, filling a flat 0.3; together the trees stay finite."""
    outcomes = [[[0, 0], [0, 2], [0, 1]], [[0, 0], [1, 0], [0, 1]]]
    probability = [[0.3, 0.5, 0.2], [0.7, 0.1, 0.2]]
    tree = solve_branching(Offspring.of_outcomes(outcomes, probability))
    assert Offspring.of_outcomes(outcomes, probability).mean.sum(axis=1).max() == pytest.approx(1.2)
    totals = _simulate(np.array(outcomes), np.array(probability), start=0)
    error = np.sqrt(tree.variance[0] / TREES)
    assert abs(totals.mean() - tree.vacancies_incl_first[0]) < 3.5 * error
    assert totals.var() == pytest.approx(tree.variance[0], rel=0.02)


def _simulate(outcomes: np.ndarray, probability: np.ndarray, start: int) -> np.ndarray:
    generator = np.random.default_rng(11)
    waiting = np.zeros((TREES, 2), dtype=int)
    waiting[:, start] = 1
    total = np.zeros(TREES, dtype=int)
    while waiting.any():
        total += waiting.sum(axis=1)
        born = np.zeros_like(waiting)
        for sector in range(2):
            drawn = generator.multinomial(waiting[:, sector], probability[sector])
            born += drawn @ outcomes[sector]
        waiting = born
    return total


def test_trees_that_never_stop_growing_are_refused() -> None:
    with pytest.raises(ChainInputError, match=r"spectral radius is 1\.5"):
        solve_branching(Offspring.of_outcomes([[[0], [2]]], [[0.25, 0.75]]))


@pytest.mark.parametrize(
    ("outcomes", "probability", "said"),
    [
        ([[0], [1]], [[0.5, 0.5]], "The outcomes are 2 × 1"),
        ([[[0], [1]]], [[1.0]], "The outcomes are 1 × 2 × 1"),
        ([[[0], [-1]]], [[0.5, 0.5]], "An outcome has -1"),
        ([[[0], [1]]], [[1.5, -0.5]], "An outcome has -0.5"),
        ([[[0], [1]]], [[0.5, 0.4]], "row 1 have probabilities that sum to 0.9"),
    ],
)
def test_outcomes_that_cannot_be_are_refused(outcomes: list, probability: list, said: str) -> None:
    with pytest.raises(ChainInputError, match=said):
        Offspring.of_outcomes(outcomes, probability)
