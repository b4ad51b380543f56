"""Check 8: whether every dwelling was drawn uniformly among those occupied at that moment.

The draws of a traced run are played over again, by other code, on a copy of the stock as it was before the chains.
"""

from dataclasses import dataclass, field

import numpy as np
from scipy import stats

from husrom.housing.vacchain.compiling import compiled
from husrom.housing.vacchain.draws import ADVANCE, mixed
from husrom.housing.vacchain.engine import Moment
from husrom.housing.vacchain.moving import NOBODY_MOVED, Dwellings, Trace
from husrom.housing.vacchain.stock import VACANT, Counts, Stock
from husrom.housing.vacchain.task import AGE_OF_NEW, SECTORS, Floats, Octets

BINS = 100
SIGNIFICANCE = 0.001
# Occupied dwellings are counted per so many, to find a dwelling's number among the occupied without counting all.
_GROUP = 1024
_JITTER = np.uint64(0xA5A5A5A5)
_TWO_TO_53 = 2.0**53
_11 = np.uint64(11)


@compiled
def _sector_of(stock: Stock, dwelling: int) -> int:
    for sector in range(SECTORS):
        first = int(stock.first[sector])
        if first <= dwelling < first + int(stock.size[sector]):
            return sector
    return -1


@compiled
def _occupied(ages: Octets, first: int, end: int) -> int:
    occupied = 0
    for dwelling in range(first, end):
        occupied += int(ages[dwelling] != VACANT)
    return occupied


@compiled
def _number_among_occupied(ages: Octets, groups: Counts, first: int, dwelling: int) -> int:
    group = (dwelling - first) // _GROUP
    return int(groups[:group].sum()) + _occupied(ages, first + group * _GROUP, dwelling)


@compiled
def _counted(stock: Stock) -> tuple[Counts, Floats]:
    """Return the occupied per group of dwellings; and per sector the households, their ages and squared ages."""
    ages = stock.ages
    most_groups = int(stock.size.max()) // _GROUP + 1
    groups = np.zeros((SECTORS, most_groups), np.int64)
    moments = np.zeros((SECTORS, 3))
    for sector in range(SECTORS):
        first = int(stock.first[sector])
        for dwelling in range(first, first + int(stock.size[sector])):
            age = np.float64(ages[dwelling])
            if age != VACANT:
                groups[sector, (dwelling - first) // _GROUP] += 1
                moments[sector] += np.array([1.0, age, age * age])
    return groups, moments


@compiled
def replay(stock: Stock, queue: Dwellings, trace: Trace, bins: Counts, sums: Floats) -> int:
    """Play the chains of a year over again.

    Parameters
    ----------
    stock
        As before the chains; changed to what it is after them.
    queue
        The vacant dwellings, in the order their chains are walked.
    trace
        For every fill in order the dwelling drawn, or -1 for a new household.
    bins
        Shape (100,), changed: draws by the drawn dwelling's number among the occupied of its sector, scaled to [0, 1).
        A random part of one place is added to each number, as there may be few dwellings.
    sums
        Shape (2,), changed: over all draws, the drawn household's age less the mean age in its sector at that moment,
        and the variance of age there.

    Returns
    -------
    int
        Draws of a dwelling that was vacant or is none, and chains of the queue that the trace does not bring to an
        end; 0 when all is well.
    """
    ages, faults = stock.ages, 0
    groups, moments = _counted(stock)
    chain = 0
    vacant = int(queue[0]) if queue.size else 0
    for fill in range(trace.size):
        if chain == queue.size:
            return faults + 1
        drawn = int(trace[fill])
        to_sector = _sector_of(stock, vacant)
        age = np.float64(AGE_OF_NEW)
        if drawn != NOBODY_MOVED:
            sector = _sector_of(stock, drawn)
            if sector < 0 or ages[drawn] == VACANT:
                return faults + 1
            first = int(stock.first[sector])
            households, mean = moments[sector, 0], moments[sector, 1] / moments[sector, 0]
            number = _number_among_occupied(ages, groups[sector], first, drawn)
            jitter = np.float64(mixed(_JITTER + np.uint64(fill) * ADVANCE) >> _11) / _TWO_TO_53
            bins[min(BINS - 1, int((number + jitter) / households * BINS))] += 1
            age = np.float64(ages[drawn])
            sums[0] += age - mean
            sums[1] += moments[sector, 2] / households - mean * mean
            groups[sector, (drawn - first) // _GROUP] -= 1
            moments[sector] -= np.array([1.0, age, age * age])
            ages[drawn] = VACANT
        groups[to_sector, (vacant - int(stock.first[to_sector])) // _GROUP] += 1
        moments[to_sector] += np.array([1.0, age, age * age])
        ages[vacant] = np.uint8(age)
        if drawn == NOBODY_MOVED:
            chain += 1
            vacant = int(queue[chain]) if chain < queue.size else 0
        else:
            vacant = drawn
    return faults + queue.size - chain


@dataclass(frozen=True, slots=True)
class DrawsFound:
    """What the replay of a run says.

    Attributes
    ----------
    faults
        Draws that could not be, and years that did not end as the engine says.
    chi_square, limit
        Of the positions in 100 bins, and what it exceeds by chance once in 1 000 right runs.
    age_z
        By how many standard errors the drawn were older than those they were drawn among.
    age_limit
        What `age_z` exceeds by chance, up or down, once in 1 000 right runs.
    """

    faults: int
    chi_square: float
    limit: float
    age_z: float
    age_limit: float

    @property
    def hold(self) -> bool:
        """Whether check 8 holds."""
        return not self.faults and self.chi_square < self.limit and abs(self.age_z) < self.age_limit


@dataclass(slots=True)
class DrawAudit:
    """Looks at a traced run, and plays its chains over again.

    That a draw does not favour an age is tested against the mean age in the sector at that moment, not as a
    correlation of position and age: dwellings built late stand last in their sector and are filled by the young, so
    that a right engine too shows a correlation.
    """

    faults: int = 0
    bins: Counts = field(default_factory=lambda: np.zeros(BINS, np.int64))
    sums: Floats = field(default_factory=lambda: np.zeros(2))
    _before: Stock | None = None

    def look(self, moment: Moment) -> None:
        """Keep the stock before the chains; after them, replay them."""
        if moment.part == 2:  # noqa: PLR2004 -- the parts are numbered in the task
            self._before = Stock(moment.stock.ages.copy(), moment.stock.first.copy(), moment.stock.size.copy())
        if moment.part == 3 and self._before is not None:  # noqa: PLR2004
            self.faults += replay(self._before, moment.queue, moment.trace, self.bins, self.sums)
            self.faults += not np.array_equal(self._before.ages, moment.stock.ages)
            self._before = None

    def found(self) -> DrawsFound:
        """Return what the replay says, once the run is finished."""
        expected = max(1, self.bins.sum()) / BINS
        chi_square = float(((self.bins - expected) ** 2 / expected).sum())
        return DrawsFound(
            int(self.faults),
            chi_square,
            float(stats.chi2.ppf(1 - SIGNIFICANCE, BINS - 1)),
            float(self.sums[0] / np.sqrt(self.sums[1])) if self.sums[1] > 0 else 0.0,
            float(stats.norm.ppf(1 - SIGNIFICANCE / 2)),
        )
