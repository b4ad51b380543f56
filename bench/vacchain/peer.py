"""Measure one peer on one input, in a process of its own, with the checks that can be made from outside it."""

import argparse
import importlib
import json
import time
from pathlib import Path
from statistics import median
from typing import Protocol

import numpy as np
import numpy.typing as npt

from bench.vacchain.lines import peer_lines
from husrom.cli.bench import circumstances
from husrom.cli.bench.vacchain import ARRAYS
from husrom.housing.vacchain import Run, Task, YearLog, deaths_found, length_z
from husrom.housing.vacchain.stock import start_stock

AGE_LIMIT, NEW = 110, 25
PEERS = ("with_mesa", "with_agentpy", "with_pandas", "with_numpy")


class Peer(Protocol):
    def year(self, year: int) -> YearLog: ...
    def ages(self) -> npt.ArrayLike: ...
    def dwellings(self) -> npt.ArrayLike: ...


def by_age(peer: Peer) -> npt.NDArray[np.int64]:
    return np.bincount(np.asarray(peer.ages(), np.int64), minlength=AGE_LIMIT + 1)


class Checks:
    """Checks 1 to 5 and 7, from the state at the end of each year and the log."""

    def __init__(self, task: Task, peer: Peer) -> None:
        self._task, self._before = task, by_age(peer)
        self.exposed = np.zeros(AGE_LIMIT + 1, np.int64)
        self.died = np.zeros(AGE_LIMIT + 1, np.int64)
        self.faults: list[str] = []

    def after(self, year: int, peer: Peer, log: YearLog) -> None:
        after = by_age(peer)
        exposed = np.concatenate([[0], self._before[:-1]])
        died = exposed - after
        died[NEW] += log.absorptions
        new = self._task.new_sectors[: year + 1]
        built = np.bincount(self._task.dwelling_sectors, minlength=16) + np.bincount(new.ravel(), minlength=16)
        for rule, holds in {
            "1 and 5: every dwelling is occupied": np.array_equal(peer.dwellings(), built)
            and after[1:].sum() == built.sum()
            and after[0] == 0,
            "2: households": after.sum() == self._before.sum() - log.deaths + log.absorptions,
            "2: deaths": died.sum() == log.deaths and (died >= 0).all(),
            "3: absorptions": log.absorptions == log.deaths + new.shape[1] == log.lengths.size,
            "4: moves": log.moves.sum() == log.lengths.sum(dtype=np.int64) - log.lengths.size,
            "fallback": log.fallbacks == 0,
        }.items():
            if not holds:
                self.faults.append(f"year {year}, {rule}")
        self.exposed += exposed
        self.died += died
        self._before = after


def run(name: str, task: Task, seed: int, *, checked: bool) -> tuple[Run, Checks | None]:
    peer: Peer = importlib.import_module(f"bench.vacchain.{name}").Peer(task, seed)
    checks = Checks(task, peer) if checked else None
    log, seconds = [], 0.0
    for year in range(task.years):
        start = time.perf_counter()
        log.append(peer.year(year))
        seconds += time.perf_counter() - start
        if checks is not None:
            checks.after(year, peer, log[-1])
    return Run(task, tuple(log), start_stock(Task.drawn(1, 1)), seconds), checks


def measure(name: str, path: Path, seed: int, runs: int) -> dict[str, object]:
    module = importlib.import_module(f"bench.vacchain.{name}")
    run(name, Task.drawn(2_000, 2), 1, checked=False)  # so that what is loaded late is not counted
    before = circumstances.resident_bytes()
    circumstances.forget_peak()
    with np.load(path) as arrays:
        task = Task(*(arrays[array] for array in ARRAYS))
    seconds = [run(name, task, seed, checked=False)[0].seconds for _run in range(runs)]
    peak = circumstances.peak_bytes()
    last, checks = run(name, task, seed, checked=True)
    assert checks is not None  # noqa: S101 -- asked for above
    z, deaths = np.abs(length_z(last)).max(), deaths_found(checks.exposed, checks.died)
    return {
        "name": module.NAME,
        "chain_order": module.CHAIN_ORDER,
        "rates": sorted(task.household_years / second for second in seconds),
        "household_years_per_second": task.household_years / median(seconds),
        "moves_per_second": last.moves / median(seconds),
        "max_abs_z": float(z),
        "conserved": not checks.faults,
        "faults": checks.faults[:3],
        "deaths_hold": deaths.hold,
        "bytes_per_household": None if peak is None or before is None else (peak - before) / task.households,
        "lines": peer_lines(name),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("input", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    print(json.dumps(measure(arguments.peer, arguments.input, arguments.seed, arguments.runs)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
