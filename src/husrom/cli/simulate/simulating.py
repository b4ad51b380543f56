"""`husrom simulate`: scenario files to effects, traced and paired, with how sure they are and what by."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from django.utils.translation import gettext as _

from husrom.cli.console import is_interactive, print_json, print_text, talk
from husrom.cli.django_setup import set_up_django
from husrom.cli.errors import CommandError

if TYPE_CHECKING:
    from distributed import Client

    from husrom.cli.simulate.parts import PartsFolder
    from husrom.cli.simulate.results import TownResult
    from husrom.cli.simulate.scenario import Scenario
    from husrom.cli.simulate.scenario_text import ScenarioFile
    from husrom.housing.ensembles import Cell, Plan, Results


def simulate(
    scenarios: Annotated[
        list[Path] | None,
        typer.Argument(metavar="SCENARIO.yaml …", help="The scenarios; --example prints one to start from."),
    ] = None,
    *,
    runs: Annotated[int, typer.Option(min=1, max=100_000, help="How many times, each with luck of its own.")] = 20,
    seed: Annotated[int, typer.Option(min=0, max=2**63 - 1, help="The same seed gives the same result.")] = 1,
    out: Annotated[
        Path | None,
        typer.Option(help="A folder for effects, summary and ledger as Parquet; unfinished work there goes on."),
    ] = None,
    workers: Annotated[
        int, typer.Option(min=1, max=1_000, help="How many processes on this machine make the runs.")
    ] = 1,
    scheduler: Annotated[str, typer.Option(help="The address of a Dask scheduler, whose workers make the runs.")] = "",
    example: Annotated[bool, typer.Option("--example", help="Print an example of a scenario.")] = False,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of scenarios.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print data as JSON.")] = False,
) -> None:
    """Simulate towns with and without projects, and tell per 100 new dwellings what they lead to."""
    set_up_django()
    from husrom.cli.simulate.scenario_text import example_scenario, read_scenario_file, scenario_schema

    if example:
        print_text(example_scenario())
        return
    if schema:
        print_json(scenario_schema())
        return
    if not scenarios:
        raise CommandError(_("Name a scenario file. husrom simulate --example prints one to start from."))
    files = tuple(read_scenario_file(path) for path in scenarios)
    _simulate(files, runs, seed, out, _crew(workers, scheduler), as_json=as_json)


def _crew(workers: int, scheduler: str) -> "AbstractContextManager[Client | None]":
    from husrom.housing.ensembles import cluster, local

    if scheduler:
        return cluster(scheduler)
    return local(workers) if workers > 1 else nullcontext()


def _simulate(
    files: tuple["ScenarioFile", ...],
    runs: int,
    seed: int,
    out: Path | None,
    crew: "AbstractContextManager[Client | None]",
    *,
    as_json: bool,
) -> None:
    from husrom.cli.simulate.data import simulation_data
    from husrom.cli.simulate.ensemble import plan_of
    from husrom.cli.simulate.results import write_results
    from husrom.cli.simulate.telling import tell
    from husrom.housing.ensembles import all_cells, checksum

    towns = [_prepared(file, seed) for file in files]
    plans = [plan_of(town, runs) for town in towns]
    try:
        shelf = _shelf(out, files, seed)
        results = _run(files, seed, all_cells(plans), crew, shelf)
        found = _results(files, towns, plans, seed, results)
        written = [] if out is None else write_results(out, found)
        if shelf is not None:
            shelf.clear()
    except OSError as error:
        message = _("The results cannot be written in %(folder)s (%(reason)s).")
        raise CommandError(message % {"folder": out, "reason": error.strerror}) from error
    if as_json:
        print_json(simulation_data(found, checksum(results), written))
    else:
        tell(found, written)


def _prepared(file: "ScenarioFile", seed: int) -> "Scenario":
    """Make the town and try its rules, so that what cannot be simulated is told before any work."""
    from husrom.cli.simulate.ensemble import prepared
    from husrom.housing.errors import WordedError
    from husrom.housing.mobility.effects import check_effect

    try:
        town = prepared(file, seed)
        check_effect(town.start, town.rules_of(0, 0), town.years, town.horizons)
    except WordedError as error:
        message = _("%(name)s cannot be simulated: %(reason)s")
        raise CommandError(message % {"name": file.name, "reason": error.in_words(_)}) from error
    return town


def _shelf(out: Path | None, files: Sequence["ScenarioFile"], seed: int) -> "PartsFolder | None":
    from husrom.cli.simulate.parts import PartsFolder
    from husrom.cli.simulate.results import CODE_VERSION

    return None if out is None else PartsFolder(out, files, seed, CODE_VERSION)


def _run(
    files: tuple["ScenarioFile", ...],
    seed: int,
    cells: Sequence["Cell"],
    crew: "AbstractContextManager[Client | None]",
    shelf: "PartsFolder | None",
) -> "Results":
    from rich.progress import Progress

    from husrom.cli.simulate.ensemble import Task
    from husrom.housing.ensembles import run
    from husrom.housing.errors import WordedError

    try:
        with crew as client, Progress(console=talk, disable=not is_interactive(), transient=True) as progress:
            bar = progress.add_task(_("Simulating"), total=len(cells))
            return run(Task(files, seed), cells, client, shelf=shelf, seen=lambda _cell: progress.advance(bar))
    except WordedError as error:
        raise CommandError(error.in_words(_)) from error


def _results(
    files: Sequence["ScenarioFile"],
    towns: Sequence["Scenario"],
    plans: Sequence["Plan"],
    seed: int,
    results: "Results",
) -> list["TownResult"]:
    from husrom.cli.simulate.ensemble import town_runs
    from husrom.cli.simulate.results import Origin, TownResult
    from husrom.housing.mobility.effect_rows import effect_rows

    found = []
    for place, (file, town, plan) in enumerate(zip(files, towns, plans, strict=True)):
        runs = town_runs(file, town, plan, place, results)
        rows = effect_rows(runs.counts, town.weights, town.horizons, town.new_dwellings)
        found.append(TownResult(runs, rows, Origin(file.sha256, seed)))
    return found
