"""What an answer hangs on: its derivative with respect to every probability at once, by the adjoint."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from husrom.housing.chains.programme import start_vector
from husrom.housing.chains.solution import ChainSolution
from husrom.housing.chains.transitions import Array


@dataclass(frozen=True, slots=True, eq=False)
class Sensitivity:
    """An answer that is a weighted sum of vacancies, and how it changes.

    Attributes
    ----------
    value
        f N w.
    by_move
        Shape (S, S): change of the value for each unit of q_ij taken from the reasons that chains end.
    by_new_dwelling
        Shape (S,): change for one more new dwelling in each sector.
    elasticity
        Shape (S, S): percentage change of the value when q_ij grows by one per cent; NaN where the value is 0.
    """

    value: float
    by_move: Array
    by_new_dwelling: Array
    elasticity: Array


def sensitivity(solution: ChainSolution, new_dwellings: ArrayLike, weights: ArrayLike) -> Sensitivity:
    """Return how a weighted sum of vacancies depends on the probabilities and the programme.

    One solve for all S² derivatives: d(f N w)/dq_ij = (f N)_i (N w)_j.

    Parameters
    ----------
    new_dwellings
        f, shape (S,).
    weights
        w, shape (S,): what one vacancy in each sector counts, such as 1 in detached houses and 0 elsewhere.

    Raises
    ------
    ChainInputError
        When there is not one number from 0 upwards for each sector.

    Examples
    --------
    >>> from husrom.housing.chains import Transitions, solve
    >>> found = sensitivity(solve(Transitions.of(["flat"], [[0.5]])), [100], [1])
    >>> found.value, found.by_move.tolist(), found.by_new_dwelling.tolist(), found.elasticity.tolist()
    (200.0, [[400.0]], [2.0], [[1.0]])
    """
    sectors = solution.transitions.sectors
    start, counted = start_vector(sectors, new_dwellings), start_vector(sectors, weights)
    vacancies, worth = start @ solution.fundamental, solution.fundamental @ counted
    value = float(start @ worth)
    by_move = np.outer(vacancies, worth)
    with np.errstate(divide="ignore", invalid="ignore"):
        elasticity = by_move * solution.transitions.moves / value
    return Sensitivity(value, by_move, worth, elasticity)
