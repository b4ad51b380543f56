"""A Statbank that agrees with the catalogue, for tests to change. Its figures are made up."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from husrom.figures.clients.connection import Connection
from husrom.figures.clients.rate_limiting import RateLimit
from husrom.figures.clients.statbank import Statbank
from tests.fake_sources.clock import FakeClock
from tests.fake_sources.server import FakeServer
from tests.fake_sources.statbank import FakeStatbank
from tests.fake_sources.statbank_tables import FakeCodelist, FakeDimension, FakeTable, dimension, table

TYPES = {
    "01": "Enebolig",
    "02": "Tomannsbolig",
    "03": "Rekkehus",
    "04": "Boligblokk",
    "05": "Bofellesskap",
    "999": "Annen",
}
SUMMED = FakeCodelist("agg_KommSummer", "Kommuner, sammenslåtte tidsserier", {"K-3403": ("Hamar", ("3403",))})
NORWAY = FakeCodelist("vs_Landet", "Hele landet", {"0": ("Hele landet", ("0",))})


def dwellings_as_catalogued(**more: object) -> FakeTable:
    """Table 06265 as the catalogue describes it."""
    dimensions = (
        dimension("Region", {"0": "Hele landet", "3403": "Hamar"}, codelists=(SUMMED, NORWAY)),
        dimension("BygnType", TYPES),
        dimension("ContentsCode", {"Boliger": "Boliger"}, units={"Boliger": ("boliger", 0)}),
        dimension("Tid", [str(year) for year in range(2006, 2027)]),
    )
    return table("06265", "Boliger", dimensions, lambda _codes: 1.0, **more)


def with_dimension(old: FakeTable, code: str, **changes: object) -> FakeTable:
    """The table with one dimension changed; the same number of categories."""
    dimensions = tuple(replace(one, **changes) if one.code == code else one for one in old.dimensions)  # type: ignore[arg-type]
    return remade(old, dimensions)


def remade(old: FakeTable, dimensions: tuple[FakeDimension, ...]) -> FakeTable:
    new = table(old.identifier, old.label, dimensions, lambda _codes: 1.0)
    return replace(new, updated=old.updated, discontinued=old.discontinued, aggregation_allowed=old.aggregation_allowed)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def source(clock: FakeClock) -> FakeStatbank:
    return FakeStatbank(dwellings_as_catalogued(), clock=clock)


@pytest.fixture
def server(source: FakeStatbank) -> Iterator[FakeServer]:
    with FakeServer(source) as running:
        yield running


@pytest.fixture
def statbank(server: FakeServer, clock: FakeClock, tmp_path: Path) -> Iterator[Statbank]:
    rate = RateLimit(calls=30, window_s=60)
    with Connection(server.url, rate=rate, cache_folder=tmp_path / "answers", clock=clock) as connection:
        yield Statbank(connection)
