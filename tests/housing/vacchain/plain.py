"""The task once more, in plain Python from its page: slow, and written so that it can be read beside it."""

import random
from bisect import insort
from collections.abc import Callable, Sequence

import numpy as np

from husrom.housing.vacchain import Task
from husrom.housing.vacchain.stock import Stock, start_stock

ALL_BITS = 2**64 - 1
ADVANCE = 0x9E3779B97F4A7C15


def mixed(number: int) -> int:
    number = ((number ^ (number >> 30)) * 0xBF58476D1CE4E5B9) & ALL_BITS
    number = ((number ^ (number >> 27)) * 0x94D049BB133111EB) & ALL_BITS
    return number ^ (number >> 31)


def draw(stream: int, number: int) -> int:
    return mixed((stream + number * ADVANCE) & ALL_BITS)


def sector_of(stock: Stock, dwelling: int) -> int:
    for sector in range(16):
        if int(stock.first[sector]) <= dwelling < int(stock.first[sector] + stock.size[sector]):
            return sector
    raise AssertionError(dwelling)


def route(row: Sequence[float], draw_of_32_bits: int) -> int | None:
    """Return the smallest j with u < q_0 + ... + q_j, or None."""
    cumulative = 0.0
    for sector, probability in enumerate(row):
        cumulative += probability
        if draw_of_32_bits / 2**32 < cumulative:
            return sector
    return None


Choose = Callable[[list[int], Stock], int]


def wrong_or_right_trace(households: int, choose: Choose, seed: int = 1) -> tuple[Stock, np.ndarray, np.ndarray]:
    """Walk one year's chains, the household taken from the dwelling that `choose` picks of the occupied in order."""
    task = Task.drawn(households, 1, seed)
    stock = start_stock(task)
    chance = random.Random(seed)  # noqa: S311 -- no secret
    everyone = np.flatnonzero(stock.ages)
    queue = np.array(sorted(chance.sample(everyone.tolist(), households // 10)), np.uint32)
    stock.ages[queue] = 0
    before = Stock(*(array.copy() for array in stock))
    occupied = [
        [d for d in range(int(first), int(first + size)) if stock.ages[d]]
        for first, size in zip(stock.first, stock.size, strict=True)
    ]
    trace = []
    for start in queue.tolist():
        vacant = start
        while (origin := route(task.transitions[sector_of(stock, vacant)], chance.getrandbits(32))) is not None:
            left = choose(occupied[origin], stock)
            trace.append(left)
            if left in occupied[origin]:
                occupied[origin].remove(left)
            insort(occupied[sector_of(stock, vacant)], vacant)
            stock.ages[vacant], stock.ages[left] = stock.ages[left], 0
            vacant = left
        trace.append(-1)
        insort(occupied[sector_of(stock, vacant)], vacant)
        stock.ages[vacant] = 25
    return before, queue, np.array(trace, np.int64)
