"""Observed moves to chains, with intervals: how uncertain the counts leave the lengths."""

from dataclasses import dataclass

import numpy as np

from husrom.figures.wording import gettext_noop as _
from husrom.housing.calibration.counts import MoveCounts, Posterior, posterior
from husrom.housing.calibration.errors import CalibrationError
from husrom.housing.chains import ChainSolution, solve
from husrom.housing.chains.transitions import Array

DRAWS = 1_000
LEVEL = 0.8
"""From the 10th to the 90th percentile."""
FEWEST = 30
"""Vacancies below which a sector says little: merge it with another."""

_CELLS_AT_A_TIME = 4_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Interval:
    """An interval for each of several answers.

    Attributes
    ----------
    low, median, high
        Of one shape.
    """

    low: Array
    median: Array
    high: Array


@dataclass(frozen=True, slots=True, eq=False)
class ChainEstimate:
    """Chains estimated from counts.

    Attributes
    ----------
    solution
        The chains of the most likely probabilities: the shares of the counts.
    posterior
        What is known of the probabilities.
    vacancies_incl_first, freed_existing
        Intervals of shape (S,).
    absorption
        Interval of shape (S, R).
    level
        Probability within the intervals. They hold what chance in the counts leaves open, and nothing else: not
        whether the period was ordinary, nor what was never counted.
    draws, seed
        How the intervals were reckoned; the same give the same to the last digit.
    few
        Sectors with fewer than `FEWEST` vacancies.
    lacks_same_sector_moves
        Whether no move within a sector is counted. If they happened and were not recorded, the lengths are lower
        bounds: margins say nothing of them.
    """

    solution: ChainSolution
    posterior: Posterior
    vacancies_incl_first: Interval
    freed_existing: Interval
    absorption: Interval
    level: float
    draws: int
    seed: int
    few: tuple[str, ...]
    lacks_same_sector_moves: bool


def estimate(
    counts: MoveCounts, *, group: MoveCounts | None = None, level: float = LEVEL, draws: int = DRAWS, seed: int = 1
) -> ChainEstimate:
    """Estimate chains from observed moves.

    Parameters
    ----------
    group
        Counts of municipalities this one resembles; see `posterior`.
    level
        Probability within the intervals.
    draws
        Draws from the posterior, at least 100.

    Raises
    ------
    CalibrationError
        When a sector has no counts, or level or draws will not do.
    ChainInputError
        When the chains do not end.

    Examples
    --------
    >>> found = estimate(MoveCounts.of(["house"], [[300]], [[700]], ["formation"]))
    >>> round(float(found.solution.freed_existing[0]), 3)
    0.429
    >>> bool(found.freed_existing.low[0] < 0.429 < found.freed_existing.high[0])
    True
    """
    if draws < 100:  # noqa: PLR2004 -- fewer leave the percentiles to chance
        raise CalibrationError(
            _("There are %(value)s draws, but at least 100 are needed for percentiles."), value=draws
        )
    solution = solve(counts.transitions())
    found = posterior(counts, group=group)
    found.interval(level)
    lengths, absorption = _drawn(found, draws, np.random.default_rng(seed))
    length = _interval(lengths, level)
    return ChainEstimate(
        solution=solution,
        posterior=found,
        vacancies_incl_first=length,
        freed_existing=Interval(length.low - 1, length.median - 1, length.high - 1),
        absorption=_interval(absorption, level),
        level=level,
        draws=draws,
        seed=seed,
        few=tuple(
            sector for sector, count in zip(counts.sectors, counts.vacancies.tolist(), strict=True) if count < FEWEST
        ),
        lacks_same_sector_moves=not np.diag(counts.moves).any(),
    )


def length_standard_error(solution: ChainSolution, vacancies: Array) -> Array:
    """Return the standard error of the mean lengths by the delta method: a check on the draws.

    Parameters
    ----------
    vacancies
        Shape (S,), counts that each row of the probabilities rests on.

    Returns
    -------
    array, shape (S,), vacancies
        From dλ = N dQ λ with the multinomial covariance of each row.

    Examples
    --------
    >>> counts = MoveCounts.of(["house"], [[300]], [[700]], ["formation"])
    >>> length_standard_error(solve(counts.transitions()), counts.vacancies).round(4).tolist()
    [0.0296]
    """
    length, moves = solution.vacancies_incl_first, solution.transitions.moves
    spread = (moves @ length**2 - (moves @ length) ** 2) / vacancies
    error: Array = np.sqrt(solution.fundamental**2 @ spread)
    return error


def _drawn(found: Posterior, draws: int, generator: np.random.Generator) -> tuple[Array, Array]:
    """Solve the chains of each draw, so many at a time as memory is made for."""
    size = len(found.counts.sectors)
    at_a_time = max(1, _CELLS_AT_A_TIME // found.weights.size)
    lengths, absorption = [], []
    for first in range(0, draws, at_a_time):
        drawn = found.draw(min(at_a_time, draws - first), generator)
        fundamental = np.linalg.inv(np.eye(size) - drawn[:, :, :size])
        lengths.append(fundamental.sum(axis=2))
        absorption.append(fundamental @ drawn[:, :, size:])
    return np.concatenate(lengths), np.concatenate(absorption)


def _interval(values: Array, level: float) -> Interval:
    low, median, high = np.quantile(values, [(1 - level) / 2, 0.5, (1 + level) / 2], axis=0)
    return Interval(low, median, high)
