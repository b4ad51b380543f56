"""How sure a result is, and what it is unsure by: the parameters, the projection, or chance."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class VarianceShares:
    """What a variance is made of (law of total variance).

    Attributes
    ----------
    parameter, projection, chance
        Shapes (...), shares from 0 that sum to 1; all 0 where nothing varies, and NaN where the runs do not tell.
    """

    parameter: Floats
    projection: Floats
    chance: Floats


def variance_shares(values: Floats, weights: Floats) -> VarianceShares:
    """Return how much of the variance of a result comes of parameters, of projections, and of chance.

    Estimated from a nested design: draws of the parameters within projections, repetitions of chance within draws.
    What chance adds to the means of draws, and draws to the means of projections, is taken away again; what then is
    less than nothing is nothing.

    Parameters
    ----------
    values
        Shape (P, D, L, ...): projections, draws, repetitions; the same draw and luck in every projection.
    weights
        Shape (P,), of the projections; brought to sum 1.

    Returns
    -------
    VarianceShares
        NaN where there is a single run of each projection, so that nothing tells how much chance means.

    References
    ----------
    Searle, S., Casella, G. & McCulloch, C. (1992). Variance Components, chapter 3.

    Examples
    --------
    >>> values = np.array([[[1.0, 1.0], [3.0, 3.0]]])
    >>> found = variance_shares(values, np.ones(1))
    >>> float(found.parameter), float(found.chance)
    (1.0, 0.0)
    """
    share = _column(weights / weights.sum(), values.ndim - 3)
    projections, draws, lucks = values.shape[:3]
    if draws * lucks == 1:
        unknown = np.full(values.shape[3:], np.nan)
        return VarianceShares(unknown, unknown, unknown)
    by_draw = values.mean(axis=2)
    chance = values.var(axis=2, ddof=1) if lucks > 1 else np.zeros_like(values[:, :, 0])
    by_projection = by_draw.var(axis=1, ddof=1) if draws > 1 else np.zeros_like(by_draw[:, 0])
    chance_part = (share * chance.mean(axis=1)).sum(axis=0)
    parameter_part = (share * np.maximum(0, by_projection - chance.mean(axis=1) / lucks)).sum(axis=0)
    projection_part = _between(by_draw if draws > 1 else values[:, 0], share) if projections > 1 else 0 * chance_part
    whole = chance_part + parameter_part + projection_part
    divided = [
        np.divide(part, whole, out=np.zeros_like(whole), where=whole > 0)
        for part in (parameter_part, projection_part, chance_part)
    ]
    return VarianceShares(*divided)


def _between(units: Floats, share: Floats) -> Floats:
    """Return the variance between projections, less what units (shape (P, U, ...)) that differ alike add to it."""
    means = units.mean(axis=1)
    middle = (share * means).sum(axis=0)
    own = units - means[:, None] - (units.mean(axis=0) - units.mean(axis=(0, 1)))[None]
    noise = (own**2).sum(axis=1) / (units.shape[1] - 1) / units.shape[1]
    found: Floats = np.maximum(0, (share * ((means - middle) ** 2 - noise)).sum(axis=0))
    return found


def standard_error(values: Floats, weights: Floats) -> Floats:
    """Return the standard error of the weighted mean of all runs.

    Draws are independent of each other; where there is one, repetitions are. Runs of different projections with the
    same draw and luck are not, so they are averaged first.

    Parameters
    ----------
    values, weights
        As in `variance_shares`.

    Returns
    -------
    array, shape (...)
        NaN for a single run of each projection.

    Examples
    --------
    >>> float(standard_error(np.array([[[1.0, 3.0]]]), np.ones(1)))
    1.0
    """
    share = _column(weights / weights.sum(), values.ndim - 1)
    by_run = (share * values).sum(axis=0)
    units = by_run.mean(axis=1) if by_run.shape[0] > 1 else by_run[0]
    if len(units) == 1:
        return np.full(values.shape[3:], np.nan)
    error: Floats = units.std(axis=0, ddof=1) / np.sqrt(len(units))
    return error


def weighted_quantiles(values: Floats, weights: Floats, levels: Floats) -> Floats:
    """Return quantiles of all runs, each with the weight of its projection.

    Parameters
    ----------
    values, weights
        As in `variance_shares`.
    levels
        Shape (Q,), probabilities.

    Returns
    -------
    array, shape (Q, ...)
        Between the runs where all weigh the same (linear), otherwise one of them.

    Examples
    --------
    >>> weighted_quantiles(np.arange(3.0).reshape(1, 3, 1), np.ones(1), np.array([0.5])).tolist()
    [1.0]
    """
    runs = values.reshape(-1, *values.shape[3:])
    if np.ptp(weights) == 0:
        return np.asarray(np.quantile(runs, levels, axis=0), np.float64)
    each = np.repeat(weights, values.shape[1] * values.shape[2])
    return np.asarray(np.quantile(runs, levels, axis=0, weights=each, method="inverted_cdf"), np.float64)


def _column(weights: Floats, more: int) -> Floats:
    """Return weights that multiply the first of 1 + `more` axes."""
    return weights.reshape(-1, *[1] * more)
