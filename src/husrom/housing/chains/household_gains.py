"""Who moves: chains marked with the household that fills each vacancy, and what each kind gains."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from husrom.figures.wording import gettext_noop as _
from husrom.housing.chains.errors import ChainInputError
from husrom.housing.chains.programme import start_vector
from husrom.housing.chains.solution import solve
from husrom.housing.chains.transitions import Array, Transitions


@dataclass(frozen=True, slots=True, eq=False)
class MarkedTransitions:
    """Probabilities of what a vacancy leads to, by the kind of household that fills it.

    Attributes
    ----------
    transitions
        The chains when the marks are left out.
    households
        H names of kinds of household, each once.
    movers
        Shape (S, S, H): `[i, j, h]` is the probability that a vacancy in i is filled by a household of kind h that
        leaves a vacancy in j.
    newcomers
        Shape (S, R, H): the same for households that leave none, by reason; what the rows lack is nobody's.
    """

    transitions: Transitions
    households: tuple[str, ...]
    movers: Array
    newcomers: Array

    @classmethod
    def of(
        cls,
        sectors: Sequence[str],
        households: Sequence[str],
        movers: ArrayLike,
        newcomers: ArrayLike,
        reasons: Sequence[str],
    ) -> "MarkedTransitions":
        """Check marked probabilities.

        Raises
        ------
        ChainInputError
            As `Transitions.of`, when the shapes do not fit or a probability is negative.

        Examples
        --------
        >>> marked = MarkedTransitions.of(
        ...     ["house"], ["family", "single"], [[[0.3, 0.2]]], [[[0.4, 0.1]]], ["formation"]
        ... )
        >>> marked.transitions.moves.tolist()
        [[0.5]]
        """
        moving, coming = np.array(movers, dtype=np.float64), np.array(newcomers, dtype=np.float64)
        sizes = (len(sectors), len(households))
        for table, middle in ((moving, len(sectors)), (coming, len(reasons))):
            if table.shape != (sizes[0], middle, sizes[1]):
                raise ChainInputError(
                    _("The table is %(shape)s, but %(rows)s × %(columns)s × %(depth)s was expected."),
                    shape=" × ".join(map(str, table.shape)),
                    rows=sizes[0],
                    columns=middle,
                    depth=sizes[1],
                )
            if not (table >= 0).all():
                row = int(np.nonzero(~(table >= 0))[0][0])
                raise ChainInputError(
                    _("Row %(row)s has %(value)s, but a number from 0 upwards was expected."),
                    row=sectors[row],
                    value=float(np.min(table[row])),
                )
        transitions = Transitions.of(sectors, moving.sum(axis=2), coming.sum(axis=2), reasons)
        return cls(transitions, tuple(households), moving, coming)

    def moving_in(self) -> Array:
        """Return who fills a vacancy: shape (S, H), probability by sector and kind of household."""
        arriving: Array = self.movers.sum(axis=1) + self.newcomers.sum(axis=1)
        return arriving

    def gaining(self, household: str, sectors: Sequence[str]) -> Array:
        """Return the probability that a vacancy gives such a household such a dwelling when it had none of them.

        Parameters
        ----------
        household
            The kind of household, such as families with children.
        sectors
            The kind of dwelling, such as every sector of detached houses.

        Returns
        -------
        array, shape (S,), probability
            0 in the other sectors. Times the vacancies of each sector it is the number of households that gain.

        Raises
        ------
        ChainInputError
            When there is no such household or sector.

        Examples
        --------
        >>> marked = MarkedTransitions.of(
        ...     ["house", "flat"], ["family"], [[[0.25], [0.5]], [[0.0], [0.5]]], [[[0.25]], [[0.5]]], ["formation"]
        ... )
        >>> marked.gaining("family", ["house"]).tolist()
        [0.75, 0.0]
        """
        if household not in self.households:
            raise ChainInputError(
                _("There is no kind of household %(row)s: the kinds are %(sectors)s."),
                row=household,
                sectors=", ".join(self.households),
            )
        kind = self.households.index(household)
        wanted = np.zeros(len(self.transitions.sectors), dtype=bool)
        wanted[[self.transitions.position(sector) for sector in sectors]] = True
        gaining: Array = self.movers[:, ~wanted, kind].sum(axis=1) + self.newcomers[:, :, kind].sum(axis=1)
        return np.where(wanted, gaining, 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class HouseholdMoves:
    """Households that a programme lets move by the time every chain has ended.

    Attributes
    ----------
    moved_in
        Shape (S, H): households that move into each sector.
    moved_out
        Shape (S, H): households that leave a dwelling of each sector.
    newcomers
        Shape (S, H): those of `moved_in` that leave no dwelling.
    """

    moved_in: Array
    moved_out: Array
    newcomers: Array


def household_moves(marked: MarkedTransitions, new_dwellings: ArrayLike) -> HouseholdMoves:
    """Return who moves because of a programme.

    Parameters
    ----------
    new_dwellings
        Shape (S,).

    Raises
    ------
    ChainInputError
        When there is not one number from 0 upwards for each sector.

    Examples
    --------
    >>> marked = MarkedTransitions.of(["house"], ["family", "single"], [[[0.3, 0.2]]], [[[0.4, 0.1]]], ["formation"])
    >>> household_moves(marked, [100]).moved_in.round(1).tolist()
    [[140.0, 60.0]]
    """
    start = start_vector(marked.transitions.sectors, new_dwellings)
    vacancies = start @ solve(marked.transitions).fundamental
    coming = vacancies[:, None] * marked.newcomers.sum(axis=1)
    return HouseholdMoves(
        moved_in=vacancies[:, None] * marked.moving_in(),
        moved_out=np.einsum("i,ijh->jh", vacancies, marked.movers),
        newcomers=coming,
    )
