"""Positions: every adult lives in one kind of household, and a household has as many positions as adults.

Headship rates that are fitted one kind at a time can give more adults in households than there are people. Shares of
positions cannot: for each age they sum to 1, so persons are conserved however the population changes.
"""

from dataclasses import dataclass

import numpy as np

from husrom.housing.errors import HouseholdInputError
from husrom.housing.households.kinds import ADULTS_PER_HOUSEHOLD, HOUSEHOLD_KINDS, Floats

_ROUNDS, _TOLERANCE = 5_000, 1e-10
_WIDEST_TILT, _STEPS = 60.0, 200


@dataclass(frozen=True, slots=True)
class HouseholdRates:
    """How the adults of one place live.

    Attributes
    ----------
    shares
        Shape (A, 5), float64: share of the adults of each age in each kind; rows sum to 1. No NaN.
    adults_per_household
        Shape (5,), float64, adults per household of each kind.
    """

    shares: Floats
    adults_per_household: Floats

    @property
    def headship(self) -> Floats:
        """Households per adult, shape (A, 5): the share divided by the adults that a household takes."""
        return self.shares / self.adults_per_household

    def households(self, adults: Floats) -> Floats:
        """Return households by age and kind.

        Parameters
        ----------
        adults
            Shape (..., A), persons by age.

        Returns
        -------
        numpy.ndarray
            Shape (..., A, 5), float64, households; not rounded. NaN where adults are NaN.

        Examples
        --------
        >>> rates = HouseholdRates(np.array([[0.5, 0.5, 0.0, 0.0, 0.0]]), np.array([1.0, 2.0, 2.0, 1.0, 3.0]))
        >>> rates.households(np.array([100.0])).tolist()
        [[50.0, 25.0, 0.0, 0.0, 0.0]]
        """
        return adults[..., :, None] * self.headship

    def households_of_total(self, adults: Floats, totals: Floats) -> Floats:
        """Return households by age and kind that sum to given totals, with persons conserved as in `fit_to_total`.

        Parameters
        ----------
        adults
            Shape (..., A), persons by age.
        totals
            Shape (...), households wanted.

        Returns
        -------
        numpy.ndarray
            Shape (..., A, 5), float64, households.

        Raises
        ------
        HouseholdInputError
            When a total cannot be reached.

        Examples
        --------
        >>> rates = HouseholdRates(np.full((1, 5), 0.2), np.array([1.0, 2.0, 2.0, 1.0, 3.0]))
        >>> rates.households_of_total(np.array([[100.0], [100.0]]), np.array([70.0, 60.0])).sum((1, 2)).round(
        ...     6
        ... ).tolist()
        [70.0, 60.0]
        """
        shares = _tilted(self, _tilt(self, adults, totals))
        return adults[..., :, None] * shares / self.adults_per_household


def positions_of(households: Floats, adults_total: Floats) -> tuple[Floats, Floats]:
    """Return the adults' positions in each kind, and the adults per household of each kind.

    Parameters
    ----------
    households
        Shape (..., 5), households by `HOUSEHOLD_KINDS`.
    adults_total
        Shape (...), persons aged 20 or over. Those who live in institutions are among the positions of `other`.

    Returns
    -------
    positions, adults_per_household
        Both of shape (..., 5), float64.

    Raises
    ------
    HouseholdInputError
        When the first four kinds need more adults than there are, or `other` holds adults but no household.

    Examples
    --------
    >>> positions, adults = positions_of(np.array([40.0, 20.0, 15.0, 5.0, 10.0]), np.array(145.0))
    >>> positions.tolist(), float(adults[4])
    ([40.0, 40.0, 30.0, 5.0, 30.0], 3.0)
    """
    counted = households[..., :4] * np.array(ADULTS_PER_HOUSEHOLD)
    other = adults_total - counted.sum(axis=-1)
    if np.any(other < 0):
        missing = -float(np.min(other))
        raise HouseholdInputError(
            f"The households hold {missing:,.0f} more adults than the population has. "
            "Give households and population of the same municipality and year."
        )
    if np.any((households[..., 4] <= 0) & (other > 0)):
        raise HouseholdInputError("There are adults in other households, but no other household. Give its number.")
    per_other = np.divide(other, households[..., 4], out=np.ones_like(other), where=households[..., 4] > 0)
    fixed = np.broadcast_to(np.array(ADULTS_PER_HOUSEHOLD), counted.shape)
    return (
        np.concatenate([counted, other[..., None]], axis=-1),
        np.concatenate([fixed, per_other[..., None]], axis=-1),
    )


def fit_to_counts(pattern: Floats, adults: Floats, households: Floats) -> HouseholdRates:
    """Fit a pattern over ages to counted households: iterative proportional fitting of ages × kinds.

    Parameters
    ----------
    pattern
        Shape (A, 5), shares to start from; a share of zero stays zero.
    adults
        Shape (A,), persons by age.
    households
        Shape (5,), counted households by kind.

    Returns
    -------
    HouseholdRates
        Gives exactly the counted households from these adults.

    Raises
    ------
    HouseholdInputError
        As `positions_of`, or when the pattern cannot be fitted: a counted kind in which no age may live.

    Examples
    --------
    >>> rates = fit_to_counts(np.full((1, 5), 0.2), np.array([145.0]), np.array([40.0, 20.0, 15.0, 5.0, 10.0]))
    >>> rates.households(np.array([145.0])).round(6).tolist()
    [[40.0, 20.0, 15.0, 5.0, 10.0]]
    """
    positions, per_household = positions_of(households, adults.sum())
    cells = pattern * adults[:, None]
    for _round in range(_ROUNDS):
        cells = cells * _factor(positions, cells.sum(axis=0))
        by_age = cells.sum(axis=1)
        if np.allclose(by_age, adults, rtol=_TOLERANCE, atol=_TOLERANCE):
            break
        cells = cells * _factor(adults, by_age)[:, None]
    if not np.allclose(cells.sum(axis=0), positions, rtol=1e-6, atol=1e-6):
        index = int(np.argmax(np.abs(cells.sum(axis=0) - positions)))
        raise HouseholdInputError(
            f"The ages cannot hold {households[index]:,.0f} households of the kind {HOUSEHOLD_KINDS[index]}. "
            "Check the count, or start from a pattern in which more ages live so."
        )
    shares = np.divide(cells, cells.sum(axis=1)[:, None], out=pattern.copy(), where=adults[:, None] > 0)
    return HouseholdRates(shares, per_household)


def _factor(wanted: Floats, found: Floats) -> Floats:
    return np.divide(wanted, found, out=np.zeros_like(wanted), where=found > 0)


def fit_to_total(rates: HouseholdRates, adults: Floats, total: float) -> HouseholdRates:
    """Fit rates to a number of households with one parameter, and leave persons conserved.

    Shares are multiplied by exp(λ / adults per household) and each age brought back to 1: a positive λ moves adults of
    every age towards smaller households.

    Parameters
    ----------
    rates
        The rates to start from.
    adults
        Shape (A,), persons by age.
    total
        The number of households wanted.

    Raises
    ------
    HouseholdInputError
        When no λ gives that number.

    Examples
    --------
    >>> start = HouseholdRates(np.full((1, 5), 0.2), np.array([1.0, 2.0, 2.0, 1.0, 3.0]))
    >>> round(float(fit_to_total(start, np.array([100.0]), 70.0).households(np.array([100.0])).sum()), 6)
    70.0
    """
    shares = _tilted(rates, _tilt(rates, adults, np.asarray(total, dtype=np.float64)))
    return HouseholdRates(shares, rates.adults_per_household)


def _tilt(rates: HouseholdRates, adults: Floats, totals: Floats) -> Floats:
    """Return the λ of each total, shape as `totals`: Newton's steps, halved where one leaves the bracket."""
    low, high = np.full(totals.shape, -_WIDEST_TILT), np.full(totals.shape, _WIDEST_TILT)
    impossible = ~((_total(rates, adults, low)[0] <= totals) & (totals <= _total(rates, adults, high)[0]))
    if np.any(impossible):
        most, wanted = adults.sum(axis=-1)[impossible].flat[0], totals[impossible].flat[0]
        raise HouseholdInputError(
            f"{most:,.0f} adults cannot make {wanted:,.0f} households. "
            "Give households and population of the same municipality and year."
        )
    tilt = np.zeros(totals.shape)
    for _step in range(_STEPS):
        found, slope = _total(rates, adults, tilt)
        if np.allclose(found, totals, rtol=_TOLERANCE, atol=0):
            return tilt
        low, high = np.where(found < totals, tilt, low), np.where(found < totals, high, tilt)
        newton = tilt + np.divide(totals - found, slope, out=np.full_like(tilt, np.inf), where=slope > 0)
        tilt = np.where((newton > low) & (newton < high), newton, (low + high) / 2)
    raise HouseholdInputError(
        f"The households could not be fitted in {_STEPS} steps. Check that no share or number is missing."
    )


def _tilted(rates: HouseholdRates, tilt: Floats) -> Floats:
    """Return the shares of each λ, shape (..., A, 5)."""
    weights = rates.shares * np.exp(tilt[..., None, None] / rates.adults_per_household)
    shares: Floats = weights / weights.sum(axis=-1, keepdims=True)
    return shares


def _total(rates: HouseholdRates, adults: Floats, tilt: Floats) -> tuple[Floats, Floats]:
    """Return the households of each λ, and how fast they grow with it: the variance of households per adult."""
    shares, each = _tilted(rates, tilt), 1 / rates.adults_per_household
    mean = shares @ each
    spread = shares @ each**2 - mean**2
    return np.asarray((adults * mean).sum(axis=-1)), np.asarray((adults * spread).sum(axis=-1))


def national_shares(
    pattern: Floats, adults: Floats, households: Floats, national_adults: Floats, national_total: float
) -> HouseholdRates:
    """Return the rates for a place whose households nobody has counted for us.

    The pattern is fitted to the sum of the municipalities with counts, then with one parameter to the households of
    the whole country.

    Parameters
    ----------
    pattern
        Shape (A, 5), shares over ages.
    adults, households
        Shapes (M, A) and (M, 5): municipalities with counts by kind.
    national_adults, national_total
        Shape (A,) persons and the number of households of the country, of the same year.

    Examples
    --------
    >>> adults, counted = np.array([[145.0]]), np.array([[40.0, 20.0, 15.0, 5.0, 10.0]])
    >>> rates = national_shares(np.full((1, 5), 0.2), adults, counted, np.array([290.0]), 180.0)
    >>> rates.shares.round(3).tolist()
    [[0.276, 0.276, 0.207, 0.034, 0.207]]
    """
    pooled = fit_to_counts(pattern, adults.sum(axis=0), households.sum(axis=0))
    return fit_to_total(pooled, national_adults, national_total)
