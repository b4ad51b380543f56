"""A light load client: keep-alive connections and one buffer each, so that the server gets the processor."""

import asyncio
import itertools
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_LARGEST_PAGE_BYTES = 2**20


@dataclass(frozen=True, slots=True)
class Hit:
    """A request as it goes over the wire."""

    path: str
    cookie: str = ""
    body: bytes = b""

    def encoded(self, host: str) -> bytes:
        lines = [f"{'POST' if self.body else 'GET'} {self.path} HTTP/1.1", f"Host: {host}", "Accept: text/html"]
        # As every browser does.
        lines.append("Accept-Encoding: gzip")
        if self.cookie:
            lines.append(f"Cookie: {self.cookie}")
        if self.body:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(self.body)}"]
        return "\r\n".join([*lines, "", ""]).encode() + self.body


@dataclass
class Measured:
    """What came back: seconds and status per request, and how long it all took."""

    seconds: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    duration: float = 0.0

    def add(self, other: "Measured") -> None:
        self.seconds += other.seconds
        self.duration += other.duration
        for status, count in other.statuses.items():
            self.statuses[status] = self.statuses.get(status, 0) + count

    def percentile_ms(self, percent: int) -> float:
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]

    @property
    def per_second(self) -> float:
        return len(self.seconds) / self.duration


class _Connection(asyncio.BufferedProtocol):
    """One client: sends a request, waits for the whole answer, sends the next."""

    def __init__(self, host: str, hits: Iterator[Hit], stop_at: float, measured: Measured) -> None:
        self.host, self.hits, self.stop_at, self.measured = host, hits, stop_at, measured
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.buffer = memoryview(bytearray(_LARGEST_PAGE_BYTES))
        self.received = self.expected = 0
        self.sent_at = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 -- tells the type checker
        self.transport = transport
        self._send_next()

    def _send_next(self) -> None:
        hit = next(self.hits, None)
        self.sent_at = time.perf_counter()
        if hit is None or self.sent_at >= self.stop_at:
            self.transport.close()
            return
        self.received = self.expected = 0
        self.transport.write(hit.encoded(self.host))

    def get_buffer(self, sizehint: int) -> memoryview:  # noqa: ARG002 -- asyncio's own signature
        return self.buffer[self.received :]

    def buffer_updated(self, nbytes: int) -> None:
        self.received += nbytes
        if not self.expected:
            head, ended, _body = bytes(self.buffer[: self.received]).partition(b"\r\n\r\n")
            if not ended:
                return
            length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
            self.expected = len(head) + len(ended) + length
        if self.received >= self.expected:
            status = int(bytes(self.buffer[9:12]))
            self.measured.seconds.append(time.perf_counter() - self.sent_at)
            self.measured.statuses[status] = self.measured.statuses.get(status, 0) + 1
            self._send_next()

    def connection_lost(self, error: Exception | None) -> None:
        if error is None:
            self.done.set_result(None)
        else:
            self.done.set_exception(error)


async def _all(port: int, hits: Iterator[Hit], clients: int, seconds: float) -> Measured:
    measured = Measured()
    loop = asyncio.get_running_loop()
    start = time.perf_counter()
    connections = []
    for _client in range(clients):
        _transport, connection = await loop.create_connection(
            lambda: _Connection(f"127.0.0.1:{port}", hits, start + seconds, measured), "127.0.0.1", port
        )
        connections.append(connection.done)
    await asyncio.gather(*connections)
    measured.duration = time.perf_counter() - start
    return measured


def load(port: int, hits: Iterable[Hit], *, clients: int, seconds: float = float("inf")) -> Measured:
    """Send the hits in turn from so many clients at once, until the time is up or, without a time, each hit is sent."""
    endless = seconds != float("inf")
    source = itertools.cycle(list(hits)) if endless else iter(list(hits))
    return asyncio.run(_all(port, source, clients, seconds))
