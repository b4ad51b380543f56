"""Whatever befalls municipalities, what is read from KLASS is what was written into it. Every history is invented."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from husrom.figures.clients.connection import Connection
from husrom.figures.clients.klass import Klass
from husrom.figures.clients.rate_limiting import RateLimit
from husrom.figures.municipality_register.history import History, read_history
from tests.fake_sources.klass import FakeClassification, FakeKlass, FakeVersion
from tests.fake_sources.server import FakeServer

Event = tuple[str, int]
FIRST_YEAR = 2005
EVENTS = st.tuples(st.sampled_from(["renumber", "merge", "split", "rename", "join"]), st.integers(0, 100))
YEARS = st.lists(st.lists(EVENTS, max_size=3), min_size=1, max_size=5)


@dataclass
class Told:
    """A history as it is written: `ended` has the last year and the successors of every number that ended."""

    names: dict[str, str]
    versions: list[FakeVersion] = field(default_factory=list)
    changes: dict[dt.date, list[tuple[str | None, str | None]]] = field(default_factory=dict)
    ended: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(3001))

    def new_number(self) -> str:
        return str(next(self.numbers))

    def source(self) -> FakeKlass:
        return FakeKlass({131: FakeClassification("Standard for kommuneinndeling", self.versions, self.changes)})


def tell(years: list[list[Event]]) -> Told:
    told = Told({str(number): f"Kommune {number}" for number in range(101, 105)})
    told.names = {number.zfill(4): name for number, name in told.names.items()}
    told.versions.append(FakeVersion(0, str(FIRST_YEAR), dt.date(FIRST_YEAR, 1, 1), dict(told.names)))
    for year, events in enumerate(years, start=FIRST_YEAR + 1):
        untouched = sorted(told.names)
        lines: list[tuple[str | None, str | None]] = []
        for event, choice in events:
            lines += befall(told, event, choice, untouched, year)
        day = dt.date(year, 1, 1)
        told.versions.append(FakeVersion(year, str(year), day, dict(told.names)))
        told.changes[day] = lines
    return told


def befall(told: Told, event: str, choice: int, untouched: list[str], year: int) -> list[tuple[str | None, str | None]]:
    """Let something happen to one or two numbers that nothing has happened to this year."""
    if len(untouched) < 2:
        return []
    one = untouched.pop(choice % len(untouched))
    if event == "rename":
        told.names[one] += " - Suohkan"
        return [(one, one)]
    other = untouched.pop() if event in {"merge", "join"} else None
    ending = {"renumber": [one], "split": [one], "merge": [one, other], "join": [one]}[event]
    after = {"renumber": 1, "split": 2, "merge": 1, "join": 0}[event]
    successors = [told.new_number() for _ in range(after)] or [str(other)]
    for number in filter(None, ending):
        del told.names[number]
        told.ended[number] = (year - 1, tuple(successors))
    for number in successors[:after]:
        told.names[number] = f"Kommune {number}"
    kept: list[tuple[str | None, str | None]] = [(other, other)] if event == "join" else []
    return [(number, successor) for number in filter(None, ending) for successor in successors] + kept


@pytest.fixture(scope="module")
def server() -> Iterator[FakeServer]:
    with FakeServer(tell([]).source()) as served:
        yield served


def read(server: FakeServer, told: Told) -> History:
    server.source = told.source()
    with Connection(server.url, rate=RateLimit(calls=10_000, window_s=1)) as connection:
        return read_history(Klass(connection))


@given(years=YEARS)
@settings(max_examples=60)
def test_history_that_is_read_is_the_one_that_was_told(server: FakeServer, years: list[list[Event]]) -> None:
    told = tell(years)
    history = read(server, told)
    last_days = {number: dt.date(year, 12, 31) for number, (year, _successors) in told.ended.items()}
    assert {n: period.valid_to for n, period in history.periods.items()} == dict.fromkeys(told.names) | last_days
    assert history.successors == {number: successors for number, (_year, successors) in told.ended.items()}


@given(years=YEARS)
@settings(max_examples=60)
def test_every_number_leads_to_numbers_in_use(server: FakeServer, years: list[list[Event]]) -> None:
    told = tell(years)
    history = read(server, told)
    for number in history.periods:
        current = history.current_numbers(number)
        assert current
        assert set(current) <= told.names.keys()
