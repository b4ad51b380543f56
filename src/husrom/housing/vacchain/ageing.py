"""Part 1 of the year: every household gets a year older, and some die."""

from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from husrom.housing.vacchain.compiling import compiled
from husrom.housing.vacchain.draws import ADVANCE, lowest_bit, mixed
from husrom.housing.vacchain.stock import VACANT, Counts, Stock, Unsigned, aligned_octets
from husrom.housing.vacchain.task import SECTORS, Floats, Octets

# Households whose draws are compared at once; a multiple of 64, and small enough for the nearest cache.
BLOCK = 1024
STEPS = 8
_ZERO, _ONE, _THREE, _SEVEN, _EIGHT, _32 = (np.uint64(number) for number in (0, 1, 3, 7, 8, 32))
_YEAR, _LIVES, _IN_DOUBT = np.uint8(1), np.uint8(0), np.uint8(1)
_DRAWN_BITS, _FIRST_BITS = 40, 8


class DeathTable(NamedTuple):
    """The probability of dying at each age, in two precisions.

    Attributes
    ----------
    exact
        Shape (111,), uint64: the probability times 2⁴⁰, rounded down; a household dies when its 40 drawn bits are
        below it.
    step_ages, step_heights
        A stair that is nowhere below the first 8 of those bits: its height at an age is the sum of the heights of
        the steps at or below that age. Most households are above it with their first 8 bits, and live.
    """

    exact: Unsigned
    step_ages: Octets
    step_heights: Octets

    @classmethod
    def of(cls, probabilities: Floats) -> Self:
        """Return the table for probabilities by age, which must not fall with age.

        Examples
        --------
        >>> table = DeathTable.of(np.array([0.0, 0.001, 0.25, 1.0]))
        >>> (table.exact / 2**40).round(6).tolist()
        [0.0, 0.001, 0.25, 1.0]
        """
        exact = np.floor(probabilities * 2.0**_DRAWN_BITS).astype(np.uint64)
        first_bits = np.minimum(exact >> _32, 2**_FIRST_BITS - 1)
        heights = np.unique(np.geomspace(1, 2**_FIRST_BITS - 1, STEPS).round().astype(np.int64))
        below = np.concatenate([[0], heights[:-1]])
        ages = [int(np.argmax(first_bits > height)) for height in below if first_bits[-1] > height]
        return cls(exact, np.array(ages, np.uint8), np.diff(heights, prepend=0)[: len(ages)].astype(np.uint8))


class Workspace(NamedTuple):
    """Room for one block of households: the drawn bits and the marks, each seen as numbers and as octets."""

    draws: Unsigned
    draw_octets: Octets
    marks: Unsigned
    mark_octets: Octets

    @classmethod
    def empty(cls) -> Self:
        """Return room for one block."""
        draws, marks = aligned_octets(BLOCK), aligned_octets(BLOCK)
        return cls(draws.view(np.uint64), draws, marks.view(np.uint64), marks)


@compiled
def _draw(draws: Unsigned, start: np.uint64) -> None:
    for number in range(draws.size):
        draws[number] = mixed(start + np.uint64(number) * ADVANCE)


@compiled
def _age_and_mark(ages: Octets, draws: Octets, marks: Octets, step_ages: Octets, step_heights: Octets) -> None:
    """Add a year to every age, and mark those whose first 8 bits do not already say that they live.

    Each loop does one thing to neighbouring octets, so that the compiler makes it work on 32 or 64 at once.
    """
    for place in range(ages.size):
        ages[place] += _YEAR
    marks[:] = _LIVES
    for step in range(step_ages.size):
        age, height = step_ages[step], step_heights[step]
        for place in range(ages.size):
            marks[place] += height if ages[place] >= age else np.uint8(0)
    for place in range(ages.size):
        marks[place] = _IN_DOUBT if draws[place] <= marks[place] else _LIVES


@compiled
def age_and_die(
    stock: Stock,
    table: DeathTable,
    room: Workspace,
    streams: tuple[np.uint64, np.uint64],
    queue: npt.NDArray[np.uint32],
    deaths: Counts,
) -> int:
    """Let every household get a year older and then die with the probability of its new age.

    Dwelling d's draw has its first 8 bits from octet d % 8 of hash d // 8 in the first stream, and 32 more, looked at
    only when those 8 do not decide, from hash d in the second.

    Parameters
    ----------
    stock
        Every dwelling occupied; changed: the ages, and 0 where someone died.
    table, room
        The probabilities, and room to work in.
    streams
        Where the draws of this year start.
    queue
        Changed: the dwellings left vacant. Must have room for one more than there are dwellings.
    deaths
        Shape (16,), changed: deaths by sector. The queue is in order of sector.

    Returns
    -------
    int
        The number of deaths, which is the length of the queue.
    """
    exact, step_ages, step_heights = table
    died = _ZERO
    for sector in range(SECTORS):
        before = died
        end = stock.first[sector] + stock.size[sector]
        for start in range(stock.first[sector], end, np.uint64(BLOCK)):
            size = min(np.uint64(BLOCK), end - start)
            ages = stock.ages[start : start + size]
            _draw(room.draws, streams[0] + (start >> _THREE) * ADVANCE)
            room.mark_octets[size:] = _LIVES
            _age_and_mark(ages, room.draw_octets[:size], room.mark_octets[:size], step_ages, step_heights)
            for group in range(_ZERO, np.uint64(BLOCK) >> _THREE, _EIGHT):
                # Eight numbers of eight octets, each 0 or 1, laid side by side in the bits of one.
                marked = _ZERO
                for number in range(_EIGHT):
                    marked |= room.marks[group + number] << number
                while marked != _ZERO:
                    bit = lowest_bit(marked)
                    marked &= marked - _ONE
                    place = ((group + (bit & _SEVEN)) << _THREE) + (bit >> _THREE)
                    age = ages[place]
                    last_bits = mixed(streams[1] + (start + place) * ADVANCE) >> _32
                    dies = ((np.uint64(room.draw_octets[place]) << _32) | last_bits) < exact[age]
                    # Written whether or not it dies: cheaper than to guess.
                    queue[died] = start + place
                    ages[place] = VACANT if dies else age
                    died += np.uint64(dies)
        deaths[sector] = np.int64(died - before)
    return int(died)
