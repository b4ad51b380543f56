"""Evaluate an indicator for every municipality and period at once; the frame is kept while the process lives."""

from functools import cache

import polars as pl

from husrom.figures.errors import DefinitionError
from husrom.figures.indicators.forms import Frames, formed
from husrom.figures.indicators.indicator import Form, Indicator, Measure, Recipe, Status
from husrom.figures.indicators.measures import CELL, dataset_frame, has_dataset, on_the_time_axis, with_norway
from husrom.figures.indicators.reading import definitions

SMALL_OBSERVATIONS, SMALL_PART, SMALL_BASE, UNDEFINED = "small_observations", "small_part", "small_base", "undefined"
COLUMNS = {
    "number": pl.String,
    "year": pl.Int16,
    "quarter": pl.Int8,
    "value": pl.Float64,
    "status": pl.String,
    "reason": pl.String,
    "observations": pl.Int64,
    "sources": pl.String,
    "notes": pl.String,
}


@cache
def evaluated(key: str) -> pl.DataFrame:
    """Return every value of an indicator, sorted by municipality and period. It is shared: treat it as read-only.

    Returns
    -------
    polars.DataFrame
        The columns of `COLUMNS`. `reason` and `notes` name texts as `<indicator>:<what>`, or one in `reasons.yaml`.
        No row where the snapshot has no cell for the municipality and period.
    """
    indicator = definitions()[key]
    parts = [
        _values(indicator, place).with_columns(pl.lit(place).alias("place"))
        for place, recipe in enumerate(indicator.recipes)
        if all(has_dataset(name) for name in datasets(recipe))
    ]
    if not parts:
        return pl.DataFrame(schema=COLUMNS)
    together = pl.concat(parts).sort(*CELL, pl.col("value").is_null(), "place")
    return together.unique(CELL, keep="first", maintain_order=True).select(*COLUMNS)


@cache
def datasets(recipe: Recipe) -> tuple[str, ...]:
    """Return the datasets a recipe cannot do without; of what it builds on, those of its best recipe."""
    names: list[str] = []
    for measure in (recipe.part, recipe.base):
        if measure is not None:
            names.extend(_datasets_of(measure))
    return tuple(dict.fromkeys(names))


def _datasets_of(measure: Measure) -> tuple[str, ...]:
    if measure.dataset is not None:
        return (measure.dataset,)
    recipes = definitions()[_built_on(measure)].recipes
    usable = [recipe for recipe in recipes if all(has_dataset(name) for name in datasets(recipe))]
    return datasets((usable or recipes)[0])


def _built_on(measure: Measure) -> str:
    if measure.indicator not in definitions():
        raise DefinitionError(f"An indicator builds on {measure.indicator}, which is not defined. Define it.")
    return measure.indicator or ""


def _values(indicator: Indicator, place: int) -> pl.DataFrame:
    recipe = indicator.recipes[place]
    base = None if recipe.base is None else _measured(recipe.base, recipe)
    frame = formed(recipe, Frames(_measured(recipe.part, recipe), base))
    frame = _within_rules(frame, indicator)
    if recipe.note is not None:
        note = pl.lit(f"{indicator.key}:{place}")
        frame = frame.with_columns(notes=pl.concat_str("notes", note, separator=" ", ignore_nulls=True))
    return frame.select(pl.col(name).cast(kind) for name, kind in COLUMNS.items())


def _measured(measure: Measure, recipe: Recipe) -> pl.DataFrame:
    if measure.dataset is None:
        return on_the_time_axis(evaluated(_built_on(measure)), measure)
    frame = on_the_time_axis(dataset_frame(measure), measure)
    return frame if recipe.form is Form.DIRECT else with_norway(frame)


def _within_rules(frame: pl.DataFrame, indicator: Indicator) -> pl.DataFrame:
    """Take away the values that the rules about small numbers and validity do not let stand."""
    limits = indicator.small_numbers
    rules: list[tuple[pl.Expr, str, Status]] = []
    if indicator.undefined is not None:
        rules.append((pl.col("base") <= 0, UNDEFINED, Status.UNDEFINED))
    if limits.observations_below is not None:
        few = pl.col("observations") < limits.observations_below
        rules.append((few, SMALL_OBSERVATIONS, Status.SUPPRESSED))
    if limits.part_below is not None:
        rules.append((pl.col("part").is_between(1, limits.part_below - 1), SMALL_PART, Status.SUPPRESSED))
    if limits.base_below is not None:
        few = pl.col("base").is_between(1, limits.base_below - 1)
        rules.append((few, SMALL_BASE, Status.SUPPRESSED))
    for applies, what, status in rules:
        taken = applies & (pl.col("value").is_not_null() | (pl.lit(what) == UNDEFINED))
        frame = frame.with_columns(
            value=pl.when(taken).then(None).otherwise("value"),
            status=pl.when(taken).then(pl.lit(status.value)).otherwise("status"),
            reason=pl.when(taken).then(pl.lit(f"{indicator.key}:{what}")).otherwise("reason"),
        )
    return frame
