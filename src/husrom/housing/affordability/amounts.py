"""Amounts as arrays: one value per household, NaN where it is not known, checked before anything is reckoned."""

import numpy as np
import numpy.typing as npt

from husrom.housing.affordability.errors import AmountError

FloatArray = npt.NDArray[np.float64]

HIGHEST_NOK = 1e12
"""A thousand billion kroner: more than any household has, and far below where whole kroner are lost in a float."""


def amounts(
    name: str, values: npt.ArrayLike, *, lowest: float = 0.0, highest: float = HIGHEST_NOK, above: bool = False
) -> FloatArray:
    """Return values as an array, refusing those that are out of bounds.

    Parameters
    ----------
    values
        Scalar or shape (n,); NaN or None where unknown.
    lowest, highest
        The bounds, both allowed unless `above`.
    above
        Whether a value must be above the lowest, not equal to it.

    Returns
    -------
    numpy.ndarray
        Shape (n,), float64; NaN is kept.

    Raises
    ------
    AmountError
        When a value is out of bounds; it names the row, counted from 1.

    Examples
    --------
    >>> amounts("debt_nok", [0, None])
    array([ 0., nan])
    >>> amounts("debt_nok", [0, -1])
    Traceback (most recent call last):
    husrom.housing.affordability.errors.AmountError: debt_nok in row 2 is -1: expected 0 or more, up to 1e+12.
    """
    array = np.atleast_1d(np.asarray(values, dtype=np.float64))
    too_low = array <= lowest if above else array < lowest
    wrong = np.flatnonzero(too_low | (array > highest))
    if wrong.size:
        row = int(wrong[0])
        bounds = f"more than {lowest:g}" if above else f"{lowest:g} or more"
        raise AmountError(name, row + 1, float(array[row]), f"{bounds}, up to {highest:g}")
    return array
