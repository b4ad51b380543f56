"""Chains of vacancies in closed form: what a dwelling that becomes vacant leads to.

White's absorbing Markov chain with the two conventions of length named apart (`vacancies_incl_first`,
`freed_existing`), and what stands beside it: who moves, couples that leave two dwellings, Leontief's backward form,
time, sensitivities, the question asked backwards, counts by link, and when a dwelling counts as freed.
"""

from husrom.housing.chains.branching import BranchingSolution, Offspring, solve_branching
from husrom.housing.chains.definition import NOWHERE, Vacated, traced_links, vacated_dwellings
from husrom.housing.chains.durations import (
    ChainPath,
    Completion,
    chain_path,
    years_until_chain_ends,
    years_until_link,
)
from husrom.housing.chains.errors import ChainInputError
from husrom.housing.chains.fundamental import fundamental_matrix, spectral_radius
from husrom.housing.chains.household_gains import HouseholdMoves, MarkedTransitions, household_moves
from husrom.housing.chains.lengths import (
    length_distribution,
    length_variance,
    link_sectors,
    mean_length,
    visits_variance,
)
from husrom.housing.chains.leontief import ChainAccounts, initiations_for_absorptions, vacancies_for_absorptions
from husrom.housing.chains.links import (
    LinkAccount,
    constant_continuation,
    freed_at_constant_continuation,
    link_account,
    links_of,
)
from husrom.housing.chains.programme import Release, freed_by_group, release, release_table
from husrom.housing.chains.requirement import Requirement, Target, required_programme
from husrom.housing.chains.sensitivity import Sensitivity, sensitivity
from husrom.housing.chains.solution import ChainSolution, solve
from husrom.housing.chains.transitions import OUT, Transitions

__all__ = [
    "NOWHERE",
    "OUT",
    "BranchingSolution",
    "ChainAccounts",
    "ChainInputError",
    "ChainPath",
    "ChainSolution",
    "Completion",
    "HouseholdMoves",
    "LinkAccount",
    "MarkedTransitions",
    "Offspring",
    "Release",
    "Requirement",
    "Sensitivity",
    "Target",
    "Transitions",
    "Vacated",
    "chain_path",
    "constant_continuation",
    "freed_at_constant_continuation",
    "freed_by_group",
    "fundamental_matrix",
    "household_moves",
    "initiations_for_absorptions",
    "length_distribution",
    "length_variance",
    "link_account",
    "link_sectors",
    "links_of",
    "mean_length",
    "release",
    "release_table",
    "required_programme",
    "sensitivity",
    "solve",
    "solve_branching",
    "spectral_radius",
    "traced_links",
    "vacancies_for_absorptions",
    "vacated_dwellings",
    "visits_variance",
    "years_until_chain_ends",
    "years_until_link",
]
