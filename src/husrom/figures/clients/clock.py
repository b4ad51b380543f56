"""Time as the clients see it, so that tests can let it pass without waiting."""

import datetime as dt
import time
from typing import Protocol


class Clock(Protocol):
    """What tells the time and waits."""

    def seconds(self) -> float:
        """Return seconds that only grow, for measuring how long something took."""

    def now(self) -> dt.datetime:
        """Return the time of day, in UTC."""

    def sleep(self, wait_s: float) -> None:
        """Wait."""


class SystemClock:
    """The machine's own clock."""

    def seconds(self) -> float:
        """Return the seconds of the monotonic clock."""
        return time.monotonic()

    def now(self) -> dt.datetime:
        """Return the time of day, in UTC."""
        return dt.datetime.now(dt.UTC)

    def sleep(self, wait_s: float) -> None:
        """Wait for real."""
        time.sleep(wait_s)
