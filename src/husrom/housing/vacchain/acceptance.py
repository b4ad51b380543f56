"""Checks 1 to 7 of the task: what must be conserved, how long chains must be, how many must die."""

from dataclasses import dataclass, field

import numpy as np
from scipy import stats

from husrom.housing.vacchain.engine import Moment, Run, YearLog
from husrom.housing.vacchain.stock import Counts, households_by_age
from husrom.housing.vacchain.task import (
    AGE_LIMIT,
    AGE_OF_NEW,
    SECTORS,
    Floats,
    Task,
    death_probabilities,
    expected_lengths,
)

LARGEST_Z = 3.5
LEAST_EXPECTED_DEATHS = 5
SIGNIFICANCE = 0.001


@dataclass(slots=True)
class Ledger:
    """Looks at a run and counts for itself, from the stock alone, what the engine says in its log.

    Attributes
    ----------
    faults
        One sentence for each rule broken, with its year.
    exposed, died
        Shape (111,), int64: households exposed to death at each new age, and deaths, over all years so far.
    """

    task: Task
    faults: list[str] = field(default_factory=list)
    exposed: Counts = field(default_factory=lambda: np.zeros(AGE_LIMIT + 1, np.int64))
    died: Counts = field(default_factory=lambda: np.zeros(AGE_LIMIT + 1, np.int64))
    _before: Counts = field(default_factory=lambda: np.zeros(AGE_LIMIT + 1, np.int64))
    _survivors: Counts = field(default_factory=lambda: np.zeros(AGE_LIMIT + 1, np.int64))

    def look(self, moment: Moment) -> None:
        """Count the households by age, and compare with the moment before."""
        by_age = households_by_age(moment.stock)
        if moment.part == 0:
            self._before = by_age
        elif moment.part == 1:
            self._after_deaths(moment, by_age)
        elif moment.log is not None:
            self._after_chains(moment, moment.log, by_age)

    def _after_deaths(self, moment: Moment, by_age: Counts) -> None:
        exposed = np.zeros_like(by_age)
        exposed[2:] = self._before[1:-1]  # entry 0 counts vacant dwellings; nobody lives to be older than the limit
        survivors = by_age.copy()
        survivors[0] = 0
        died = exposed - survivors
        self._expect(moment, "nobody is born, and everyone gets a year older", bool((died >= 0).all()))
        self._expect(moment, "a death leaves a vacancy, and nothing else does", int(died.sum()) == int(by_age[0]))
        self._expect(moment, "each vacancy is in the queue once", np.unique(moment.queue).size == by_age[0])
        self.exposed += exposed
        self.died += died
        self._survivors = survivors

    def _after_chains(self, moment: Moment, log: YearLog, by_age: Counts) -> None:
        """Hold the year against checks 1 to 5, and the log against what was counted."""
        households, before = int(by_age[1:].sum()), int(self._before[1:].sum())
        new = self.task.new_sectors[moment.year]
        dwellings = self.task.households + (moment.year + 1) * new.size
        survivors = int(self._survivors.sum())
        by_sector = np.bincount(self.task.dwelling_sectors, minlength=SECTORS)
        by_sector = by_sector + np.bincount(self.task.new_sectors[: moment.year + 1].ravel(), minlength=SECTORS)
        after = self._survivors.copy()
        after[AGE_OF_NEW] += log.absorptions
        for rule, holds in {
            "1: no dwelling is vacant at the end of the year": by_age[0] == 0,
            "1: each sector holds its dwellings": np.array_equal(moment.stock.size, by_sector),
            "2: households change by deaths and absorptions": households == before - log.deaths + log.absorptions,
            "2: deaths are those counted": log.deaths == before - survivors,
            "2: chains change no age, and new households are 25": np.array_equal(by_age, after),
            "3: absorptions are deaths and new dwellings": log.absorptions == log.deaths + new.size,
            "3: absorptions are the number of chains": log.absorptions == log.lengths.size,
            "4: moves are the lengths less one": log.moves.sum() == log.lengths.sum(dtype=np.int64) - log.lengths.size,
            "4: every chain has a length": bool((log.lengths > 0).all()),
            "every chain has its year": bool((log.years == moment.year).all()),
            "5: dwellings are the first and all built": int(moment.stock.size.sum()) == dwellings == households,
            "no chain ended because nobody lived in the sector drawn": log.fallbacks == 0,
        }.items():
            self._expect(moment, rule, bool(holds))

    def _expect(self, moment: Moment, rule: str, holds: bool) -> None:  # noqa: FBT001 -- the outcome, not a switch
        if not holds:
            self.faults.append(f"Year {moment.year}, rule broken: {rule}.")

    @property
    def conserved(self) -> bool:
        """Whether checks 1 to 5 held in every year looked at."""
        return not self.faults


def length_z(run: Run) -> Floats:
    """Return by how many standard errors each start sector's mean length differs from theory (check 6).

    Returns
    -------
    numpy.ndarray
        Shape (16,), float64; NaN where fewer than two chains started, or all had the same length.
    """
    sectors, lengths = run.chain_sectors, run.chain_lengths.astype(np.float64)
    chains = np.bincount(sectors, minlength=SECTORS)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.bincount(sectors, lengths, SECTORS) / chains
        error = np.sqrt((np.bincount(sectors, lengths**2, SECTORS) / chains - mean**2) / chains)
        z: Floats = (mean - expected_lengths(run.task.transitions).mean) / error
    z[~np.isfinite(z)] = np.nan
    return z


@dataclass(frozen=True, slots=True)
class DeathsFound:
    """How the deaths compare with the table (check 7).

    Attributes
    ----------
    chi_square, degrees, limit
        Over the ages where at least 5 deaths were expected; the limit is exceeded once in 1 000 right runs.
    age_z, age_limit
        By how many standard errors the ages of all the dead together exceed what the table implies, which says how
        the mean age of the living moves; and what it exceeds by chance, up or down, once in 1 000 right runs.
    """

    chi_square: float
    degrees: int
    limit: float
    age_z: float
    age_limit: float

    @property
    def hold(self) -> bool:
        """Whether check 7 holds."""
        return self.degrees > 0 and self.chi_square < self.limit and abs(self.age_z) < self.age_limit


def deaths_found(exposed: Counts, died: Counts) -> DeathsFound:
    """Compare deaths by age with the table.

    Parameters
    ----------
    exposed, died
        Shape (111,), int64: households exposed at each new age, and deaths.

    Examples
    --------
    >>> exposed = np.full(111, 1_000_000)
    >>> right = np.round(exposed * death_probabilities()).astype(np.int64)
    >>> deaths_found(exposed, right).hold, deaths_found(exposed, 2 * right).hold
    (True, False)
    """
    probability = death_probabilities()
    expected = exposed * probability
    variance = expected * (1 - probability)
    tested = (expected >= LEAST_EXPECTED_DEATHS) & (variance > 0)
    ages = np.arange(AGE_LIMIT + 1)
    degrees = int(tested.sum())
    spread = float(np.sqrt((ages**2 * variance).sum()))
    return DeathsFound(
        float(((died - expected)[tested] ** 2 / variance[tested]).sum()),
        degrees,
        float(stats.chi2.ppf(1 - SIGNIFICANCE, degrees)) if degrees else 0.0,
        float((ages * (died - expected)).sum()) / spread if spread else 0.0,
        float(stats.norm.ppf(1 - SIGNIFICANCE / 2)),
    )
