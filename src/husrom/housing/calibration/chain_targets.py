"""What has been published of chains of vacancies, and how far a pattern of moves is from it."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from husrom.housing.calibration.reference_market import ReferenceMarket

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ChainTarget:
    """An interval that a published result puts a statistic of chains in.

    Attributes
    ----------
    identifier
        Of the result; one result may give several targets.
    statistic
        A key of what `statistics_of` returns.
    unit
        What the statistic counts.
    low, high
        The interval; `high` is infinite where the result says only that something is more than something else.
    scale
        A miss of this size counts as 1.
    source
        Who found it, where.
    verified
        Whether we have read it in the source.
    """

    identifier: str
    statistic: str
    unit: str
    low: float
    high: float
    scale: float
    source: str
    verified: bool

    def missed_by(self, values: Floats) -> Floats:
        """Return how far values lie outside the interval, in scales; 0 inside.

        Examples
        --------
        >>> target = ChainTarget("T1", "freed", "dwellings", 1.0, 1.8, 0.2, "somebody", True)
        >>> target.missed_by(np.array([0.8, 1.0, 1.5, 2.2])).round(6).tolist()
        [1.0, 0.0, 0.0, 2.0]
        """
        missed: Floats = np.maximum(0, np.maximum(self.low - values, values - self.high)) / self.scale
        return missed


@dataclass(frozen=True, slots=True)
class UnansweredTarget:
    """A published result, or a part of one, that a pattern of moves cannot be asked."""

    identifier: str
    reason: str


@cache
def chain_targets() -> tuple[ChainTarget, ...]:
    """Return the targets in order.

    Examples
    --------
    >>> first = chain_targets()[0]
    >>> first.identifier, first.low, first.high
    ('T1', 0.6, 0.75)
    """
    return tuple(
        ChainTarget(
            identifier=entry["id"],
            statistic=entry["statistic"],
            unit=entry["unit"],
            low=float(entry["low"]),
            high=float(entry.get("high", np.inf)),
            scale=float(entry["scale"]),
            source=entry["source"],
            verified=entry["verified"],
        )
        for entry in _content()["targets"]
    )


@cache
def unanswered_targets() -> tuple[UnansweredTarget, ...]:
    """Return what has been published that the pattern cannot be asked, and why.

    Examples
    --------
    >>> [one.identifier for one in unanswered_targets()]
    ['T8', 'T9', 'T10']
    """
    return tuple(UnansweredTarget(entry["id"], entry["reason"]) for entry in _content()["unanswered"])


def _content() -> dict[str, Any]:
    path = files("husrom.housing.calibration") / "chain_targets.yaml"
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def distances(market: ReferenceMarket, values: Floats) -> Floats:
    """Return how far patterns are from the targets, all misses added up.

    Parameters
    ----------
    values
        Shape (N, 11), patterns.

    Returns
    -------
    array, shape (N,)
        0 where every target is met.

    Examples
    --------
    >>> from husrom.housing.calibration.reference_market import reference_market
    >>> distances(reference_market(), np.zeros((1, 11))).round(1).tolist()
    [2.0]
    """
    found = market.statistics(values)
    missed: Floats = np.sum([target.missed_by(found[target.statistic]) for target in chain_targets()], axis=0)
    return missed
