"""Measure the simulation of a town: seconds per draw on one core, after compilation.

The town is the example of `husrom simulate`, made larger. python -m bench.mobility [--households 50000] [--years 25]
"""

import argparse
import resource
import statistics
import time
from typing import Any

import yaml

from husrom.cli.simulate.scenario import Scenario, scenario_of
from husrom.cli.simulate.scenario_text import ScenarioFile, example_scenario
from husrom.housing.mobility.effects import run_seed
from husrom.housing.mobility.simulation import simulate

RUNS = 5
MARKETS = ("supply", "choice")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--households", type=int, default=50_000)
    parser.add_argument("--years", type=int, default=25)
    arguments = parser.parse_args()
    print(f"Simulated town: {arguments.households} households, {arguments.years} years, median of {RUNS} (least–most)")
    for market in MARKETS:
        began = time.perf_counter()
        small = town(4_350, market)
        simulate(small.start, small.rules, 2, 1)
        print(f"  {market}: {time.perf_counter() - began:.1f} s to load or compile and to run a small town")
        measure(town(arguments.households, market), market, arguments.years)
    print(f"  greatest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def measure(scenario: Scenario, market: str, years: int) -> None:
    wall, processor, fills = [], [], 0
    for run in range(RUNS):
        began, used = time.perf_counter(), time.process_time()
        end = simulate(scenario.start, scenario.rules, years, run_seed(1, run))
        wall.append(time.perf_counter() - began)
        processor.append(time.process_time() - used)
        fills = sum(map(len, end.filled))
    print(f"  {market}: {spread(processor)} s processor, {spread(wall)} s on the clock; {fills} moves")


def spread(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.2f} ({min(seconds):.2f}–{max(seconds):.2f})"


def town(households: int, market: str) -> Scenario:
    tree = larger(yaml.safe_load(example_scenario()), households)
    tree["market"] = market
    return scenario_of(ScenarioFile("example", "", tree), 1)


def larger(tree: dict[str, Any], households: int) -> dict[str, Any]:
    times = households / sum(tree["population"]["households"]["by_kind"].values())
    people, kinds = tree["population"]["persons"]["by_age"], tree["population"]["households"]["by_kind"]
    for counts in (people, kinds):
        counts.update({key: round(value * times) for key, value in counts.items()})
    for entry in (*tree["sectors"]["list"], *tree["projects"]["list"]):
        entry["dwellings"] = round(entry["dwellings"] * times)
    tree["arrivals"]["per_year"] = round(tree["arrivals"]["per_year"] * times)
    return tree


if __name__ == "__main__":
    main()
