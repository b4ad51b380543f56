"""A measure as a frame: the cells of a dataset, one row per region and period.

Frames have the columns `number` (a municipality of the snapshot's division, or "0" for Norway), `year`, `quarter` (0
in yearly series), `value` (null where there is no figure), `status`, `reason` (a key in `reasons.yaml`; null beside a
value), `observations`, and `sources` and `notes` (names apart by a space).
"""

from functools import cache, reduce

import polars as pl

from husrom.figures.catalogue import sources
from husrom.figures.errors import DefinitionError
from husrom.figures.indicators.indicator import Status
from husrom.figures.indicators.recipe import Condition, Measure, Region
from husrom.figures.snapshot import table

NORWAY = "0"
QUARTERS = 4
CELL = ("number", "year", "quarter")
"""What tells one row from another."""
_REASONS = {
    "missing": Status.MISSING,
    "suppressed": Status.SUPPRESSED,
    "not_applicable": Status.MISSING,
    "not_available": Status.MISSING,
}


@cache
def municipality_numbers() -> tuple[str, ...]:
    """Return the numbers of the snapshot's division, sorted."""
    return tuple(table("municipalities")["municipality_number"].sort())


def has_dataset(name: str) -> bool:
    """Tell whether the snapshot holds a dataset."""
    return name in sources()


def dataset_frame(measure: Measure) -> pl.DataFrame:
    """Return the cells of a measure that reads a dataset, the rows of each region and period added up.

    A sum with a cell that has no value has none either, and says why as that cell does.
    """
    assert measure.dataset is not None  # noqa: S101 -- the schema lets a measure be one of two things
    cells = table(measure.dataset)
    conditions = [_kept(cells, condition) for condition in measure.where]
    chosen = cells.filter(conditions) if conditions else cells
    frame = _summed(_cells(chosen, measure), measure)
    if measure.sum_of_quarters:
        frame = _years_of_quarters(frame)
    return _in_municipalities(frame, measure.region)


def on_the_time_axis(frame: pl.DataFrame, measure: Measure) -> pl.DataFrame:
    """Return a frame bounded, added up over years and moved in time, as the measure says."""
    if measure.first_year is not None:
        frame = frame.filter(pl.col("year") >= measure.first_year)
    if measure.last_year is not None:
        frame = frame.filter(pl.col("year") <= measure.last_year)
    if measure.sum_of_years is not None:
        frame = _sum_of_years(frame, measure.sum_of_years)
    if measure.offset_years:
        frame = frame.with_columns(pl.col("year") - measure.offset_years)
    return frame


def with_norway(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame of counts with Norway as the sum, in the periods where every municipality has a value."""
    complete = len(municipality_numbers())
    if frame["number"].n_unique() < complete:
        return frame
    country = (
        frame.filter((pl.col("number") != NORWAY) & pl.col("value").is_not_null())
        .group_by("year", "quarter")
        .agg(
            pl.col("value").sum(),
            pl.len().alias("count"),
            pl.col("status").max(),
            pl.col("observations").sum(),
            pl.col("sources", "notes").first(),
        )
        .filter(pl.col("count") == complete)
        .with_columns(number=pl.lit(NORWAY), reason=pl.lit(None, dtype=pl.String))
        .select(frame.columns)
    )
    return pl.concat([frame, country])


def _kept(cells: pl.DataFrame, condition: Condition) -> pl.Expr:
    if condition.column not in cells.columns:
        raise DefinitionError(f"There is no column {condition.column}. There are: {', '.join(cells.columns)}.")
    column = pl.col(condition.column)
    if condition.equal_to:
        return reduce(lambda kept, value: kept | column.eq_missing(value), condition.equal_to, pl.lit(value=False))
    return column.is_between(
        condition.first if condition.first is not None else pl.lit(-(2**15)),
        condition.last if condition.last is not None else pl.lit(2**15 - 1),
    )


def _cells(chosen: pl.DataFrame, measure: Measure) -> pl.DataFrame:
    """Return the columns of a measure under the names this room uses; `status` still the source's own."""
    return pl.concat([_one_column(chosen, measure, value) for value in measure.values])


def _one_column(chosen: pl.DataFrame, measure: Measure, value: str) -> pl.DataFrame:
    if value not in chosen.columns:
        raise DefinitionError(f"{measure.dataset} has no column {value}. It has: {', '.join(chosen.columns)}.")
    has = set(chosen.columns).__contains__
    status = pl.col(f"{value}_status") if has(f"{value}_status") else pl.lit(None, dtype=pl.String)
    observations = pl.lit(None) if measure.observations is None else pl.col(measure.observations)
    return chosen.select(
        pl.col("municipality_number" if has("municipality_number") else "region_code").alias("number"),
        pl.col("year" if has("year") else "division_year").cast(pl.Int16).alias("year"),
        (pl.col("quarter") if has("quarter") else pl.lit(0)).cast(pl.Int8).alias("quarter"),
        pl.col(value).cast(pl.Float64).alias("value"),
        status.alias("status"),
        observations.cast(pl.Int64).alias("observations"),
    )


def _summed(cells: pl.DataFrame, measure: Measure) -> pl.DataFrame:
    marked = cells
    if measure.refuse_estimated:
        refused = pl.col("status").eq_missing("estimated")
        marked = cells.with_columns(
            value=pl.when(refused).then(None).otherwise(pl.col("value")),
            status=pl.when(refused).then(pl.lit("split")).otherwise(pl.col("status")),
        )
    if marked.select(CELL).is_duplicated().any():
        marked = _added(marked)
    empty = pl.col("value").is_null()
    plain = Status.PROJECTED if measure.projected else Status.OBSERVED
    said = pl.col("status").fill_null("missing")
    return marked.with_columns(
        status=pl.when(empty)
        .then(said.replace_strict(_REASONS, default=Status.MISSING, return_dtype=pl.String))
        .when(pl.col("status") == "estimated")
        .then(pl.lit(Status.ESTIMATED.value))
        .otherwise(pl.lit(plain.value)),
        reason=pl.when(empty).then(said),
        sources=pl.lit(measure.dataset),
        notes=pl.lit(None, dtype=pl.String),
    ).select("number", "year", "quarter", "value", "status", "reason", "observations", "sources", "notes")


def _added(cells: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of each region and period added up."""
    summed = cells.group_by(CELL, maintain_order=True).agg(
        pl.col("value").sum(),
        pl.col("value").null_count().alias("empty"),
        pl.col("status").max(),
        pl.col("observations").sum(),
    )
    worst = cells.filter(pl.col("value").is_null()).group_by(CELL).agg(pl.col("status").max().alias("why"))
    return summed.join(worst, on=CELL, how="left", maintain_order="left").select(
        *CELL,
        pl.when(pl.col("empty") == 0).then(pl.col("value")).alias("value"),
        pl.when(pl.col("empty") == 0).then(pl.col("status")).otherwise(pl.col("why")).alias("status"),
        pl.when(pl.col("observations") > 0).then(pl.col("observations")).alias("observations"),
    )


def _years_of_quarters(frame: pl.DataFrame) -> pl.DataFrame:
    whole = frame.filter(pl.len().over("number", "year") == QUARTERS)
    return _periods_added(whole.with_columns(quarter=pl.lit(0, dtype=pl.Int8)))


def _sum_of_years(frame: pl.DataFrame, years: int) -> pl.DataFrame:
    shifted = [frame.with_columns(pl.col("year") + back) for back in range(years)]
    together = pl.concat(shifted)
    return _periods_added(together.filter(pl.len().over(CELL) == years))


def _periods_added(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the periods that now share a cell as one; without a value where one of them has none."""
    empty = pl.col("value").null_count() > 0
    order = frame.columns
    return (
        frame.group_by(CELL, maintain_order=True)
        .agg(
            pl.when(~empty).then(pl.col("value").sum()).alias("value"),
            pl.col("status").sort_by(pl.col("value").is_null(), pl.col("status") != Status.OBSERVED.value).last(),
            pl.col("reason").drop_nulls().first(),
            # A sum of nothing is zero, but what is not known is not zero.
            pl.when(pl.col("observations").count() > 0).then(pl.col("observations").sum()).alias("observations"),
            pl.col("sources", "notes").drop_nulls().unique(maintain_order=True).str.join(" "),
        )
        .select(order)
    )


def _in_municipalities(frame: pl.DataFrame, region: Region) -> pl.DataFrame:
    """Return a frame by municipality: its own cells, or those of the county or country it lies in."""
    if region is Region.MUNICIPALITY:
        return frame.filter(pl.col("number").is_in([*municipality_numbers(), NORWAY]))
    place = pl.col("number").str.head(2) if region is Region.COUNTY else pl.lit(NORWAY)
    places = pl.DataFrame({"number": municipality_numbers()}).with_columns(place=place)
    return frame.rename({"number": "place"}).join(places, on="place").select(frame.columns)
