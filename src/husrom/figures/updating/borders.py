"""Figures by the municipalities of each year, moved to the municipalities of today."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

import polars as pl

from husrom.figures.divisions import FIRST_DIVISION, municipalities_of
from husrom.figures.snapshot import table
from husrom.figures.splicing import same_ground, splice, transfers
from husrom.figures.tables.table import SUMMABLE_KINDS, Kind
from husrom.figures.updating.categories import listed
from husrom.figures.updating.errors import TableChangedError
from husrom.figures.wording import gettext_noop as _

NUMBER, DIVISION, YEAR = "municipality_number", "division_year", "year"
ESTIMATED, MISSING = "estimated", "missing"
Values = Mapping[str, Kind]


def current_division() -> int:
    """Return the year of the division into municipalities that figures are given in.

    Examples
    --------
    >>> current_division(), len(current_numbers())
    (2024, 357)
    """
    return int(table("municipality_code_mapping")["current_division_year"][0])


def current_numbers() -> frozenset[str]:
    """Return the numbers of the municipalities of that division."""
    return _numbers(current_division())


@cache
def _numbers(division: int) -> frozenset[str]:
    return frozenset(found.number for found in municipalities_of(division))


def without_false_zeros(frame: pl.DataFrame) -> pl.DataFrame:
    """Let a zero from before the municipality's number was in use be no figure.

    Parameters
    ----------
    frame
        `municipality_number`, `year`, `value` and `status`, which is our reason for a lack of a figure.
    """
    known = table("municipality_codes").select(NUMBER, begins=pl.col("valid_from").dt.year())
    begins = known.with_columns(pl.col(NUMBER).cast(frame.schema[NUMBER], strict=False)).drop_nulls()
    false = (pl.col("value") == 0) & (pl.col("begins") > pl.col(YEAR))
    return (
        frame.join(begins, on=NUMBER, how="left")
        .with_columns(
            value=pl.when(~false.fill_null(value=False)).then("value"),
            status=pl.when(false).then(pl.lit(MISSING)).otherwise("status"),
        )
        .drop("begins")
    )


def to_present(frame: pl.DataFrame, values: Values) -> pl.DataFrame:
    """Move a tidy table, in which every year has the municipalities of its time, to those of today.

    Counts and amounts are added up. Anything else follows a municipality whose ground is the same as today and is
    left out for the others. What stands under a number outside the years of its use is left out.

    Parameters
    ----------
    frame
        `municipality_number`, `year`, the other columns a row is about, and the values with their statuses.

    Raises
    ------
    TableChangedError
        When there are figures under a number that our history of municipalities does not know.
    """
    by_division: dict[int, list[int]] = defaultdict(list)
    for year, division in _divisions(frame, values).items():
        by_division[division].append(year)
    moved = [
        _moved(frame.filter(pl.col(YEAR).is_in(years)), values, division) for division, years in by_division.items()
    ]
    return pl.concat(moved)


def _divisions(frame: pl.DataFrame, values: Values) -> dict[int, int]:
    """Return the division that each year's figures follow: that of its own first day, or of the next year's."""
    held = _held(frame, values)
    _expect_known(held)
    current = current_division()
    divisions = {}
    for year in sorted(frame[YEAR].unique()):
        own, later = (min(max(one, FIRST_DIVISION), current) for one in (year, year + 1))
        numbers = set(held.filter(pl.col(YEAR) == year)[NUMBER])
        only_own, only_later = _numbers(own) - _numbers(later), _numbers(later) - _numbers(own)
        divisions[year] = later if len(only_later & numbers) > len(only_own & numbers) else own
    return divisions


def _held(frame: pl.DataFrame, values: Values) -> pl.DataFrame:
    """Return the numbers under which there are figures other than zero, by year."""
    return (
        frame.filter(pl.any_horizontal(pl.col(value).fill_null(0) != 0 for value in values))
        .select(YEAR, NUMBER)
        .unique()
    )


def _expect_known(held: pl.DataFrame) -> None:
    known = table("municipality_codes")[NUMBER]
    recent = held.filter(pl.col(YEAR) >= FIRST_DIVISION)
    if strange := sorted(set(recent[NUMBER]) - set(known)):
        raise TableChangedError(
            _(
                "The table has figures for %(numbers)s, which is no municipality we know. Run husrom figures update "
                "--only klass-131 first, then update this table again. The figures at hand are kept."
            ),
            numbers=listed(strange),
        )


def _moved(frame: pl.DataFrame, values: Values, division: int) -> pl.DataFrame:
    rows = _with_doubt(frame, values).filter(pl.col(NUMBER).is_in(_numbers(division)))
    if division == current_division():
        return rows
    keys = [column for column in frame.columns if column not in {*values, *(f"{value}_status" for value in values)}]
    parts = []
    if counts := {value: kind for value, kind in values.items() if kind in SUMMABLE_KINDS}:
        parts.append(_summed(rows, counts, keys, division))
    if others := [value for value in values if value not in counts]:
        parts.append(_renumbered(rows, others, keys, division))
    joined = parts[0]
    for part in parts[1:]:
        joined = joined.join(part, on=keys, how="full", coalesce=True, nulls_equal=True)
    return joined.select(frame.columns)


def _summed(rows: pl.DataFrame, counts: Values, keys: list[str], division: int) -> pl.DataFrame:
    moves = transfers(division, current_division())
    # Where nobody knows how a municipality was divided, those that followed have no figure.
    unknown = moves.filter(pl.col("weight").is_null())["from_number"]
    taken = rows.filter(~pl.col(NUMBER).is_in(unknown.implode())).select(*keys, *_with_statuses(counts))
    return splice(taken, values=counts, from_division=division, to_division=current_division())


def _renumbered(rows: pl.DataFrame, values: list[str], keys: list[str], division: int) -> pl.DataFrame:
    now = same_ground(division, current_division())
    return (
        rows.filter(pl.col(NUMBER).is_in(list(now)))
        .with_columns(pl.col(NUMBER).replace_strict(now, return_dtype=pl.String))
        .select(*keys, *_with_statuses(values))
    )


def _with_doubt(frame: pl.DataFrame, values: Values) -> pl.DataFrame:
    """Mark figures from before our history as estimated in counties where a municipality since gone had figures.

    Which municipality took it over is not known, so any of the county's may lack a part of itself.
    """
    early = _held(frame, values).filter(pl.col(YEAR) < FIRST_DIVISION)
    gone = early.filter(~pl.col(NUMBER).is_in(list(_numbers(FIRST_DIVISION))))
    doubtful = gone.select(YEAR, county=pl.col(NUMBER).str.head(2)).unique().with_columns(doubtful=pl.lit(value=True))
    if doubtful.is_empty():
        return frame
    joined = frame.with_columns(county=pl.col(NUMBER).str.head(2)).join(doubtful, on=[YEAR, "county"], how="left")
    return joined.with_columns(
        pl.when(pl.col("doubtful") & pl.col(value).is_not_null())
        .then(pl.lit(ESTIMATED))
        .otherwise(f"{value}_status")
        .alias(f"{value}_status")
        for value in values
    ).drop("county", "doubtful")


def completed(frame: pl.DataFrame, values: Values) -> pl.DataFrame:
    """Give every municipality of today a row for everything that any of them has one for.

    A row that was not there is `missing`.
    """
    keys = [column for column in frame.columns if column not in {NUMBER, *_with_statuses(values)}]
    others, filled = frame.select(keys).unique(), frame
    if frame.height < len(current_numbers()) * others.height:
        numbers = pl.DataFrame({NUMBER: sorted(current_numbers())})
        filled = numbers.join(others, how="cross").join(frame, on=[NUMBER, *keys], how="left", nulls_equal=True)
    return filled.with_columns(
        pl.when(pl.col(value).is_null())
        .then(pl.col(f"{value}_status").fill_null(MISSING))
        .otherwise(f"{value}_status")
        .alias(f"{value}_status")
        for value in values
    ).select(frame.columns)


def _with_statuses(values: Values | list[str]) -> list[str]:
    return [column for value in values for column in (value, f"{value}_status")]
