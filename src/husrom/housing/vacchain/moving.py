"""Parts 2 and 3 of the year: dwellings are built, and every vacancy starts a chain."""

from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from husrom.housing.vacchain.compiling import compiled
from husrom.housing.vacchain.draws import ADVANCE, LOW_32_BITS, mixed
from husrom.housing.vacchain.stock import VACANT, Counts, Stock, Unsigned
from husrom.housing.vacchain.task import AGE_OF_NEW, SECTORS, Floats, Octets

# The row of the move table that counts ends of chains, and what a trace has in place of a dwelling.
END = SECTORS
NOBODY_MOVED = -1
NOWHERE = np.uint64(2**64 - 1)
TRIES = 64
_GUIDE_BITS = 10
_GUIDE_SHIFT = np.uint64(32 - _GUIDE_BITS)
_END, _ZERO, _ONE, _32 = (np.uint64(number) for number in (END, 0, 1, 32))

Dwellings = npt.NDArray[np.uint32]
Lengths = npt.NDArray[np.uint16]
Trace = npt.NDArray[np.int64]


class Routes(NamedTuple):
    """Where a vacancy goes: the row sums of the transitions, and a guide to where to begin looking in them.

    Attributes
    ----------
    cumulative
        Shape (16, 17), uint64: cumulative probabilities times 2³², rounded up, so that a draw u of 32 bits is below
        one exactly when u / 2³² is below the probability. The last is 2³²: every draw is below it, and ends the chain.
    guide
        Shape (16, 1024), uint8: the first sector that is possible given the first ten bits of the draw.
    """

    cumulative: Unsigned
    guide: Octets

    @classmethod
    def of(cls, transitions: Floats) -> Self:
        """Return the routes of a table of transitions.

        Examples
        --------
        >>> routes = Routes.of(np.full((16, 16), 1 / 32))
        >>> routes.guide[0, [0, 31, 32, 511, 512]].tolist()
        [0, 0, 1, 15, 16]
        """
        cumulative = np.full((SECTORS, SECTORS + 1), 2**32, np.uint64)
        cumulative[:, :SECTORS] = np.ceil(np.cumsum(transitions, axis=1) * 2.0**32).astype(np.uint64)
        draws = np.arange(2**_GUIDE_BITS, dtype=np.uint64) << _GUIDE_SHIFT
        guide = [np.searchsorted(row, draws, side="right") for row in cumulative]
        return cls(cumulative, np.array(guide, np.uint8))


@compiled
def build(stock: Stock, new_sectors: Octets, queue: Dwellings, length: int) -> int:
    """Put this year's dwellings, vacant, last in their sectors and in the queue; return the queue's new length."""
    for sector in new_sectors:
        queue[length] = stock.first[sector] + stock.size[sector]
        stock.size[sector] += _ONE
        length += 1
    return length


@compiled
def _draw_again(stock: Stock, sector: np.uint64, drawn: np.uint64) -> np.uint64:
    """Draw among the occupied dwellings of a sector after a draw that met a vacant one; NOWHERE if there are none.

    A draw among all dwellings, repeated until it meets an occupied one, is uniform over the occupied. After many
    tries, which means that few are occupied, they are counted and one is drawn by its number: uniform too.
    """
    first, count = stock.first[sector], stock.size[sector]
    for _try in range(TRIES):
        drawn = mixed(drawn + ADVANCE)
        dwelling = first + (((drawn >> _32) * count) >> _32)
        if stock.ages[dwelling] != VACANT:
            return np.uint64(dwelling)
    occupied = _ZERO
    for dwelling in range(first, first + count):
        occupied += np.uint64(stock.ages[dwelling] != VACANT)
    left = ((mixed(drawn + ADVANCE) >> _32) * occupied) >> _32
    for dwelling in range(first, first + count):
        if stock.ages[dwelling] != VACANT:
            if left == _ZERO:
                return np.uint64(dwelling)
            left -= _ONE
    return NOWHERE


@compiled
def walk_chains(
    stock: Stock,
    routes: Routes,
    stream: np.uint64,
    queue: Dwellings,
    sectors: Octets,
    lengths: Lengths,
    moves: Counts,
    trace: Trace,
) -> int:
    """Walk the chains one after the other, each to its end; return how many ended because nobody lived where drawn.

    Fill number k of the year has hash k of the stream: the upper 32 bits say the sector and the lower 32 the dwelling
    (bias at most the number of dwellings / 2³²).

    Parameters
    ----------
    stock
        Vacant are the dwellings of the queue and no others; changed: all occupied.
    queue, sectors, lengths
        Shape (n,): the vacant dwellings and their sectors, in order; changed: the length of each chain.
    moves
        Shape (17, 16), changed: entry (j, i) counts moves from sector j to sector i; row 16 the new households.
    trace
        Changed unless it has size 0: for every fill in order the dwelling drawn, -1 where a new household moved in.
    """
    # Written out in one piece: handing the stock to a function at each step halves the speed.
    ages, fallbacks, fills = stock.ages, 0, _ZERO
    for chain in range(np.uint64(queue.size)):
        vacant, sector, length = np.uint64(queue[chain]), np.uint64(sectors[chain]), _ZERO
        while True:
            drawn = mixed(stream + fills * ADVANCE)
            route = drawn >> _32
            origin = np.uint64(routes.guide[sector, route >> _GUIDE_SHIFT])
            while route >= routes.cumulative[sector, origin]:
                origin += _ONE
            dwelling = NOWHERE
            if origin != _END:
                dwelling = stock.first[origin] + (((drawn & LOW_32_BITS) * stock.size[origin]) >> _32)
                if ages[dwelling] == VACANT:
                    dwelling = _draw_again(stock, origin, drawn)
                    if dwelling == NOWHERE:
                        fallbacks += 1
                        origin = _END
            moves[origin, sector] += 1
            length += _ONE
            if fills < trace.size:
                trace[fills] = np.int64(dwelling)  # NOWHERE becomes -1
            fills += _ONE
            if origin == _END:
                break
            ages[vacant] = ages[dwelling]
            ages[dwelling] = VACANT
            vacant, sector = dwelling, origin
        ages[vacant] = AGE_OF_NEW
        lengths[chain] = length
    return fallbacks
