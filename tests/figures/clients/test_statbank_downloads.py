"""Large downloads from the Statbank: in parts, through failures, broken off and resumed, while the table changes."""

import datetime as dt
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from husrom.figures.clients.connection import Connection
from husrom.figures.clients.rate_limiting import RateLimit
from husrom.figures.clients.selection import Selection
from husrom.figures.clients.selection_errors import SelectionError
from husrom.figures.clients.statbank import Statbank
from husrom.figures.cubes.cube import Cube
from husrom.figures.errors import SourceUnavailableError
from tests.fake_sources.clock import FakeClock
from tests.fake_sources.faults import CUT, NO_ANSWER, Fault, too_many_calls, unavailable, wrong_content
from tests.fake_sources.server import FakeServer
from tests.fake_sources.statbank import CALLS, FakeStatbank
from tests.fake_sources.statbank_tables import (
    FakeTable,
    dimension,
    table,
    with_new_figures,
    with_new_period,
    with_renamed_variable,
    without_code,
)
from tests.figures.clients.conftest import Connect

ROOT = Path(__file__).parents[3]
SHAPE = (12, 3, 10)
NEXT_RELEASE = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)  # between two questions of a test that starts at 09:00
EVERYTHING = Selection.of({"Region": ["*"], "ContentsCode": ["*"], "Tid": ["*"]})
# Every part has one region.
CELL_LIMIT = 30

KILLED_AT_PART_7 = """
import os, pathlib, signal, sys
from husrom.figures.clients.connection import Connection
from husrom.figures.clients.rate_limiting import RateLimit
from husrom.figures.clients.selection import Selection
from husrom.figures.clients.statbank import Statbank
from tests.fake_sources.clock import FakeClock

def die(done, of):
    if done == 7:
        os.kill(os.getpid(), signal.SIGKILL)

url, folder, limit = sys.argv[1:]
connection = Connection(url, rate=RateLimit(30, 60), cache_folder=pathlib.Path(folder), clock=FakeClock())
everything = Selection.of({"Region": ["*"], "ContentsCode": ["*"], "Tid": ["*"]})
Statbank(connection, cell_limit=int(limit)).data("07459", everything, on_part=die)
"""


def _population() -> FakeTable:
    """07459 with made-up figures: each its own place in the table."""
    contents = {"Personer1": "Personer", "Personer2": "Kvinner", "Personer3": "Menn"}
    return table(
        "07459",
        "Befolkning (K)",
        [
            dimension("Region", [f"{number:04}" for number in range(301, 301 + SHAPE[0])]),
            dimension("ContentsCode", contents, units=dict.fromkeys(contents, ("personer", 0))),
            dimension("Tid", [str(year) for year in range(2017, 2017 + SHAPE[2])]),
        ],
        np.arange(np.prod(SHAPE), dtype=float).reshape(SHAPE),
    )


@pytest.fixture
def source(clock: FakeClock) -> FakeStatbank:
    return FakeStatbank(_population(), clock=clock, cell_limit=CELL_LIMIT)


@pytest.fixture
def server(source: FakeStatbank) -> Iterator[FakeServer]:
    with FakeServer(source) as running:
        yield running


@pytest.fixture
def statbank(server: FakeServer, connect: Connect) -> Statbank:
    return Statbank(connect(server), cell_limit=CELL_LIMIT)


def _is_whole(cube: Cube) -> bool:
    return cube.shape == SHAPE and cube.values.tolist() == list(range(int(np.prod(SHAPE))))


def test_a_large_question_is_asked_in_parts(statbank: Statbank, server: FakeServer) -> None:
    told: list[tuple[int, int]] = []
    cube = statbank.data("07459", EVERYTHING, on_part=lambda done, of: told.append((done, of)))
    assert _is_whole(cube)
    assert told == [(number, 12) for number in range(1, 13)]
    assert len(server.asked("/data")) == 12


def test_the_source_is_never_asked_too_often(connect: Connect, clock: FakeClock) -> None:
    source = FakeStatbank(_population(), clock=clock, cell_limit=4)
    with FakeServer(source) as server:
        assert _is_whole(Statbank(connect(server), cell_limit=4).data("07459", EVERYTHING))
        calls = len(server.requests)
    # 90 parts and two questions before them: no 429 came, or there would be more.
    assert calls == 92
    assert clock.passed_s >= (calls // CALLS) * 60


@pytest.mark.parametrize(
    "fault",
    [too_many_calls(), unavailable(), unavailable(retry_after="120"), CUT, NO_ANSWER, wrong_content()],
    ids=["429", "503", "503-with-time", "cut", "no-answer", "html-with-200"],
)
def test_nothing_is_lost_to_failures(statbank: Statbank, server: FakeServer, fault: Fault) -> None:
    def fail(done: int, _of: int) -> None:
        if done in (2, 5, 7):
            server.fail_next(fault, times=done)

    assert _is_whole(statbank.data("07459", EVERYTHING, on_part=fail))
    assert len(server.asked("/data")) == 12 + 2 + 5 + 7
    assert server.asked("/data")[-1].json()["selection"][0]["valueCodes"] == ["0312"]


passing = st.sampled_from([too_many_calls("1"), too_many_calls(None), unavailable(), CUT, NO_ANSWER, wrong_content()])


@settings(max_examples=12)
@given(storm=st.lists(st.lists(passing, max_size=4), min_size=12, max_size=12))
def test_nothing_is_lost_to_any_storm(storm: list[list[Fault]]) -> None:
    clock = FakeClock()
    source = FakeStatbank(_population(), clock=clock, cell_limit=CELL_LIMIT)
    with FakeServer(source) as server, Connection(server.url, rate=RateLimit(30, 60), clock=clock) as connection:

        def blow(done: int, _of: int) -> None:
            for fault in storm[done - 1]:
                server.fail_next(fault)

        assert _is_whole(Statbank(connection, cell_limit=CELL_LIMIT).data("07459", EVERYTHING, on_part=blow))


# ---------------------------------------------------------------- broken off and resumed


def test_a_download_that_broke_goes_on_where_it_was(server: FakeServer, connect: Connect) -> None:
    def stop(done: int, _of: int) -> None:
        if done == 7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Statbank(connect(server), cell_limit=CELL_LIMIT).data("07459", EVERYTHING, on_part=stop)
    assert len(server.asked("/data")) == 7
    assert _is_whole(Statbank(connect(server), cell_limit=CELL_LIMIT).data("07459", EVERYTHING))
    assert len(server.asked("/data")) == 12


def test_a_download_that_was_killed_goes_on_where_it_was(
    server: FakeServer, connect: Connect, cache_folder: Path
) -> None:
    """Killed for real, without a chance to tidy up."""
    killed = subprocess.run(  # noqa: S603 - our own interpreter and our own lines
        [sys.executable, "-c", KILLED_AT_PART_7, server.url, str(cache_folder), str(CELL_LIMIT)],
        cwd=ROOT,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert _is_whole(Statbank(connect(server), cell_limit=CELL_LIMIT).data("07459", EVERYTHING))
    assert len(server.asked("/data")) == 12


def test_a_damaged_part_is_fetched_again(server: FakeServer, connect: Connect, cache_folder: Path) -> None:
    statbank = Statbank(connect(server), cell_limit=CELL_LIMIT)
    statbank.data("07459", EVERYTHING)
    for path in cache_folder.iterdir():
        path.write_bytes(path.read_bytes()[:-20])
    assert _is_whole(statbank.data("07459", EVERYTHING))
    assert len(server.asked("/data")) == 24


def test_figures_kept_for_a_day_are_asked_for_again(statbank: Statbank, server: FakeServer, clock: FakeClock) -> None:
    statbank.data("07459", EVERYTHING)
    clock.advance(hours=23)
    statbank.data("07459", EVERYTHING)
    assert len(server.asked("/data")) == 12
    clock.advance(hours=2)
    statbank.data("07459", EVERYTHING)
    assert len(server.asked("/data")) == 24


def test_a_table_that_says_no_time_of_change_is_always_asked(connect: Connect, clock: FakeClock) -> None:
    silent = with_new_figures(_population(), _population().values, None)
    with FakeServer(FakeStatbank(silent, clock=clock)) as server:
        for _time in range(2):
            assert _is_whole(Statbank(connect(server)).data("07459", EVERYTHING))
        assert len(server.asked("/data")) == 2


# ---------------------------------------------------------------- the table changes


def test_a_table_updated_since_is_fetched_anew(statbank: Statbank, source: FakeStatbank, clock: FakeClock) -> None:
    statbank.data("07459", EVERYTHING)
    clock.advance(hours=1)
    source.put(with_new_figures(_population(), _population().values + 1000, NEXT_RELEASE))
    assert statbank.data("07459", EVERYTHING).values.min() == 1000


def test_a_table_that_changes_in_the_middle_is_never_mixed(
    statbank: Statbank, source: FakeStatbank, clock: FakeClock
) -> None:
    def release() -> None:
        clock.advance(hours=1)
        source.put(with_new_figures(_population(), _population().values + 1000, NEXT_RELEASE))

    source.after_data(5, release)
    cube = statbank.data("07459", EVERYTHING)
    assert cube.values.tolist() == list(range(1000, 1000 + int(np.prod(SHAPE))))
    assert cube.updated == NEXT_RELEASE


def test_a_period_added_in_the_middle_is_there(statbank: Statbank, source: FakeStatbank, clock: FakeClock) -> None:
    def release() -> None:
        clock.advance(hours=1)
        source.put(with_new_period(_population(), "2027", np.full(SHAPE[:2], 7.0), NEXT_RELEASE))

    source.after_data(5, release)
    cube = statbank.data("07459", EVERYTHING)
    assert cube.dimension("Tid").codes[-1] == "2027"
    assert cube.cell({"Region": "0301", "ContentsCode": "Personer1", "Tid": "2027"}).value == 7


def test_a_code_taken_out_in_the_middle_is_gone(statbank: Statbank, source: FakeStatbank, clock: FakeClock) -> None:
    def release() -> None:
        clock.advance(hours=1)
        source.put(without_code(_population(), "Region", "0312", NEXT_RELEASE))

    source.after_data(5, release)
    cube = statbank.data("07459", EVERYTHING)
    assert cube.dimension("Region").codes[-1] == "0311"
    assert cube.updated == NEXT_RELEASE


def test_a_chosen_code_taken_out_is_named(statbank: Statbank, source: FakeStatbank, clock: FakeClock) -> None:
    chosen = Selection.of({"Region": ["0312"], "ContentsCode": ["Personer1"], "Tid": ["*"]})
    statbank.data("07459", chosen)
    clock.advance(hours=1)
    source.put(without_code(_population(), "Region", "0312", NEXT_RELEASE))
    with pytest.raises(SelectionError, match='"0312" finds no code of "Region"'):
        statbank.data("07459", chosen)


def test_a_code_taken_out_without_a_new_time_is_named(
    statbank: Statbank, source: FakeStatbank, cache_folder: Path
) -> None:
    """The metadata that is kept still has the code; the refusal makes us read it again."""
    chosen = Selection.of({"Region": ["0312"], "ContentsCode": ["Personer1"], "Tid": ["*"]})
    old = _population()
    statbank.data("07459", chosen)
    assert old.updated is not None
    source.put(without_code(old, "Region", "0312", old.updated))
    other = Selection.of({"Region": ["0311", "0312"], "ContentsCode": ["Personer1"], "Tid": ["*"]})
    with pytest.raises(SelectionError, match='"0312" finds no code of "Region"'):
        statbank.data("07459", other)


def test_a_renamed_variable_is_named(statbank: Statbank, source: FakeStatbank, clock: FakeClock) -> None:
    clock.advance(hours=1)
    source.put(with_renamed_variable(_population(), "Region", "Kommune", NEXT_RELEASE))
    with pytest.raises(SelectionError, match=r'no variable "Region"\. It has: Kommune, ContentsCode, Tid'):
        statbank.data("07459", EVERYTHING)


def test_a_table_that_never_stands_still_is_given_up(
    statbank: Statbank, source: FakeStatbank, clock: FakeClock
) -> None:
    def release() -> None:
        clock.advance(minutes=30)
        source.put(with_new_figures(_population(), _population().values, clock.now()))

    for answers in (5, 17, 29, 41):
        source.after_data(answers, release)
    with pytest.raises(SourceUnavailableError, match="changed each of the 3 times"):
        statbank.data("07459", EVERYTHING)


# ---------------------------------------------------------------- time of new figures


def test_figures_in_release_are_waited_for(connect: Connect, server: FakeServer, clock: FakeClock) -> None:
    clock.start = dt.datetime(2026, 11, 24, 7, 0, tzinfo=dt.UTC)  # 08:00 in Oslo
    assert _is_whole(Statbank(connect(server), cell_limit=CELL_LIMIT).data("07459", EVERYTHING))
    assert clock.slept[0] == 15 * 60


def test_figures_hidden_before_release_are_not_fetched(connect: Connect, server: FakeServer, clock: FakeClock) -> None:
    clock.start = dt.datetime(2026, 11, 24, 5, 0, tzinfo=dt.UTC)  # 06:00 in Oslo
    statbank = Statbank(connect(server), cell_limit=CELL_LIMIT)
    with pytest.raises(SourceUnavailableError, match=r"stand as 0 .* Try again after 08:15, Norwegian time"):
        statbank.data("07459", EVERYTHING)
    assert server.requests == []
    assert _is_whole(statbank.data("07459", EVERYTHING, due=False))
