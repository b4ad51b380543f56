"""Runs summed up: what to expect per 100 new dwellings, how surely, and what it is unsure by."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from husrom.housing.ensembles.variance import VarianceShares, standard_error, variance_shares, weighted_quantiles
from husrom.housing.mobility.effects import ESTIMATES
from husrom.housing.mobility.measures import MEASURES

Floats = NDArray[np.float64]

_LEVELS = np.array([0.1, 0.5, 0.9])
_TENTH = 1.2815515655446004  # the normal quantile with a tenth outside
_WIDEST = 0.5


@dataclass(frozen=True, slots=True)
class EffectRow:
    """One figure of the result, per 100 new dwellings.

    Attributes
    ----------
    estimate
        One of `ESTIMATES`.
    horizon_years
        After the first completion.
    measure
        One of `MEASURES`.
    mean, standard_error
        Over runs, weighted by projection; the error is NaN for a single run.
    p10, p50, p90
        Of the runs.
    parameter_share, projection_share, chance_share
        What the variance is made of; NaN for a single run.
    range_only
        Chance alone is so wide against the middle that only the range should be shown.
    """

    estimate: str
    horizon_years: float
    measure: str
    mean: float
    standard_error: float
    p10: float
    p50: float
    p90: float
    parameter_share: float
    projection_share: float
    chance_share: float
    range_only: bool


class _Summary(NamedTuple):
    """Each of shape (estimates, horizons, measures)."""

    mean: Floats
    error: Floats
    quantiles: Floats
    shares: VarianceShares
    range_only: NDArray[np.bool_]


def effect_rows(counts: Floats, weights: Floats, horizons: Sequence[float], dwellings: int) -> list[EffectRow]:
    """Sum runs up, per 100 of the projects' new dwellings.

    Parameters
    ----------
    counts
        Shape (P, D, L, 2, horizons, measures): by projection, draw and luck, as `RunEffect.counts`.
    weights
        Shape (P,), of the projections.
    dwellings
        How many new dwellings the projects have, at least one.

    Examples
    --------
    >>> rows = effect_rows(np.ones((1, 1, 2, 2, 1, len(MEASURES))), np.ones(1), (5,), 50)
    >>> rows[0].measure, rows[0].mean, rows[0].chance_share
    ('fills', 2.0, 0.0)
    """
    found = _summed_up(counts * (100 / dwellings), weights)
    return [
        _row(found, (way, place, column), float(horizon))
        for way in range(len(ESTIMATES))
        for place, horizon in enumerate(horizons)
        for column in range(len(MEASURES))
    ]


def _summed_up(values: Floats, weights: Floats) -> _Summary:
    shares = variance_shares(values, weights)
    quantiles = weighted_quantiles(values, weights, _LEVELS)
    mean = np.average(values, axis=0, weights=weights).mean(axis=(0, 1))
    spread = np.sqrt(np.average(((values - mean) ** 2).mean(axis=(1, 2)), axis=0, weights=weights))
    reach = 2 * _TENTH * spread * np.sqrt(np.nan_to_num(shares.chance))
    return _Summary(mean, standard_error(values, weights), quantiles, shares, reach > _WIDEST * np.abs(quantiles[1]))


def _row(found: _Summary, place: tuple[int, int, int], horizon: float) -> EffectRow:
    low, middle, high = (float(part[place]) for part in found.quantiles)
    return EffectRow(
        estimate=ESTIMATES[place[0]],
        horizon_years=horizon,
        measure=MEASURES[place[2]],
        mean=float(found.mean[place]),
        standard_error=float(found.error[place]),
        p10=low,
        p50=middle,
        p90=high,
        parameter_share=float(found.shares.parameter[place]),
        projection_share=float(found.shares.projection[place]),
        chance_share=float(found.shares.chance[place]),
        range_only=bool(found.range_only[place]),
    )
