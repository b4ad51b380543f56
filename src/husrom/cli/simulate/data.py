"""Results of a simulation as data."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from husrom.cli.simulate.ensemble import TownRuns
from husrom.cli.simulate.results import TownResult
from husrom.housing.mobility.effect_rows import EffectRow
from husrom.housing.mobility.effects import RunEffect
from husrom.housing.mobility.markov import markov_comparison


def simulation_data(towns: Sequence[TownResult], checksum: str, files: Sequence[Path]) -> dict[str, Any]:
    """Return what one scenario gave, or a list of what each did."""
    beside = {"results_sha256": checksum, "files": [str(path) for path in files]}
    found = [_town(town) for town in towns]
    return {**found[0], **beside} if len(found) == 1 else {"scenarios": found, **beside}


def _town(town: TownResult) -> dict[str, Any]:
    scenario, plan = town.runs.scenario, town.runs.plan
    months, share = first_freed(town.runs.effects)
    return {
        "scenario": scenario.name,
        "example": scenario.example,
        "data_grade": scenario.grade,
        "market": "supply" if scenario.rules.choice is None else "choice",
        "unverified": list(scenario.unverified),
        "runs": len(town.runs.cells),
        "draws": plan.draws,
        "runs_per_draw": plan.lucks,
        "projections": [
            {"name": one.name, "weight": one.weight, "arrivals_per_year": one.arrivals_per_year}
            for one in scenario.projections
        ],
        "seed": town.origin.seed,
        "scenario_sha256": town.origin.scenario_sha256,
        "code_version": town.origin.code_version,
        "new_dwellings": scenario.new_dwellings,
        "share_of_new_dwellings_that_free_one": share,
        "median_months_to_first_freed": months,
        "chains": _chains(town.runs),
        "per_100_new_dwellings": [_row(row) for row in town.rows],
    }


def _row(row: EffectRow) -> dict[str, Any]:
    shares = {name: _known(getattr(row, f"{name}_share")) for name in ("parameter", "projection", "chance")}
    return {
        "estimate": row.estimate,
        "horizon_years": row.horizon_years,
        "measure": row.measure,
        "mean": row.mean,
        "standard_error": _known(row.standard_error),
        "p10": row.p10,
        "p50": row.p50,
        "p90": row.p90,
        "range_only": row.range_only,
        "variance_shares": shares,
    }


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def _chains(runs: TownRuns) -> list[dict[str, Any]]:
    """Return the mean length of the traced chains that ended, as simulated and as the closed form has it."""
    ledgers, chains = [effect.ledger for effect in runs.effects], [effect.chains for effect in runs.effects]
    sectors = runs.scenario.rules.sectors
    found = markov_comparison(ledgers, chains, len(sectors))
    return [
        {
            "sector": sector.name,
            "chains_ended": int(found.chains[place]),
            "vacancies_incl_first": float(found.simulated[place]),
            "vacancies_incl_first_closed_form": float(found.closed_form[place]),
        }
        for place, sector in enumerate(sectors)
        if found.chains[place]
    ]


def first_freed(effects: Sequence[RunEffect]) -> tuple[float | None, float]:
    """Return the median months until a new dwelling first frees one, and the share that ever does."""
    months = np.concatenate([effect.months for effect in effects])
    freed = months[~np.isnan(months)]
    return (float(np.median(freed)) if len(freed) else None), len(freed) / max(1, len(months))
