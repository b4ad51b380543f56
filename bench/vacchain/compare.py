"""Measure VACCHAIN-1 in Husrom and in its peers: one input file for all, each in a process of its own.

python -m bench.vacchain.compare [--sizes 10000 100000] [--runs 5]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from bench.vacchain.lines import husrom_lines
from bench.vacchain.peer import PEERS
from husrom.housing.vacchain import Task

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
# Larger inputs would take a peer many minutes.
LARGEST = {"with_mesa": 100_000, "with_agentpy": 100_000, "with_pandas": 100_000, "with_numpy": 10_000_000}
SEED, RUNS = 1, 5
LEAST_FOR_MEMORY = 100_000
SEEDS_AT_100_000 = range(2, 12)
ROOT = Path(__file__).resolve().parents[2]
console = Console(width=130)


def write_input(folder: Path, households: int, seed: int) -> Path:
    task = Task.drawn(households, seed=seed)
    path = folder / f"vacchain-1-{households}-{seed}.npz"
    np.savez(
        path,
        transitions=task.transitions,
        dwelling_sectors=task.dwelling_sectors,
        ages=task.ages,
        new_sectors=task.new_sectors,
    )
    return path


def husrom_command(path: Path, seed: int, runs: int) -> list[str]:
    program = str(Path(sys.executable).with_name("husrom"))
    return [program, "bench", "vacchain", "--input", str(path), "--seed", str(seed), "--runs", str(runs), "--json"]


def answer(command: list[str]) -> dict[str, Any]:
    output = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    found: dict[str, Any] = json.loads(output)
    return found


def compare(path: Path, households: int, runs: int) -> None:
    """Print a table of one size."""
    husrom = answer(husrom_command(path, SEED, runs))
    rate = husrom["household_years_per_second"]
    table = Table(title=f"{households} households, 20 years, seed {SEED}, median of {runs}")
    for heading in (
        "engine",
        "M household-years/s",
        "least–greatest",
        "Husrom is",
        "M moves/s",
        "bytes",
        "lines",
        "max|z|",
        "holds",
    ):
        table.add_column(heading, justify="left" if heading == "engine" else "right")
    least, greatest = husrom["household_years_per_second_least"], husrom["household_years_per_second_greatest"]
    table.add_row(
        "Husrom, one by one",
        f"{rate / 1e6:.0f}",
        f"{least / 1e6:.0f}–{greatest / 1e6:.0f}",
        "1",
        f"{husrom['moves_per_second'] / 1e6:.1f}",
        _bytes(husrom["memory"]["bytes_per_household"], households),
        str(husrom_lines()),
        f"{husrom['max_abs_z']:.2f}",
        "1–8" if husrom["accepted"] else "no",
    )
    for name in PEERS:
        if households > LARGEST[name]:
            table.add_row(name.removeprefix("with_"), "not run", *[""] * 7)
            continue
        command = [sys.executable, "-m", "bench.vacchain.peer", name, str(path), "--runs", str(runs)]
        peer = answer(command)
        table.add_row(
            f"{peer['name']}, {peer['chain_order']}".replace("in rounds, in rounds", "in rounds"),
            f"{peer['household_years_per_second'] / 1e6:.2f}",
            f"{peer['rates'][0] / 1e6:.2f}–{peer['rates'][-1] / 1e6:.2f}",
            f"{rate / peer['household_years_per_second']:.1f} ×",
            f"{peer['moves_per_second'] / 1e6:.2f}",
            _bytes(peer["bytes_per_household"], households),
            str(peer["lines"]),
            f"{peer['max_abs_z']:.2f}",
            "1–7" if peer["conserved"] and peer["deaths_hold"] and peer["max_abs_z"] < 3.5 else str(peer["faults"]),
        )
    console.print(table)
    console.print(
        f"Husrom: start-up {husrom['start_up_s']:.1f} s, load {husrom['circumstances']['load_average']:.1f}\n"
    )


def _bytes(number: float | None, households: int) -> str:
    """Tell by how much the peak of memory rose; on small inputs memory that was there before is used again."""
    return "–" if number is None or households < LEAST_FOR_MEMORY else f"{number:.0f}"


def ten_seeds(folder: Path) -> None:
    """Print the greatest |z| of ten inputs, each with its own transitions: a repeated excess is a fault."""
    found = [answer(husrom_command(write_input(folder, 100_000, seed), seed, 1)) for seed in SEEDS_AT_100_000]
    greatest = ", ".join(f"{one['max_abs_z']:.2f}" for one in found)
    accepted = sum(one["accepted"] for one in found)
    console.print(f"100000 households, seeds 2 to 11: max|z| {greatest}; all checks hold in {accepted} of {len(found)}")


def all_cores(folder: Path, households: int, runs: int) -> None:
    """Print the rate of the whole machine: one run per core at the same time, each with its own seed."""
    seeds = range(1, 1 + (os.cpu_count() or 1))
    commands = [husrom_command(write_input(folder, households, seed), seed, runs) for seed in seeds]
    running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) for command in commands]
    rates = [json.loads(process.communicate()[0])["household_years_per_second"] for process in running]
    console.print(f"{households} households on {len(rates)} cores at once: {sum(rates) / 1e6:.0f} M household-years/s")


def compiling(folder: Path) -> None:
    """Print how long compiling takes where nothing has been compiled before."""
    with tempfile.TemporaryDirectory(prefix="husrom-bench-") as cache:
        environment = {**os.environ, "NUMBA_CACHE_DIR": cache}
        command = husrom_command(write_input(folder, 10_000, SEED), SEED, 1)
        output = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE).stdout
    console.print(f"Compiling, once per installation: {json.loads(output)['compile_s']:.1f} s")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--runs", type=int, default=RUNS)
    arguments = parser.parse_args()
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    console.print(f"[bold]VACCHAIN-1[/bold], commit {commit.stdout.strip() or 'unknown'}, log per chain, one thread")
    with tempfile.TemporaryDirectory(prefix="husrom-bench-") as name:
        folder = Path(name)
        compiling(folder)
        for households in arguments.sizes:
            path = write_input(folder, households, SEED)
            compare(path, households, arguments.runs)
        ten_seeds(folder)
        all_cores(folder, 1_000_000, arguments.runs)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
