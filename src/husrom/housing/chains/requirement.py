"""The question asked backwards: what must be built so that so many get what they need."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from husrom.figures.wording import gettext_noop as _
from husrom.housing.chains.errors import ChainInputError
from husrom.housing.chains.programme import start_vector
from husrom.housing.chains.solution import ChainSolution
from husrom.housing.chains.transitions import Array


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """Something that a programme is to bring about.

    Attributes
    ----------
    name
        Such as families that get a detached house.
    wanted
        How many.
    per_vacancy
        Shape (S,): how many each vacancy of a sector gives, such as `MarkedTransitions.gaining`.
    """

    name: str
    wanted: float
    per_vacancy: ArrayLike


@dataclass(frozen=True, slots=True, eq=False)
class Requirement:
    """The smallest programme that meets the targets, or how far one can come.

    Attributes
    ----------
    is_feasible
        Whether the targets can be met, together, with what may be built.
    new_dwellings
        Shape (S,): the programme; where it is not feasible, everything that may be built up to its limit – zeros where
        there is no limit.
    reached
        Shape (K,): what the programme gives of each target.
    per_new_dwelling
        Shape (K, S): what one new dwelling of each sector gives of each target, through the whole chain.
    most_reachable
        Shape (K,): the most that could be had of each target alone; infinite where nothing limits what may be built.
    alone
        Shape (S,): new dwellings needed if only this sector were built; infinite where that cannot meet the targets.
    """

    is_feasible: bool
    new_dwellings: Array
    reached: Array
    per_new_dwelling: Array
    most_reachable: Array
    alone: Array


def required_programme(
    solution: ChainSolution, targets: Sequence[Target], most: ArrayLike | None = None
) -> Requirement:
    """Return the fewest new dwellings that meet every target when every chain has ended.

    An account, like the chains: it holds if the new dwellings are filled as vacancies are today.

    Parameters
    ----------
    targets
        At least one.
    most
        Shape (S,): the most that may be built in each sector, 0 where nothing may, infinity without a limit; None sets
        no limits. The fewest dwellings of several equally good programmes is whichever the solver meets first.

    Raises
    ------
    ChainInputError
        When there is no target, or a number is negative or missing.

    References
    ----------
    Emmi, P. C. & Magnusson, L. (1995), on vacancy chains asked backwards; solved as a linear programme (HiGHS).

    Examples
    --------
    Every second new house and every fourth flat gives a family a house; only flats may be built, at most 300:

    >>> from husrom.housing.chains import Transitions, solve
    >>> solution = solve(Transitions.of(["house", "flat"], [[0.5, 0.0], [0.25, 0.5]]))
    >>> answer = required_programme(solution, [Target("families", 50, [0.5, 0])], most=[0, 300])
    >>> answer.is_feasible, answer.new_dwellings.tolist(), answer.alone.tolist()
    (True, [0.0, 100.0], [50.0, 100.0])
    """
    sectors = solution.transitions.sectors
    if not targets:
        raise ChainInputError(_("There are 0 targets, but at least one is needed to know what to build."))
    wanted = start_vector(tuple(target.name for target in targets), [target.wanted for target in targets])
    each = np.array([start_vector(sectors, target.per_vacancy) for target in targets]) @ solution.fundamental.T
    limits = _limits(sectors, most)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        needed = np.where(wanted[:, None] > 0, wanted[:, None] / each, 0.0)
        most_reachable = np.where(each > 0, each * limits, 0.0).sum(axis=1)
    from scipy.optimize import linprog  # noqa: PLC0415 -- takes a second to load, and only this question needs it

    bounds = [(0.0, None if np.isinf(limit) else limit) for limit in limits.tolist()]
    answer = linprog(np.ones(len(sectors)), A_ub=-each, b_ub=-wanted, bounds=bounds, method="highs")
    built = np.asarray(answer.x, np.float64) if answer.success else np.where(np.isinf(limits), 0.0, limits)
    return Requirement(
        is_feasible=answer.success,
        new_dwellings=built,
        reached=each @ built,
        per_new_dwelling=each,
        most_reachable=most_reachable,
        alone=needed.max(axis=0),
    )


def _limits(sectors: tuple[str, ...], most: ArrayLike | None) -> Array:
    if most is None:
        return np.full(len(sectors), np.inf)
    limits = np.array(most, dtype=np.float64)
    start_vector(sectors, np.where(np.isposinf(limits), 0.0, limits))
    return limits
