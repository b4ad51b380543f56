"""A connection over real HTTP on loopback: it waits, tries again, gives up, and keeps what it got."""

import datetime as dt
import errno
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from husrom.figures.clients import connection as connection_module
from husrom.figures.clients.connection import Connection
from husrom.figures.clients.kept_answers import Answer
from husrom.figures.clients.passing_failures import Patience
from husrom.figures.clients.rate_limiting import RateLimit
from husrom.figures.errors import SourceRefusedError, SourceUnavailableError
from tests.fake_sources.clock import FakeClock
from tests.fake_sources.faults import (
    CUT,
    NO_ANSWER,
    STALL,
    Fault,
    redirect,
    too_many_calls,
    unavailable,
    wrong_content,
)
from tests.fake_sources.server import FakeServer, FakeSource, Reply, Request, json_reply

LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
RATE = RateLimit(calls=30, window_s=60)


class Echo(FakeSource):
    """Answers with what it was asked, and how many times it has answered."""

    base_path = "/api/echo"

    def __init__(self) -> None:
        self.answers = 0
        self.headers: tuple[tuple[str, str], ...] = ()

    def answer(self, request: Request) -> Reply:
        if request.path == "/refused":
            return json_reply({"type": "Parameter error", "title": "Non-existent value", "status": 400}, 400)
        if request.path == "/failed":
            return Reply(500)
        self.answers += 1
        padding = "x" * 2_000  # enough to be packed and to be cut
        body = request.body.decode()
        said = {"path": request.path, "query": request.query, "body": body, "nth": self.answers, "padding": padding}
        return json_reply(said, headers=self.headers)


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest.fixture
def server(echo: Echo) -> Iterator[FakeServer]:
    with FakeServer(echo) as running:
        yield running


@pytest.fixture
def connection(server: FakeServer, clock: FakeClock, cache_folder: Path) -> Iterator[Connection]:
    with Connection(server.url, rate=RATE, cache_folder=cache_folder, clock=clock) as opened:
        yield opened


def _said(answer: Answer) -> Any:
    return json.loads(answer.content)


def test_get_sends_its_parameters_and_says_who_asks(connection: Connection, server: FakeServer) -> None:
    answer = connection.get("/tables", {"query": "bolig og eie"})
    assert _said(answer)["query"] == [["query", "bolig og eie"]]
    assert answer.headers["content-encoding"] == "gzip"
    assert not answer.from_cache
    assert server.requests[0].headers["user-agent"].startswith("Husrom/")
    assert server.requests[0].headers["accept"] == "application/json"


def test_get_tells_when_the_source_answered(connection: Connection, clock: FakeClock) -> None:
    clock.advance(hours=1)
    assert connection.get("/tables").retrieved_at == clock.start + dt.timedelta(hours=1)


def test_post_sends_its_body_as_json(connection: Connection, server: FakeServer) -> None:
    connection.post("/tables/1/data", {"lang": "no"}, {"selection": []})
    assert server.requests[0].json() == {"selection": []}
    assert server.requests[0].headers["content-type"] == "application/json"


# ---------------------------------------------------------------- trying again


@pytest.mark.parametrize(
    "fault",
    [too_many_calls(), unavailable(), unavailable(502), CUT, NO_ANSWER, wrong_content()],
    ids=["429", "503", "502", "cut", "no-answer", "html-with-200"],
)
def test_a_failure_that_passes_is_tried_again(connection: Connection, server: FakeServer, fault: Fault) -> None:
    connection.get("/first")
    server.fail_next(fault, times=3)
    assert _said(connection.get("/tables"))["path"] == "/tables"
    assert len(server.asked("/tables")) == 4


def test_silence_is_tried_again(server: FakeServer, clock: FakeClock) -> None:
    server.fail_next(STALL)
    with Connection(server.url, rate=RATE, timeout_s=0.05, clock=clock) as connection:
        assert _said(connection.get("/tables"))["path"] == "/tables"


def test_the_wait_doubles_with_chance_in_it(connection: Connection, server: FakeServer, clock: FakeClock) -> None:
    connection.get("/first")
    server.fail_next(unavailable(), times=6)
    connection.get("/tables")
    longest = [2, 4, 8, 16, 32, 60]
    assert len(clock.slept) == len(longest)
    assert all(most / 2 <= waited <= most for waited, most in zip(clock.slept, longest, strict=True))


@pytest.mark.parametrize("fault", [too_many_calls("17"), unavailable(retry_after="17")], ids=["429", "503"])
def test_the_wait_is_what_the_source_asks_for(
    connection: Connection, server: FakeServer, clock: FakeClock, fault: Fault
) -> None:
    server.fail_next(fault)
    connection.get("/tables")
    assert 17 <= sum(clock.slept) <= 18


def test_too_many_calls_without_a_time_waits_a_window(
    connection: Connection, server: FakeServer, clock: FakeClock
) -> None:
    server.fail_next(too_many_calls(None))
    connection.get("/tables")
    assert 60 <= sum(clock.slept) <= 61


def test_a_source_that_goes_on_failing_is_given_up(connection: Connection, server: FakeServer) -> None:
    connection.get("/first")
    server.fail_next(unavailable(), times=100)
    with pytest.raises(SourceUnavailableError, match=r"it answers 503\. .*try again later"):
        connection.get("/tables")
    assert len(server.asked("/tables")) == Patience().attempts


def test_a_source_that_asks_for_an_hour_is_given_up_at_once(
    connection: Connection, server: FakeServer, clock: FakeClock
) -> None:
    connection.get("/first")
    server.fail_next(too_many_calls("3600"))
    with pytest.raises(SourceUnavailableError, match="too many calls"):
        connection.get("/tables")
    assert clock.slept == []


def test_a_machine_without_a_network_is_told_soon(clock: FakeClock) -> None:
    with FakeServer(Echo()) as closed:
        url = closed.url
    with (
        Connection(url, rate=RATE, clock=clock) as connection,
        pytest.raises(SourceUnavailableError, match="cannot be reached"),
    ):
        connection.get("/tables")
    assert clock.passed_s < 10


def test_waits_are_told(server: FakeServer, clock: FakeClock) -> None:
    told: list[tuple[float, str]] = []
    server.fail_next(too_many_calls("30"))
    with Connection(
        server.url, rate=RATE, clock=clock, on_wait=lambda wait_s, why: told.append((wait_s, why))
    ) as opened:
        opened.get("/tables")
    assert [why for _wait_s, why in told] == ["trying again: it has had too many calls (429)"]
    assert told[0][0] >= 30


# ---------------------------------------------------------------- refusals


def test_a_refusal_is_said_in_plain_language_and_not_tried_again(connection: Connection, server: FakeServer) -> None:
    with pytest.raises(SourceRefusedError, match="A chosen code is not in the table") as refused:
        connection.get("/refused")
    assert (refused.value.status, refused.value.title) == (400, "Non-existent value")
    assert len(server.requests) == 1


def test_a_failure_without_a_word_says_what_may_be_wrong(connection: Connection) -> None:
    with pytest.raises(SourceRefusedError, match="a code is given twice") as refused:
        connection.get("/failed")
    assert refused.value.status == 500


def test_a_redirect_is_never_followed(connection: Connection, server: FakeServer) -> None:
    server.fail_next(redirect(f"{server.url}/elsewhere"))
    with pytest.raises(SourceRefusedError, match="moved to another address"):
        connection.post("/tables", body={})
    assert server.asked("/elsewhere") == []


def test_an_answer_without_end_is_refused(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection_module, "LARGEST_ANSWER_BYTES", 1_000)
    with pytest.raises(SourceUnavailableError, match="more than"):
        connection.get("/tables")


# ---------------------------------------------------------------- the rate


def test_calls_keep_to_the_limit(connection: Connection, clock: FakeClock) -> None:
    moments = []
    for _call in range(65):
        connection.get("/tables")
        moments.append(clock.seconds())
    assert all(later - earlier >= 60 for earlier, later in zip(moments, moments[RATE.calls :], strict=False))
    assert clock.seconds() < 122


def test_the_limit_of_the_answers_replaces_ours(connection: Connection, echo: Echo, clock: FakeClock) -> None:
    echo.headers = (("x-ratelimit-policy", "40;w=60s"), ("x-ratelimit-remaining", "39"))
    for _call in range(40):
        connection.get("/tables")
    assert clock.slept == []
    connection.get("/tables")
    assert 60 <= sum(clock.slept) <= 61


def test_calls_used_up_by_others_are_waited_for(connection: Connection, echo: Echo, clock: FakeClock) -> None:
    echo.headers = (("x-ratelimit-policy", "40;w=60s"), ("x-ratelimit-remaining", "0"))
    connection.get("/tables")
    connection.get("/tables")
    assert sum(clock.slept) == 60


# ---------------------------------------------------------------- kept answers


def test_an_answer_kept_on_disk_outlives_the_connection(
    server: FakeServer, clock: FakeClock, cache_folder: Path
) -> None:
    for number in range(2):
        with Connection(server.url, rate=RATE, cache_folder=cache_folder, clock=clock) as connection:
            answer = connection.post("/data", body={"selection": []}, kept_since=LONG_AGO)
        assert answer.from_cache == bool(number)
        assert _said(answer)["nth"] == 1
    assert answer.retrieved_at == clock.start
    assert len(server.requests) == 1


def test_an_answer_older_than_the_figures_is_not_used(connection: Connection, clock: FakeClock) -> None:
    connection.get("/data")
    clock.advance(hours=1)
    assert _said(connection.get("/data", kept_since=clock.now()))["nth"] == 2


def test_answers_to_other_requests_are_not_mixed_up(connection: Connection) -> None:
    bodies = [{"selection": ["a"]}, {"selection": ["b"]}]
    for body in bodies:
        connection.post("/data", body=body)
    again = [_said(connection.post("/data", body=body, kept_since=LONG_AGO))["body"] for body in bodies]
    assert [json.loads(body) for body in again] == bodies
    assert _said(connection.get("/data", kept_since=LONG_AGO))["nth"] == 3


def test_a_forgotten_answer_is_asked_for_again(connection: Connection) -> None:
    connection.forget(connection.get("/data"))
    assert _said(connection.get("/data", kept_since=LONG_AGO))["nth"] == 2


def test_an_answer_is_asked_for_in_any_case_without_a_moment(connection: Connection) -> None:
    connection.get("/data")
    assert _said(connection.get("/data"))["nth"] == 2


def test_a_failure_is_not_kept(connection: Connection, server: FakeServer, cache_folder: Path) -> None:
    server.fail_next(wrong_content(), times=100)
    with pytest.raises(SourceUnavailableError, match="other than JSON"):
        connection.get("/data")
    assert list(cache_folder.iterdir()) == []


def test_old_answers_are_dropped_when_a_connection_opens(
    server: FakeServer, clock: FakeClock, cache_folder: Path
) -> None:
    left = []
    for days in (0, 6, 2):
        clock.advance(days=days)
        with Connection(server.url, rate=RATE, cache_folder=cache_folder, clock=clock) as connection:
            left.append(len(list(cache_folder.iterdir())))
            connection.get(f"/data/{days}")
    assert left == [0, 1, 1]


def test_a_full_disk_does_not_cost_the_answer(
    connection: Connection, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Path, _target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert _said(connection.get("/data"))["nth"] == 1
    assert list(cache_folder.iterdir()) == []
