"""Say why figures cannot be moved to another division, and what can be done instead."""

from collections.abc import Iterable, Mapping
from typing import NoReturn

import polars as pl

from husrom.figures.divisions import transfers
from husrom.figures.errors import CannotSpliceError
from husrom.figures.municipalities import municipality_by_number
from husrom.figures.tables.table import Kind

INSTEAD: Mapping[str, str] = {
    "share": "Splice the counts it is a share of, and compute it anew",
    "rate": "Splice the counts it is made of, and compute it anew",
    "mean": "Splice the sum and the number of observations where the table has both, and compute it anew",
    "median": "Ask the producer for the median on the new borders",
    "index": "Ask the producer for the index on the new borders",
}
NAMED_AT_MOST = 3


def refuse_composite(values: Mapping[str, Kind], changed: Iterable[str], divisions: tuple[int, int]) -> NoReturn:
    """Refuse what is no count for municipalities that were merged or split."""
    value, kind = next(iter(values.items()))
    numbers = tuple(sorted(changed))
    raise CannotSpliceError(
        f'"{value}" is {"an" if kind == "index" else "a"} {kind}, which cannot be found from those of the parts when '
        f"a municipality is merged or split, as {_listed(numbers)} {_were(numbers)} between {min(divisions)} and "
        f"{max(divisions)}. {INSTEAD[kind]}, or show the earlier series by itself with a break.",
        numbers=numbers,
        columns=tuple(values),
    )


def refuse_whole(stuck: Iterable[str], divisions: tuple[int, int]) -> NoReturn:
    """Refuse to divide what was put together from several municipalities."""
    numbers = tuple(sorted(stuck))
    now, before = divisions
    forward = transfers(before, now)
    parts = forward.filter(pl.col("to_number") == numbers[0])["from_number"].to_list()
    raise CannotSpliceError(
        f"Figures of {_listed(numbers)} cannot go back to the municipalities of {before}: {_label(numbers[0])} was put "
        f"together from {_listed(parts)}, and a figure of the whole does not say what belonged to each. Leave "
        f"{_it(numbers)} out, or move the figures of {before} to the division of {now} instead.",
        numbers=numbers,
    )


def refuse_estimates(split: Iterable[str], divisions: tuple[int, int]) -> NoReturn:
    """Refuse to divide a municipality that was split where only exact figures will do."""
    numbers = tuple(sorted(split))
    moves = transfers(*divisions)
    parts = moves.filter(pl.col("from_number") == numbers[0])["to_number"].to_list()
    raise CannotSpliceError(
        f"Figures of {_listed(numbers)} cannot be moved exactly from {divisions[0]} to {divisions[1]}: "
        f"{_label(numbers[0])} was split between {_listed(parts)}, and its figures can only be divided by population. "
        f"Leave {_it(numbers)} out, or allow estimates.",
        numbers=numbers,
    )


def refuse_unknown_shares(split: Iterable[str], divisions: tuple[int, int]) -> NoReturn:
    """Refuse to divide a municipality that was split where nobody has said how its people were divided."""
    numbers = tuple(sorted(split))
    raise CannotSpliceError(
        f"Figures of {_listed(numbers)} cannot be moved from {divisions[0]} to {divisions[1]}: we do not know how its "
        f"people were divided when it was split. Leave {_it(numbers)} out; those that followed then have no figure.",
        numbers=numbers,
    )


def _label(number: str) -> str:
    return municipality_by_number(number).label


def _listed(numbers: Iterable[str]) -> str:
    labels = [_label(number) for number in numbers]
    if len(labels) > NAMED_AT_MOST + 1:
        return f"{', '.join(labels[:NAMED_AT_MOST])} and {len(labels) - NAMED_AT_MOST} more"
    return " and ".join([", ".join(labels[:-1]), labels[-1]]) if len(labels) > 1 else labels[0]


def _were(numbers: tuple[str, ...]) -> str:
    return "was" if len(numbers) == 1 else "were"


def _it(numbers: tuple[str, ...]) -> str:
    return "it" if len(numbers) == 1 else "them"
