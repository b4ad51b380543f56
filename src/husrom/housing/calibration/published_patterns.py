"""The pattern of moves fitted to published chains: draws that come with Husrom, and the fit they come from."""

import csv
from functools import cache
from importlib.resources import files

import numpy as np
import yaml
from numpy.typing import NDArray

from husrom.housing.calibration.chain_targets import distances
from husrom.housing.calibration.inversion import FittedSample, fit_by_simulation
from husrom.housing.calibration.pattern import TENDENCIES, MovePattern
from husrom.housing.calibration.reference_market import reference_market

Floats = NDArray[np.float64]

DRAWS, SEED = 200, 1
_ROOM = files("husrom.housing.calibration")


@cache
def pattern_prior() -> tuple[Floats, Floats]:
    """Return the least and the greatest value of each tendency before the fit, each of shape (11,).

    Examples
    --------
    >>> low, high = pattern_prior()
    >>> float(low[-1]), float(high[-1])
    (0.25, 0.8)
    """
    content = yaml.safe_load((_ROOM / "pattern_prior.yaml").read_text(encoding="utf-8"))["prior"]
    low, high = (np.array([content[name][end] for name in TENDENCIES], np.float64) for end in ("low", "high"))
    return low, high


def fitted_patterns(draws: int = DRAWS, seed: int = SEED) -> FittedSample:
    """Fit the pattern to the published targets on the reference market; takes some seconds.

    The draws are ordered by how near they are to the middle of all of them, the nearest first.

    Parameters
    ----------
    draws
        How many to return.
    seed
        The same seed gives the same draws.

    Returns
    -------
    FittedSample
        Values of shape (draws, 11), as `MovePattern.values`.
    """
    market = reference_market()
    found = fit_by_simulation(lambda values: distances(market, values), *pattern_prior(), draws=draws, seed=seed)
    apart = (found.values - np.median(found.values, axis=0)) / found.values.std(axis=0)
    order = np.argsort((apart**2).sum(axis=1), kind="stable")
    return FittedSample(found.values[order], found.distances[order], found.rounds)


@cache
def published_patterns() -> tuple[MovePattern, ...]:
    """Return the draws that come with Husrom: `fitted_patterns()`, kept so that nobody has to wait for them.

    Every draw meets every target of `chain_targets`. They tell of markets in other countries: a chain reckoned with
    them is of data grade C, and no figure of a Norwegian chain.

    Examples
    --------
    >>> len(published_patterns())
    200
    """
    lines = (_ROOM / "published_patterns.csv").read_text(encoding="utf-8").splitlines()
    return tuple(MovePattern(**{name: float(value) for name, value in row.items()}) for row in csv.DictReader(lines))
