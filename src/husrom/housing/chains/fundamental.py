"""The fundamental matrix: how many vacancies one vacancy leads to, and where."""

import numpy as np

from husrom.figures.wording import gettext_noop as _
from husrom.housing.chains.errors import ChainInputError
from husrom.housing.chains.transitions import Array

LARGEST_RADIUS = 1 - 1e-9
"""Above this spectral radius a chain has a thousand million links, and its figures are rounding errors."""

_PRECISION = 1e-14
_MOST_SQUARINGS = 12
_SMALLEST = 1e-200


def fundamental_matrix(moves: Array) -> Array:
    """Return N = (I - Q)⁻¹.

    Parameters
    ----------
    moves
        Q, shape (S, S), not negative. For a branching process the mean numbers, whose rows may exceed 1.

    Returns
    -------
    array, shape (S, S), vacancies
        `[i, j]` is the expected number of vacancies in j for each vacancy started in i, itself included.

    Raises
    ------
    ChainInputError
        When chains grow without end or are too long to be reckoned.

    References
    ----------
    Kemeny, J. G. & Snell, J. L. (1960). Finite Markov Chains, theorem 3.2.4.

    Examples
    --------
    >>> fundamental_matrix(np.array([[0.5, 0.25], [0.0, 0.5]])).tolist()
    [[2.0, 1.0], [0.0, 2.0]]
    """
    check_radius(spectral_radius(moves))
    return inverse_of(moves)


def inverse_of(moves: Array) -> Array:
    """Return (I - Q)⁻¹ of a matrix whose chains are known to end.

    Examples
    --------
    >>> inverse_of(np.array([[0.5]])).tolist()
    [[2.0]]
    """
    # Exact zeros come out as minus zero or as rounding below zero.
    inverse: Array = np.maximum(np.linalg.inv(np.eye(len(moves)) - moves), 0.0)
    return inverse


def check_radius(radius: float) -> None:
    """Refuse chains that grow without end.

    Raises
    ------
    ChainInputError
        When the spectral radius is so near 1, or above, that no mean length can be reckoned.

    Examples
    --------
    >>> check_radius(0.67)
    """
    if radius > LARGEST_RADIUS:
        raise ChainInputError(
            _("The spectral radius is %(value)s, but it must be less than 1: the chains do not end."), value=radius
        )


def spectral_radius(moves: Array) -> float:
    """Return the largest absolute eigenvalue of a matrix without negative entries.

    The share of chains that reach one link more, in the long run. Squares the matrix until the bounds of Collatz and
    Wielandt meet, which takes a third of the time of its eigenvalues; where the bounds do not meet soon (sectors that
    cannot all reach each other), the eigenvalues tell.

    Parameters
    ----------
    moves
        Shape (S, S), not negative.

    References
    ----------
    Horn, R. A. & Johnson, C. R. (2013). Matrix Analysis, theorem 8.1.26.

    Examples
    --------
    >>> round(spectral_radius(np.array([[0.0, 0.5], [0.5, 0.0]])), 12)
    0.5
    """
    # Adding the identity makes every entry of the vector positive, and chains that go in circles converge too.
    shifted = moves + np.eye(len(moves))
    power = shifted
    for _squaring in range(_MOST_SQUARINGS):
        vector = power.sum(axis=1)
        ratios = (shifted @ vector) / vector
        low, high = float(ratios.min()), float(ratios.max())
        if high - low <= _PRECISION * high:
            return max(0.0, (low + high) / 2 - 1)
        power = power @ power
        power /= power.max()
        if power.sum(axis=1).min() < _SMALLEST:
            break
    return float(np.abs(np.linalg.eigvals(moves)).max())
