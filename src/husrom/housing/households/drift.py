"""Households grow smaller faster than ageing explains; the drift is measured where both years were counted."""

import numpy as np

from husrom.housing.errors import HouseholdInputError
from husrom.housing.households.kinds import Floats
from husrom.housing.households.positions import HouseholdRates


def expected_households(rates: HouseholdRates, adults_before: Floats, adults_after: Floats, counted: float) -> float:
    """Return the households of a later year that constant rates expect from the realised population.

    Parameters
    ----------
    rates
        How adults of each age live; only the pattern over ages matters.
    adults_before, adults_after
        Shape (A,), persons by age in the two years. NaN gives NaN.
    counted
        Households counted in the first year.

    Raises
    ------
    HouseholdInputError
        When nobody lives there in the first year.

    Examples
    --------
    >>> rates = HouseholdRates(np.array([[1.0, 0, 0, 0, 0], [0, 1.0, 0, 0, 0]]), np.array([1.0, 2.0, 2.0, 1.0, 3.0]))
    >>> expected_households(rates, np.array([10.0, 20.0]), np.array([10.0, 40.0]), 20.0)
    30.0
    """
    before, after = (float(rates.households(adults).sum()) for adults in (adults_before, adults_after))
    if before <= 0:
        raise HouseholdInputError("Nobody lives there in the first year, so no later household can be expected.")
    return counted * after / before


def drift_per_year(expected: float, observed: float, years: int) -> float:
    """Return the yearly growth in households per adult that constant rates did not foresee.

    Parameters
    ----------
    expected
        Households in the later year with the rates of the first and the realised population.
    observed
        Households counted in the later year.
    years
        Years between them.

    Returns
    -------
    float
        Logarithmic rate a year; 0.002 is 0.2 per cent.

    Raises
    ------
    HouseholdInputError
        When a number is not positive.

    Examples
    --------
    >>> round(drift_per_year(100.0, 102.0, 10), 5)
    0.00198
    """
    if min(expected, observed, years) <= 0:
        raise HouseholdInputError(
            f"A drift needs households in both years and time between: {expected}, {observed}, {years} years."
        )
    return float(np.log(observed / expected) / years)


def drifted_index(drift: float, years: int, damping: float) -> Floats:
    """Return the index that the number of households is multiplied by when the drift goes on and fades.

    Parameters
    ----------
    drift
        Logarithmic rate in the first year.
    years
        How many years ahead.
    damping
        What is left of the rate from one year to the next: 0 stops the drift after one year, 1 lets it last.

    Returns
    -------
    numpy.ndarray
        Shape (years + 1,), float64; the first is 1.

    Raises
    ------
    HouseholdInputError
        When the damping is not from 0 to 1.

    Examples
    --------
    >>> drifted_index(0.01, 3, 1.0).round(4).tolist()
    [1.0, 1.0101, 1.0202, 1.0305]
    >>> drifted_index(0.01, 3, 0.0).round(4).tolist()
    [1.0, 1.0101, 1.0101, 1.0101]
    """
    if not 0 <= damping <= 1:
        raise HouseholdInputError(f"The damping is {damping}; expected a number from 0 to 1.")
    steps = np.concatenate([[0.0], np.power(damping, np.arange(years, dtype=np.float64))])
    index: Floats = np.exp(drift * np.cumsum(steps))
    return index
