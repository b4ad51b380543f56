"""Where the sources are and how often they may be asked. Every address can be set in the environment."""

from dataclasses import dataclass
from pathlib import Path

from husrom.environment import FHI_URL, KARTVERKET_URL, KLASS_URL, SSB_URL, EnvironmentValueError, EnvironmentVariable
from husrom.figures.clients.clock import Clock
from husrom.figures.clients.connection import Connection, OnWait
from husrom.figures.clients.rate_limiting import RateLimit


@dataclass(frozen=True, slots=True)
class Address:
    """A source's place on the network.

    Attributes
    ----------
    rate
        How often we ask as long as its answers state no limit of their own.
    """

    variable: EnvironmentVariable
    rate: RateLimit

    def connect(
        self, *, cache_folder: Path | None = None, clock: Clock | None = None, on_wait: OnWait | None = None
    ) -> Connection:
        """Return a connection to the address the environment gives, else to the real one.

        Raises
        ------
        EnvironmentValueError
            When what the environment gives is no address of the web.
        """
        url = self.variable.text().strip() or self.variable.default
        if not url.startswith(("http://", "https://")):
            raise EnvironmentValueError(
                f"{self.variable.name} is {url!r}, but must begin with https://. Correct it in the environment."
            )
        return Connection(url, rate=self.rate, cache_folder=cache_folder, clock=clock, on_wait=on_wait)


# Statistics Norway's answers state 40 calls a minute; its guide says 30.
STATBANK = Address(SSB_URL, RateLimit(calls=30, window_s=60))
# The others state no limit; we ask no more often than we may of Statistics Norway.
KLASS = Address(KLASS_URL, RateLimit(calls=30, window_s=60))
FHI = Address(FHI_URL, RateLimit(calls=30, window_s=60))
KARTVERKET = Address(KARTVERKET_URL, RateLimit(calls=30, window_s=60))
