"""The exponential of rates of leaving and arriving, exact in every entry.

`scipy.linalg.expm` (1.17) is not used: on triangular rates – sectors that vacancies pass in one direction – whose
durations are nearly the same, its answers were a thousandth off.
"""

import math

import numpy as np

from husrom.housing.chains.transitions import Array

_TERMS = 20
"""1 / 20! is below the last digit of 1."""


def exponential_of_rates(rates: Array, years: float) -> Array:
    """Return exp(rates · years) by adding and multiplying numbers that are never negative.

    Moving the diagonal to 0 leaves no minus sign, so nothing cancels; the series is summed for a short time and squared
    up to the whole.

    Parameters
    ----------
    rates
        Shape (S, S), per year: negative only on the diagonal.
    years
        From 0 upwards.

    Returns
    -------
    array, shape (S, S)
        Not negative.

    References
    ----------
    Xue, J. & Ye, Q. (2013). Computing exponentials of essentially non-negative matrices entrywise to high relative
    accuracy. Mathematics of Computation 82(283).

    Examples
    --------
    >>> exponential_of_rates(np.array([[-2.0]]), 0.5).round(6).tolist()
    [[0.367879]]
    """
    size = len(rates)
    fastest = float(np.max(-np.diag(rates), initial=0.0)) * years
    squarings = max(0, math.ceil(math.log2(fastest))) if fastest > 1 else 0
    short = 2.0**-squarings
    shifted = rates * (years * short)
    np.fill_diagonal(shifted, np.maximum(np.diag(shifted) + fastest * short, 0.0))
    term = total = np.eye(size)
    for number in range(1, _TERMS + 1):
        term = term @ shifted / number
        total = total + term
    total *= math.exp(-fastest * short)
    for _squaring in range(squarings):
        total = total @ total
    result: Array = total
    return result
