"""`husrom chains calibrate`: fit the pattern of moves to what has been published of chains, and apply it to a stock."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _

from husrom.cli.console import print_json, print_text, say
from husrom.cli.console_numbers import shown
from husrom.cli.django_setup import set_up_django
from husrom.cli.errors import CommandError
from husrom.figures.wording import gettext_noop

if TYPE_CHECKING:
    from husrom.cli.chains.stock_table import StockTable
    from husrom.housing.calibration import FittedSample

LABELS = {
    "first_continuation": gettext_noop("New dwellings that free one or more"),
    "freed_per_new": gettext_noop("Dwellings freed per new dwelling"),
    "detached_beyond_flat": gettext_noop("Longer chain from a detached house than from a flat"),
    "same_kind_lift": gettext_noop("The first freed resemble the new (times)"),
    "houses_freed_in_the_municipality": gettext_noop("Houses freed in the municipality per new dwelling"),
    "large_rented_beyond_one_room": gettext_noop("Longer chain from a large rented flat than from one room"),
    "accessible_beyond_large_rented": gettext_noop("Longest chain from flats for older people"),
    "rented_ends_beyond_owned_flat": gettext_noop("Rented ends the chain oftener than an owned flat"),
    "owned_flat_ends_beyond_house": gettext_noop("An owned flat ends it oftener than a house"),
    "mix_flattening": gettext_noop("The mix nears the stock with each link"),
}
"""What the statistics of targets are called, to be translated where it is shown."""

_LEVELS = (0.1, 0.5, 0.9)
_NAMES = ("p10", "p50", "p90")


def calibrate(
    stock: Annotated[
        Path | None,
        typer.Argument(
            metavar="STOCK.csv",
            help="The dwellings of a place: sector, kind, rooms, tenure, dwellings and, if known, accessible_share.",
        ),
    ] = None,
    *,
    draws: Annotated[int, typer.Option(help="Draws of the pattern.", min=20, max=5_000)] = 200,
    seed: Annotated[int, typer.Option(help="The same seed gives the same draws.", min=0)] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print data as JSON.")] = False,
) -> None:
    """Fit how households move to published chains from other countries, and say what that means for a stock."""
    set_up_django()
    from husrom.cli.chains.stock_table import read_stock_table
    from husrom.housing.calibration import fitted_patterns
    from husrom.housing.errors import WordedError

    table = None if stock is None else read_stock_table(stock)
    fitted = fitted_patterns(draws, seed)
    try:
        chains = [] if table is None else _chains(table, fitted)
    except WordedError as error:
        raise CommandError(error.in_words(_)) from error
    targets = _targets(fitted)
    if as_json:
        print_json({**_fit(fitted, seed), "targets": targets, "unanswered": _unanswered(), "chains": chains})
        return
    _tell(targets, chains)


def _fit(fitted: "FittedSample", seed: int) -> dict[str, Any]:
    import numpy as np

    from husrom.housing.calibration import TENDENCIES, pattern_prior

    low, high = pattern_prior()
    parts = np.quantile(fitted.values, _LEVELS, axis=0)
    tendencies = {
        name: {
            "prior": [float(low[place]), float(high[place])],
            **dict(zip(_NAMES, parts[:, place].tolist(), strict=True)),
            # The middle 80 per cent of the prior is this wide; what the targets say narrows it.
            "narrowed_to": float((parts[2, place] - parts[0, place]) / (0.8 * (high[place] - low[place]))),
        }
        for place, name in enumerate(TENDENCIES)
    }
    return {
        "data_grade": "C",
        "draws": len(fitted.values),
        "seed": seed,
        "rounds": fitted.rounds,
        "draws_that_meet_every_target": int((fitted.distances == 0).sum()),
        "tendencies": tendencies,
    }


def _targets(fitted: "FittedSample") -> list[dict[str, Any]]:
    import numpy as np

    from husrom.housing.calibration import chain_targets, reference_market

    found = reference_market().statistics(fitted.values)
    return [
        {
            "target": one.identifier,
            "statistic": one.statistic,
            "unit": one.unit,
            "low": one.low,
            "high": one.high if np.isfinite(one.high) else None,
            **dict(zip(_NAMES, np.quantile(found[one.statistic], _LEVELS).tolist(), strict=True)),
            "met_by_share_of_draws": float((one.missed_by(found[one.statistic]) == 0).mean()),
            "source": one.source,
            "verified": one.verified,
        }
        for one in chain_targets()
    ]


def _unanswered() -> list[dict[str, str]]:
    from husrom.housing.calibration import unanswered_targets

    return [{"target": one.identifier, "reason": one.reason} for one in unanswered_targets()]


def _chains(table: "StockTable", fitted: "FittedSample") -> list[dict[str, Any]]:
    """Return vacancies per chain by sector, within the municipality and wherever the chain goes."""
    import numpy as np

    from husrom.housing.calibration import TENDENCIES, pattern_transitions

    everywhere = fitted.values.copy()
    everywhere[:, TENDENCIES.index("local_share")] = 1.0
    ones, identity = np.ones((len(fitted.values), len(table.names), 1)), np.eye(len(table.names))
    freed = {
        name: np.linalg.solve(identity - pattern_transitions(table.sectors, values), ones)[..., 0] - 1
        for name, values in (("freed_in_the_municipality", fitted.values), ("freed_anywhere", everywhere))
    }
    parts = {name: np.quantile(values, _LEVELS, axis=0) for name, values in freed.items()}
    return [
        {
            "sector": sector,
            **{name: dict(zip(_NAMES, part[:, place].tolist(), strict=True)) for name, part in parts.items()},
        }
        for place, sector in enumerate(table.names)
    ]


def _tell(targets: list[dict[str, Any]], chains: list[dict[str, Any]]) -> None:
    say(_("The pattern is fitted to chains in other countries: data grade C, and no figure of a Norwegian chain."))
    print_text(_("Published results, and how many of the draws meet each:"))
    for one in targets:
        interval = shown(one["low"], 2) if one["high"] is None else f"{shown(one['low'], 2)}–{shown(one['high'], 2)}"
        met = shown(100 * one["met_by_share_of_draws"])
        print_text(
            f"{one['target']:<5}{_(LABELS[one['statistic']]):<58}{interval:>12}{shown(one['p50'], 2):>8}{met:>6} %"
        )
    identifiers = list(dict.fromkeys(one["target"] for one in targets))
    message = _("%(count)s published results are asked; %(others)s cannot be asked of such a pattern.")
    others = ", ".join(one["target"] for one in _unanswered())
    print_text(message % {"count": len(identifiers), "others": others})
    if chains:
        print_text(_("Dwellings freed per new dwelling, in the municipality and anywhere (eight in ten draws):"))
    for one in chains:
        spans = [one[name] for name in ("freed_in_the_municipality", "freed_anywhere")]
        cells = [f"{shown(span['p10'], 2)}–{shown(span['p90'], 2)}" for span in spans]
        print_text(f"{one['sector']:<36}{cells[0]:>14}{cells[1]:>14}")
