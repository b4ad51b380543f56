"""What the peers that keep Python objects have in common: dwellings, the lists of the occupied, and the walk."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate
from random import Random
from typing import Protocol

import numpy as np

from husrom.housing.vacchain import Task, YearLog

SECTORS = 16


class Household(Protocol):
    age: int
    dwelling: Dwelling


class Dwelling:
    """A dwelling knows its sector, its household, and its place in the sector's list of occupied dwellings."""

    __slots__ = ("household", "place", "sector")

    def __init__(self, sector: int) -> None:
        self.sector = sector
        self.household: Household | None = None
        self.place = 0


class ObjectMarket:
    """Dwellings and vacancies; a household is whatever the framework makes it."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.cumulative = [list(accumulate(row)) for row in task.transitions.tolist()]
        self.occupied: list[list[Dwelling]] = [[] for _sector in range(SECTORS)]
        self.queue: list[Dwelling] = []

    def dwellings_at_the_start(self) -> list[Dwelling]:
        return [Dwelling(sector) for sector in self.task.dwelling_sectors.tolist()]

    def move_in(self, household: Household, dwelling: Dwelling) -> None:
        occupied = self.occupied[dwelling.sector]
        dwelling.place = len(occupied)
        occupied.append(dwelling)
        dwelling.household = household
        household.dwelling = dwelling

    def leave(self, dwelling: Dwelling) -> None:
        occupied = self.occupied[dwelling.sector]
        last = occupied.pop()
        if last is not dwelling:
            occupied[dwelling.place] = last
            last.place = dwelling.place
        dwelling.household = None

    def build(self, year: int) -> None:
        self.queue.extend(Dwelling(sector) for sector in self.task.new_sectors[year].tolist())

    def walk(self, year: int, random: Random, new_household: Callable[[], Household]) -> YearLog:
        """Walk the chain of every vacancy in the queue, one after the other."""
        moves = [[0] * SECTORS for _sector in range(SECTORS)]
        sectors, lengths, fallbacks = [], [], 0
        for start in self.queue:
            vacant, length = start, 1
            while (origin := bisect_right(self.cumulative[vacant.sector], random.random())) < SECTORS:
                occupied = self.occupied[origin]
                if not occupied:
                    fallbacks += 1
                    break
                left = occupied[int(random.random() * len(occupied))]
                household = left.household
                self.leave(left)
                self.move_in(household, vacant)  # type: ignore[arg-type] -- it was occupied
                moves[origin][vacant.sector] += 1
                vacant = left
                length += 1
            self.move_in(new_household(), vacant)
            sectors.append(start.sector)
            lengths.append(length)
        chains = len(lengths)
        deaths = chains - self.task.new_sectors.shape[1]
        self.queue = []
        return YearLog(
            np.full(chains, year, np.uint8),
            np.array(sectors, np.uint8),
            np.array(lengths, np.uint16),
            np.array(moves),
            deaths,
            chains,
            fallbacks,
        )

    def ages(self) -> list[int]:
        return [dwelling.household.age for occupied in self.occupied for dwelling in occupied if dwelling.household]

    def dwellings(self) -> list[int]:
        return [len(occupied) for occupied in self.occupied]
