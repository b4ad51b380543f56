"""Every run of every scenario, divided over whoever makes them, and put together again."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from husrom.cli.django_setup import set_up_django
from husrom.cli.simulate.scenario import Scenario, scenario_of
from husrom.cli.simulate.scenario_text import ScenarioFile
from husrom.housing.ensembles import Cell, Plan, Result, Results
from husrom.housing.mobility.effects import RunEffect, run_effect, run_seed


@dataclass(frozen=True, slots=True)
class Task:
    """Make one run of one of the scenarios; any process can, and comes to the same."""

    files: tuple[ScenarioFile, ...]
    seed: int

    def __call__(self, cell: Cell) -> Result:
        set_up_django()
        scenario = prepared(self.files[cell.town], self.seed)
        effect = run_effect(
            scenario.start,
            scenario.rules_of(cell.projection, cell.draw),
            scenario.years,
            scenario.horizons,
            _luck(self.seed, cell),
        )
        return {
            "seed": np.array(effect.seed, np.uint64),
            "counts": effect.counts,
            "months": effect.months,
            "ledger": effect.ledger,
            "chains": effect.chains,
        }


def _luck(seed: int, cell: Cell) -> int:
    """Return the seed of a run: the same in every projection, so that they differ by nothing else."""
    for place in (cell.town, cell.draw, cell.luck):
        seed = run_seed(seed, place)
    return seed


@lru_cache(maxsize=4)
def prepared(file: ScenarioFile, seed: int) -> Scenario:
    """Return a scenario; its town is made once in each process."""
    return scenario_of(file, seed)


@dataclass(frozen=True, slots=True, eq=False)
class TownRuns:
    """The runs of one scenario, in the order of its cells."""

    file: ScenarioFile
    scenario: Scenario
    plan: Plan
    cells: Sequence[Cell]
    effects: Sequence[RunEffect]

    @property
    def counts(self) -> np.ndarray:
        """Counts by projection, draw, luck, estimate, horizon and measure."""
        counts = np.stack([effect.counts for effect in self.effects])
        return counts.reshape(self.plan.projections, self.plan.draws, self.plan.lucks, *counts.shape[1:])


def town_runs(file: ScenarioFile, scenario: Scenario, plan: Plan, town: int, results: Results) -> TownRuns:
    cells = list(plan.cells(town))
    return TownRuns(file, scenario, plan, cells, [_effect(results[cell]) for cell in cells])


def plan_of(scenario: Scenario, runs: int) -> Plan:
    return Plan.of(runs, projections=len(scenario.projections), uncertain=scenario.draws is not None)


def _effect(result: Result) -> RunEffect:
    counts, months = (np.asarray(result[name], np.float64) for name in ("counts", "months"))
    return RunEffect(int(result["seed"]), counts, months, result["ledger"], result["chains"])
