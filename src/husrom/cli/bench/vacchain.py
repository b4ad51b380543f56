"""`husrom bench vacchain`: how fast the vacancy chains run here, with the checks that make the figure count."""

import time
from pathlib import Path
from typing import Annotated, Any
from zipfile import BadZipFile

import typer
from django.utils.translation import gettext as _

from husrom.cli.bench import circumstances
from husrom.cli.console import print_json, print_text
from husrom.cli.django_setup import set_up_django
from husrom.cli.errors import CommandError, CommandFailedError

ARRAYS = ("transitions", "dwelling_sectors", "ages", "new_sectors")


def vacchain(
    households: Annotated[int, typer.Option(min=1, max=10**9, help="Households and dwellings at the start.")] = 100_000,
    years: Annotated[int, typer.Option(min=1, max=256, help="Years to run; an input file has its own.")] = 20,
    seed: Annotated[int, typer.Option(min=0, help="Of the input and of the run.")] = 1,
    runs: Annotated[int, typer.Option(min=1, help="Timed runs; the median counts.")] = 5,
    input_file: Annotated[
        Path | None, typer.Option("--input", help="Read the input from this NumPy file (.npz) instead of drawing it.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Measure the engine of vacancy chains on the task VACCHAIN-1, one thread.

    The figure counts only if every check holds; all are told.
    """
    set_up_django()
    from husrom.housing import vacchain as room

    compile_s = room.compiling_seconds()
    before = circumstances.resident_bytes()
    circumstances.forget_peak()
    start = time.perf_counter()
    task = room.Task.drawn(households, years, seed) if input_file is None else _read(input_file)
    input_s = time.perf_counter() - start
    since_start = circumstances.seconds_since_start()
    measured = room.measure(task, seed=seed, runs=runs)
    peak = circumstances.peak_bytes()
    checked = room.check(measured, seed=seed)
    start_up_s = None if since_start is None else since_start - input_s - compile_s
    report = {
        **_speed(measured),
        **_checks(checked),
        "seed": seed,
        "years": task.years,
        "memory": _memory(task.households, before, peak),
        "start_up_s": start_up_s,
        "compile_s": compile_s,
        "log_form": "per chain",
        "chain_order": "one by one",
        "circumstances": circumstances.machine(),
    }
    if as_json:
        print_json(report)
    else:
        print_text(_in_words(report))
    if not checked.conserved:
        raise CommandFailedError(checked.faults[0])


def _read(path: Path) -> Any:
    """Read the input that another program, or an earlier run, has drawn."""
    import numpy as np

    from husrom.housing.vacchain import Task, TaskError

    try:
        with np.load(path) as arrays:
            return Task(*(arrays[name] for name in ARRAYS))
    except (OSError, EOFError, ValueError, KeyError, BadZipFile, TaskError) as error:
        message = _("%(path)s could not be read as an input (%(reason)s). Give a NumPy file with the arrays %(names)s.")
        raise CommandError(message % {"path": path, "reason": error, "names": ", ".join(ARRAYS)}) from error


def _speed(measured: Any) -> dict[str, Any]:
    least, middle, greatest = measured.household_years_per_second
    return {
        "household_years_per_second": middle,
        "household_years_per_second_least": least,
        "household_years_per_second_greatest": greatest,
        "moves_per_second": measured.moves_per_second,
        "runs": len(measured.seconds),
        "households": measured.task.households,
        "household_years": measured.task.household_years,
        "moves": measured.last.moves,
        "chains": int(measured.last.chain_lengths.size),
        "fallback": sum(year.fallbacks for year in measured.last.log),
    }


def _checks(checked: Any) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "max_abs_z": checked.max_abs_z,
        "conserved": checked.conserved,
        "accepted": checked.accepted,
        "faults": list(checked.faults),
        "z": [None if z != z else z for z in checked.z.tolist()],  # noqa: PLR0124 -- NaN, which JSON has no word for
        "deaths": {**asdict(checked.deaths), "hold": checked.deaths.hold},
        "draws": {**asdict(checked.draws), "hold": checked.draws.hold},
        "same_log": checked.same_log,
    }


def _memory(households: int, before: int | None, peak: int | None) -> dict[str, Any]:
    """Tell the peak of the timed runs, what was there before the input, and both per household."""
    if before is None or peak is None:
        return {"before_bytes": None, "peak_bytes": None, "peak_bytes_per_household": None, "bytes_per_household": None}
    return {
        "before_bytes": before,
        "peak_bytes": peak,
        "peak_bytes_per_household": peak / households,
        "bytes_per_household": (peak - before) / households,
    }


def _in_words(report: dict[str, Any]) -> str:
    z, memory = report["max_abs_z"], report["memory"]["bytes_per_household"]
    lines = [
        _("%(rate).0f million household-years per second (%(least).0f to %(greatest).0f in %(runs)d runs)")
        % {
            "rate": report["household_years_per_second"] / 1e6,
            "least": report["household_years_per_second_least"] / 1e6,
            "greatest": report["household_years_per_second_greatest"] / 1e6,
            "runs": report["runs"],
        },
        _("%(moves).1f million moves per second") % {"moves": report["moves_per_second"] / 1e6},
        _("Chain lengths: at most %(z).2f standard errors from theory (3.5 is allowed)") % {"z": z}
        if z is not None
        else _("Chain lengths: too few chains to test"),
        _("Households and dwellings are conserved every year")
        if report["conserved"]
        else _("Households or dwellings are not conserved"),
        _("Deaths follow the table: %(answer)s") % {"answer": _yes_or_no(report["deaths"]["hold"])},
        _("Every dwelling is drawn as often as the others: %(answer)s")
        % {"answer": _yes_or_no(report["draws"]["hold"])},
        _("The result counts: %(answer)s") % {"answer": _yes_or_no(report["accepted"])},
    ]
    if memory is not None:
        lines.insert(2, _("%(bytes).1f bytes of memory per household") % {"bytes": memory})
    return "\n".join(lines)


def _yes_or_no(answer: bool) -> str:
    return _("yes") if answer else _("no")
