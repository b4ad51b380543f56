"""Vacancies that lead to more than one: couples who move together and leave a dwelling each."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from husrom.figures.wording import gettext_noop as _
from husrom.housing.chains.errors import ChainInputError
from husrom.housing.chains.fundamental import fundamental_matrix, spectral_radius
from husrom.housing.chains.transitions import SUM_TOLERANCE, Array


@dataclass(frozen=True, slots=True, eq=False)
class Offspring:
    """What filling a vacancy leads to when it may free several dwellings.

    Attributes
    ----------
    mean
        M, shape (S, S): expected vacancies in j caused by filling one in i. Rows may sum to more than 1.
    covariance
        Shape (S, S, S): covariance of the numbers of vacancies in j and k caused by filling one in i.
    """

    mean: Array
    covariance: Array

    @classmethod
    def of_outcomes(cls, vacancies: ArrayLike, probability: ArrayLike) -> "Offspring":
        """Reckon the moments of the possible outcomes.

        Parameters
        ----------
        vacancies
            Shape (S, K, S): vacancies in each sector that outcome k of filling one in i causes.
        probability
            Shape (S, K): rows sum to 1.

        Raises
        ------
        ChainInputError
            When shapes do not fit, something is negative, or probabilities do not sum to 1.

        Examples
        --------
        Half of those who fill a dwelling come from their parents, and of the rest half are couples from two dwellings:

        >>> offspring = Offspring.of_outcomes([[[0], [1], [2]]], [[0.5, 0.25, 0.25]])
        >>> offspring.mean.tolist(), offspring.covariance.tolist()
        ([[0.75]], [[[0.6875]]])
        """
        counts, chance = np.array(vacancies, dtype=np.float64), np.array(probability, dtype=np.float64)
        if counts.ndim != 3 or counts.shape != (*chance.shape, len(counts)):  # noqa: PLR2004 -- sector, outcome, sector
            raise ChainInputError(
                _("The outcomes are %(shape)s, but sectors × outcomes × sectors was expected."),
                shape=" × ".join(map(str, counts.shape)),
            )
        if not ((counts >= 0).all() and (chance >= 0).all()):
            raise ChainInputError(
                _("An outcome has %(value)s, but a number from 0 upwards was expected."),
                value=float(min(counts.min(), chance.min())),
            )
        for row, total in enumerate(chance.sum(axis=1).tolist()):
            if abs(total - 1) > SUM_TOLERANCE:
                raise ChainInputError(
                    _("The outcomes of row %(row)s have probabilities that sum to %(value)s, but 1 was expected."),
                    row=row + 1,
                    value=total,
                )
        mean = np.einsum("ik,ikj->ij", chance, counts)
        second = np.einsum("ik,ikj,ikl->ijl", chance, counts, counts)
        return cls(mean, second - mean[:, :, None] * mean[:, None, :])

    @classmethod
    def of_single(cls, moves: Array) -> "Offspring":
        """Return the moments when filling a vacancy frees at most one dwelling: White's chains.

        Parameters
        ----------
        moves
            Q, shape (S, S).

        Examples
        --------
        >>> Offspring.of_single(np.array([[0.5]])).covariance.tolist()
        [[[0.25]]]
        """
        diagonal = np.einsum("ij,jk->ijk", moves, np.eye(len(moves)))
        return cls(moves, diagonal - moves[:, :, None] * moves[:, None, :])


@dataclass(frozen=True, slots=True, eq=False)
class BranchingSolution:
    """What the trees of vacancies are like, by the sector they start in.

    Attributes
    ----------
    fundamental
        Shape (S, S): expected vacancies in each sector, the first included.
    vacancies_incl_first, freed_existing
        Shape (S,): expected vacancies with and without the first.
    variance
        Shape (S,): variance of the number of vacancies.
    spectral_radius
        Under 1, or the trees would grow for ever.
    """

    fundamental: Array
    vacancies_incl_first: Array
    freed_existing: Array
    variance: Array
    spectral_radius: float


def solve_branching(offspring: Offspring) -> BranchingSolution:
    """Return means and variances of a multitype branching process.

    Raises
    ------
    ChainInputError
        When the process is not subcritical: each vacancy leads to one or more.

    References
    ----------
    Harris, T. E. (1963). The Theory of Branching Processes, chapter II. The variance of the total follows from the
    total being 1 plus the totals of the offspring.

    Examples
    --------
    >>> tree = solve_branching(Offspring.of_outcomes([[[0], [2]]], [[0.75, 0.25]]))
    >>> tree.vacancies_incl_first.tolist(), tree.variance.tolist()
    ([2.0], [6.0])
    """
    fundamental = fundamental_matrix(offspring.mean)
    total: Array = fundamental.sum(axis=1)
    spread = np.einsum("j,ijk,k->i", total, offspring.covariance, total)
    return BranchingSolution(
        fundamental=fundamental,
        vacancies_incl_first=total,
        freed_existing=total - 1,
        variance=np.maximum(fundamental @ spread, 0.0),
        spectral_radius=spectral_radius(offspring.mean),
    )
