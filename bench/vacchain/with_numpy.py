"""VACCHAIN-1 in plain NumPy, as fast as we could make it: a byte per dwelling like Husrom, all chains a link at a time.

In a round every chain draws a dwelling; who drew a vacant one, or one that another chain got, draws again. Nothing in
that depends on what the dwellings are called, so every set of distinct occupied dwellings is as likely as any other.
"""

import numpy as np

from husrom.housing.vacchain import Task, YearLog, death_probabilities

NAME = f"NumPy {np.__version__} in rounds"
CHAIN_ORDER = "in rounds"
SECTORS, VACANT, NEW = 16, 0, 25


class Peer:
    def __init__(self, task: Task, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self._new_sectors = task.new_sectors
        cumulative = np.hstack([np.zeros((SECTORS, 1)), task.transitions.cumsum(axis=1)])
        self._routes = (np.arange(SECTORS)[:, np.newaxis] + cumulative).ravel()
        self._deaths = death_probabilities()
        self._size = np.bincount(task.dwelling_sectors, minlength=SECTORS)
        room = self._size + np.bincount(task.new_sectors.ravel(), minlength=SECTORS)
        self._first = np.cumsum(room) - room
        self._ages = np.zeros(room.sum(), np.uint8)
        self._drawn_by = np.zeros(room.sum(), np.int32)
        for sector in range(SECTORS):
            self._of(sector)[:] = task.ages[task.dwelling_sectors == sector]

    def _of(self, sector: int) -> np.ndarray:
        return self._ages[self._first[sector] : self._first[sector] + self._size[sector]]

    def year(self, year: int) -> YearLog:
        queues, sectors = [], []
        for sector in range(SECTORS):
            ages = self._of(sector)
            ages += 1
            dead = np.flatnonzero(self._random.random(ages.size) < self._deaths[ages])
            ages[dead] = VACANT
            queues.append(self._first[sector] + dead)
            sectors.append(np.full(dead.size, sector))
        deaths = sum(queue.size for queue in queues)
        for sector, built in enumerate(np.bincount(self._new_sectors[year], minlength=SECTORS)):
            end = self._first[sector] + self._size[sector]
            queues.append(np.arange(end, end + built))
            sectors.append(np.full(built, sector))
            self._size[sector] += built
        return self._walk(year, np.concatenate(queues), np.concatenate(sectors), deaths)

    def _walk(self, year: int, vacant: np.ndarray, sector: np.ndarray, deaths: int) -> YearLog:
        start, chains = sector.astype(np.uint8), np.arange(vacant.size)
        lengths = np.ones(vacant.size, np.uint16)
        moves = np.zeros(SECTORS * SECTORS, np.int64)
        while chains.size:
            # One search in all rows at once: row i holds i and its cumulative probabilities, which are below 1.
            draws = self._random.random(chains.size)
            origin = np.searchsorted(self._routes, sector + draws, side="right") - sector * (SECTORS + 1) - 1
            moving = origin < SECTORS
            self._ages[vacant[~moving]] = NEW
            chains, vacant, sector, origin = chains[moving], vacant[moving], sector[moving], origin[moving]
            moves += np.bincount(origin * SECTORS + sector, minlength=SECTORS * SECTORS)
            left, ages = self._draw(origin)
            self._ages[vacant] = ages
            lengths[chains] += 1
            vacant, sector = left, origin
        years = np.full(start.size, year, np.uint8)
        return YearLog(years, start, lengths, moves.reshape(SECTORS, SECTORS), deaths, start.size, 0)

    def _draw(self, origin: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the dwelling each chain takes its household from, now vacant, and the households' ages."""
        left, ages = np.empty(origin.size, np.int64), np.empty(origin.size, np.uint8)
        waiting = np.arange(origin.size)
        while waiting.size:
            sector = origin[waiting]
            drawn = self._first[sector] + (self._random.random(waiting.size) * self._size[sector]).astype(np.int64)
            # Of the chains that drew the same dwelling one finds its number there.
            self._drawn_by[drawn] = waiting
            gets = (self._ages[drawn] != VACANT) & (self._drawn_by[drawn] == waiting)
            chains, taken = waiting[gets], drawn[gets]
            left[chains], ages[chains] = taken, self._ages[taken]
            self._ages[taken] = VACANT
            waiting = waiting[~gets]
        return left, ages

    def ages(self) -> np.ndarray:
        return np.concatenate([self._of(sector) for sector in range(SECTORS)])

    def dwellings(self) -> np.ndarray:
        return self._size
