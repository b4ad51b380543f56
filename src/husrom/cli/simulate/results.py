"""The results of simulations as tidy tables, each row telling what it came of."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np
import polars as pl

from husrom.cli.simulate.ensemble import TownRuns
from husrom.cli.simulate.scenario import Scenario
from husrom.housing.ensembles import Cell
from husrom.housing.mobility.codes import CAUSES, HOUSEHOLD_KINDS, NO_ONE, REASONS
from husrom.housing.mobility.effect_rows import EffectRow
from husrom.housing.mobility.effects import ESTIMATES, RunEffect
from husrom.housing.mobility.measures import MEASURES

CODE_VERSION = version("husrom")
_DAYS = 365.25


@dataclass(frozen=True, slots=True)
class Origin:
    """What a result came of."""

    scenario_sha256: str
    seed: int
    code_version: str = CODE_VERSION

    def beside(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Write the origin beside every row."""
        columns = (("seed", self.seed), ("scenario_sha256", self.scenario_sha256), ("code_version", self.code_version))
        return frame.with_columns(pl.lit(value).alias(name) for name, value in columns)


@dataclass(frozen=True, slots=True, eq=False)
class TownResult:
    """What came of one scenario, and what it came of."""

    runs: TownRuns
    rows: Sequence[EffectRow]
    origin: Origin


def write_results(folder: Path, towns: Sequence[TownResult]) -> list[Path]:
    """Write effects by run, their summary, and the traced ledger of all scenarios; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    makers = {"effects": effects_frame, "summary": summary_frame, "ledger": ledgers_frame}
    paths = []
    for name, make in makers.items():
        path = folder / f"{name}.parquet"
        pl.concat([town.origin.beside(make(town)) for town in towns]).write_parquet(path, compression="zstd")
        paths.append(path)
    return paths


def summary_frame(town: TownResult) -> pl.DataFrame:
    """Return a row for each estimate, horizon and measure."""
    scenario = town.runs.scenario
    beside = pl.lit(scenario.name).alias("scenario"), pl.lit(scenario.grade).alias("data_grade")
    return pl.DataFrame(town.rows).select(beside[0], pl.all(), beside[1])


def effects_frame(town: TownResult) -> pl.DataFrame:
    """Return a row for each run, estimate, horizon and measure, as counted and per 100 new dwellings."""
    scenario, effects = town.runs.scenario, town.runs.effects
    shape = (len(effects), len(ESTIMATES), len(scenario.horizons), len(MEASURES))
    run, estimate, horizon, measure = (axis.ravel() for axis in np.indices(shape))
    counts = np.stack([each.counts for each in effects]).ravel()
    cells = np.array(town.runs.cells)
    return pl.DataFrame(
        {
            "scenario": [scenario.name] * len(run),
            "projection": np.array([one.name for one in scenario.projections])[cells[run, 1]],
            "projection_weight": scenario.weights[cells[run, 1]],
            "draw": cells[run, 2],
            "luck": cells[run, 3],
            "run": run,
            "run_seed": np.array([each.seed for each in effects], np.uint64)[run],
            "estimate": np.array(ESTIMATES)[estimate],
            "horizon_years": np.array(scenario.horizons)[horizon],
            "measure": np.array(MEASURES)[measure],
            "count": counts,
            "per_100_new_dwellings": counts * 100 / scenario.new_dwellings,
        }
    )


def ledgers_frame(town: TownResult) -> pl.DataFrame:
    """Return the traced chains of every run."""
    runs = zip(town.runs.cells, town.runs.effects, strict=True)
    frames = [ledger_frame(town.runs.scenario, effect, place, cell) for place, (cell, effect) in enumerate(runs)]
    return pl.concat(frames)


def ledger_frame(scenario: Scenario, effect: RunEffect, run: int, cell: Cell) -> pl.DataFrame:
    """Return the traced chains of a run, a row for each vacancy; null where nobody has moved in or none was left."""
    rows, begun = effect.ledger, effect.chains[effect.ledger["chain"]]
    sectors = np.array([sector.name for sector in scenario.rules.sectors])
    projects = np.array([project.name for project in scenario.rules.projects])
    filled = pl.Series(~np.isnan(rows["time"]))
    came = pl.Series(rows["from_sector"] >= 0)
    frame = pl.DataFrame(
        {
            "scenario": [scenario.name] * len(rows),
            "projection": [scenario.projections[cell.projection].name] * len(rows),
            "run": np.full(len(rows), run),
            "chain": rows["chain"],
            "project": projects[begun["project"]],
            "cause": np.array(CAUSES)[begun["cause"]],
            "link": rows["link"],
            "vacant_since_year": rows["since"],
            "moved_in_year": rows["time"],
            "days_vacant": (rows["time"] - rows["since"]) * _DAYS,
            "dwelling": rows["dwelling"],
            "from_sector": sectors[rows["from_sector"]],
            "to_sector": sectors[rows["to_sector"]],
            "household": rows["household"],
            "household_kind": np.array(HOUSEHOLD_KINDS)[rows["kind"]],
            "age": np.where(rows["age"] == NO_ONE, 0, rows["age"]),
            "income_decile": rows["decile"],
            "children": rows["children"],
            "freed": rows["freed"],
            "ended": (rows["freed"] == 0),
            "reason": np.array(REASONS)[rows["reason"]],
            "children_to_detached": rows["children_to_detached"],
            "first_time_buyer": rows["first_time_buyer"],
            "older_to_accessible": rows["older_to_accessible"],
        }
    )
    mover = ["moved_in_year", "days_vacant", "household", "household_kind", "age", "income_decile", "children"]
    return frame.with_columns(
        *(pl.when(filled).then(pl.col(name)).alias(name) for name in mover),
        pl.when(came).then(pl.col("from_sector")).alias("from_sector"),
    )
