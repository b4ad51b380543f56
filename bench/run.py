"""Measure reading answers, vacancy chains in closed form and simulated, and the portal on SQLite and PostgreSQL.

Prints tables; asserts nothing. python bench/run.py [--networks 50] [--seconds 8]
[--only decoder|closed-form|vacchain|mobility|ensembles|norway|sqlite|postgresql]
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = {
    "decoder": "bench.decoding",
    "closed-form": "bench.closed_form",
    "vacchain": "bench.vacchain.compare",
    "mobility": "bench.mobility",
    "ensembles": "bench.ensembles",
    "norway": "bench.norway",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--networks", type=int, default=50, help="networks with every municipality in the country")
    parser.add_argument("--seconds", type=float, default=8, help="how long each page is asked for")
    parser.add_argument("--only", choices=(*MODULES, "sqlite", "postgresql"))
    arguments = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name, module in MODULES.items():
        if arguments.only in {None, name}:
            subprocess.run([sys.executable, "-m", module], cwd=ROOT, check=True)
    if arguments.only in {None, "sqlite", "postgresql"}:
        print(f"{arguments.networks} networks; the server and the client share the machine.")
    for database in ("sqlite", "postgresql"):
        if arguments.only in {None, database}:
            measure(database, arguments.networks, arguments.seconds)
    return 0


def measure(database: str, networks: int, seconds: float) -> None:
    """Measure in a home folder of its own, in a process of its own."""
    command = [sys.executable, "-m", "bench.measure", database, str(networks), str(seconds)]
    if database == "postgresql":
        command = [str(ROOT / "tools" / "with_postgres"), *command]
    with tempfile.TemporaryDirectory(prefix="husrom-bench-") as home:
        environment = {
            **os.environ,
            "HUSROM_HOME": home,
            "HUSROM_DATABASE_URL": "",
            "HUSROM_SECRET_KEY": "only for measuring",
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "PYTHONPATH": str(ROOT),
        }
        subprocess.run(command, cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    raise SystemExit(main())
