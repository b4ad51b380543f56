"""Older people by age, alone or with others, and dwelling; accessible dwellings where someone has counted them."""

from dataclasses import dataclass

import numpy as np

from husrom.housing.errors import NeedInputError
from husrom.housing.households import COHORT_YEARS, FIVE_YEAR_AGES, HEAD_AGES
from husrom.housing.households.kinds import Floats

_OLD_FROM, _WHOLE_COHORTS = 65, (5, 10, 15, 20, 25)
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


def released_dwellings(
    persons_now: Floats, persons_later: Floats, years: int, headship: Floats, dwelling_pattern: Floats
) -> Floats:
    """Return the dwellings that those who are 65 or over today leave: by death, to an institution or another dwelling.

    The cohorts are followed: households of those aged 65 or over today, less the households of the same people later.
    When one of two dies, the other remains, and the household with them.

    Parameters
    ----------
    persons_now, persons_later
        Shape (19,), persons by five-year age.
    years
        Years between them: 5, 10, 15, 20 or 25, so that cohorts are whole groups.
    headship
        Shape (5,), households per adult by `HEAD_AGES`.
    dwelling_pattern
        Shape (5, K), shares of the households of each age; rows sum to 1.

    Returns
    -------
    numpy.ndarray
        Shape (K,), float64, dwellings by kind. Negative where more move in than leave.

    Raises
    ------
    NeedInputError
        When the years are not those.

    Examples
    --------
    >>> import numpy as np
    >>> now, later = np.full(19, 100.0), np.r_[np.full(15, 100.0), np.full(4, 50.0)]
    >>> released_dwellings(now, later, 10, np.full(5, 0.5), np.full((5, 2), 0.5)).tolist()
    [100.0, 100.0]
    """
    if years not in _WHOLE_COHORTS:
        raise NeedInputError(f"Cohorts are followed over 5, 10, 15, 20 or 25 years, not {years}.")
    first = FIVE_YEAR_AGES.index(_OLD_FROM)
    per_person = (headship[:, None] * dwelling_pattern)[[_head_age(age) for age in FIVE_YEAR_AGES[first:]]]
    gone = years // COHORT_YEARS
    left: Floats = persons_now[first:] @ per_person - persons_later[first + gone :] @ per_person[gone:]
    return left


def _head_age(age: int) -> int:
    return max(index for index, (first, _last) in enumerate(HEAD_AGES) if first <= age)


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
