"""Population of the municipalities of today: by year, by age and as projected.

Where a municipality was split, its ages before the split are only a mechanical share of the old municipality. Totals
of those years come from the table of totals, which follows today's borders; ages of those years are not given.
"""

from dataclasses import dataclass
from functools import cache

import polars as pl

from husrom.figures.catalogue import source
from husrom.figures.provenance import Source
from husrom.figures.snapshot import table

PROJECTION_BASE_YEAR = 2024


@dataclass(frozen=True, slots=True)
class Count:
    """A number of persons with the table it was taken from."""

    persons: int
    source: Source


def last_observed_year() -> int:
    """Return the last year with observed population.

    Examples
    --------
    >>> last_observed_year()
    2026
    """
    return source("population_by_age").years[1]


def observed(number: str, year: int) -> Count | None:
    """Return the population of a municipality of today on 1 January of a year; None where we have none.

    Examples
    --------
    >>> observed("3403", 2026).persons, observed("3403", 1990)
    (33817, None)
    >>> observed("1580", 2016).source.table
    '14288'
    """
    persons = _totals_by_age().get((number, year))
    if persons is not None:
        return Count(persons, source("population_by_age"))
    persons = _totals("observed").get((number, year))
    return None if persons is None else Count(persons, source("population_totals"))


def projected(number: str, year: int) -> int | None:
    """Return the projected population, main alternative, of a municipality of today; None outside the projection.

    Examples
    --------
    >>> projected("3403", 2040), projected("3403", 2060)
    (36905, None)
    """
    return _totals("projected").get((number, year))


def change_pct(before: float | None, after: float | None) -> float | None:
    """Return the change from one number to another in per cent of the first; None where either is missing or zero.

    Examples
    --------
    >>> change_pct(200, 210), change_pct(None, 210), change_pct(0, 5)
    (5.0, None, None)
    """
    if not before or after is None:
        return None
    return 100 * (after - before) / before


def observed_change_pct(number: str, from_year: int, to_year: int) -> float | None:
    """Return the observed change of a municipality of today in per cent; None where a year is missing.

    Examples
    --------
    >>> round(observed_change_pct("5605", 2016, 2026), 1)
    -2.7
    """
    before, after = observed(number, from_year), observed(number, to_year)
    return None if before is None or after is None else change_pct(before.persons, after.persons)


def share_aged_pct(number: str, first_age: int) -> float | None:
    """Return the share aged `first_age` or over in the last observed year, in per cent.

    The age must begin a five-year group: 65 and 80 do, 67 does not.

    Examples
    --------
    >>> round(share_aged_pct("3403", 80), 1)
    6.2
    """
    total, older = _totals_by_age().get((number, last_observed_year())), _aged(first_age).get(number)
    return None if older is None or not total else 100 * older / total


@cache
def _totals_by_age() -> dict[tuple[str, int], int]:
    counted = (
        table("population_by_age")
        .filter(pl.col("persons_status").is_null())
        .group_by("municipality_number", "year")
        .agg(pl.col("persons").sum())
    )
    return {(number, year): persons for number, year, persons in counted.iter_rows()}


@cache
def _aged(first_age: int) -> dict[str, int]:
    counted = (
        table("population_by_age")
        .filter((pl.col("year") == last_observed_year()) & (pl.col("age_from") >= first_age))
        .filter(pl.col("persons_status").is_null())
        .group_by("municipality_number")
        .agg(pl.col("persons").sum())
    )
    return dict(counted.iter_rows())


@cache
def _totals(basis: str) -> dict[tuple[str, int], int]:
    chosen = table("population_totals").filter(pl.col("basis") == basis)
    rows = chosen.select("municipality_number", "year", "persons").iter_rows()
    return {(number, year): persons for number, year, persons in rows}
