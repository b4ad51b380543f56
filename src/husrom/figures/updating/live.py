"""The live sources of figures, opened together."""

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from husrom.figures.clients import addresses
from husrom.figures.clients.clock import Clock, SystemClock
from husrom.figures.clients.connection import OnWait
from husrom.figures.clients.fhi import Fhi
from husrom.figures.clients.klass import Klass
from husrom.figures.clients.release_times import OSLO
from husrom.figures.clients.statbank import CELL_LIMIT, Statbank


@dataclass(frozen=True, slots=True)
class LiveSources:
    """Where figures are fetched from, with their addresses and the clock they are asked by."""

    statbank: Statbank
    fhi: Fhi
    klass: Klass
    statbank_url: str
    fhi_url: str
    klass_url: str
    clock: Clock

    @property
    def today(self) -> dt.date:
        """The day it is where the figures are published."""
        return self.clock.now().astimezone(OSLO).date()


@contextmanager
def live_sources(
    cache_folder: Path | None = None,
    *,
    clock: Clock | None = None,
    on_wait: OnWait | None = None,
    cell_limit: int = CELL_LIMIT,
) -> Iterator[LiveSources]:
    """Open every source at the address the environment gives, else the real one.

    Parameters
    ----------
    cache_folder
        Where answers are kept, so that a download that broke goes on where it was; None keeps none.
    on_wait
        Told the seconds and the reason whenever a source makes us wait.
    cell_limit
        The most cells the Statbank gives in one answer.
    """
    clock = clock or SystemClock()
    with ExitStack() as connections:
        statbank, fhi, klass = (
            connections.enter_context(
                address.connect(
                    cache_folder=cache_folder / name if cache_folder else None, clock=clock, on_wait=on_wait
                )
            )
            for name, address in (
                ("statbank", addresses.STATBANK),
                ("fhi", addresses.FHI),
                ("klass", addresses.KLASS),
            )
        )
        yield LiveSources(
            Statbank(statbank, cell_limit=cell_limit),
            Fhi(fhi),
            Klass(klass),
            statbank.base_url,
            fhi.base_url,
            klass.base_url,
            clock,
        )
