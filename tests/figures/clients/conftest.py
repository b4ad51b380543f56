"""What the tests of every client call on: a clock nobody waits for, and a folder for kept answers."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from husrom.figures.clients.connection import Connection
from husrom.figures.clients.rate_limiting import RateLimit
from tests.fake_sources.clock import FakeClock
from tests.fake_sources.server import FakeServer

Connect = Callable[[FakeServer], Connection]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def cache_folder(tmp_path: Path) -> Path:
    return tmp_path / "answers"


@pytest.fixture
def connect(clock: FakeClock, cache_folder: Path) -> Iterator[Connect]:
    """A function that opens a connection to a fake server: the test's clock, its folder, 30 calls a minute."""
    with ExitStack() as open_connections:

        def opened(server: FakeServer) -> Connection:
            rate = RateLimit(calls=30, window_s=60)
            return open_connections.enter_context(
                Connection(server.url, rate=rate, cache_folder=cache_folder, clock=clock)
            )

        yield opened
