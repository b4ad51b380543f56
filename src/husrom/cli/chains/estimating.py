"""`husrom chains estimate`: observed moves to probabilities and chains, with intervals."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _

from husrom.cli.console import print_json, say
from husrom.cli.django_setup import set_up_django
from husrom.cli.errors import CommandError

if TYPE_CHECKING:
    from husrom.cli.chains.layout import ChainTable
    from husrom.housing.calibration import ChainEstimate, Interval


def estimate(
    table: Annotated[
        Path,
        typer.Argument(
            metavar="MOVES.csv",
            help="Counts: a row for each sector that had vacancies, a column for each sector that the fillers came "
            "from or reason the chains ended.",
        ),
    ],
    *,
    level: Annotated[float, typer.Option(help="Probability within the intervals.", min=0.01, max=0.999)] = 0.8,
    draws: Annotated[int, typer.Option(help="Draws that the intervals rest on.", min=100, max=100_000)] = 1_000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same intervals.", min=0)] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print data as JSON.")] = False,
) -> None:
    """Estimate from counted moves how long chains are, and how sure one can be of it."""
    set_up_django()
    from husrom.cli.chains.layout import read_chain_table
    from husrom.cli.chains.shown_chains import print_chains, print_intervals
    from husrom.housing.calibration import MoveCounts
    from husrom.housing.calibration import estimate as estimate_chains
    from husrom.housing.chains import ChainInputError

    read = read_chain_table(table)
    _refuse_probabilities(read)
    try:
        counts = MoveCounts.of(read.sectors, read.moves, read.ends, read.reasons)
        found = estimate_chains(counts, level=level, draws=draws, seed=seed)
    except ChainInputError as error:
        raise CommandError(error.in_words(_, read.table.number)) from error
    _say_what_is_weak(found)
    if as_json:
        print_json(_data(found))
        return
    print_chains(found.solution)
    print_intervals(found)


def _refuse_probabilities(read: "ChainTable") -> None:
    """Refuse shares where counts are expected: they would be taken for one vacancy in each sector."""
    sums = [sum(moves) + sum(ends) for moves, ends in zip(read.moves, read.ends, strict=True)]
    whole = all(value == int(value) for line in (*read.moves, *read.ends) for value in line)
    if max(sums) <= 1 and not whole:
        row = read.sectors[0]
        message = _("Row %(row)s sums to %(value)s, which are shares and no counts: use husrom chains solve.")
        raise CommandError(message % {"row": row, "value": read.table.number(sums[0])})


def _say_what_is_weak(found: "ChainEstimate") -> None:
    if found.few:
        from husrom.housing.calibration.estimation import FEWEST

        message = _("Fewer than %(fewest)s vacancies are counted in %(sectors)s: merge with other sectors.")
        say(message % {"fewest": FEWEST, "sectors": ", ".join(found.few)})
    if found.lacks_same_sector_moves:
        say(
            _(
                "No move within a sector is counted. If there were some, chains are longer than this: the lengths are "
                "lower bounds."
            )
        )


def _data(found: "ChainEstimate") -> dict[str, Any]:
    """Return the estimate as data; the chains have the same keys as those of solve."""
    from husrom.cli.chains.solving import solution_data

    counts = found.posterior.counts
    size = len(counts.sectors)
    low, high = found.posterior.interval(found.level)
    cells = {"mean": found.posterior.mean, "low": low, "high": high}
    return {
        **solution_data(found.solution),
        "reasons": list(counts.reasons),
        "Q": found.solution.transitions.moves.tolist(),
        "ends": found.solution.transitions.ends[:, : len(counts.reasons)].tolist(),
        "vacancies_counted": counts.vacancies.tolist(),
        "level": found.level,
        "draws": found.draws,
        "seed": found.seed,
        "posterior": {
            "Q": {name: values[:, :size].tolist() for name, values in cells.items()},
            "ends": {name: values[:, size:].tolist() for name, values in cells.items()},
            "mean_length": _interval_data(found.vacancies_incl_first),
            "freed_existing": _interval_data(found.freed_existing),
            "absorption": {
                sector: {
                    reason: {
                        name: float(getattr(found.absorption, name)[row, column]) for name in ("low", "median", "high")
                    }
                    for column, reason in enumerate(counts.reasons)
                }
                for row, sector in enumerate(counts.sectors)
            },
        },
        "few": list(found.few),
        "lacks_same_sector_moves": found.lacks_same_sector_moves,
    }


def _interval_data(interval: "Interval") -> dict[str, list[float]]:
    return {name: getattr(interval, name).tolist() for name in ("low", "median", "high")}
