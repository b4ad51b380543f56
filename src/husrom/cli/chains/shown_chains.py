"""Chains of vacancies as tables on the screen."""

import sys
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from rich import box
from rich.console import Console
from rich.table import Table

from husrom.cli.console import print_text

if TYPE_CHECKING:
    from husrom.housing.calibration import ChainEstimate
    from husrom.housing.chains import ChainSolution, Release

_WIDE = 10
"""Tables with more columns than this are read as JSON."""


def print_chains(solution: "ChainSolution") -> None:
    """Print the lengths and the reasons of the end, a row for each sector."""
    reasons = solution.transitions.reasons
    shown = reasons if len(reasons) <= _WIDE else ()
    headings = [_("Vacancies, the first included"), _("Existing dwellings freed"), _("Standard deviation"), *shown]
    table = new_table([_("Chain starts in"), *headings])
    for place, sector in enumerate(solution.transitions.sectors):
        numbers = [
            solution.vacancies_incl_first[place],
            solution.freed_existing[place],
            solution.variance[place] ** 0.5,
        ]
        shares = [f"{written(100 * share, 0)} %" for share in solution.absorption[place][: len(shown)]]
        table.add_row(sector, *(written(float(number), 2) for number in numbers), *shares)
    print_table(table)
    print_text(_("Spectral radius: %(value)s.") % {"value": written(solution.spectral_radius, 3)})


def print_release_table(solution: "ChainSolution") -> None:
    """Print what a hundred new dwellings of each sector free, where the table is not too wide to be read."""
    from husrom.housing.chains import release_table

    sectors = solution.transitions.sectors
    if len(sectors) > _WIDE:
        return
    table = new_table([_("100 new dwellings in"), *sectors, _("In all")])
    for sector, freed in zip(sectors, release_table(solution), strict=True):
        table.add_row(sector, *(written(float(number), 1) for number in (*freed, freed.sum())))
    print_text("")
    print_text(_("Existing dwellings freed by 100 new ones, when every chain has ended:"))
    print_table(table)


def print_areas(solution: "ChainSolution", freed: dict[str, list[float]]) -> None:
    """Print where a new dwelling of each sector frees others."""
    table = new_table([_("1 new dwelling in"), *freed, _("In all")])
    for place, sector in enumerate(solution.transitions.sectors):
        cells = [column[place] for column in freed.values()]
        table.add_row(sector, *(written(cell, 2) for cell in (*cells, sum(cells))))
    print_text("")
    print_text(_("Existing dwellings freed by area:"))
    print_table(table)


def print_release(solution: "ChainSolution", programme: "Release") -> None:
    """Print what a programme frees, sector by sector."""
    table = new_table([_("Sector"), _("New dwellings"), _("Existing dwellings freed"), _("Vacancies in all")])
    columns = (programme.new_dwellings, programme.freed_existing, programme.vacancies)
    for place, sector in enumerate(solution.transitions.sectors):
        table.add_row(sector, *(written(float(column[place]), 1) for column in columns))
    table.add_row(_("In all"), *(written(float(column.sum()), 1) for column in columns))
    print_text("")
    print_table(table)
    if programme.new_dwellings.any():
        message = _("Each new dwelling frees %(value)s existing ones on average.")
        print_text(message % {"value": written(programme.freed_per_new_dwelling, 2)})
    print_text(_("This is an account of who moves after whom. It is not what building alone brings about."))


def print_intervals(found: "ChainEstimate") -> None:
    """Print how sure one can be of the lengths."""
    headings = [_("Vacancies counted"), _("Existing dwellings freed"), _("Lower end"), _("Upper end")]
    table = new_table([_("Chain starts in"), *headings])
    counts, freed = found.posterior.counts, found.freed_existing
    for place, sector in enumerate(counts.sectors):
        numbers = [found.solution.freed_existing[place], freed.low[place], freed.high[place]]
        shown = [written(float(number), 2) for number in numbers]
        table.add_row(sector, written(float(counts.vacancies[place]), 0), *shown)
    print_text("")
    print_table(table)
    message = _(
        "The intervals hold the right answer with a probability of %(level)s %%, if the counts were drawn by chance."
    )
    print_text(message % {"level": written(100 * found.level, 1).removesuffix(",0")})
    print_text(_("They say nothing of what was not counted, nor of whether the period was an ordinary one."))


def new_table(headings: list[str]) -> Table:
    """Return an empty table; the first column is names, the others numbers."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, heading in enumerate(headings):
        table.add_column(heading, justify="right" if number else "left", overflow="fold")
    return table


def print_table(table: Table) -> None:
    """Print a table to standard output, as wide as its content when that is a file."""
    console = Console(file=sys.stdout, highlight=False, markup=False, width=None if sys.stdout.isatty() else 160)
    console.print(table)


def written(number: float, decimals: int) -> str:
    """Write a number as Norwegians do."""
    from django.utils.formats import number_format

    return str(number_format(round(number, decimals), decimal_pos=decimals, use_l10n=True, force_grouping=True))
