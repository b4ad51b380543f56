"""The results of a simulation as tidy tables, each row telling what it came of."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np
import polars as pl

from husrom.cli.simulate.scenario import Scenario
from husrom.housing.mobility.codes import CAUSES, HOUSEHOLD_KINDS, NO_ONE, REASONS
from husrom.housing.mobility.effects import ESTIMATES, EffectRow, RunEffect
from husrom.housing.mobility.measures import MEASURES

_DAYS = 365.25


@dataclass(frozen=True, slots=True)
class Origin:
    """What a result came of."""

    scenario_sha256: str
    seed: int
    code_version: str = version("husrom")

    def beside(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Write the origin beside every row."""
        columns = (("seed", self.seed), ("scenario_sha256", self.scenario_sha256), ("code_version", self.code_version))
        return frame.with_columns(pl.lit(value).alias(name) for name, value in columns)


def write_results(
    folder: Path, scenario: Scenario, runs: Sequence[RunEffect], rows: Sequence[EffectRow], origin: Origin
) -> list[Path]:
    """Write effects by run, their summary, and the traced ledger; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    frames = {
        "effects": effects_frame(scenario, runs),
        "summary": pl.DataFrame(rows).with_columns(pl.lit(scenario.grade).alias("data_grade")),
        "ledger": pl.concat([ledger_frame(scenario, run, place) for place, run in enumerate(runs)]),
    }
    paths = []
    for name, frame in frames.items():
        path = folder / f"{name}.parquet"
        origin.beside(frame).write_parquet(path, compression="zstd")
        paths.append(path)
    return paths


def effects_frame(scenario: Scenario, runs: Sequence[RunEffect]) -> pl.DataFrame:
    """Return a row for each run, estimate, horizon and measure, as counted and per 100 new dwellings."""
    shape = (len(runs), len(ESTIMATES), len(scenario.horizons), len(MEASURES))
    run, estimate, horizon, measure = (axis.ravel() for axis in np.indices(shape))
    counts = np.stack([each.counts for each in runs]).ravel()
    return pl.DataFrame(
        {
            "run": run,
            "run_seed": np.array([each.seed for each in runs], np.uint64)[run],
            "estimate": np.array(ESTIMATES)[estimate],
            "horizon_years": np.array(scenario.horizons)[horizon],
            "measure": np.array(MEASURES)[measure],
            "count": counts,
            "per_100_new_dwellings": counts * 100 / scenario.new_dwellings,
        }
    )


def ledger_frame(scenario: Scenario, effect: RunEffect, run: int) -> pl.DataFrame:
    """Return the traced chains of a run, a row for each vacancy; null where nobody has moved in or none was left."""
    rows, begun = effect.ledger, effect.chains[effect.ledger["chain"]]
    sectors = np.array([sector.name for sector in scenario.rules.sectors])
    projects = np.array([project.name for project in scenario.rules.projects])
    filled = pl.Series(~np.isnan(rows["time"]))
    came = pl.Series(rows["from_sector"] >= 0)
    frame = pl.DataFrame(
        {
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
