"""What projects lead to, told in two ways that are not the same.

*Traced*: who moved along the chains that the new dwellings began. *Paired*: how much more happened in the whole
municipality with the projects than without, everything else, luck included, being equal. Only the second is an
effect.

In the supply-driven market the two agree at first. With the years the paired figures grow larger: those who came
because there were dwellings for them also move, die and leave dwellings behind, which no traced chain tells.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from husrom.figures.wording import gettext_noop as _
from husrom.housing.mobility.draws import stream_of
from husrom.housing.mobility.errors import MobilityInputError
from husrom.housing.mobility.ledger import Rows
from husrom.housing.mobility.measures import MEASURES, measures, months_to_first_freed
from husrom.housing.mobility.rules import Rules, check_rules
from husrom.housing.mobility.simulation import State, simulate

Floats = NDArray[np.float64]

ESTIMATES = ("traced", "paired")


@dataclass(frozen=True, slots=True, eq=False)
class RunEffect:
    """What the projects led to in one run.

    Attributes
    ----------
    seed
        The run's own.
    counts
        Shape (2, horizons, measures): traced and paired counts, in the order of `MEASURES`.
    months
        Months until each traced chain first freed a dwelling; NaN where it freed none.
    ledger
        The traced rows of the run with the projects; their `chain` is a row of `chains`.
    chains
        What each traced chain began with.
    """

    seed: int
    counts: Floats
    months: Floats
    ledger: Rows
    chains: Rows


def run_seed(seed: int, run: int) -> int:
    """Return the seed of a run: far from those of other runs and other seeds.

    Examples
    --------
    >>> run_seed(1, 0) != run_seed(1, 1)
    True
    """
    return int(stream_of(seed, run) >> np.uint64(1))


def run_effect(start: State, rules: Rules, years: int, horizons: Sequence[float], seed: int) -> RunEffect:
    """Simulate with and without the projects whose effect is asked for, with the same luck.

    Parameters
    ----------
    start
        Left as it is.
    years
        How many are simulated.
    horizons
        Years after the first of the projects' dwellings are completed.
    seed
        Of this run.

    Raises
    ------
    MobilityInputError
        When no project's effect is asked for, or a horizon lies beyond the simulated years.
    """
    first = _first_completion(start, rules, years, horizons)
    asked = [place for place, project in enumerate(rules.projects) if project.effect_of]
    others = tuple(project for project in rules.projects if not project.effect_of)
    with_projects = simulate(start, rules, years, seed)
    without = simulate(start, replace(rules, projects=others), years, seed)
    ledger, chains = with_projects.ledger(), with_projects.chains
    ours = np.isin(chains["project"], asked)
    traced = ledger[ours[ledger["chain"]]]
    traced["chain"] = (np.cumsum(ours) - 1)[traced["chain"]]
    base = without.ledger()
    counts = np.empty((len(ESTIMATES), len(horizons), len(MEASURES)))
    for place, horizon in enumerate(horizons):
        until = first + horizon
        counts[0, place] = measures(traced, rules.sectors, until)
        counts[1, place] = measures(ledger, rules.sectors, until) - measures(base, rules.sectors, until)
    return RunEffect(seed, counts, months_to_first_freed(traced, chains[ours]), traced, chains[ours])


def check_effect(start: State, rules: Rules, years: int, horizons: Sequence[float]) -> None:
    """Refuse what `run_effect` would refuse, without the work of a run.

    Raises
    ------
    MobilityInputError
        When the rules contradict themselves, no project's effect is asked for, those asked for have no dwellings, or
        a horizon lies beyond the simulated years.
    """
    check_rules(rules)
    _first_completion(start, rules, years, horizons)
    if not sum(project.dwellings for project in rules.projects if project.effect_of):
        raise MobilityInputError(_("The projects have no dwellings, so there is nothing to give per 100 of them."))


def _first_completion(start: State, rules: Rules, years: int, horizons: Sequence[float]) -> int:
    first = first_completion(rules)
    if first + max(horizons) > start.year + years:
        raise MobilityInputError(
            _(
                "The horizon of %(horizon)s years ends in %(end)s, after the last simulated year %(last)s: "
                "simulate more years, or ask for less."
            ),
            horizon=float(max(horizons)),
            end=float(first + max(horizons)),
            last=start.year + years - 1,
        )
    return first


def first_completion(rules: Rules) -> int:
    """Return the year in which the first of the projects whose effect is asked for is completed.

    Raises
    ------
    MobilityInputError
        When there is none.
    """
    years = [project.completion_year for project in rules.projects if project.effect_of]
    if not years:
        raise MobilityInputError(_("No project is marked as one whose effect is asked for: mark at least one."))
    return min(years)
