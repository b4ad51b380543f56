"""`husrom chains solve`: probabilities to lengths, reasons and what a building programme frees."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _

from husrom.cli.console import print_json, say
from husrom.cli.django_setup import set_up_django
from husrom.cli.errors import CommandError

if TYPE_CHECKING:
    from husrom.cli.chains.layout import ChainTable
    from husrom.housing.chains import ChainSolution, Release

Json = Annotated[bool, typer.Option("--json", help="Print data as JSON.")]


def solve(
    table: Annotated[
        Path,
        typer.Argument(
            metavar="Q.csv",
            help="Probabilities: a row for each sector that has the vacancy, a column for each sector that the filler "
            "comes from or reason the chain ends.",
        ),
    ],
    *,
    start: Annotated[
        Path | None, typer.Option(metavar="START.csv", help="A building programme: sector and new dwellings.")
    ] = None,
    areas: Annotated[
        Path | None,
        typer.Option(metavar="AREAS.csv", help="Where the sectors lie: sector and area, to tell what is freed where."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Tell how long chains of vacancies are, why they end, and what new dwellings free."""
    set_up_django()
    from husrom.cli.chains.layout import read_areas, read_chain_table, read_start
    from husrom.cli.chains.shown_chains import print_areas, print_chains, print_release, print_release_table
    from husrom.housing.chains import ChainInputError, Transitions, release
    from husrom.housing.chains import solve as solve_chains

    read = read_chain_table(table)
    try:
        solution = solve_chains(Transitions.of(read.sectors, read.moves, read.ends, read.reasons))
        programme = None if start is None else release(solution, read_start(start, read.sectors))
        placed = None if areas is None else read_areas(areas, read.sectors)
    except ChainInputError as error:
        raise CommandError(error.in_words(_, read.table.number)) from error
    _say_what_was_added(read)
    if as_json:
        data = solution_data(solution)
        by_area = {} if placed is None else {"freed_by_area": area_data(solution, placed)}
        print_json({**data, **by_area, **({} if programme is None else release_data(solution, programme))})
        return
    print_chains(solution)
    print_release_table(solution)
    if placed is not None:
        print_areas(solution, area_data(solution, placed))
    if programme is not None:
        print_release(solution, programme)


def _say_what_was_added(read: "ChainTable") -> None:
    """Say which rows lack something up to 1, where the file tells reasons: it may be a slip."""
    if not read.reasons:
        return
    for sector, moves, ends in zip(read.sectors, read.moves, read.ends, strict=True):
        total = sum(moves) + sum(ends)
        if abs(1 - total) > SLIP:
            say(
                _("Row %(row)s sums to %(value)s; what it lacks up to 1 is counted as out.")
                % {"row": sector, "value": read.table.number(total)}
            )


SLIP = 1e-6
"""Less than this is rounding in the file."""


def solution_data(solution: "ChainSolution") -> dict[str, Any]:
    """Return the chains as data; lists and matrices in the order of `sectors`."""
    transitions = solution.transitions
    return {
        "sectors": list(transitions.sectors),
        "fundamental": solution.fundamental.tolist(),
        "mean_length": solution.vacancies_incl_first.tolist(),
        "freed_existing": solution.freed_existing.tolist(),
        "variance": solution.variance.tolist(),
        "spectral_radius": solution.spectral_radius,
        "absorption": {
            sector: dict(zip(transitions.reasons, row, strict=True))
            for sector, row in zip(transitions.sectors, solution.absorption.tolist(), strict=True)
        },
    }


def area_data(solution: "ChainSolution", areas: "Sequence[str]") -> dict[str, list[float]]:
    """Return what a new dwelling in each sector frees in each area; summed over areas it is `freed_existing`."""
    from husrom.housing.chains import freed_by_group

    names = tuple(dict.fromkeys(areas))
    freed = freed_by_group(solution, [names.index(area) for area in areas])
    return {name: freed[:, place].tolist() for place, name in enumerate(names)}


def release_data(solution: "ChainSolution", programme: "Release") -> dict[str, Any]:
    """Return what a building programme frees as data."""
    from husrom.housing.chains import release_table

    per_new = programme.freed_per_new_dwelling
    return {
        "start": programme.new_dwellings.tolist(),
        "vacancies": programme.vacancies.tolist(),
        "release": {
            "freed_existing": programme.freed_existing.tolist(),
            "total_freed_existing": float(programme.freed_existing.sum()),
            # What is not a number is null: nothing is built.
            "freed_per_new_dwelling": per_new if programme.new_dwellings.any() else None,
            "moves": programme.moves.tolist(),
            "ends": dict(zip(solution.transitions.reasons, programme.ends.tolist(), strict=True)),
            "per_100_new": release_table(solution).tolist(),
        },
    }
