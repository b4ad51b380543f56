"""Leontief's form: from the households that are to get in, backwards to the vacancies that must be started."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from husrom.figures.wording import gettext_noop as _
from husrom.housing.chains.errors import ChainInputError
from husrom.housing.chains.fundamental import fundamental_matrix
from husrom.housing.chains.programme import start_vector
from husrom.housing.chains.transitions import Array

BALANCE = 1e-9
"""How far the two sides of an account may differ, as a share of its vacancies."""


@dataclass(frozen=True, slots=True, eq=False)
class ChainAccounts:
    """The vacancies of a period, from where and to where.

    Attributes
    ----------
    sectors
        S names.
    initiations
        f, shape (S,): vacancies that start chains.
    moves
        M, shape (S, S): vacancies that go from i to j.
    absorptions
        a, shape (S,): vacancies that chains end with.
    """

    sectors: tuple[str, ...]
    initiations: Array
    moves: Array
    absorptions: Array

    @property
    def vacancies(self) -> Array:
        """All vacancies of each sector, shape (S,)."""
        total: Array = self.initiations + self.moves.sum(axis=0)
        return total

    @classmethod
    def of(
        cls, sectors: tuple[str, ...], initiations: ArrayLike, moves: ArrayLike, absorptions: ArrayLike
    ) -> "ChainAccounts":
        """Check that what comes into each sector goes out of it.

        Raises
        ------
        ChainInputError
            When something is negative or of the wrong shape, or a sector does not balance.

        Examples
        --------
        >>> ChainAccounts.of(("house", "flat"), [0, 10], [[0, 0], [4, 0]], [4, 6]).vacancies.tolist()
        [4.0, 10.0]
        """
        start, end = start_vector(sectors, initiations), start_vector(sectors, absorptions)
        table = np.array([start_vector(sectors, row) for row in np.asarray(moves, dtype=np.float64)])
        came, went = start + table.sum(axis=0), end + table.sum(axis=1)
        for sector, into, out in zip(sectors, came.tolist(), went.tolist(), strict=True):
            if abs(into - out) > BALANCE * max(came.sum(), 1.0):
                raise ChainInputError(
                    _("Row %(row)s has %(value)s vacancies coming and %(out)s going, but as many were expected."),
                    row=sector,
                    value=into,
                    out=out,
                )
        return cls(tuple(sectors), start, table, end)


def vacancies_for_absorptions(accounts: ChainAccounts, absorptions: ArrayLike) -> Array:
    """Return the vacancies that go with given absorptions when the origins of vacancies stay as they were.

    Parameters
    ----------
    absorptions
        a, shape (S,): for instance first-time buyers that are to get in, by sector.

    Returns
    -------
    array, shape (S,), vacancies
        (I - P)⁻¹ a, where P is the share of the vacancies in j that came from i.

    Raises
    ------
    ChainInputError
        When absorptions are negative, or are wanted where the base period had no vacancies or nothing that started
        them.

    References
    ----------
    Emmi, P. C. & Magnusson, L. (1995). Further evidence on the accuracy of residential vacancy chain models. Urban
    Studies 32(8).

    Examples
    --------
    >>> base = ChainAccounts.of(("house", "flat"), [0, 10], [[0, 0], [4, 0]], [4, 6])
    >>> vacancies_for_absorptions(base, [8, 12]).tolist()
    [8.0, 20.0]
    """
    wanted = start_vector(accounts.sectors, absorptions)
    vacancies = accounts.vacancies
    for sector, count, base in zip(accounts.sectors, wanted.tolist(), vacancies.tolist(), strict=True):
        if count > 0 and base == 0:
            raise ChainInputError(
                _("Row %(row)s is to have %(value)s, but had no vacancies in the base period to learn from."),
                row=sector,
                value=count,
            )
    shares = np.divide(accounts.moves, vacancies, out=np.zeros_like(accounts.moves), where=vacancies > 0)
    total: Array = fundamental_matrix(shares) @ wanted
    return total


def initiations_for_absorptions(accounts: ChainAccounts, absorptions: ArrayLike) -> Array:
    """Return the vacancies that must be started for given absorptions, in the sectors they started in before.

    Returns
    -------
    array, shape (S,), vacancies
        Sums to the absorptions: every chain that ends has begun.

    Raises
    ------
    ChainInputError
        As `vacancies_for_absorptions`.

    Examples
    --------
    >>> base = ChainAccounts.of(("house", "flat"), [0, 10], [[0, 0], [4, 0]], [4, 6])
    >>> initiations_for_absorptions(base, [8, 12]).tolist()
    [0.0, 20.0]
    """
    vacancies = accounts.vacancies
    started = np.divide(accounts.initiations, vacancies, out=np.zeros_like(vacancies), where=vacancies > 0)
    return started * vacancies_for_absorptions(accounts, absorptions)
