"""Measure the engine: several timed runs, and one more that is checked."""

import time
from dataclasses import dataclass
from statistics import median

import numpy as np

from husrom.housing.vacchain.acceptance import LARGEST_Z, DeathsFound, Ledger, deaths_found, length_z
from husrom.housing.vacchain.audit import DrawAudit, DrawsFound
from husrom.housing.vacchain.engine import Moment, Run, run
from husrom.housing.vacchain.task import Floats, Task

WARM_UP_HOUSEHOLDS, WARM_UP_YEARS = 20_000, 2


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checked run says.

    Attributes
    ----------
    faults
        A sentence for each rule of conservation broken (checks 1 to 5).
    z
        Shape (16,): by how many standard errors mean lengths differ from theory (check 6); NaN where not defined.
    deaths, draws
        Checks 7 and 8.
    same_log
        Whether the checked run gave the log of the timed runs.
    """

    faults: tuple[str, ...]
    z: Floats
    deaths: DeathsFound
    draws: DrawsFound
    same_log: bool

    @property
    def conserved(self) -> bool:
        """Whether checks 1 to 5 hold in every year."""
        return not self.faults

    @property
    def max_abs_z(self) -> float | None:
        """The greatest absolute z, or None where some sector's is not defined."""
        return None if np.isnan(self.z).any() else float(np.abs(self.z).max())

    @property
    def accepted(self) -> bool:
        """Whether all eight checks hold."""
        lengths_hold = self.max_abs_z is not None and self.max_abs_z < LARGEST_Z
        return self.conserved and lengths_hold and self.deaths.hold and self.draws.hold and self.same_log


@dataclass(frozen=True, slots=True)
class Measured:
    """The timed runs of one task: seconds of the yearly steps of each, and what they all did."""

    task: Task
    seconds: tuple[float, ...]
    last: Run

    @property
    def household_years_per_second(self) -> tuple[float, float, float]:
        """Least, median and greatest, one thread."""
        rates = sorted(self.task.household_years / seconds for seconds in self.seconds)
        return rates[0], median(rates), rates[-1]

    @property
    def moves_per_second(self) -> float:
        """Moves by existing households per second, median."""
        return self.last.moves / median(self.seconds)


def measure(task: Task, *, seed: int, runs: int) -> Measured:
    """Run a task so many times, at least once.

    Examples
    --------
    >>> measured = measure(Task.drawn(1_000, years=2), seed=1, runs=3)
    >>> least, middle, greatest = measured.household_years_per_second
    >>> len(measured.seconds), least <= middle <= greatest
    (3, True)
    """
    seconds = []
    for _run in range(runs):
        last = run(task, seed=seed)
        seconds.append(last.seconds)
    return Measured(task, tuple(seconds), last)


def check(measured: Measured, *, seed: int) -> Checked:
    """Run the task once more with the same seed, and hold it against all eight checks."""
    ledger, audit = Ledger(measured.task), DrawAudit()

    def look(moment: Moment) -> None:
        ledger.look(moment)
        audit.look(moment)

    checked = run(measured.task, seed=seed, look=look, traced=True)
    same = all(
        np.array_equal(one, other)
        for one, other in (
            (checked.chain_sectors, measured.last.chain_sectors),
            (checked.chain_lengths, measured.last.chain_lengths),
        )
    )
    deaths = deaths_found(ledger.exposed, ledger.died)
    return Checked(tuple(ledger.faults), length_z(checked), deaths, audit.found(), same)


def compiling_seconds() -> float:
    """Make the small warm-up run twice; the first takes so much longer, for compiling or reading what was compiled."""
    task = Task.drawn(WARM_UP_HOUSEHOLDS, WARM_UP_YEARS)
    taken = []
    for _round in range(2):
        start = time.perf_counter()
        run(task, seed=1)
        taken.append(time.perf_counter() - start)
    return taken[0] - taken[1]
