"""Measure one database; bench/run.py starts this with the environment set."""

import contextlib
import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import django
from rich.console import Console
from rich.table import Table

from bench.load import Measured, load
from husrom.cli.serve import prepare

CLIENTS, WRITERS, WORKERS = 10, 8, 2
WARM_UP_SECONDS, ROUNDS = 2, 4
console = Console(width=120)


@contextlib.contextmanager
def server() -> Iterator[int]:
    """Run `husrom serve` and yield its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    program = Path(sys.executable).with_name("husrom")
    command = [str(program), "serve", "--port", str(port), "--workers", str(WORKERS)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(port: int) -> None:
    for _attempt in range(120):
        with contextlib.suppress(OSError):
            connection = http.client.HTTPConnection("127.0.0.1", port)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        time.sleep(0.5)
    message = f"The server did not answer on port {port} within a minute."
    raise TimeoutError(message)


def measure(database: str, networks: int, seconds: float) -> None:
    django.setup()
    from bench import content  # noqa: PLC0415 -- the models can be read only now

    prepare()
    start = time.perf_counter()
    content.fill(networks)
    console.print(f"\n[bold]{database}[/bold]: seeded in {time.perf_counter() - start:.0f} s")
    pages = content.pages()
    queries = content.query_counts(pages)
    gathering, scramble = content.scramble_for_places()
    results: dict[str, Measured] = {}
    with server() as port:
        # The server's first requests load its code; they say nothing of the pages.
        load(port, pages["plain page"], clients=CLIENTS, seconds=WARM_UP_SECONDS)
        # Each address once: pages that nobody has asked for since their network was changed.
        first = {name: load(port, hits, clients=CLIENTS) for name, hits in pages.items()}
        # In rounds, so that what else the machine does falls on all pages alike.
        for _round in range(ROUNDS):
            for name, hits in pages.items():
                results.setdefault(name, Measured()).add(load(port, hits, clients=CLIENTS, seconds=seconds / ROUNDS))
        writes = load(port, scramble, clients=WRITERS)
    _print_pages(first, results, queries)
    _print_writes(writes, len(scramble), content.registered(gathering), gathering.capacity or 0)


def _print_pages(first: dict[str, Measured], results: dict[str, Measured], queries: dict[str, int]) -> None:
    table = Table(title=f"{CLIENTS} clients at once, {WORKERS} server processes")
    for heading in ("page", "queries", "requests/s", "first p95 ms", "p50 ms", "p95 ms", "of plain", "answers"):
        table.add_column(heading, justify="left" if heading in {"page", "answers"} else "right")
    plain = results["plain page"].per_second
    for name, measured in results.items():
        table.add_row(
            name,
            str(queries[name]),
            f"{measured.per_second:.0f}",
            f"{first[name].percentile_ms(95):.0f}",
            f"{measured.percentile_ms(50):.0f}",
            f"{measured.percentile_ms(95):.0f}",
            f"{measured.per_second / plain:.0%}",
            _statuses(measured),
        )
    console.print(table)


def _print_writes(writes: Measured, sent: int, registered: int, capacity: int) -> None:
    console.print(
        f"{WRITERS} writers at once: {sent} registrations, {writes.per_second:.0f}/s, "
        f"p95 {writes.percentile_ms(95):.0f} ms, answers {_statuses(writes)}; "
        f"{registered} registered of {capacity} places ({'oversold' if registered > capacity else 'none oversold'})"
    )


def _statuses(measured: Measured) -> str:
    return ", ".join(f"{status}: {count}" for status, count in sorted(measured.statuses.items()))


if __name__ == "__main__":
    measure(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
