"""The state of the engine: one byte per dwelling."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from husrom.housing.vacchain.compiling import compiled
from husrom.housing.vacchain.task import AGE_LIMIT, SECTORS, Octets, Task

VACANT = 0
# A cache line: the first dwelling of every sector begins one, so that ages are read in whole lines.
LINE_BYTES = 64

Counts = npt.NDArray[np.int64]
Unsigned = npt.NDArray[np.uint64]


def aligned_octets(size: int) -> Octets:
    """Return zeros, of which the first lies at the start of a cache line."""
    room = np.zeros(size + LINE_BYTES, np.uint8)
    start = -room.ctypes.data % LINE_BYTES
    return room[start : start + size]


class Stock(NamedTuple):
    """All dwellings, sorted by sector, and who lives in each.

    A dwelling is its place in `ages`: dwelling d of sector j is one of ``first[j]`` to ``first[j] + size[j] - 1``, for
    ever. Its household has no state but an age, so the age stored there *is* the household, and 0 means vacant. A move
    is an age read at one place, written at another, and 0 left behind. Nothing else need be kept: one byte per
    dwelling, and a move touches one place in memory that was not touched just before.

    Attributes
    ----------
    ages
        Whole years, or 0 where the dwelling is vacant or not built yet. Behind each sector there is room for the
        dwellings to come, and at least one place that never becomes a dwelling.
    first, size
        Shape (16,), uint64: where each sector begins, and how many dwellings it has.
    """

    ages: Octets
    first: Unsigned
    size: Unsigned


def start_stock(task: Task) -> Stock:
    """Return the start state: every household in its own dwelling, no vacancies.

    Examples
    --------
    >>> stock = start_stock(Task.drawn(1_000))
    >>> int(stock.size.sum()), int((stock.ages > 0).sum())
    (1000, 1000)
    """
    count = np.bincount(task.dwelling_sectors, minlength=SECTORS)
    to_come = np.bincount(task.new_sectors.ravel(), minlength=SECTORS)
    room = (count + to_come) // LINE_BYTES * LINE_BYTES + LINE_BYTES
    first = np.cumsum(room) - room
    ages = aligned_octets(int(room.sum()))
    for sector in range(SECTORS):
        ages[first[sector] : first[sector] + count[sector]] = task.ages[task.dwelling_sectors == sector]
    return Stock(ages, first.astype(np.uint64), count.astype(np.uint64))


@compiled
def households_by_age(stock: Stock) -> Counts:
    """Return how many dwellings hold a household of each age; entry 0 counts the vacant. Shape (111,)."""
    counted = np.zeros(AGE_LIMIT + 1, np.int64)
    for sector in range(SECTORS):
        first = stock.first[sector]
        for age in stock.ages[first : first + stock.size[sector]]:
            counted[age] += 1
    return counted
