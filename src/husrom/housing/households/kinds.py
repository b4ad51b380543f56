"""The kinds of household and the ages that the models count in."""

import numpy as np
from numpy.typing import NDArray

from husrom.housing.errors import HouseholdInputError

FIVE_YEAR_AGES = tuple(range(0, 95, 5))
"""First age of each five-year group; the last is 90 or over."""

HEAD_AGES = ((20, 29), (30, 44), (45, 64), (65, 79), (80, None))
"""Ages of adults, first and last; a household belongs to the ages of its adults."""

HOUSEHOLD_KINDS = ("alone", "couple_without_children", "couple_with_children", "single_parent", "other")
"""Children are 0–17 years; `other` holds grown children at home and several families together."""

ADULTS_PER_HOUSEHOLD = (1.0, 2.0, 2.0, 1.0)
"""Adults in each of the first four kinds; those of `other` follow from the counts."""

Floats = NDArray[np.float64]


def adults_by_head_age(persons: Floats) -> Floats:
    """Add five-year groups up to the ages of adults; those under 20 are left out.

    Parameters
    ----------
    persons
        Shape (..., 19), persons by `FIVE_YEAR_AGES`. NaN gives NaN.

    Returns
    -------
    numpy.ndarray
        Shape (..., 5), float64, persons by `HEAD_AGES`.

    Raises
    ------
    HouseholdInputError
        When the last axis is not the nineteen age groups.

    Examples
    --------
    >>> adults_by_head_age(np.ones(19)).tolist()
    [2.0, 3.0, 4.0, 3.0, 3.0]
    """
    if persons.shape[-1] != len(FIVE_YEAR_AGES):
        raise HouseholdInputError(f"Expected {len(FIVE_YEAR_AGES)} five-year age groups, found {persons.shape[-1]}.")
    first = [FIVE_YEAR_AGES.index(start) for start, _last in HEAD_AGES]
    return np.add.reduceat(persons, first, axis=-1).astype(np.float64)
