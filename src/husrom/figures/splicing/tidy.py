"""What a table must look like to be moved: one row per municipality and category, every value with a status."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from husrom.figures.divisions import municipalities_of
from husrom.figures.errors import CannotSpliceError

NUMBER, DIVISION = "municipality_number", "division_year"


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a tidy table: what a row is about, and its values with the columns of their status."""

    keys: tuple[str, ...]
    values: tuple[str, ...]
    columns: tuple[str, ...]


def layout_of(frame: pl.DataFrame, values: Iterable[str], division: int) -> Layout:
    """Return the layout of a table.

    Raises
    ------
    CannotSpliceError
        When the table lacks a column, does not follow the division or would be counted twice.
    """
    values = tuple(values)
    lacking = [column for column in (NUMBER, *values) if column not in frame.columns]
    if lacking:
        raise CannotSpliceError(f"The table has no column {', '.join(lacking)}. It has {', '.join(frame.columns)}.")
    _expect_division(frame, division)
    statuses = {f"{value}_status" for value in values}
    keys = tuple(column for column in frame.columns if column not in {NUMBER, DIVISION, *values, *statuses})
    if frame.select(NUMBER, *keys).is_duplicated().any():
        raise CannotSpliceError(
            f"The table has several rows for the same {', '.join((NUMBER, *keys))}, which would be counted twice."
        )
    columns: list[str] = []
    for column in frame.columns:
        if column not in statuses:
            columns += [column, f"{column}_status"] if column in values else [column]
    return Layout(keys, values, tuple(columns))


def _expect_division(frame: pl.DataFrame, division: int) -> None:
    known = {found.number for found in municipalities_of(division)}
    if DIVISION in frame.columns and not frame[DIVISION].eq_missing(division).all():
        found = ", ".join(str(year) for year in sorted(frame[DIVISION].unique().drop_nulls()))
        raise CannotSpliceError(
            f"The table follows the division of {found or 'no year'}, not of {division}. Splice the rows of one "
            "division at a time."
        )
    if strange := sorted({str(number) for number in frame[NUMBER].unique()} - known):
        raise CannotSpliceError(
            f"{', '.join(strange[:5])} was no municipality on 1 January {division}. Leave out such rows, or splice "
            "them from the division they follow.",
            numbers=tuple(strange),
        )


def prepared(frame: pl.DataFrame, layout: Layout) -> pl.LazyFrame:
    """Give every value a status column, and write no number in one way only."""
    absent = [f"{value}_status" for value in layout.values if f"{value}_status" not in frame.columns]
    not_numbers = [value for value in layout.values if frame.schema[value].is_float()]
    return frame.lazy().with_columns(
        *(pl.lit(None, dtype=pl.String).alias(column) for column in absent),
        *(pl.col(value).fill_nan(None) for value in not_numbers),
    )
