"""Run the task: the yearly steps, timed, with their log."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from husrom.housing.vacchain.ageing import DeathTable, Workspace, age_and_die
from husrom.housing.vacchain.draws import Purpose, stream
from husrom.housing.vacchain.moving import END, Dwellings, Lengths, Routes, Trace, build, walk_chains
from husrom.housing.vacchain.stock import Counts, Stock, start_stock
from husrom.housing.vacchain.task import SECTORS, Octets, Task, death_probabilities


@dataclass(frozen=True, slots=True)
class YearLog:
    """What is logged of one year.

    Attributes
    ----------
    years, sectors, lengths
        Shape (n,), one row per chain: the year (uint8), the sector the chain starts in (uint8) and its length (uint16).
    moves
        Shape (16, 16), int64: entry (j, i) is the number of households that moved from sector j to sector i.
    deaths, absorptions, fallbacks
        Households that died, new households, and chains that ended because nobody lived in the sector drawn.
    """

    years: Octets
    sectors: Octets
    lengths: Lengths
    moves: Counts
    deaths: int
    absorptions: int
    fallbacks: int


@dataclass(frozen=True, slots=True)
class Moment:
    """The state within a year, for those who check it; the time they take is not counted.

    Attributes
    ----------
    part
        1 after ageing and death, 2 after construction, 3 after the chains; 0 before the year.
    queue
        The vacant dwellings, in the order their chains are walked.
    trace
        After part 3 of a traced run, for every fill the dwelling drawn, or -1 for a new household; else empty.
    log
        After part 3, the year's log.
    """

    year: int
    part: int
    stock: Stock
    queue: Dwellings
    trace: Trace
    log: YearLog | None = None


Look = Callable[[Moment], None]
_NO_TRACE: Trace = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run: the log, the stock at its end, and the seconds the yearly steps took."""

    task: Task
    log: tuple[YearLog, ...]
    stock: Stock
    seconds: float

    @property
    def chain_sectors(self) -> Octets:
        """The sector each chain starts in, over all years."""
        return np.concatenate([year.sectors for year in self.log])

    @property
    def chain_lengths(self) -> Lengths:
        """The length of each chain, over all years."""
        return np.concatenate([year.lengths for year in self.log])

    @property
    def moves(self) -> int:
        """Moves by existing households, over all years."""
        return sum(int(year.moves.sum()) for year in self.log)


def _look_past(_moment: Moment) -> None:
    """Look at nothing."""


@dataclass(frozen=True, slots=True)
class _Engine:
    task: Task
    seed: int
    stock: Stock
    table: DeathTable
    routes: Routes
    room: Workspace
    queue: Dwellings

    def year(self, year: int, look: Look, *, traced: bool) -> tuple[YearLog, float]:
        """Run one year; return its log and the seconds its three parts took."""
        look(Moment(year, 0, self.stock, self.queue[:0], _NO_TRACE))
        start = time.perf_counter()
        by_sector = np.zeros(SECTORS, np.int64)
        deaths = self._age_and_die(year, by_sector)
        seconds = time.perf_counter() - start
        look(Moment(year, 1, self.stock, self.queue[:deaths], _NO_TRACE))
        start = time.perf_counter()
        new_sectors = self.task.new_sectors[year]
        queue = self.queue[: build(self.stock, new_sectors, self.queue, deaths)]
        seconds += time.perf_counter() - start
        look(Moment(year, 2, self.stock, queue, _NO_TRACE))
        trace = np.empty(_room_for_fills(queue.size), np.int64) if traced else _NO_TRACE
        start = time.perf_counter()
        sectors = np.concatenate([np.repeat(np.arange(SECTORS, dtype=np.uint8), by_sector), new_sectors])
        log = self._walk(year, queue, sectors, deaths, trace)
        seconds += time.perf_counter() - start
        look(Moment(year, 3, self.stock, queue, trace[: log.lengths.sum(dtype=np.int64)], log))
        return log, seconds

    def _age_and_die(self, year: int, by_sector: Counts) -> int:
        streams = stream(self.seed, year, Purpose.DEATH), stream(self.seed, year, Purpose.DEATH_IN_DOUBT)
        return age_and_die(self.stock, self.table, self.room, streams, self.queue, by_sector)

    def _walk(self, year: int, queue: Dwellings, sectors: Octets, deaths: int, trace: Trace) -> YearLog:
        lengths = np.empty(queue.size, np.uint16)
        moves = np.zeros((END + 1, SECTORS), np.int64)
        start = stream(self.seed, year, Purpose.CHAIN)
        fallbacks = walk_chains(self.stock, self.routes, start, queue, sectors, lengths, moves, trace)
        years = np.full(queue.size, year, np.uint8)
        return YearLog(years, sectors, lengths, moves[:END], deaths, int(moves[END].sum()), fallbacks)


def _room_for_fills(chains: int) -> int:
    """Return more links than so many chains ever have: a row sum is at most .75, so the mean is at most 4."""
    return int(4 * chains + 40 * np.sqrt(chains) + 200)


def run(task: Task, *, seed: int, look: Look = _look_past, traced: bool = False) -> Run:
    """Run VACCHAIN-1 exactly as specified, one chain after the other.

    Why a byte per dwelling is enough: a household has no state but its age and its dwelling. Each dwelling is a place
    in an array, and the age stored there is its household (see `Stock`). A household may move several times in one
    chain, since its new dwelling can be drawn as soon as it has moved in. Dwellings that wait in the queue, and the
    one a household has just left, hold 0; a draw that meets one is drawn again, which leaves it uniform over the
    dwellings occupied at that moment. Households of the same age cannot be told apart, and no rule of the task asks to.

    Parameters
    ----------
    task
        The input.
    seed
        Of the simulation's own draws; the same seed gives the same run, byte for byte.
    look
        Called before each year and after each of its parts, with the clock stopped.
    traced
        Whether to keep every draw for `look`; the outcome is the same.

    Examples
    --------
    >>> finished = run(Task.drawn(1_000, years=2), seed=1)
    >>> int(finished.stock.size.sum()), int((finished.stock.ages > 0).sum())
    (1020, 1020)
    """
    # One place more than dwellings: ageing writes a candidate before it knows that it died.
    queue: Dwellings = np.empty(task.households + task.new_sectors.size + 1, np.uint32)
    engine = _Engine(
        task,
        seed,
        start_stock(task),
        DeathTable.of(death_probabilities()),
        Routes.of(task.transitions),
        Workspace.empty(),
        queue,
    )
    years = [engine.year(year, look, traced=traced) for year in range(task.years)]
    return Run(task, tuple(log for log, _seconds in years), engine.stock, sum(seconds for _log, seconds in years))
