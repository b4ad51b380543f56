"""How often a source may be asked: what we begin with, and what its answers then say."""

import re
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from husrom.figures.clients.clock import Clock

_POLICY = re.compile(r"\s*(\d+)\s*;\s*w\s*=\s*(\d+)")
# A call counted by us at second 0 may be counted by the source a moment later.
_MARGIN_S = 0.5


@dataclass(frozen=True, slots=True)
class RateLimit:
    """So many calls in any window of so many seconds.

    Examples
    --------
    >>> RateLimit.from_policy("40;w=60s")
    RateLimit(calls=40, window_s=60.0)
    """

    calls: int
    window_s: float

    @classmethod
    def from_policy(cls, policy: str) -> "RateLimit | None":
        """Return the limit in the header `x-ratelimit-policy`; None where it says none."""
        found = _POLICY.match(policy)
        if found is None or not int(found[1]) or not int(found[2]):
            return None
        return cls(calls=int(found[1]), window_s=float(found[2]))


class Pacer:
    """Waits before a call when the source would otherwise refuse it.

    The source's own limit replaces ours as soon as an answer states it. Calls are counted in a sliding window, which
    keeps within the limit however the source counts. Safe to share between threads.
    """

    def __init__(self, rate: RateLimit, clock: Clock) -> None:
        self.rate = rate
        self._clock = clock
        self._calls: deque[float] = deque()
        self._closed_until = 0.0
        self._lock = threading.Lock()

    def wait_s(self) -> float:
        """Return how long to wait before the next call, and count that call as made then."""
        with self._lock:
            now = self._clock.seconds()
            while self._calls and self._calls[0] <= now - self.rate.window_s - _MARGIN_S:
                self._calls.popleft()
            start = max(now, self._closed_until)
            if len(self._calls) >= self.rate.calls:
                start = max(start, self._calls[-self.rate.calls] + self.rate.window_s + _MARGIN_S)
            self._calls.append(start)
            return start - now

    def learn(self, headers: Mapping[str, str]) -> None:
        """Take over what an answer says of the limit and of the calls that are left."""
        with self._lock:
            self.rate = RateLimit.from_policy(headers.get("x-ratelimit-policy", "")) or self.rate
            remaining = headers.get("x-ratelimit-remaining", "")
            if remaining.strip() == "0" and len(self._calls) < self.rate.calls:
                # Someone else on this address has used the rest; when their calls began is not known.
                self._close_for(self.rate.window_s)

    def close_for(self, wait_s: float) -> None:
        """Make no call for so long: the source has said so."""
        with self._lock:
            self._close_for(wait_s)

    def _close_for(self, wait_s: float) -> None:
        self._closed_until = max(self._closed_until, self._clock.seconds() + wait_s)
