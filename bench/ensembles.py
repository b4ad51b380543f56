"""Measure how much sooner two worker processes finish an ensemble than one.

python -m bench.ensembles [--households 20000] [--runs 48].
The town is the example of `husrom simulate`, made larger; the processes have started and loaded before the clock does.
"""

import argparse
import hashlib
import json
import statistics
import time

import yaml

from bench.mobility import larger
from husrom.cli.simulate.ensemble import Task
from husrom.cli.simulate.scenario_text import ScenarioFile, example_scenario
from husrom.housing.ensembles import Plan, checksum, local, run

ROUNDS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--households", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=48)
    arguments = parser.parse_args()
    task = Task((town(arguments.households),), 1)
    cells = list(Plan.of(arguments.runs, uncertain=False).cells(0))
    print(
        f"Ensemble: {arguments.runs} runs, each with and without projects, {arguments.households} households, 12 years"
    )
    seconds: dict[int, list[float]] = {1: [], 2: []}
    found = set()
    with local(1) as one, local(2) as two:
        crews = {1: one, 2: two}
        for crew in crews.values():
            crew.run(task, cells[0])
        # By turns, so that whatever else the machine does meets both.
        for workers in list(crews) * ROUNDS:
            began = time.perf_counter()
            results = run(task, cells, crews[workers])
            seconds[workers].append(time.perf_counter() - began)
            found.add(checksum(results))
    for workers, measured in seconds.items():
        print(f"  {workers} workers: {spread(measured)} s, median of {ROUNDS} (least–most)")
    ratio = statistics.median(seconds[1]) / statistics.median(seconds[2])
    print(f"  two workers are {ratio:.2f} × one; results identical: {'yes' if len(found) == 1 else 'NO'}")


def town(households: int) -> ScenarioFile:
    tree = larger(yaml.safe_load(example_scenario()), households)
    return ScenarioFile("example", hashlib.sha256(json.dumps(tree).encode()).hexdigest(), tree)


def spread(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.2f} ({min(seconds):.2f}–{max(seconds):.2f})"


if __name__ == "__main__":
    main()
