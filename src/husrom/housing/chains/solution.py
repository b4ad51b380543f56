"""White's account of vacancy chains, whole: everything that follows from the probabilities alone."""

from dataclasses import dataclass

import numpy as np

from husrom.figures.wording import gettext_noop as _
from husrom.housing.chains.errors import ChainInputError
from husrom.housing.chains.fundamental import LARGEST_RADIUS, inverse_of, spectral_radius
from husrom.housing.chains.lengths import length_variance, mean_length
from husrom.housing.chains.transitions import Array, Transitions


@dataclass(frozen=True, slots=True, eq=False)
class ChainSolution:
    """What chains of vacancies are like, by the sector they start in.

    Attributes
    ----------
    transitions
        What was solved.
    fundamental
        N, shape (S, S): expected vacancies in each sector, the first included.
    vacancies_incl_first
        Shape (S,): mean length of a chain, counted from the first vacancy (White's convention).
    freed_existing
        Shape (S,): mean number of existing dwellings freed, one less (the convention of Statistics Netherlands).
    variance
        Shape (S,): variance of the length.
    absorption
        Shape (S, R): probability of each reason the chain ends; rows sum to 1.
    spectral_radius
        The share of long chains that grow one link longer.
    """

    transitions: Transitions
    fundamental: Array
    vacancies_incl_first: Array
    freed_existing: Array
    variance: Array
    absorption: Array
    spectral_radius: float


def solve(transitions: Transitions) -> ChainSolution:
    """Solve vacancy chains in closed form.

    Raises
    ------
    ChainInputError
        When the chains are too long to be reckoned.

    References
    ----------
    White, H. C. (1970). Chains of Opportunity. Harvard University Press.
    Kemeny, J. G. & Snell, J. L. (1960). Finite Markov Chains, chapter III.

    Examples
    --------
    >>> solution = solve(Transitions.of(["house", "flat"], [[0.5, 0.25], [0.0, 0.5]]))
    >>> solution.vacancies_incl_first.tolist(), solution.freed_existing.tolist(), solution.spectral_radius
    ([3.0, 2.0], [2.0, 1.0], 0.5)
    """
    radius = spectral_radius(transitions.moves)
    _check_radius(transitions, radius)
    fundamental = inverse_of(transitions.moves)
    length = mean_length(fundamental)
    return ChainSolution(
        transitions=transitions,
        fundamental=fundamental,
        vacancies_incl_first=length,
        freed_existing=length - 1,
        variance=length_variance(fundamental),
        absorption=fundamental @ transitions.ends,
        spectral_radius=radius,
    )


def _check_radius(transitions: Transitions, radius: float) -> None:
    if radius > LARGEST_RADIUS:
        ending = transitions.ends.sum(axis=1)
        row = int(np.argmin(ending))
        raise ChainInputError(
            _("Row %(row)s ends only %(value)s of its chains, so that they are too long to be reckoned (%(radius)s)."),
            row=transitions.sectors[row],
            value=float(ending[row]),
            radius=radius,
        )
