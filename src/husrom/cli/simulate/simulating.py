"""`husrom simulate`: a scenario file to effects, traced and paired, with their spread over runs."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _

from husrom.cli.console import is_interactive, print_json, print_text, say, talk
from husrom.cli.console_numbers import shown
from husrom.cli.django_setup import set_up_django
from husrom.cli.errors import CommandError

if TYPE_CHECKING:
    from husrom.cli.simulate.results import Origin
    from husrom.cli.simulate.scenario import Scenario
    from husrom.housing.mobility.effects import EffectRow, RunEffect


def simulate(
    scenario: Annotated[
        Path | None, typer.Argument(metavar="SCENARIO.yaml", help="The scenario; --example prints one to start from.")
    ] = None,
    *,
    runs: Annotated[int, typer.Option(min=1, max=100_000, help="How many times, each with luck of its own.")] = 20,
    seed: Annotated[int, typer.Option(min=0, max=2**63 - 1, help="The same seed gives the same result.")] = 1,
    out: Annotated[Path | None, typer.Option(help="A folder for effects, summary and ledger as Parquet.")] = None,
    scheduler: Annotated[str, typer.Option(help="The address of a Dask scheduler; not there yet.")] = "",
    example: Annotated[bool, typer.Option("--example", help="Print an example of a scenario.")] = False,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of scenarios.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print data as JSON.")] = False,
) -> None:
    """Simulate a town with and without projects, and tell per 100 new dwellings what they lead to."""
    set_up_django()
    from husrom.cli.simulate.scenario_text import example_scenario, scenario_schema

    if example:
        print_text(example_scenario())
        return
    if schema:
        print_json(scenario_schema())
        return
    if scheduler:
        raise CommandError(_("Simulating on a cluster is not there yet. Leave out --scheduler to run on this machine."))
    if scenario is None:
        raise CommandError(_("Name a scenario file. husrom simulate --example prints one to start from."))
    _simulate(scenario, runs, seed, out, as_json=as_json)


def _simulate(path: Path, runs: int, seed: int, out: Path | None, *, as_json: bool) -> None:
    from husrom.cli.simulate.results import Origin, write_results
    from husrom.cli.simulate.scenario import scenario_of
    from husrom.cli.simulate.scenario_text import read_scenario_file
    from husrom.housing.mobility.effects import effect_rows
    from husrom.housing.mobility.errors import MobilityInputError

    file = read_scenario_file(path)
    try:
        scenario = scenario_of(file, seed)
        effects = _effects(scenario, runs, seed)
        rows = effect_rows(effects, scenario.horizons, scenario.new_dwellings)
    except MobilityInputError as error:
        message = _("%(name)s cannot be simulated: %(reason)s")
        raise CommandError(message % {"name": file.name, "reason": error.in_words(_)}) from error
    origin = Origin(file.sha256, seed)
    try:
        files = [] if out is None else write_results(out, scenario, effects, rows, origin)
    except OSError as error:
        message = _("The results cannot be written in %(folder)s (%(reason)s).")
        raise CommandError(message % {"folder": out, "reason": error.strerror}) from error
    if as_json:
        print_json(_data(scenario, effects, rows, origin, files))
    else:
        _tell(scenario, effects, rows, files)


def _effects(scenario: "Scenario", runs: int, seed: int) -> list["RunEffect"]:
    from rich.progress import track

    from husrom.housing.mobility.effects import run_effect, run_seed

    turns = track(range(runs), description=_("Simulating"), console=talk, disable=not is_interactive(), transient=True)
    return [
        run_effect(scenario.start, scenario.rules, scenario.years, scenario.horizons, run_seed(seed, run))
        for run in turns
    ]


def _data(
    scenario: "Scenario",
    effects: list["RunEffect"],
    rows: list["EffectRow"],
    origin: "Origin",
    files: list[Path],
) -> dict[str, Any]:
    months, share = _first_freed(effects)
    return {
        "scenario": scenario.name,
        "example": scenario.example,
        "data_grade": scenario.grade,
        "market": "supply" if scenario.rules.choice is None else "choice",
        "unverified": list(scenario.unverified),
        "runs": len(effects),
        "seed": origin.seed,
        "scenario_sha256": origin.scenario_sha256,
        "code_version": origin.code_version,
        "new_dwellings": scenario.new_dwellings,
        "share_of_new_dwellings_that_free_one": share,
        "median_months_to_first_freed": months,
        "chains": _chains(scenario, effects),
        "per_100_new_dwellings": [
            {
                "estimate": row.estimate,
                "horizon_years": row.horizon_years,
                "measure": row.measure,
                "mean": row.mean,
                "standard_error": row.standard_error if len(effects) > 1 else None,
                "p10": row.p10,
                "p50": row.p50,
                "p90": row.p90,
            }
            for row in rows
        ],
        "files": [str(path) for path in files],
    }


def _chains(scenario: "Scenario", effects: list["RunEffect"]) -> list[dict[str, Any]]:
    """Return the mean length of the traced chains that ended, as simulated and as the closed form has it."""
    from husrom.housing.mobility.markov import markov_comparison

    ledgers, chains = [effect.ledger for effect in effects], [effect.chains for effect in effects]
    found = markov_comparison(ledgers, chains, len(scenario.rules.sectors))
    return [
        {
            "sector": sector.name,
            "chains_ended": int(found.chains[place]),
            "vacancies_incl_first": float(found.simulated[place]),
            "vacancies_incl_first_closed_form": float(found.closed_form[place]),
        }
        for place, sector in enumerate(scenario.rules.sectors)
        if found.chains[place]
    ]


def _first_freed(effects: list["RunEffect"]) -> tuple[float | None, float]:
    """Return the median months until a new dwelling first frees one, and the share that ever does."""
    import numpy as np

    months = np.concatenate([effect.months for effect in effects])
    freed = months[~np.isnan(months)]
    return (float(np.median(freed)) if len(freed) else None), len(freed) / max(1, len(months))


def _tell(scenario: "Scenario", effects: list["RunEffect"], rows: list["EffectRow"], files: list[Path]) -> None:
    if scenario.example:
        say(_("This is an example: its figures are made up and say nothing of a real place."))
    heading = _(
        "%(name)s: data grade %(grade)s, %(runs)s runs, %(dwellings)s new dwellings. "
        "Per 100 of them, the middle run and eight in ten of the runs:"
    )
    print_text(
        heading
        % {
            "name": scenario.name,
            "grade": scenario.grade,
            "runs": len(effects),
            "dwellings": scenario.new_dwellings,
        }
    )
    from husrom.cli.simulate.wording import LABELS

    last = max(scenario.horizons)
    paired = {row.measure: row for row in rows if row.estimate == "paired" and row.horizon_years == last}
    print_text(_line(_("after %(years)s years") % {"years": last}, _("traced"), _("paired")))
    for row in rows:
        if row.estimate == "traced" and row.horizon_years == last:
            print_text(_line(_(LABELS[row.measure]), _interval(row), _interval(paired[row.measure])))
    print_text(_("Traced tells who moved along the chains. Paired is with less without the projects: the effect."))
    if scenario.unverified:
        say(_("References not read: %(parts)s.") % {"parts": ", ".join(scenario.unverified)})
    for path in files:
        say(_("Wrote %(path)s.") % {"path": path})


def _line(label: str, traced: str, paired: str) -> str:
    return f"{label:<42}{traced:>18}{paired:>18}"


def _interval(row: "EffectRow") -> str:
    return f"{shown(row.p50)} ({shown(row.p10)}–{shown(row.p90)})".replace("-", "−")
