"""Time the closed form of vacancy chains by number of sectors: checked probabilities to lengths and reasons."""

import statistics
import time
from collections.abc import Callable

import numpy as np
from rich.console import Console
from rich.table import Table

from husrom.housing.chains import Transitions, release, solve

SIZES = (16, 64, 256)
GOAL_SECTORS, GOAL_MS = 64, 1.0
ROUNDS, MEDIANS = 20, 5
console = Console(width=120)


def _median_ms(run: Callable[[], object]) -> float:
    """Return the median of five medians, so that what else the machine does counts little."""
    medians = []
    for _median in range(MEDIANS):
        times = []
        for _round in range(ROUNDS):
            start = time.perf_counter()
            run()
            times.append(time.perf_counter() - start)
        medians.append(statistics.median(times))
    return statistics.median(medians) * 1_000


def transitions(size: int) -> Transitions:
    """Return chains that go on with a probability from 0.75 down to 0.35, the same every time."""
    shares = np.random.default_rng(size).dirichlet(np.ones(size), size)
    return Transitions.of([f"s{place}" for place in range(size)], shares * np.linspace(0.75, 0.35, size)[:, None])


def main() -> None:
    table = Table(title="Closed form of vacancy chains")
    for heading in ("sectors", "check ms", "solve ms", "programme ms", "numpy eigenvalues ms", "mean length, largest"):
        table.add_column(heading, justify="right")
    for size in SIZES:
        chains = transitions(size)
        solution = solve(chains)
        built = np.full(size, 10.0)
        checked = _median_ms(lambda chains=chains: Transitions.of(chains.sectors, chains.moves))
        solved = _median_ms(lambda chains=chains: solve(chains))
        programme = _median_ms(lambda solution=solution, built=built: release(solution, built))
        eigenvalues = _median_ms(lambda chains=chains: np.linalg.eigvals(chains.moves))
        longest = f"{solution.vacancies_incl_first.max():.3f}"
        table.add_row(str(size), *(f"{ms:.3f}" for ms in (checked, solved, programme, eigenvalues)), longest)
        if size == GOAL_SECTORS:
            console.print(f"{size} sectors, solve: {solved:.3f} ms (goal {GOAL_MS} ms, {GOAL_MS / solved:.1f} times)")
    console.print(table)


if __name__ == "__main__":
    main()
