"""Annuities: the same payment every month until the loan is paid."""

import numpy as np
import numpy.typing as npt

from husrom.housing.affordability.amounts import FloatArray

MONTHS = 12


def annuity_factor(rate_pct: npt.ArrayLike, years: float) -> FloatArray:
    """Return how large a loan one krone a month pays for.

    Parameters
    ----------
    rate_pct
        Nominal interest in per cent a year, shape (n,) or scalar; 0 is a loan without interest.
    years
        Until the loan is paid.

    Returns
    -------
    numpy.ndarray
        Kroner of loan per krone a month, same shape; NaN where the rate is.

    Examples
    --------
    >>> [round(float(annuity_factor(rate, 30)), 3) for rate in (7, 8, 8.5)]
    [150.308, 136.283, 130.054]
    >>> float(annuity_factor(0, 30))
    360.0
    """
    monthly = np.asarray(rate_pct, dtype=np.float64) / 100 / MONTHS
    months = years * MONTHS
    with np.errstate(divide="ignore", invalid="ignore"):
        # expm1 and log1p keep the digits of a rate near nought.
        factor = -np.expm1(-months * np.log1p(monthly)) / monthly
    return np.where(monthly == 0, months, factor)


def payment_nok_per_month(loan_nok: npt.ArrayLike, rate_pct: npt.ArrayLike, years: float) -> FloatArray:
    """Return interest and instalment of an annuity loan, before tax relief.

    Parameters
    ----------
    loan_nok, rate_pct
        Kroner and per cent a year, shapes that broadcast.

    Returns
    -------
    numpy.ndarray
        Kroner a month; NaN where an input is.

    Examples
    --------
    >>> round(float(payment_nok_per_month(3_000_000, 5.5, 30)))
    17034
    """
    return np.asarray(loan_nok, dtype=np.float64) / annuity_factor(rate_pct, years)


def interest_relief_nok_per_month(loan_nok: npt.ArrayLike, rate_pct: npt.ArrayLike, *, relief_pct: float) -> FloatArray:
    """Return what tax falls by the first month because interest is paid.

    Parameters
    ----------
    loan_nok, rate_pct
        Kroner and per cent a year, shapes that broadcast.
    relief_pct
        The tax on ordinary income.

    Returns
    -------
    numpy.ndarray
        Kroner a month; NaN where an input is.

    Examples
    --------
    >>> float(interest_relief_nok_per_month(1_200_000, 5, relief_pct=22))
    1100.0
    """
    return _first_interest(loan_nok, rate_pct) * relief_pct / 100


def interest_after_tax_nok_per_month(
    loan_nok: npt.ArrayLike, rate_pct: npt.ArrayLike, *, relief_pct: float
) -> FloatArray:
    """Return the first month's interest less the tax relief on it.

    Parameters
    ----------
    loan_nok, rate_pct
        Kroner and per cent a year, shapes that broadcast.
    relief_pct
        The tax on ordinary income.

    Returns
    -------
    numpy.ndarray
        Kroner a month; NaN where an input is.

    Examples
    --------
    >>> round(float(interest_after_tax_nok_per_month(2_670_000, 1.82, relief_pct=22)), 2)
    3158.61
    """
    return _first_interest(loan_nok, rate_pct) * (100 - relief_pct) / 100


def _first_interest(loan_nok: npt.ArrayLike, rate_pct: npt.ArrayLike) -> FloatArray:
    return np.asarray(loan_nok, dtype=np.float64) * np.asarray(rate_pct, dtype=np.float64) / 100 / MONTHS
