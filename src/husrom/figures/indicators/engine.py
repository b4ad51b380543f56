"""Evaluate an indicator for every municipality and period at once; the frame is kept while the process lives."""

from functools import cache

import polars as pl

from husrom.figures.errors import DefinitionError
from husrom.figures.indicators.forms import Frames, formed
from husrom.figures.indicators.indicator import Indicator, Status
from husrom.figures.indicators.measures import CELL, dataset_frame, has_dataset, on_the_time_axis, with_norway
from husrom.figures.indicators.reading import definitions
from husrom.figures.indicators.recipe import Form, Measure, Recipe

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
    usable = [place for place, recipe in enumerate(indicator.recipes) if can_be_made(recipe)]
    if not usable:
        return pl.DataFrame(schema=COLUMNS)
    parts = [_values(indicator, place) for place in usable]
    if len(parts) == 1:
        return parts[0].sort(CELL)
    # A stable order keeps an earlier recipe's row before a later one's.
    together = pl.concat(parts).sort(*CELL, pl.col("value").is_null(), maintain_order=True)
    return together.unique(CELL, keep="first", maintain_order=True)


@cache
def readings(recipe: Recipe) -> tuple[Measure, ...]:
    """Return the measures of datasets a recipe cannot do without; of what it builds on, those of its best recipe."""
    found: list[Measure] = []
    for measure in (recipe.part, recipe.base):
        if measure is not None:
            found.extend(_readings_of(measure))
    return tuple(dict.fromkeys(found))


def can_be_made(recipe: Recipe) -> bool:
    """Tell whether the snapshot holds every dataset a recipe needs."""
    return all(has_dataset(measure.dataset or "") for measure in readings(recipe))


def _readings_of(measure: Measure) -> tuple[Measure, ...]:
    if measure.dataset is not None:
        return (measure,)
    recipes = definitions()[_built_on(measure)].recipes
    return readings(next(filter(can_be_made, recipes), recipes[0]))


def _built_on(measure: Measure) -> str:
    if measure.indicator not in definitions():
        raise DefinitionError(f"An indicator builds on {measure.indicator}, which is not defined. Define it.")
    return measure.indicator or ""


def _values(indicator: Indicator, place: int) -> pl.DataFrame:
    recipe = indicator.recipes[place]
    base = None if recipe.base is None else _measured(recipe.base, recipe)
    frame = formed(recipe, Frames(_measured(recipe.part, recipe), base))
    frame = _in_own_words(_within_rules(frame, indicator), indicator)
    if recipe.note is not None:
        note = pl.lit(f"{indicator.key}:{place}")
        frame = frame.with_columns(notes=pl.concat_str("notes", note, separator=" ", ignore_nulls=True))
    return frame.select(pl.col(name).cast(kind) for name, kind in COLUMNS.items())


def _measured(measure: Measure, recipe: Recipe) -> pl.DataFrame:
    if measure.dataset is None:
        return on_the_time_axis(evaluated(_built_on(measure)), measure)
    return read(measure, with_country=recipe.form is not Form.DIRECT)


@cache
def read(measure: Measure, *, with_country: bool) -> pl.DataFrame:
    """Return a measure of a dataset, kept because many indicators share one, such as the whole population."""
    frame = on_the_time_axis(dataset_frame(measure), measure)
    return with_norway(frame) if with_country else frame


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


def _in_own_words(frame: pl.DataFrame, indicator: Indicator) -> pl.DataFrame:
    """Point at the indicator's own sentence where it has one for a reason."""
    own = [name for name, _ in indicator.reasons]
    if not own:
        return frame
    said = pl.when(pl.col("reason").is_in(own)).then(pl.lit(f"{indicator.key}:") + pl.col("reason"))
    return frame.with_columns(reason=said.otherwise("reason"))
