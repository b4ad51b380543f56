"""A light load client: keep-alive connections over plain sockets, so that the server gets the processor."""

import asyncio
import itertools
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

# A page is read in one go; smaller buffers cost the client, and so the server beside it, processor time.
_LARGEST_PAGE_BYTES = 2**20


@dataclass(frozen=True, slots=True)
class Hit:
    """A request as it goes over the wire."""

    path: str
    cookie: str = ""
    body: bytes = b""

    def encoded(self, host: str) -> bytes:
        lines = [f"{'POST' if self.body else 'GET'} {self.path} HTTP/1.1", f"Host: {host}", "Accept: text/html"]
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

    def percentile_ms(self, percent: int) -> float:
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]

    @property
    def per_second(self) -> float:
        return len(self.seconds) / self.duration


async def _answer(reader: asyncio.StreamReader) -> int:
    """Read one answer to its end and return its status."""
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    lowered = head.lower()
    if b"content-length:" in lowered:
        length = int(lowered.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
        await reader.readexactly(length)
    elif b"transfer-encoding: chunked" in lowered:
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    return status


async def _client(host: str, port: int, hits: Iterator[Hit], stop_at: float, measured: Measured) -> None:
    reader, writer = await asyncio.open_connection(host, port, limit=_LARGEST_PAGE_BYTES)
    for hit in hits:
        start = time.perf_counter()
        if start >= stop_at:
            break
        writer.write(hit.encoded(f"{host}:{port}"))
        status = await _answer(reader)
        measured.seconds.append(time.perf_counter() - start)
        measured.statuses[status] = measured.statuses.get(status, 0) + 1
    writer.close()


async def _all(host: str, port: int, hits: Iterator[Hit], clients: int, seconds: float) -> Measured:
    measured = Measured()
    start = time.perf_counter()
    await asyncio.gather(*(_client(host, port, hits, start + seconds, measured) for _ in range(clients)))
    measured.duration = time.perf_counter() - start
    return measured


def load(port: int, hits: Iterable[Hit], *, clients: int, seconds: float = float("inf")) -> Measured:
    """Send the hits in turn from so many clients at once, until the time is up or, without a time, each hit is sent."""
    endless = seconds != float("inf")
    source = itertools.cycle(list(hits)) if endless else iter(list(hits))
    return asyncio.run(_all("127.0.0.1", port, source, clients, seconds))
