"""Fit parameters to intervals by simulation: approximate Bayesian computation with a sequence of tolerances."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from husrom.housing.calibration.errors import CalibrationError

Floats = NDArray[np.float64]

_KEPT = 0.5
"""Of the particles of a round, how many lie within the tolerance of the next."""
_MOST_ROUNDS, _MOST_TRIES = 40, 400


@dataclass(frozen=True, slots=True, eq=False)
class FittedSample:
    """Draws from what is known of the parameters after the fit.

    Attributes
    ----------
    values
        Shape (N, K), draws that weigh the same.
    distances
        Shape (N,), how far each is from what it was fitted to.
    rounds
        How many tolerances it took.
    """

    values: Floats
    distances: Floats
    rounds: int


def fit_by_simulation(
    distance: Callable[[Floats], Floats], low: Floats, high: Floats, *, draws: int, seed: int
) -> FittedSample:
    """Draw parameters that are at distance 0, or as near as can be found, from a uniform prior.

    Parameters
    ----------
    distance
        From parameters, shape (M, K), to distances from 0, shape (M,).
    low, high
        Shape (K,), the prior.
    draws
        How many to return.
    seed
        The same seed gives the same draws.

    Returns
    -------
    FittedSample
        With distances above 0 where no parameters were found that meet everything.

    Raises
    ------
    CalibrationError
        When the prior is empty, or its distances are not numbers.

    References
    ----------
    Beaumont, M., Cornuet, J.-M., Marin, J.-M. & Robert, C. (2009). Adaptive approximate Bayesian computation.
    Biometrika 96(4).

    Examples
    --------
    >>> def off_middle(values):
    ...     return np.maximum(0, np.abs(values[:, 0] - 0.5) - 0.1)
    >>> found = fit_by_simulation(off_middle, np.zeros(1), np.ones(1), draws=200, seed=1)
    >>> bool((abs(found.values - 0.5) <= 0.1).all()), float(found.distances.max())
    (True, 0.0)
    """
    if not (low < high).all():
        raise CalibrationError(f"The prior of parameter {int(np.argmin(low < high)) + 1} is empty.")
    random = np.random.default_rng(seed)
    values = random.uniform(low, high, (draws * 10, len(low)))
    distances = distance(values)
    if np.isnan(distances).any():
        raise CalibrationError(f"{int(np.isnan(distances).sum())} of the prior's draws have no distance.")
    weights = np.full(len(values), 1 / len(values))
    rounds = 0
    while distances.max() > 0 and rounds < _MOST_ROUNDS:
        tolerance = float(np.quantile(distances, _KEPT))
        moved = _round(distance, (values, distances, weights), (low, high), tolerance, random)
        if moved is None:
            break
        (values, distances, weights), rounds = moved, rounds + 1
    chosen = random.choice(len(values), draws, replace=False, p=weights)
    return FittedSample(values[chosen], distances[chosen], rounds)


def _round(
    distance: Callable[[Floats], Floats],
    particles: tuple[Floats, Floats, Floats],
    prior: tuple[Floats, Floats],
    tolerance: float,
    random: np.random.Generator,
) -> tuple[Floats, Floats, Floats] | None:
    """Return particles within the tolerance, moved from those that were; None where too few moves stay within."""
    values, distances, weights = particles
    inside = distances <= tolerance
    centres, mass = values[inside], weights[inside] / weights[inside].sum()
    spread = 2 * np.cov(centres, rowvar=False, aweights=mass).reshape(values.shape[1], -1)
    factor = np.asarray(np.linalg.cholesky(spread + 1e-12 * np.eye(len(spread))), np.float64)
    found, apart = np.empty((0, values.shape[1])), np.empty(0)
    for _try in range(_MOST_TRIES):
        chosen = centres[random.choice(len(centres), len(values), p=mass)]
        proposed = chosen + random.standard_normal(chosen.shape) @ factor.T
        proposed = proposed[((proposed >= prior[0]) & (proposed <= prior[1])).all(axis=1)]
        reached = distance(proposed)
        kept = reached <= tolerance
        found, apart = np.concatenate([found, proposed[kept]]), np.concatenate([apart, reached[kept]])
        if len(found) >= len(values):
            found, apart = found[: len(values)], apart[: len(values)]
            return found, apart, _weights(found, centres, mass, factor)
    return None


def _weights(found: Floats, centres: Floats, mass: Floats, factor: Floats) -> Floats:
    """Return the weight of each particle under a uniform prior: one over how likely it was to be proposed."""
    scaled, origins = (np.linalg.solve(factor, part.T).T for part in (found, centres))
    apart = (scaled**2).sum(axis=1)[:, None] - 2 * scaled @ origins.T + (origins**2).sum(axis=1)
    likely = np.exp(-np.maximum(0, apart) / 2) @ mass
    weights: Floats = 1 / likely
    return np.asarray(weights / weights.sum(), np.float64)
