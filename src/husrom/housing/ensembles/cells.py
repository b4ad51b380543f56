"""Which runs an ensemble consists of."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Cell(NamedTuple):
    """One run, by its place in each list, from 0.

    Attributes
    ----------
    town, projection
        Which.
    draw
        Of the uncertain parameters; cells with the same draw have the same parameters in every projection.
    luck
        Repetitions with the same parameters; cells with the same draw and luck meet the same luck in every projection.
    """

    town: int
    projection: int
    draw: int
    luck: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The runs of one town.

    Attributes
    ----------
    projections, draws, lucks
        How many of each; every combination is a cell.
    """

    projections: int
    draws: int
    lucks: int

    @classmethod
    def of(cls, runs: int, *, projections: int = 1, uncertain: bool) -> "Plan":
        """Divide runs over draws and luck.

        Where parameters are uncertain, runs go in pairs with the same draw, so that what comes of the parameters can
        be told from what comes of luck; an odd number is rounded up. Where they are certain, all runs differ by luck.

        Examples
        --------
        >>> Plan.of(5, uncertain=True), Plan.of(5, uncertain=False).lucks
        (Plan(projections=1, draws=3, lucks=2), 5)
        """
        return cls(projections, -(-runs // 2), 2) if uncertain else cls(projections, 1, runs)

    def cells(self, town: int) -> Iterator[Cell]:
        """Yield the cells of the town in order.

        Examples
        --------
        >>> [tuple(cell) for cell in Plan(1, 2, 1).cells(3)]
        [(3, 0, 0, 0), (3, 0, 1, 0)]
        """
        places = itertools.product(range(self.projections), range(self.draws), range(self.lucks))
        return (Cell(town, *place) for place in places)


def all_cells(plans: Sequence[Plan]) -> list[Cell]:
    """Return the cells of every town, in order.

    Examples
    --------
    >>> len(all_cells([Plan(3, 2, 2), Plan(1, 1, 5)]))
    17
    """
    return [cell for town, plan in enumerate(plans) for cell in plan.cells(town)]
