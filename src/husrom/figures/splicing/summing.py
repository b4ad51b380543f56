"""Add up the parts of every municipality, and let no sum be silently smaller than the whole."""

from collections.abc import Mapping

import polars as pl

from husrom.figures.divisions import same_ground, transfers
from husrom.figures.splicing.refusals import refuse_composite, refuse_estimates, refuse_unknown_shares, refuse_whole
from husrom.figures.splicing.tidy import DIVISION, NUMBER, Layout, layout_of, prepared
from husrom.figures.tables.table import SUMMABLE_KINDS, Kind

ROWS, PARTS = "rows of the parts", "parts there were"
# The worst comes first: a sum that lacks several parts says the worst that is true of one of them.
REASONS = ("suppressed", "missing", "not_available", "not_applicable")
NO_ROW = REASONS.index("missing")


def splice(
    frame: pl.DataFrame, *, values: Mapping[str, Kind], from_division: int, to_division: int, exact: bool = False
) -> pl.DataFrame:
    """Move a tidy table to another division.

    Parameters
    ----------
    frame
        `municipality_number` in `from_division`, perhaps `division_year`, the columns a row is about, and for each
        value its column and perhaps `<value>_status`. One row per municipality and category. A column that describes
        the municipality, such as its name, must be left out: it would keep the parts apart.
    values
        The kind of each value; counts and amounts are added up.
    exact
        Refuse what would have to be estimated, and keep whole numbers whole.

    Returns
    -------
    polars.DataFrame
        The same columns, with a status column after each value; by municipality, then by the other columns. A count
        is Float64, with `exact` Int64 where it was whole. Null, with the worst of the parts' statuses, where a part
        has no figure or no row (`missing`). `estimated` where a count was divided by population, or a part was so.

    Raises
    ------
    CannotSpliceError
        When the figures would become wrong, or the table is of another division or has two rows for the same thing.
        The message says what to do instead.
    UnknownDivisionError
        When our history does not reach one of the years.

    Examples
    --------
    >>> frame = pl.DataFrame({"municipality_number": ["1002", "1021", "1029"], "persons": [15600, 2300, 5100]})
    >>> splice(frame, values={"persons": "count"}, from_division=2019, to_division=2020, exact=True).rows()
    [('4205', 23000, None)]
    >>> splice(frame, values={"persons": "median"}, from_division=2019, to_division=2020)
    Traceback (most recent call last):
    husrom.figures.errors.CannotSpliceError: "persons" is a median, ...
    """
    layout = layout_of(frame, values, from_division)
    _refuse(frame, values, (from_division, to_division), exact=exact)
    whole = {value for value in values if exact and frame.schema[value].is_integer()}
    moved = _moved(prepared(frame, layout), from_division, to_division)
    summed = moved.group_by("to_number", *layout.keys).agg(
        pl.len().alias(ROWS),
        *(column for value in values for column in _summed(value, values[value], keep_whole=value in whole)),
    )
    return _laid_out(summed, layout, (from_division, to_division)).collect()


def missing_parts(
    frame: pl.DataFrame, *, values: Mapping[str, Kind], from_division: int, to_division: int
) -> pl.DataFrame:
    """Return the parts whose lack leaves a spliced municipality without a figure.

    Returns
    -------
    polars.DataFrame
        `municipality_number` (in `to_division`), the columns a row is about, `value` (the name of the value),
        `part_number` (in `from_division`) and `status` (`missing` where the part has no row).

    Examples
    --------
    >>> persons = pl.DataFrame({"municipality_number": ["1002", "1029"], "persons": [15600, 5100]})
    >>> missing_parts(persons, values={"persons": "count"}, from_division=2019, to_division=2020).rows()
    [('4205', 'persons', '1021', 'missing')]
    """
    layout = layout_of(frame, values, from_division)
    rows = prepared(frame, layout)
    moves = transfers(from_division, to_division).lazy().select("from_number", "to_number")
    expected = (
        _moved(rows, from_division, to_division)
        .select("to_number", *layout.keys)
        .unique()
        .join(moves, on="to_number")
        .join(
            rows,
            left_on=["from_number", *layout.keys],
            right_on=[NUMBER, *layout.keys],
            how="left",
            nulls_equal=True,
        )
    )
    gaps = [
        expected.filter(pl.col(value).is_null()).select(
            pl.col("to_number").alias(NUMBER),
            *layout.keys,
            value=pl.lit(value),
            part_number="from_number",
            status=pl.col(f"{value}_status").fill_null("missing"),
        )
        for value in layout.values
    ]
    return pl.concat(gaps).sort(NUMBER, *layout.keys, "value", "part_number").collect()


def _refuse(frame: pl.DataFrame, values: Mapping[str, Kind], divisions: tuple[int, int], *, exact: bool) -> None:
    """Raise where the figures would become wrong."""
    numbers = set(frame[NUMBER])
    moves = transfers(*divisions)
    if stuck := numbers - set(moves["from_number"]):
        refuse_whole(stuck, divisions)
    composite = {value: kind for value, kind in values.items() if kind not in SUMMABLE_KINDS}
    if composite and (changed := numbers - set(same_ground(*divisions))):
        refuse_composite(composite, changed, divisions)
    if unknown := numbers & set(moves.filter(pl.col("weight").is_null())["from_number"]):
        refuse_unknown_shares(unknown, divisions)
    if exact and (split := numbers & set(moves.filter(~pl.col("exact"))["from_number"])):
        refuse_estimates(split, divisions)


def _moved(rows: pl.LazyFrame, from_division: int, to_division: int) -> pl.LazyFrame:
    moves = transfers(from_division, to_division).lazy()
    return rows.join(moves, left_on=NUMBER, right_on="from_number")


def _laid_out(summed: pl.LazyFrame, layout: Layout, divisions: tuple[int, int]) -> pl.LazyFrame:
    """Judge the sums by the parts there were, and put the columns as they came."""
    parts = transfers(*divisions).lazy().group_by("to_number").agg(pl.len().alias(PARTS))
    return (
        summed.join(parts, on="to_number")
        .with_columns(column for value in layout.values for column in _judged(value))
        .rename({"to_number": NUMBER})
        .with_columns(pl.lit(divisions[1], dtype=pl.Int16).alias(DIVISION))
        .select(layout.columns)
        .sort(NUMBER, *layout.keys)
    )


def _summed(value: str, kind: Kind, *, keep_whole: bool) -> list[pl.Expr]:
    """Return the sum over the parts, how many have a number, and what is said of them."""
    number, status = pl.col(value), pl.col(f"{value}_status")
    worst = status.replace_strict(dict(zip(REASONS, range(len(REASONS)), strict=True)), default=NO_ROW)
    share = number.cast(pl.Int64) if keep_whole else number * pl.col("weight")
    doubtful = (number.is_not_null() & (status.eq_missing("estimated") | ~pl.col("exact"))).any()
    return [
        share.sum().alias(value) if kind in SUMMABLE_KINDS else number.first(),
        number.count().alias(f"{value}_parts"),
        worst.filter(number.is_null()).min().alias(f"{value}_worst"),
        pl.when(doubtful)
        .then(pl.lit("estimated"))
        .otherwise(status.filter(number.is_not_null()).drop_nulls().first())
        .alias(f"{value}_status"),
    ]


def _judged(value: str) -> list[pl.Expr]:
    """Leave no sum of which a part is lacking."""
    whole = pl.col(f"{value}_parts") == pl.col(PARTS)
    lacks_row = pl.when(pl.col(ROWS) < pl.col(PARTS)).then(NO_ROW)
    worst = pl.min_horizontal(pl.col(f"{value}_worst"), lacks_row)
    reason = worst.replace_strict(dict(enumerate(REASONS)), return_dtype=pl.String, default=None)
    return [
        pl.when(whole).then(pl.col(value)).alias(value),
        pl.when(whole).then(pl.col(f"{value}_status")).otherwise(reason).alias(f"{value}_status"),
    ]
