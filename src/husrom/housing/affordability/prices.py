"""How many of the dwellings sold are within reach: counted where prices are known, estimated where only means are."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from husrom.housing.affordability.amounts import FloatArray, amounts
from husrom.housing.affordability.errors import AffordabilityError

Z_90 = 1.6448536269514722
"""Standard deviations to either side of the middle that hold 90 per cent of a normal distribution."""

HALVINGS = 60
"""Enough to leave less than a millionth of a krone between the ends."""


@dataclass(frozen=True, slots=True)
class Share:
    """The share of dwellings sold that cost no more than a price.

    Attributes
    ----------
    middle, low, high
        0 to 1, shape (n,); NaN where the price is.
    """

    middle: FloatArray
    low: FloatArray
    high: FloatArray


@dataclass(frozen=True, slots=True)
class Spread:
    """How uncertain an estimated distribution is.

    Attributes
    ----------
    log_sd, log_sd_low, log_sd_high
        Standard deviation of the logarithm of prices: the middle and the ends of what is thought possible.
    size_margin_pct
        How far the mean size of dwellings sold may be from the one stated.
    """

    log_sd: float
    log_sd_low: float
    log_sd_high: float
    size_margin_pct: float


def share_counted(price_nok: npt.ArrayLike, sold_nok: npt.ArrayLike) -> Share:
    """Return the share of known sales that cost no more than a price.

    Parameters
    ----------
    price_nok
        Shape (n,).
    sold_nok
        What each dwelling was sold for, shape (k,); at least one, none NaN.

    Returns
    -------
    Share
        `middle` is counted; `low` and `high` are Wilson's interval of 90 per cent, as if the sales were a sample.

    Raises
    ------
    AmountError
        When a price is negative or above a thousand billion kroner.
    AffordabilityError
        When there is no sale, or a sale without a price.

    Examples
    --------
    >>> found = share_counted(3_000_000, [2_000_000, 3_000_000, 4_000_000, 5_000_000])
    >>> found.middle, found.low.round(2), found.high.round(2)
    (array([0.5]), array([0.18]), array([0.82]))
    """
    sold = np.sort(amounts("sold_nok", sold_nok))
    if not sold.size or np.isnan(sold).any():
        raise AffordabilityError(
            f"sold_nok has {sold.size} sales, {np.isnan(sold).sum()} without a price: give known sales."
        )
    price = amounts("price_nok", price_nok)
    middle = np.where(np.isnan(price), np.nan, np.searchsorted(sold, price, side="right") / sold.size)
    weight = Z_90**2 / sold.size
    centre = (middle + weight / 2) / (1 + weight)
    half = Z_90 / (1 + weight) * np.sqrt(middle * (1 - middle) / sold.size + weight / (4 * sold.size))
    return Share(middle, np.maximum(centre - half, 0), np.minimum(centre + half, 1))


@dataclass(frozen=True, slots=True)
class EstimatedPrices:
    """Prices as lognormal distributions, one for each kind of dwelling, weighted by sales.

    An estimate: only the means are known. The spread is a prior, and the sizes behind the means are stated.

    Attributes
    ----------
    mean_nok
        Mean price of each kind, shape (k,), above 0.
    sales
        Number of sales of each kind, shape (k,), above 0.
    spread
        The prior.

    Raises
    ------
    AmountError
        When a mean or a number of sales is not above 0.
    """

    mean_nok: FloatArray
    sales: FloatArray
    spread: Spread

    def __post_init__(self) -> None:
        """Refuse kinds without price or sales."""
        amounts("mean_nok", self.mean_nok, above=True)
        amounts("sales", self.sales, above=True)

    def share_within(self, price_nok: npt.ArrayLike) -> Share:
        """Return the share of sales at or below a price.

        Parameters
        ----------
        price_nok
            Shape (n,).

        Returns
        -------
        Share
            The interval spans the ends of the prior for spread and size, and the 90 per cent error of means of this
            many sales.

        Raises
        ------
        AmountError
            When a price is negative or above a thousand billion kroner.

        Examples
        --------
        >>> flats = EstimatedPrices(np.array([4e6]), np.array([200.0]), Spread(0.4, 0.3, 0.5, 10))
        >>> found = flats.share_within([3_000_000])
        >>> found.middle.round(2), found.low.round(2), found.high.round(2)
        (array([0.3]), array([0.11]), array([0.5]))
        """
        price = amounts("price_nok", price_nok)
        middle = self._share(price, self.spread.log_sd, 0)
        # Dearer dwellings are always fewer within reach, so that the ends in between need not be tried.
        tried = np.stack(
            [
                self._share(price, log_sd, direction)
                for log_sd in (self.spread.log_sd_low, self.spread.log_sd, self.spread.log_sd_high)
                for direction in (-1, 1)
            ]
        )
        return Share(middle, tried.min(axis=0), tried.max(axis=0))

    def price_of_cheapest(self, share: float) -> float:
        """Return the price that a share of the sales is at or below, NOK.

        Raises
        ------
        AffordabilityError
            When the share is not between 0 and 1.

        Examples
        --------
        >>> flats = EstimatedPrices(np.array([4e6]), np.array([200.0]), Spread(0.4, 0.3, 0.5, 10))
        >>> round(flats.price_of_cheapest(0.1), -4)
        2210000.0
        """
        if not 0 < share < 1:
            raise AffordabilityError(f"share is {share:g}: expected more than 0 and less than 1.")

        # Forty standard deviations: beyond what a float can tell from none and all.
        reach = 40 * self.spread.log_sd
        least, most = np.log(self.mean_nok.min()) - reach, np.log(self.mean_nok.max()) + reach
        # Halving is sure, and SciPy's root finders take longer to import than this takes.
        for _halving in range(HALVINGS):
            middle = (least + most) / 2
            if self._share(np.array([np.exp(middle)]), self.spread.log_sd, 0)[0] < share:
                least = middle
            else:
                most = middle
        return float(np.exp(most))

    def _share(self, price_nok: FloatArray, log_sd: float, direction: int) -> FloatArray:
        """Return the share at or below prices with every mean moved to one end (-1, 1) or left (0)."""
        error = Z_90 * np.sqrt(np.expm1(log_sd**2) / self.sales)
        means = self.mean_nok * (1 + direction * self.spread.size_margin_pct / 100) * np.exp(direction * error)
        with np.errstate(divide="ignore"):
            distance = (np.log(price_nok)[:, None] - np.log(means)) / log_sd + log_sd / 2
        return np.asarray(ndtr(distance) @ (self.sales / self.sales.sum()))
