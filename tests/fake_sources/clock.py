"""A clock that passes only when someone waits on it."""

import datetime as dt
from dataclasses import dataclass, field


@dataclass
class FakeClock:
    """`slept` is every wait in seconds, in order."""

    start: dt.datetime = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
    slept: list[float] = field(default_factory=list)
    passed_s: float = 0.0

    def seconds(self) -> float:
        return self.passed_s

    def now(self) -> dt.datetime:
        return self.start + dt.timedelta(seconds=self.passed_s)

    def sleep(self, wait_s: float) -> None:
        self.slept.append(wait_s)
        self.passed_s += wait_s

    def advance(self, **duration: float) -> None:
        self.passed_s += dt.timedelta(**duration).total_seconds()
