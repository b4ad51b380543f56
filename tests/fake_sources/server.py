"""A source that answers over real HTTP on loopback, with faults that tests switch on.

A source of its own subclasses `FakeSource` and gives `answer`; `FakeServer` serves it:

    with FakeServer(FakeKlass()) as server:
        server.fail_next(unavailable(), times=2)
        Klass(Connection(server.url, ...))
"""

import gzip
import json
import threading
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from tests.fake_sources.faults import Fault, Kind

GZIP_FROM_BYTES = 500


@dataclass(frozen=True)
class Request:
    """`path` is below the source's base path; `target` is the whole of what stood in the request line."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: dict[str, str]
    body: bytes
    target: str

    def parameter(self, name: str, default: str = "") -> str:
        """The last value of a parameter; its name in any case, as the sources take it."""
        values = [value for key, value in self.query if key.lower() == name.lower()]
        return values[-1] if values else default

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    status: int
    content: bytes = b""
    content_type: str = "application/json; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()


def json_reply(value: Any, status: int = 200, headers: Iterable[tuple[str, str]] = ()) -> Reply:
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Reply(status, content, headers=tuple(headers))


class FakeSource(ABC):
    """What a source answers. `base_path` is the part of its real address that follows the host."""

    base_path = ""

    @abstractmethod
    def answer(self, request: Request) -> Reply:
        """The answer to one request; called from one thread at a time."""


@dataclass
class _Switched:
    fault: Fault
    times: int
    matching: str


@dataclass
class FakeServer:
    """Serves one source on a port of its own until it is closed; `requests` is everything it was asked."""

    source: FakeSource
    requests: list[Request] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._faults: deque[_Switched] = deque()
        self._mistakes: list[Exception] = []
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._http = _Http(self)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}{self.source.base_path}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()
        if self._mistakes:
            raise ExceptionGroup("the fake source failed", self._mistakes)

    def fail_next(self, fault: Fault, *, times: int = 1, matching: str = "") -> None:
        """Let the next `times` requests whose target contains `matching` meet the fault; faults queue up."""
        with self._lock:
            self._faults.append(_Switched(fault, times, matching))

    def asked(self, matching: str = "") -> list[Request]:
        """The requests so far whose target contains `matching`, those that met a fault too."""
        with self._lock:
            return [request for request in self.requests if matching in request.target]

    def handle(self, request: Request) -> tuple[Fault | None, Reply]:
        with self._lock:
            self.requests.append(request)
            fault = self._next_fault(request)
            if fault and fault.kind is not Kind.CUT:
                return fault, Reply(fault.status, fault.content, "text/html", fault.headers)
            return fault, self._answer(request)

    def stall(self) -> None:
        self._closing.wait(timeout=30)

    def _answer(self, request: Request) -> Reply:
        try:
            return self.source.answer(request)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the fake that is wrong: told at the end
            self._mistakes.append(error)
            return Reply(500, repr(error).encode(), "text/plain")

    def _next_fault(self, request: Request) -> Fault | None:
        for switched in self._faults:
            if switched.matching in request.target:
                switched.times -= 1
                if not switched.times:
                    self._faults.remove(switched)
                return switched.fault
        return None


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    # A connection kept alive by a client that is still open must not hold up the end of a test.
    block_on_close = False

    def __init__(self, owner: FakeServer) -> None:
        self.owner = owner
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that goes away is part of the tests, nothing to print."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Http
    # Headers and body leave in two writes; without this each answer waits for the other side's acknowledgement.
    disable_nagle_algorithm = True
    timeout = 30

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name in the standard library
        pass

    def do_GET(self) -> None:
        self._respond()

    def do_POST(self) -> None:
        self._respond()

    def do_PUT(self) -> None:
        self._respond()

    def do_DELETE(self) -> None:
        self._respond()

    def _respond(self) -> None:
        fault, reply = self.server.owner.handle(self._request())
        if fault and fault.kind is Kind.STALL:
            self.server.owner.stall()
        if fault and fault.kind in (Kind.STALL, Kind.NO_ANSWER):
            self.close_connection = True
            return
        content, packed = self._packed(reply)
        self.send_response(reply.status)
        for name, value in (("Content-Type", reply.content_type), *packed, *reply.headers):
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if fault and fault.kind is Kind.CUT:
            content = content[: len(content) // 2]
            self.close_connection = True
        self.wfile.write(content)

    def _request(self) -> Request:
        parts = urlsplit(self.path)
        base_path = self.server.owner.source.base_path
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        return Request(
            method=self.command,
            path=parts.path.removeprefix(base_path),
            query=tuple(parse_qsl(parts.query, keep_blank_values=True)),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=body,
            target=self.path,
        )

    def _packed(self, reply: Reply) -> tuple[bytes, tuple[tuple[str, str], ...]]:
        if "gzip" in self.headers.get("Accept-Encoding", "") and len(reply.content) >= GZIP_FROM_BYTES:
            return gzip.compress(reply.content, compresslevel=1), (("Content-Encoding", "gzip"),)
        return reply.content, ()
