"""What a building programme frees: where, how much of each, and why its chains end."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from husrom.figures.wording import gettext_noop as _
from husrom.housing.chains.errors import ChainInputError
from husrom.housing.chains.solution import ChainSolution
from husrom.housing.chains.transitions import Array

PER_NEW_DWELLINGS = 100
"""Release tables are per this many new dwellings."""


@dataclass(frozen=True, slots=True, eq=False)
class Release:
    """What a programme frees by the time every chain has ended.

    Attributes
    ----------
    new_dwellings
        f, shape (S,): the vacancies that start the chains.
    vacancies
        fN, shape (S,): all vacancies of each sector, the new dwellings included.
    freed_existing
        Shape (S,): existing dwellings freed in each sector.
    moves
        Shape (S, S): `[i, j]` is the number of vacancies that go from i to j: households that move from j to i.
    ends
        Shape (R,): chains that end for each reason; together as many as the new dwellings.
    """

    new_dwellings: Array
    vacancies: Array
    freed_existing: Array
    moves: Array
    ends: Array

    @property
    def freed_per_new_dwelling(self) -> float:
        """Existing dwellings freed per new dwelling; NaN where nothing is built."""
        built = float(self.new_dwellings.sum())
        return float(self.freed_existing.sum()) / built if built else float("nan")


def release(solution: ChainSolution, new_dwellings: ArrayLike) -> Release:
    """Return what a programme frees.

    An account of who moved after whom, not an effect: some buyers would have moved without the new dwellings.

    Parameters
    ----------
    new_dwellings
        Shape (S,), new dwellings in each sector.

    Raises
    ------
    ChainInputError
        When there is not one number from 0 upwards for each sector.

    Examples
    --------
    >>> from husrom.housing.chains import Transitions, solve
    >>> solution = solve(Transitions.of(["house", "flat"], [[0.5, 0.0], [0.25, 0.5]]))
    >>> freed = release(solution, [0, 100])
    >>> freed.vacancies.tolist(), freed.freed_existing.tolist(), freed.freed_per_new_dwelling
    ([100.0, 200.0], [100.0, 100.0], 2.0)
    """
    start = start_vector(solution.transitions.sectors, new_dwellings)
    vacancies = start @ solution.fundamental
    return Release(
        new_dwellings=start,
        vacancies=vacancies,
        freed_existing=np.maximum(vacancies - start, 0.0),
        moves=vacancies[:, None] * solution.transitions.moves,
        ends=vacancies @ solution.transitions.ends,
    )


def release_table(solution: ChainSolution, per: float = PER_NEW_DWELLINGS) -> Array:
    """Return existing dwellings freed by new dwellings of each sector.

    Parameters
    ----------
    per
        New dwellings in each row.

    Returns
    -------
    array, shape (S, S), dwellings
        `[i, j]` is the number of existing dwellings freed in j for every `per` new dwellings in i.

    Examples
    --------
    >>> from husrom.housing.chains import Transitions, solve
    >>> release_table(solve(Transitions.of(["house", "flat"], [[0.5, 0.0], [0.25, 0.5]]))).tolist()
    [[100.0, 0.0], [100.0, 100.0]]
    """
    return np.maximum(solution.fundamental - np.eye(len(solution.fundamental)), 0.0) * per


def freed_by_group(solution: ChainSolution, groups: Sequence[int]) -> Array:
    """Return existing dwellings freed in each group of sectors, such as an area, by one new dwelling.

    Parameters
    ----------
    groups
        Group of each sector, from 0.

    Returns
    -------
    array, shape (S, G), dwellings
        Rows sum to `freed_existing`.

    Examples
    --------
    >>> from husrom.housing.chains import Transitions, solve
    >>> freed_by_group(solve(Transitions.of(["here", "there"], [[0.5, 0.0], [0.25, 0.5]])), [0, 1]).tolist()
    [[1.0, 0.0], [1.0, 1.0]]
    """
    member = np.eye(max(groups) + 1)[np.array(groups)]
    freed: Array = release_table(solution, per=1) @ member
    return freed


def start_vector(sectors: tuple[str, ...], values: ArrayLike) -> Array:
    """Return one number from 0 upwards for each sector.

    Raises
    ------
    ChainInputError
        When there are too few or too many, or one is negative or no number.

    Examples
    --------
    >>> start_vector(("house", "flat"), [0, 100]).tolist()
    [0.0, 100.0]
    """
    vector = np.array(values, dtype=np.float64)
    if vector.shape != (len(sectors),):
        raise ChainInputError(
            _("There are %(values)s numbers, but one for each of the %(count)s sectors was expected."),
            values=vector.size,
            count=len(sectors),
        )
    for sector, value in zip(sectors, vector.tolist(), strict=True):
        if not 0 <= value < np.inf:
            raise ChainInputError(
                _("Row %(row)s has %(value)s, but a number from 0 upwards was expected."), row=sector, value=value
            )
    return vector
