"""How sure a need is: the span between alternatives, and what makes it wide."""

from dataclasses import dataclass

import numpy as np

from husrom.housing.errors import NeedInputError
from husrom.housing.households.kinds import Floats

_TENTH = 1.2815515655446004  # the normal quantile with a tenth outside


@dataclass(frozen=True, slots=True)
class Interval:
    """The uncertainty of one number.

    Attributes
    ----------
    low, high
        The least and the greatest of the alternatives: not a confidence interval, and without chance.
    p10, p90
        Mean of the alternatives, less and plus 1.28 standard deviations of alternatives and chance together.
    chance_low, chance_high
        The same for chance alone, about the main alternative.
    parameter_share, projection_share, chance_share
        Shares of the variance (law of total variance); they sum to 1, or are all 0 where nothing varies.
    range_only
        Chance alone is so wide against the number that only the range should be shown.
    """

    low: float
    high: float
    p10: float
    p90: float
    chance_low: float
    chance_high: float
    parameter_share: float
    projection_share: float
    chance_share: float
    range_only: bool


def interval_of(
    values: Floats, projection_weights: Floats, *, main: float, chance_sd: float, chance_share_pct: float
) -> Interval:
    """Return the interval of a number that was reckoned for every alternative.

    Parameters
    ----------
    values
        Shape (P, Θ): projections × sets of assumptions. Sets of assumptions weigh the same.
    projection_weights
        Shape (P,); brought to sum 1.
    main
        The number with the main projection and assumptions.
    chance_sd
        Standard deviation by chance, from `chance_sd`.
    chance_share_pct
        Per cent of `main` beyond which a 10–90 range of chance is shown alone.

    Raises
    ------
    NeedInputError
        When the weights do not fit the projections.

    Examples
    --------
    >>> two = interval_of(np.array([[1.0, 3.0]]), np.array([1.0]), main=2.0, chance_sd=0.0, chance_share_pct=50.0)
    >>> two.low, two.high, two.parameter_share, two.range_only
    (1.0, 3.0, 1.0, False)
    """
    if len(projection_weights) != len(values) or np.any(projection_weights < 0) or not projection_weights.sum() > 0:
        raise NeedInputError(f"{len(values)} projections need as many weights from 0, not all 0.")
    weights = projection_weights / projection_weights.sum()
    means = values.mean(axis=1)
    mean = float(weights @ means)
    parameter = float(weights @ values.var(axis=1))
    projection = float(weights @ (means - mean) ** 2)
    chance = chance_sd**2
    whole = parameter + projection + chance
    reach, by_chance = _TENTH * float(np.sqrt(whole)), _TENTH * chance_sd
    shares = np.array([parameter, projection, chance]) / whole if whole > 0 else np.zeros(3)
    return Interval(
        low=float(values.min()),
        high=float(values.max()),
        p10=mean - reach,
        p90=mean + reach,
        chance_low=main - by_chance,
        chance_high=main + by_chance,
        parameter_share=float(shares[0]),
        projection_share=float(shares[1]),
        chance_share=float(shares[2]),
        range_only=2 * by_chance > abs(main) * chance_share_pct / 100,
    )


def chance_sd(persons: Floats, persons_per_household: float, years: int) -> float:
    """Return how far households may stray by chance: the population's swings from year to year, added up.

    Swings are taken as independent from year to year, so the standard deviation grows with the root of time.

    Parameters
    ----------
    persons
        Shape (T,), the population of the last years. NaN is left out.
    persons_per_household
        Persons per household today.
    years
        How many years ahead.

    Returns
    -------
    float
        Households.

    Raises
    ------
    NeedInputError
        When fewer than three yearly changes are known.

    Examples
    --------
    >>> round(chance_sd(np.array([100.0, 110.0, 100.0, 110.0, 100.0]), 2.0, 4), 3)
    11.547
    """
    changes = np.diff(persons)
    changes = changes[~np.isnan(changes)]
    if len(changes) < 3:  # noqa: PLR2004 -- a spread of fewer says nothing
        raise NeedInputError(f"Chance is read from at least three yearly changes; {len(changes)} are known.")
    return float(changes.std(ddof=1) * np.sqrt(years) / persons_per_household)
