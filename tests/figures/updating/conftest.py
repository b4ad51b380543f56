"""A fake Statbank, FHI and KLASS that updates are run against, in a home of their own, by a clock nobody waits for."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from husrom.figures import catalogue, own_snapshot, snapshot
from husrom.figures.clients.statbank import CELL_LIMIT
from husrom.figures.updating import DatasetOutcome, live_sources, update
from tests.fake_sources.clock import FakeClock
from tests.fake_sources.fhi import FakeFhi, crowding_table
from tests.fake_sources.server import FakeServer
from tests.fake_sources.statbank import FakeStatbank
from tests.fake_sources.statbank_tables import FakeTable

Serve = Callable[..., FakeServer]
Update = Callable[..., dict[str, DatasetOutcome]]
CACHES = (own_snapshot._outcome, catalogue.sources, snapshot.table, snapshot.boundaries)


def forget_snapshots() -> None:
    """Read the snapshots anew, as another process would."""
    for cached in CACHES:
        cached.cache_clear()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("HUSROM_HOME", str(tmp_path))
    forget_snapshots()
    yield tmp_path
    forget_snapshots()


@pytest.fixture
def folder(home: Path) -> Path:
    """Where the own snapshot lies."""
    return home / "figures"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def serve(clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """A function that opens a Statbank with these tables, and an FHI, where the environment says they are."""
    with ExitStack() as servers:

        def serving(*tables: FakeTable, **more: object) -> FakeServer:
            statbank = servers.enter_context(FakeServer(FakeStatbank(*tables, clock=clock, **more)))  # type: ignore[arg-type]
            fhi = servers.enter_context(FakeServer(FakeFhi([crowding_table()])))
            monkeypatch.setenv("HUSROM_SSB_URL", statbank.url)
            monkeypatch.setenv("HUSROM_FHI_URL", fhi.url)
            return statbank

        yield serving


@pytest.fixture
def run_update(home: Path, folder: Path, clock: FakeClock) -> Update:
    """A function that runs an update and gives what became of each dataset, by its name."""

    def run(*only: str, cell_limit: int = CELL_LIMIT, **more: object) -> dict[str, DatasetOutcome]:
        with live_sources(home / "answers", clock=clock, cell_limit=cell_limit) as live:
            outcomes = update(live, folder, only=only, **more)  # type: ignore[arg-type]
        forget_snapshots()
        return {one.dataset or one.table: one for one in outcomes}

    return run
