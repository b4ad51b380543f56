"""The forms: what is done with the measures of a recipe. None of them knows any indicator.

A form gives the columns of a measure's frame, and `part` and `base`: the numbers that rules about small numbers and
validity look at. They are null in the source's own figures, and `base` in every form of one measure.
"""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from husrom.figures.indicators.indicator import Status
from husrom.figures.indicators.measures import CELL
from husrom.figures.indicators.recipe import Form, Recipe

ZERO_BASE = "zero_base"
FORMED = (*CELL, "value", "status", "reason", "observations", "sources", "notes", "part", "base")
Pair = Callable[[pl.Expr, pl.Expr], pl.Expr]


@dataclass(frozen=True, slots=True)
class Frames:
    """The measures of a recipe, evaluated; `base` is None in forms of one measure."""

    part: pl.DataFrame
    base: pl.DataFrame | None


def formed(recipe: Recipe, frames: Frames) -> pl.DataFrame:
    """Return what a recipe's form makes of its measures.

    Where a measure has no value, the result has none and says why as that measure does. A quotient of nothing has no
    value either.
    """
    nothing = pl.lit(None, dtype=pl.Float64)
    if recipe.form is Form.COUNT:
        return frames.part.with_columns(part=pl.col("value"), base=nothing).select(FORMED)
    if recipe.form is Form.DIRECT:
        return frames.part.with_columns(part=nothing, base=nothing).select(FORMED)
    base = frames.base if frames.base is not None else _earlier(frames.part, recipe.years or 0)
    return _combined(frames.part, base, recipe)


def _earlier(frame: pl.DataFrame, years: int) -> pl.DataFrame:
    """Return the series moved forward, so that each year stands beside the one `years` before it."""
    return frame.with_columns(pl.col("year") + years)


def _combined(part: pl.DataFrame, base: pl.DataFrame, recipe: Recipe) -> pl.DataFrame:
    if recipe.base is not None and recipe.base.every_year:
        both = part.join(base.drop("year", "quarter"), on="number", suffix="_base")
    else:
        both = part.join(base, on=CELL, suffix="_base")
    amount, other = pl.col("value"), pl.col("value_base")
    computed = {
        Form.CHANGE: recipe.times * (amount - other) / other,
        Form.DIFFERENCE: amount - other,
        Form.NET: amount - other,
    }.get(recipe.form, recipe.times * amount / other)
    subtracts = recipe.form in {Form.DIFFERENCE, Form.NET}
    divides_by_nothing = pl.lit(value=False) if subtracts else other == 0
    empty = amount.is_null() | other.is_null()
    return both.select(
        *CELL,
        pl.when(~empty & ~divides_by_nothing).then(computed).alias("value"),
        pl.when(amount.is_null())
        .then(pl.col("status"))
        .when(other.is_null())
        .then(pl.col("status_base"))
        .when(divides_by_nothing)
        .then(pl.lit(Status.UNDEFINED.value))
        .otherwise(_less_certain("status", "status_base"))
        .alias("status"),
        pl.when(empty)
        .then(pl.coalesce("reason", "reason_base"))
        .when(divides_by_nothing)
        .then(pl.lit(ZERO_BASE))
        .alias("reason"),
        pl.col("observations"),
        _joined("sources"),
        _joined("notes"),
        amount.alias("part"),
        other.alias("base"),
    )


def _less_certain(*columns: str) -> pl.Expr:
    """Return the status of what is made of several values: projected if one is, else estimated if one is."""
    expression = pl.lit(Status.OBSERVED.value)
    for status in (Status.ESTIMATED, Status.PROJECTED):
        said = pl.any_horizontal(pl.col(column) == status.value for column in columns)
        expression = pl.when(said).then(pl.lit(status.value)).otherwise(expression)
    return expression


def _joined(column: str) -> pl.Expr:
    return pl.concat_str(column, f"{column}_base", separator=" ", ignore_nulls=True).alias(column)
