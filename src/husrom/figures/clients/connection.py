"""One connection to one source: asks no more often than it may, tries again when it may help, keeps what it got."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx
import orjson
import tenacity

from husrom import __version__
from husrom.figures.clients.clock import Clock, SystemClock
from husrom.figures.clients.kept_answers import Answer, KeptAnswers, key_of
from husrom.figures.clients.passing_failures import (
    PassingFailure,
    Patience,
    passing_error,
    passing_status,
)
from husrom.figures.clients.rate_limiting import Pacer, RateLimit
from husrom.figures.clients.refusals import refusal
from husrom.figures.errors import SourceUnavailableError

Parameters = Mapping[str, str] | Sequence[tuple[str, str]]
OnWait = Callable[[float, str], None]

# The widest answer, 800,000 cells, is about 10 MB; more than this is something gone wrong.
LARGEST_ANSWER_BYTES = 256_000_000
# A source that sends a byte now and then never runs into the time limit of one read.
LONGEST_ANSWER_S = 900
KEPT_FOR = dt.timedelta(days=7)
_CONNECT_TIMEOUT_S = 10.0
_PATIENCE = Patience()
_OK = 200
_BEGINNING = 60


class Connection:
    """A connection to one source of figures.

    Parameters
    ----------
    base_url
        What every path is added to.
    rate
        How often the source may be asked, until its answers say.
    cache_folder
        Where answers are kept; None keeps none.
    timeout_s
        The longest silence from the source.
    on_wait
        Told the seconds and the reason whenever a second or more is waited, so that a person can be told.

    Notes
    -----
    Every answer must be JSON: a page in HTML with status 200, as a proxy may send, counts as a failure that may pass.
    Redirects are not followed, since a POST would become a GET and silently give another selection of figures.
    """

    def __init__(
        self,
        base_url: str,
        *,
        rate: RateLimit,
        cache_folder: Path | None = None,
        timeout_s: float = 60.0,
        patience: Patience = _PATIENCE,
        clock: Clock | None = None,
        transport: httpx.BaseTransport | None = None,
        on_wait: OnWait | None = None,
    ) -> None:
        self.clock: Clock = clock or SystemClock()
        self.base_url = base_url.rstrip("/")
        self._patience = patience
        self._pacer = Pacer(rate, self.clock)
        self._kept = KeptAnswers(cache_folder) if cache_folder else None
        if self._kept:
            self._kept.drop_older_than(self.clock.now() - KEPT_FOR)
        self._on_wait = on_wait
        self._reached = False
        self._client = httpx.Client(
            headers={"User-Agent": f"Husrom/{__version__}", "Accept": "application/json"},
            timeout=httpx.Timeout(timeout_s, connect=min(timeout_s, _CONNECT_TIMEOUT_S)),
            transport=transport,
        )

    def __enter__(self) -> Self:
        """Return the connection itself; it is closed on the way out."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the connection."""
        self.close()

    def close(self) -> None:
        """Let go of the network."""
        self._client.close()

    def get(self, path: str, params: Parameters = (), *, kept_since: dt.datetime | None = None) -> Answer:
        """Return the answer to a GET.

        Parameters
        ----------
        path
            Added to the base URL; it begins with a slash.
        kept_since
            An answer kept on disk and retrieved at this moment or later will do; None asks the source in any case.

        Raises
        ------
        SourceUnavailableError
            When the source cannot be reached or goes on failing.
        SourceRefusedError
            When the source refuses.
        """
        return self._ask("GET", path, params, b"", kept_since)

    def post(
        self, path: str, params: Parameters = (), body: object = None, *, kept_since: dt.datetime | None = None
    ) -> Answer:
        """Return the answer to a POST of the body as JSON; the rest is as for `get`."""
        return self._ask("POST", path, params, orjson.dumps(body), kept_since)

    def forget(self, answer: Answer) -> None:
        """Drop an answer from the disk, because it turned out to be of no use."""
        if self._kept:
            self._kept.forget(answer.key)

    def pause(self, wait_s: float, reason: str) -> None:
        """Wait, and tell whoever wants to know why."""
        if wait_s <= 0:
            return
        if self._on_wait and wait_s >= 1:
            self._on_wait(wait_s, reason)
        self.clock.sleep(wait_s)

    def _ask(self, method: str, path: str, params: Parameters, body: bytes, kept_since: dt.datetime | None) -> Answer:
        headers = {"Content-Type": "application/json"} if body else {}
        pairs = tuple(params.items()) if isinstance(params, Mapping) else tuple(params)
        request = self._client.build_request(
            method, self.base_url + path, params=pairs or None, content=body or None, headers=headers
        )
        key = key_of(method, str(request.url), body)
        if self._kept and kept_since and (kept := self._kept.find(key, kept_since)):
            return kept
        received = self._send_patiently(request)
        url = str(request.url)
        if received.status != _OK:
            raise refusal(received.status, received.content, url)
        answer = Answer(received.content, received.headers, self.clock.now(), from_cache=False, url=url, key=key)
        if self._kept:
            # A full disk costs the chance to resume, not the answer itself.
            with suppress(OSError):
                self._kept.keep(answer)
        return answer

    def _send_patiently(self, request: httpx.Request) -> "_Received":
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(PassingFailure),
            stop=self._gives_up,
            wait=self._wait_s_after,
            sleep=self.clock.sleep,
            reraise=True,
        )
        try:
            return retrying(self._send, request)
        except PassingFailure as failure:
            raise SourceUnavailableError(
                f"{request.url.host} did not give what was asked for: {failure}. Check the network and try again "
                f"later; what was fetched before is kept. ({request.method} {request.url})"
            ) from failure

    def _send(self, request: httpx.Request) -> "_Received":
        self.pause(self._pacer.wait_s(), f"{request.url.host} takes {self._pacer.rate.calls} calls a minute")
        try:
            received = self._receive(request)
        except httpx.RequestError as error:
            if failure := passing_error(error):
                raise failure from error
            raise
        self._reached = True
        self._pacer.learn(received.headers)
        failure = passing_status(received.status, received.headers, self.clock.now(), self._pacer.rate.window_s)
        if failure and failure.wait_s:
            self._pacer.close_for(failure.wait_s)
        if failure:
            raise failure
        if received.status == _OK and not _is_json(received.content):
            raise PassingFailure(f"it answered something other than JSON, {received.content[:_BEGINNING]!r}")
        return received

    def _receive(self, request: httpx.Request) -> "_Received":
        began = self.clock.seconds()
        with closing(self._client.send(request, stream=True)) as response:
            content = bytearray()
            for piece in response.iter_bytes():
                content += piece
                if len(content) > LARGEST_ANSWER_BYTES:
                    raise SourceUnavailableError(
                        f"{request.url.host} answered with more than {LARGEST_ANSWER_BYTES // 1_000_000} MB, which "
                        f"no table is. Choose less, or see what is wrong there. ({request.url})"
                    )
                if self.clock.seconds() - began > LONGEST_ANSWER_S:
                    raise PassingFailure(f"it was not done answering after {LONGEST_ANSWER_S} seconds")
            return _Received(response.status_code, dict(response.headers), bytes(content))

    def _gives_up(self, state: tenacity.RetryCallState) -> bool:
        failure = _failure(state)
        patience = self._patience
        attempts = patience.attempts if self._reached else patience.attempts_until_first_answer
        return state.attempt_number >= attempts or (failure.wait_s or 0.0) > patience.longest_asked_wait_s

    def _wait_s_after(self, state: tenacity.RetryCallState) -> float:
        failure = _failure(state)
        wait_s = self._patience.wait_s(state.attempt_number, failure.wait_s)
        if self._on_wait and wait_s >= 1:
            self._on_wait(wait_s, f"trying again: {failure}")
        return wait_s


@dataclass(frozen=True, slots=True)
class _Received:
    status: int
    headers: Mapping[str, str]
    content: bytes


def _failure(state: tenacity.RetryCallState) -> PassingFailure:
    error = state.outcome.exception() if state.outcome else None
    if not isinstance(error, PassingFailure):
        raise TypeError(f"only a passing failure is tried again, not {error!r}")
    return error


def _is_json(content: bytes) -> bool:
    try:
        orjson.loads(content)
    except orjson.JSONDecodeError:
        return False
    return True
