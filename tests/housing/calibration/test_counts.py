"""Counts to probabilities: the shares, the posterior, and intervals that hold the truth as often as they say."""

import numpy as np
import pytest
from scipy import stats

from husrom.housing.calibration import (
    CalibrationError,
    MoveCounts,
    estimate,
    length_standard_error,
    posterior,
)
from husrom.housing.chains import ChainInputError, solve

SECTORS, REASONS = ("house", "flat", "rental"), ("formation", "in-migration")
MOVES = np.array([[40, 60, 30], [10, 90, 60], [2, 8, 30]])
ENDS = np.array([[20, 50], [150, 90], [200, 60]])
COUNTS = MoveCounts.of(SECTORS, MOVES, ENDS, REASONS)


def test_probabilities_are_the_shares_of_the_counts() -> None:
    chains = COUNTS.transitions()
    np.testing.assert_allclose(chains.moves, MOVES / [[200], [400], [300]])
    assert (chains.sectors, chains.reasons) == (SECTORS, REASONS)


def test_the_posterior_is_a_dirichlet_distribution() -> None:
    found = posterior(COUNTS)
    expected = (np.hstack([MOVES, ENDS]) + 0.1) / [[200.5], [400.5], [300.5]]
    np.testing.assert_allclose(found.mean, expected)
    low, high = found.interval(0.8)
    exact = stats.beta(60.1, 140.4).ppf([0.1, 0.9])
    assert [low[0, 1], high[0, 1]] == pytest.approx(exact.tolist())
    drawn = found.draw(20_000, np.random.default_rng(1))
    np.testing.assert_allclose(drawn.sum(axis=2), 1)
    np.testing.assert_allclose(drawn.mean(axis=0), expected, atol=0.002)
    np.testing.assert_allclose(np.quantile(drawn, 0.1, axis=0), low, atol=0.003)
    np.testing.assert_allclose(np.quantile(drawn, 0.9, axis=0), high, atol=0.003)


def test_a_group_leans_the_few_counts_towards_its_shares() -> None:
    few = MoveCounts.of(SECTORS, np.eye(3), ENDS * 0, REASONS)
    leaning = posterior(few, group=COUNTS, prior_count=99).mean
    np.testing.assert_allclose(leaning, (np.hstack([np.eye(3), ENDS * 0]) + 99 * posterior_shares()) / 100)
    silent = MoveCounts.of(SECTORS, MOVES * [[1], [0], [1]], ENDS * [[1], [0], [1]], REASONS)
    np.testing.assert_allclose(posterior(few, group=silent, prior_count=1).weights[1], [0.2, 1.2, 0.2, 0.2, 0.2])


def posterior_shares() -> np.ndarray:
    table = np.hstack([MOVES, ENDS])
    return table / table.sum(axis=1, keepdims=True)


def test_what_is_impossible_is_never_drawn() -> None:
    impossible = np.zeros((3, 5), dtype=bool)
    impossible[2, 0] = True
    counts = MoveCounts.of(SECTORS, MOVES * [[1, 1, 1], [1, 1, 1], [0, 1, 1]], ENDS, REASONS)
    found = posterior(counts, impossible=impossible)
    low, high = found.interval(0.9)
    assert (found.mean[2, 0], low[2, 0], high[2, 0]) == (0, 0, 0)
    assert not found.draw(500, np.random.default_rng(2))[:, 2, 0].any()
    with pytest.raises(CalibrationError, match="Row rental has 2 in column house, which is said to be impossible"):
        posterior(COUNTS, impossible=impossible)
    with pytest.raises(CalibrationError, match="Row house has 0 possible columns"):
        posterior(MoveCounts.of(SECTORS, MOVES * 0, ENDS * 0, REASONS), impossible=np.ones((3, 5), dtype=bool))


def test_the_only_possible_thing_is_certain() -> None:
    only = posterior(MoveCounts.of(["house"], [[0]], [[5]], ["out"]), impossible=np.array([[True, False]]))
    low, high = only.interval(0.5)
    assert (low.tolist(), high.tolist()) == ([[0, 1]], [[0, 1]])


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """Draw counts from known chains many times: intervals of 80 % hold the true length in about 80 % of them."""
    truth = solve(COUNTS.transitions()).vacancies_incl_first
    generator = np.random.default_rng(8)
    shares, rounds, held = posterior_shares(), 150, np.zeros(3)
    for number in range(rounds):
        table = np.array(
            [generator.multinomial(count, row) for count, row in zip((200, 400, 300), shares, strict=True)]
        )
        found = estimate(MoveCounts.of(SECTORS, table[:, :3], table[:, 3:], REASONS), draws=400, seed=number)
        held += (found.vacancies_incl_first.low <= truth) & (truth <= found.vacancies_incl_first.high)
    # Three and a half standard errors of a share of 0.8 among 150.
    assert (np.abs(held / rounds - 0.8) < 3.5 * np.sqrt(0.8 * 0.2 / rounds)).all()


def test_the_draws_agree_with_the_delta_method() -> None:
    found = estimate(COUNTS, level=0.6826, draws=4_000)
    half = (found.vacancies_incl_first.high - found.vacancies_incl_first.low) / 2
    np.testing.assert_allclose(half, length_standard_error(found.solution, COUNTS.vacancies), rtol=0.06)
    assert (found.freed_existing.median == found.vacancies_incl_first.median - 1).all()
    np.testing.assert_allclose(found.absorption.median.sum(axis=1), 1, atol=0.01)


def test_the_same_seed_gives_the_same_to_the_last_digit() -> None:
    first, second, other = (estimate(COUNTS, seed=seed).freed_existing.low for seed in (4, 4, 5))
    assert (first == second).all()
    assert (first != other).any()


def test_many_draws_are_solved_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = estimate(COUNTS, draws=500).freed_existing
    monkeypatch.setattr("husrom.housing.calibration.estimation._CELLS_AT_A_TIME", 1)
    parts = estimate(COUNTS, draws=500).freed_existing
    np.testing.assert_allclose(parts.median, whole.median, rtol=0.03)


def test_what_is_weak_is_told() -> None:
    found = estimate(MoveCounts.of(["house", "flat"], [[0, 9], [3, 0]], [[20], [60]], ["out"]))
    assert (found.few, found.lacks_same_sector_moves) == (("house",), True)
    assert (estimate(COUNTS).few, estimate(COUNTS).lacks_same_sector_moves) == ((), False)


@pytest.mark.parametrize(
    ("moves", "ends", "reasons", "said"),
    [
        ([[1]], [[]], [], "0 reasons"),
        ([[1, 2]], [[1]], ["out"], "The table is 1 × 2"),
        ([[1]], [[-1]], ["out"], "Row house has -1 in column out"),
        ([[float("nan")]], [[1]], ["out"], "Row house has nan in column house"),
    ],
)
def test_what_are_no_counts_is_refused(moves: list, ends: list, reasons: list[str], said: str) -> None:
    with pytest.raises(CalibrationError, match=said):
        MoveCounts.of(["house"], moves, ends, reasons)


def test_rows_without_counts_and_chains_without_end_are_refused() -> None:
    with pytest.raises(CalibrationError, match="Row flat sums to 0"):
        MoveCounts.of(["house", "flat"], [[1, 1], [0, 0]], [[1], [0]], ["out"]).transitions()
    with pytest.raises(ChainInputError, match="Row house sums to 1 within sectors"):
        estimate(MoveCounts.of(["house", "flat"], [[5, 0], [1, 1]], [[0], [9]], ["out"]))


def test_questions_with_faults_are_refused() -> None:
    with pytest.raises(CalibrationError, match="The level is 1"):
        estimate(COUNTS, level=1)
    with pytest.raises(CalibrationError, match="There are 99 draws"):
        estimate(COUNTS, draws=99)
    with pytest.raises(CalibrationError, match="The prior counts for 0"):
        posterior(COUNTS, prior_count=0)
    with pytest.raises(CalibrationError, match="The group has the sectors and reasons house, out"):
        posterior(COUNTS, group=MoveCounts.of(["house"], [[1]], [[1]], ["out"]))
