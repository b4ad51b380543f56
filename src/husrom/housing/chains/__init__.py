"""Chains of vacancies in closed form: what a dwelling that becomes vacant leads to.

White's absorbing Markov chain, with the two conventions of length named apart, and what stands beside it.
"""

from husrom.housing.chains.errors import ChainInputError
from husrom.housing.chains.fundamental import fundamental_matrix, spectral_radius
from husrom.housing.chains.lengths import (
    length_distribution,
    length_variance,
    link_sectors,
    mean_length,
    visits_variance,
)
from husrom.housing.chains.programme import Release, release, release_table
from husrom.housing.chains.solution import ChainSolution, solve
from husrom.housing.chains.transitions import OUT, Transitions

__all__ = [
    "OUT",
    "ChainInputError",
    "ChainSolution",
    "Release",
    "Transitions",
    "fundamental_matrix",
    "length_distribution",
    "length_variance",
    "link_sectors",
    "mean_length",
    "release",
    "release_table",
    "solve",
    "spectral_radius",
    "visits_variance",
]
