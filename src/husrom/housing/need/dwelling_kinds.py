"""Which kinds of dwelling are wanted: the present pattern over ages, or wishes, carried on with an older population."""

from dataclasses import dataclass

import numpy as np

from husrom.housing.errors import NeedInputError
from husrom.housing.households.kinds import Floats

DWELLING_KINDS = ("detached", "small_house", "apartment", "other")
"""`small_house` is semi-detached, row and chain houses; `other` is shared housing and dwellings in other buildings."""

_ROUNDS, _TOLERANCE = 5_000, 1e-10


@dataclass(frozen=True, slots=True)
class DwellingNeed:
    """The need by kind of dwelling.

    Attributes
    ----------
    now, wanted
        Shape (K,), dwellings today, and those wanted in the last year.
    losses
        Shape (K,), dwellings lost, in proportion to those of today.
    other
        Shape (K,), backlog made good and other parts of the need that no age decides.
    """

    now: Floats
    wanted: Floats
    losses: Floats
    other: Floats

    @property
    def change(self) -> Floats:
        """Wanted less today's, shape (K,)."""
        return np.asarray(self.wanted - self.now, dtype=np.float64)

    @property
    def build(self) -> Floats:
        """The need of each kind, shape (K,); the sum is the need of all."""
        return np.asarray(self.change + self.losses + self.other, dtype=np.float64)

    @property
    def mismatch(self) -> float:
        """Dwellings of the kinds that more are wanted of, also where fewer are wanted in all."""
        return float(np.maximum(self.change, 0.0).sum())


def fit_dwelling_pattern(pattern: Floats, households: Floats, dwelling_shares: Floats) -> Floats:
    """Fit where each age lives elsewhere to the kinds of dwelling that a municipality has.

    Parameters
    ----------
    pattern
        Shape (A, K), residents by age and kind of dwelling somewhere else, or any numbers in proportion to them.
    households
        Shape (A,), households of the municipality by age.
    dwelling_shares
        Shape (K,), shares of the municipality's dwellings; they are brought to sum 1.

    Returns
    -------
    numpy.ndarray
        Shape (A, K), float64: share of the households of each age in each kind; rows sum to 1, and all ages together
        give the municipality's shares.

    Raises
    ------
    NeedInputError
        When the shapes do not fit, or the ages of the pattern cannot live in the dwellings that there are.

    Examples
    --------
    >>> fitted = fit_dwelling_pattern(np.array([[3.0, 1.0], [1.0, 1.0]]), np.array([50.0, 50.0]), np.array([0.5, 0.5]))
    >>> fitted.round(3).tolist()
    [[0.634, 0.366], [0.366, 0.634]]
    """
    if pattern.shape != (len(households), len(dwelling_shares)):
        raise NeedInputError(
            f"The pattern has shape {pattern.shape}; expected {len(households)} ages × {len(dwelling_shares)} kinds."
        )
    if np.any((pattern.sum(axis=0) <= 0) & (dwelling_shares > 0)):
        raise NeedInputError("The municipality has a kind of dwelling in which nobody lives in the pattern.")
    wanted = dwelling_shares / dwelling_shares.sum() * households.sum()
    cells = pattern / pattern.sum(axis=1, keepdims=True) * households[:, None]
    for _round in range(_ROUNDS):
        cells = cells * _factor(wanted, cells.sum(axis=0))
        by_age = cells.sum(axis=1)
        if np.allclose(by_age, households, rtol=_TOLERANCE, atol=_TOLERANCE):
            return _shares(cells, wanted / wanted.sum())
        cells = cells * _factor(households, by_age)[:, None]
    raise NeedInputError(
        "The ages cannot live in the dwellings that there are: an age of the pattern lives only in kinds that the "
        "municipality does not have, or has too few of. Start from a pattern in which more ages live so."
    )


def _factor(wanted: Floats, found: Floats) -> Floats:
    return np.divide(wanted, found, out=np.zeros_like(wanted), where=found > 0)


def _shares(cells: Floats, of_all: Floats) -> Floats:
    """Return the shares of each age; an age with nobody in it lives as all do."""
    sums = cells.sum(axis=1, keepdims=True)
    shares: Floats = np.divide(cells, sums, out=np.broadcast_to(of_all, cells.shape).copy(), where=sums > 0)
    return shares


def mix_preferences(revealed: Floats, stated: Floats, weight: float) -> Floats:
    """Mix where people live with where they say that they want to live.

    Few move as they say: wishes alone would empty the detached houses. The weight is how far they are believed.

    Parameters
    ----------
    revealed, stated
        Shape (A, K), shares; the rows of `stated` are brought to sum 1.
    weight
        From 0 (the present pattern) to 1 (the wishes).

    Raises
    ------
    NeedInputError
        When the weight is outside 0–1, the shapes differ, or an age wishes nothing.

    Examples
    --------
    >>> mix_preferences(np.array([[0.8, 0.2]]), np.array([[1.0, 1.0]]), 0.5).round(2).tolist()
    [[0.65, 0.35]]
    """
    if not 0 <= weight <= 1:
        raise NeedInputError(f"The weight of the wishes is {weight}; expected a number from 0 to 1.")
    if revealed.shape != stated.shape:
        raise NeedInputError(f"The wishes have shape {stated.shape}; expected {revealed.shape}, ages × kinds.")
    if np.any(stated < 0) or np.any(stated.sum(axis=1) <= 0):
        raise NeedInputError("Every age must wish for something: shares from 0, with a sum above 0.")
    wishes = stated / stated.sum(axis=1, keepdims=True)
    mixed: Floats = (1 - weight) * revealed + weight * wishes
    return mixed


def dwelling_need(
    pattern: Floats,
    households_by_age: Floats,
    dwellings_now: Floats,
    *,
    dwellings_wanted: float,
    losses: float,
    other: float = 0.0,
) -> DwellingNeed:
    """Divide a need by kinds of dwelling.

    Parameters
    ----------
    pattern
        Shape (A, K), shares of the households of each age, as from `fit_dwelling_pattern`.
    households_by_age
        Shape (A,), households by age in the last year.
    dwellings_now
        Shape (K,), dwellings of today by kind.
    dwellings_wanted
        All dwellings wanted in the last year; divided as the households are.
    losses
        Dwellings lost until then; each kind loses its share.
    other
        Backlog and whatever else the need holds; divided as the wanted dwellings.

    Returns
    -------
    DwellingNeed

    Raises
    ------
    NeedInputError
        When there are no households or no dwellings.

    Examples
    --------
    >>> pattern = np.array([[0.6, 0.4], [0.4, 0.6]])
    >>> need = dwelling_need(
    ...     pattern, np.array([10.0, 90.0]), np.array([50.0, 50.0]), dwellings_wanted=100.0, losses=4.0
    ... )
    >>> need.build.round(6).tolist(), round(need.mismatch, 6)
    ([-6.0, 10.0], 8.0)
    """
    if not households_by_age.sum() > 0 or not dwellings_now.sum() > 0:
        raise NeedInputError("A need by kind of dwelling needs households and dwellings.")
    shares = households_by_age @ pattern / households_by_age.sum()
    return DwellingNeed(
        now=np.asarray(dwellings_now, dtype=np.float64),
        wanted=np.asarray(dwellings_wanted * shares, dtype=np.float64),
        losses=np.asarray(losses * dwellings_now / dwellings_now.sum(), dtype=np.float64),
        other=np.asarray(other * shares, dtype=np.float64),
    )
