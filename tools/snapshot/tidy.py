"""The form every table of the snapshot has.

A region, the year of its division, the year (and quarter), the dimensions by meaning, and for each value `<name>` a
column `<name>_status`. The status is null where the value is what the source published. Otherwise:

* `estimated`: there is a value, but it was divided mechanically between the parts of a split municipality;
* `missing`: our input has no figure here, and does not say why;
* `suppressed`: Statistics Norway withholds it (too few cases);
* `not_applicable`: there is nothing to measure, such as the rate of a tax the municipality does not have.
"""

from collections.abc import Iterable, Mapping

import polars as pl

from snapshot.reading import DIVISION_YEAR, expect

WITHOUT_VALUE = ("missing", "suppressed", "not_applicable")
WITH_VALUE = ("estimated",)

Row = Mapping[str, object]
Columns = Mapping[str, type[pl.DataType]]


def cell(name: str, value: float | None, status: str | None = None) -> dict[str, object]:
    """Return a value with its status; a value that is not there is `missing` unless something better is known."""
    return {name: value, f"{name}_status": status or (None if value is not None else "missing")}


def number(text: str) -> int | None:
    """Return a whole number; None where the cell is blank."""
    return int(text) if text else None


def decimal(text: str) -> float | None:
    """Return a number with decimals; None where the cell is blank."""
    return float(text) if text else None


def quarter(text: str) -> dict[str, object]:
    """Return year and quarter of a period written `2026K1`."""
    year, number_in_year = text.split("K")
    return {"year": int(year), "quarter": int(number_in_year)}


def first_of_january(text: str) -> int:
    """Return the year of a date written `01.01.2013`: some files date a whole year by its first day."""
    expect(holds=text.startswith("01.01."), otherwise=f"{text} is not a first day of January.")
    return int(text.removeprefix("01.01."))


def tidy(
    rows: Iterable[Row],
    *,
    dimensions: Columns,
    values: Columns,
    region: str = "municipality_number",
    quarterly: bool = False,
) -> pl.DataFrame:
    """Return a sorted table with the leading columns every table has, each row with its own key and its reasons."""
    leading: dict[str, type[pl.DataType]] = {region: pl.String, "division_year": pl.Int16, "year": pl.Int16}
    if quarterly:
        leading["quarter"] = pl.Int8
    schema = leading | dict(dimensions)
    for name, kind in values.items():
        schema |= {name: kind, f"{name}_status": pl.String}
    filled = [{"division_year": DIVISION_YEAR, **row} for row in rows]
    table = pl.DataFrame(filled, schema=schema)
    key = [name for name in (*leading, *dimensions) if name != "division_year"]
    doubles = table.filter(table.select(key).is_duplicated()).select(key)
    expect(holds=doubles.is_empty(), otherwise=f"The same row twice: {doubles.rows()[:1]}.")
    _expect_reasons(table, values)
    return table.sort(key)


def _expect_reasons(table: pl.DataFrame, values: Columns) -> None:
    for name in values:
        value, status = pl.col(name), pl.col(f"{name}_status").fill_null("")
        right = pl.when(value.is_null()).then(status.is_in(WITHOUT_VALUE)).otherwise(status.is_in(("", *WITH_VALUE)))
        wrong = table.filter(~right)
        expect(holds=wrong.is_empty(), otherwise=f"A value and its status disagree: {wrong.rows()[:1]}.")
