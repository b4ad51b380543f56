"""Measure all of Norway: every municipality simulated for 25 years, divided between two worker processes.

python -m bench.norway [--years 25] [--draws 3]. The towns are those of `husrom scenario` without their regions; they
are made before the clock starts, since every draw uses the same.
"""

import argparse
import datetime as dt
import json
import statistics
import time
from functools import cache

from husrom.cli.django_setup import set_up_django
from husrom.cli.scenario.document import Asked, scenario_tree
from husrom.cli.scenario.place import place_of
from husrom.cli.simulate.scenario import scenario_of
from husrom.cli.simulate.scenario_text import ScenarioFile
from husrom.figures.municipalities import municipalities, municipality_by_number
from husrom.figures.population import last_observed_year, observed
from husrom.housing.ensembles import local
from husrom.housing.mobility.effects import run_seed
from husrom.housing.mobility.rules import Rules
from husrom.housing.mobility.simulation import State, simulate
from husrom.housing.need import assumptions_on

WORKERS = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--years", type=int, default=25)
    parser.add_argument("--draws", type=int, default=3)
    arguments = parser.parse_args()
    shares = divided()
    with local(WORKERS) as client:
        workers = sorted(client.scheduler_info()["workers"])
        began = time.perf_counter()
        futures = [client.submit(made, share, workers=[at]) for share, at in zip(shares, workers, strict=True)]
        households = sum(client.gather(futures))
        print(
            f"All of Norway: {households} households in {sum(map(len, shares))} municipalities, {arguments.years} years"
        )
        print(f"  {time.perf_counter() - began:.1f} s to gather the figures and make the towns")
        seconds, moves = [], 0
        for draw in range(arguments.draws):
            began = time.perf_counter()
            futures = [
                client.submit(simulated, share, arguments.years, run_seed(1, draw), workers=[at], pure=False)
                for share, at in zip(shares, workers, strict=True)
            ]
            moves = sum(client.gather(futures))
            seconds.append(time.perf_counter() - began)
    spread = f"{min(seconds):.1f}–{max(seconds):.1f}"
    print(
        f"  {statistics.median(seconds):.1f} s a draw on {WORKERS} cores, median of {arguments.draws} ({spread}), "
        f"{moves} moves"
    )


def divided() -> list[tuple[str, ...]]:
    """Return the municipalities in as many parts of about the same population as there are workers."""
    year = last_observed_year()
    people = {}
    for one in municipalities(on=dt.date(2026, 1, 1)):
        count = observed(one.number, year)
        people[one.number] = 0 if count is None else count.persons
    parts: list[list[str]] = [[] for _worker in range(WORKERS)]
    for number in sorted(people, key=lambda number: -people[number]):
        min(parts, key=lambda part: sum(people[one] for one in part)).append(number)
    return [tuple(part) for part in parts]


@cache
def towns(numbers: tuple[str, ...]) -> list[tuple[State, Rules]]:
    set_up_django()

    assumptions = assumptions_on(dt.date(2026, 1, 1))
    asked = Asked(
        "200 boliger", "flat", 3, owned=True, dwellings=200, start_year=2026, lag_years=1, accessible_share=1.0
    )
    found = []
    for number in numbers:
        place = place_of(number, municipality_by_number(number).name, 24, assumptions)
        if place is None:
            raise SystemExit(f"bench: there are no figures of {number}.")
        tree = scenario_tree(2026, 24, asked, place, None)
        scenario = scenario_of(ScenarioFile(number, json.dumps(tree), tree), 1)
        found.append((scenario.start, scenario.rules_of(0, 0)))
    return found


def made(numbers: tuple[str, ...]) -> int:
    every = towns(numbers)
    simulate(*every[-1], 1, 1)
    return sum(len(start.households.number) for start, _rules in every)


def simulated(numbers: tuple[str, ...], years: int, seed: int) -> int:
    return sum(sum(map(len, simulate(start, rules, years, seed).filled)) for start, rules in towns(numbers))


if __name__ == "__main__":
    main()
