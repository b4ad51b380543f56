"""Older people by age, alone or with others, and dwelling; accessible dwellings where someone has counted them."""

from dataclasses import dataclass

import numpy as np

from husrom.housing.errors import NeedInputError
from husrom.housing.households.kinds import Floats

OLDER = slice(3, None)
"""The last two of `HEAD_AGES`: 65–79, and 80 or over."""


@dataclass(frozen=True, slots=True)
class AccessibleNeed:
    """Accessible dwellings wanted and lacking.

    Attributes
    ----------
    households
        Shape (A, 2), households that need an accessible dwelling; alone, and with others.
    lacking
        Households less the accessible dwellings that older people live in; never below 0.
    """

    households: Floats
    lacking: float


def older_persons(persons: Floats, alone_shares: Floats, dwelling_pattern: Floats) -> Floats:
    """Divide older persons by age, whether they live alone, and kind of dwelling.

    Those who live alone are taken to live in the same kinds of dwelling as others of their age: no table that we have
    crosses all three.

    Parameters
    ----------
    persons
        Shape (..., A), persons by age.
    alone_shares
        Shape (A,), shares that live alone.
    dwelling_pattern
        Shape (A, K), shares in each kind of dwelling; rows sum to 1.

    Returns
    -------
    numpy.ndarray
        Shape (..., A, 2, K), float64, persons: alone, then with others or in an institution. Sums to `persons`.

    Examples
    --------
    >>> older_persons(np.array([100.0]), np.array([0.4]), np.array([[0.75, 0.25]])).tolist()
    [[[30.0, 10.0], [45.0, 15.0]]]
    """
    split = np.stack([alone_shares, 1 - alone_shares], axis=-1)
    divided: Floats = persons[..., :, None, None] * split[:, :, None] * dwelling_pattern[:, None, :]
    return divided


def accessible_need(households: Floats, limited_shares: Floats, accessible_dwellings: float) -> AccessibleNeed:
    """Return the accessible dwellings that older households need, and how many are lacking.

    No official table holds accessibility, so both inputs must come from the municipality itself.

    Parameters
    ----------
    households
        Shape (A, 2), households of older people by age; alone, and with others.
    limited_shares
        Shape (A, 2), shares of them with someone who cannot manage stairs or thresholds.
    accessible_dwellings
        Accessible dwellings that these households live in.

    Raises
    ------
    NeedInputError
        When a share is outside 0–1, the shapes differ, or the dwellings are negative.

    Examples
    --------
    >>> need = accessible_need(np.array([[100.0, 50.0]]), np.array([[0.2, 0.1]]), 15.0)
    >>> need.households.tolist(), need.lacking
    ([[20.0, 5.0]], 10.0)
    """
    if households.shape != limited_shares.shape:
        raise NeedInputError(f"The shares have shape {limited_shares.shape}; expected {households.shape}.")
    if np.any(limited_shares < 0) or np.any(limited_shares > 1):
        raise NeedInputError("Shares of households with reduced mobility must be from 0 to 1.")
    if accessible_dwellings < 0:
        raise NeedInputError(f"There are {accessible_dwellings} accessible dwellings; expected 0 or more.")
    needing: Floats = households * limited_shares
    return AccessibleNeed(needing, max(float(needing.sum()) - accessible_dwellings, 0.0))
