"""Results of a simulation told to a person."""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from husrom.cli.console import print_text, say
from husrom.cli.console_numbers import shown
from husrom.cli.simulate.results import TownResult
from husrom.cli.simulate.wording import LABELS
from husrom.housing.mobility.effect_rows import EffectRow


def tell(towns: Sequence[TownResult], files: Sequence[Path]) -> None:
    """Tell what each scenario led to at its last horizon."""
    for town in towns:
        _tell_town(town)
    print_text(_("Traced tells who moved along the chains. Paired is with less without the projects: the effect."))
    for path in files:
        say(_("Wrote %(path)s.") % {"path": path})


def _tell_town(town: TownResult) -> None:
    scenario = town.runs.scenario
    if scenario.example:
        say(_("This is an example: its figures are made up and say nothing of a real place."))
    heading = _(
        "%(name)s: data grade %(grade)s, %(runs)s runs, %(dwellings)s new dwellings. "
        "Per 100 of them, the middle run and eight in ten of the runs:"
    )
    values = {"name": scenario.name, "grade": scenario.grade, "runs": len(town.runs.cells)}
    print_text(heading % {**values, "dwellings": scenario.new_dwellings})
    last = max(scenario.horizons)
    paired = {row.measure: row for row in town.rows if row.estimate == "paired" and row.horizon_years == last}
    print_text(_line(_("after %(years)s years") % {"years": last}, _("traced"), _("paired")))
    for row in town.rows:
        if row.estimate == "traced" and row.horizon_years == last:
            print_text(_line(_(LABELS[row.measure]), _interval(row), _interval(paired[row.measure])))
    if any(row.range_only for row in town.rows):
        print_text(_("Where chance alone is wide, only the range is told."))
    if scenario.unverified:
        say(_("References not read: %(parts)s.") % {"parts": ", ".join(scenario.unverified)})


def _line(label: str, traced: str, paired: str) -> str:
    return f"{label:<42}{traced:>18}{paired:>18}"


def _interval(row: EffectRow) -> str:
    span = f"{shown(row.p10)}–{shown(row.p90)}"
    return (span if row.range_only else f"{shown(row.p50)} ({span})").replace("-", "−")
