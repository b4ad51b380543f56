"""Measure reading an answer of 800 000 cells, side by side with pyjstat and with plain orjson and NumPy.

Each reader runs in a process of its own, so that its peak of memory is its own. Of several runs the fastest counts:
what else the machine does only ever adds time.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import orjson
from rich.console import Console
from rich.table import Table

from bench.answer import CELLS, large_answer
from husrom.figures.cubes.frames import cube_frame
from husrom.figures.cubes.jsonstat import decode

ROUNDS, CALLS = 3, 3
MARKED_PER_CENT = (5, 25)
SMALL = b"""{"version": "2.0", "class": "dataset", "label": "Small", "source": "Nobody", "id": ["Tid"], "size": [1],
    "dimension": {"Tid": {"label": "year", "category": {"index": {"2026": 0}, "label": {"2026": "2026"}}}},
    "value": [1], "status": {"0": "."}}"""
# The peak of memory since it was last reset; only Linux tells.
_RESET, _STATUS = Path("/proc/self/clear_refs"), Path("/proc/self/status")


def _read_with_pyjstat(content: bytes) -> object:
    from pyjstat import pyjstat  # noqa: PLC0415 -- with pandas: only in the process that measures it

    return pyjstat.Dataset.read(content.decode()).write("dataframe")


def _read_plainly(content: bytes) -> object:
    document = orjson.loads(content)
    values = np.array(document["value"], np.float64)
    signs = {sign: number for number, sign in enumerate(dict.fromkeys(["", *document["status"].values()]))}
    status = np.zeros(values.size, np.uint8)
    for cell, sign in document["status"].items():
        status[int(cell)] = signs[sign]
    return values, status


READERS: dict[str, Callable[[bytes], object]] = {
    "pyjstat, data frame": _read_with_pyjstat,
    "orjson and NumPy, values and status": _read_plainly,
    "Husrom, cube": decode,
    "Husrom, cube and data frame": lambda content: cube_frame(decode(content)),
}


def _memory_bytes(key: str) -> int:
    line = next(line for line in _STATUS.read_text().splitlines() if line.startswith(key))
    return 1024 * int(line.split()[1])


def measure_reader(name: str, answer: Path) -> dict[str, float | None]:
    """Return the seconds of the fastest call, and the bytes by which the first one's peak rose above what was there."""
    read, content = READERS[name], answer.read_bytes()
    read(SMALL)  # so that what is loaded late is not counted
    rise = None
    if _RESET.exists():
        _RESET.write_text("5")
        before = _memory_bytes("VmRSS")
        read(content)
        rise = _memory_bytes("VmHWM") - before
    seconds = []
    for _call in range(CALLS):
        start = time.perf_counter()
        read(content)
        seconds.append(time.perf_counter() - start)
    return {"seconds": min(seconds), "rise_bytes": rise}


def _in_own_process(name: str, answer: Path) -> dict[str, float | None]:
    command = [sys.executable, "-m", "bench.decoding", "--reader", name, "--answer", str(answer)]
    measured: dict[str, float | None] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return measured


def compare(marked_per_cent: int) -> None:
    """Print one table: an answer of which so many per cent have a sign instead of a number."""
    content = large_answer(marked_per_cent)
    best: dict[str, tuple[float, float | None]] = {}
    with tempfile.TemporaryDirectory(prefix="husrom-bench-") as folder:
        answer = Path(folder) / "answer.json"
        answer.write_bytes(content)
        # In rounds, so that what else the machine does falls on all readers alike.
        for _round in range(ROUNDS):
            for name in READERS:
                measured = _in_own_process(name, answer)
                seconds = measured["seconds"] or 0.0
                best[name] = (min(seconds, best.get(name, (seconds, None))[0]), measured["rise_bytes"])
    _print_table(content, marked_per_cent, best)


def _print_table(content: bytes, marked_per_cent: int, best: dict[str, tuple[float, float | None]]) -> None:
    size = len(content)
    table = Table(title=f"{CELLS} cells, {size / 1e6:.1f} MB, {marked_per_cent} % with a sign instead of a number")
    for heading in ("reader", "seconds", "times pyjstat's speed", "memory beyond the answer / its size", "with it"):
        table.add_column(heading, justify="left" if heading == "reader" else "right")
    pyjstat_s = best[next(iter(READERS))][0]
    for name, (seconds, rise) in best.items():
        memory = ("–", "–") if rise is None else (f"{rise / size:.1f}", f"{rise / size + 1:.1f}")
        table.add_row(name, f"{seconds:.3f}", f"{pyjstat_s / seconds:.1f}", *memory)
    Console(width=110).print(table)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reader", choices=READERS)
    parser.add_argument("--answer", type=Path)
    arguments = parser.parse_args()
    if arguments.reader:
        print(json.dumps(measure_reader(arguments.reader, arguments.answer)))
        return 0
    for per_cent in MARKED_PER_CENT:
        compare(per_cent)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
