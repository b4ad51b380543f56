"""What a measurement was made on; None where the operating system does not tell."""

import os
import platform
import time
from pathlib import Path
from typing import Any

_PROCESS = Path("/proc/self")
_CPU, _MEMORY, _UPTIME = Path("/proc/cpuinfo"), Path("/proc/meminfo"), Path("/proc/uptime")
# Which of the fields after the process' name says when it was started, in ticks since the machine was.
_STARTED = 19


def _line(path: Path, key: str) -> str | None:
    if not path.exists():
        return None
    return next(
        (line.partition(":")[2].strip() for line in path.read_text().splitlines() if line.startswith(key)), None
    )


def _kibibytes(path: Path, key: str) -> int | None:
    line = _line(path, key)
    return None if line is None else 1024 * int(line.split()[0])


def resident_bytes() -> int | None:
    """Memory of this process now."""
    return _kibibytes(_PROCESS / "status", "VmRSS")


def peak_bytes() -> int | None:
    """Memory of this process at its greatest since the peak was forgotten."""
    return _kibibytes(_PROCESS / "status", "VmHWM")


def forget_peak() -> None:
    if (_PROCESS / "clear_refs").exists():
        (_PROCESS / "clear_refs").write_text("5")


def seconds_since_start() -> float | None:
    """Seconds since this process was started."""
    if not _UPTIME.exists():
        return None
    started = int((_PROCESS / "stat").read_text().rpartition(")")[2].split()[_STARTED]) / os.sysconf("SC_CLK_TCK")
    return float(_UPTIME.read_text().split()[0]) - started


def load_average() -> float | None:
    """How many processes wanted to run over the last minute, this one among them."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else None


def machine() -> dict[str, Any]:
    """The machine and the versions."""
    from importlib.metadata import version

    return {
        "processor": _line(_CPU, "model name") or platform.processor() or None,
        "cores": os.cpu_count(),
        "memory_bytes": _kibibytes(_MEMORY, "MemTotal"),
        "load_average": load_average(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "numpy": version("numpy"),
        "numba": version("numba"),
        "husrom": version("husrom"),
        "measured_at": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
    }
