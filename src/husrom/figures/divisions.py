"""Divisions of the country into municipalities, and where the ground of each went from one division to another.

A division is named by its year and holds for 1 January of that year; 2019, 2020 and 2024 are the ones most tables
follow. Moves of whole municipalities are known, moves of a border are not: a farm that changed municipality in 2020
is still counted where it was.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

import polars as pl

from husrom.figures.catalogue import source
from husrom.figures.errors import UnknownDivisionError
from husrom.figures.municipalities import Municipality, municipalities, municipality_by_number
from husrom.figures.snapshot import table

FIRST_DIVISION = 2006
"""The first division our history is whole for: numbers that ended before are not in it."""

Shares = dict[str, float | None]
"""Shares by number; None where a municipality was split and nobody has said how."""

COLUMNS = {"from_number": pl.String, "to_number": pl.String, "weight": pl.Float64, "exact": pl.Boolean}


def last_division() -> int:
    """Return the last division our history reaches.

    Examples
    --------
    >>> last_division()
    2026
    """
    return source("municipality_codes").years[1]


def municipalities_of(division: int) -> tuple[Municipality, ...]:
    """Return the municipalities of a division, by number.

    Raises
    ------
    UnknownDivisionError
        When our history does not reach the year.

    Examples
    --------
    >>> [len(municipalities_of(division)) for division in (2019, 2020, 2024)]
    [422, 356, 357]
    """
    return municipalities(on=_first_day(division))


def _first_day(division: int) -> dt.date:
    if not FIRST_DIVISION <= division <= last_division():
        raise UnknownDivisionError(
            f"We know the municipalities of {FIRST_DIVISION} to {last_division()}, not of {division}. "
            "Choose a year in between, such as 2019, 2020 or 2024."
        )
    return dt.date(division, 1, 1)


@cache
def transfers(from_division: int, to_division: int) -> pl.DataFrame:
    """Return which share of each municipality of one division went to which of another. Treat it as read-only.

    Returns
    -------
    polars.DataFrame
        `from_number` and `to_number` (text), `weight` (Float64, share of the population, above 0 and at most 1) and
        `exact` (weight is 1: the whole municipality). By `from_number`, then `to_number`. Forwards in time every
        municipality has rows whose weights sum to 1; a weight is null where nobody knows how a split divided it.
        Backwards there are rows only for those whose figures can be given back: the ones that changed at most their
        number, and the parts of one that was split.

    Raises
    ------
    UnknownDivisionError
        When our history does not reach one of the years.

    Examples
    --------
    >>> transfers(2019, 2024).filter(pl.col("to_number") == "4205")["from_number"].to_list()
    ['1002', '1021', '1029']
    >>> transfers(2024, 2019).filter(pl.col("from_number").is_in(["4205", "3403"])).rows()
    [('3403', '0403', 1.0, True)]
    """
    if from_division > to_division:
        return _given_back(transfers(to_division, from_division))
    day = _first_day(to_division)
    rows = [
        (found.number, number, weight)
        for found in municipalities_of(from_division)
        for number, weight in sorted(_ground_on(found, day).items())
        if weight is None or weight > 0
    ]
    moved = pl.DataFrame(rows, schema=list(COLUMNS.items())[:3], orient="row")
    return moved.with_columns(exact=pl.col("weight").eq_missing(1.0))


def same_ground(from_division: int, to_division: int) -> dict[str, str]:
    """Return the number in another division of every municipality that changed at most its number.

    Examples
    --------
    >>> numbers = same_ground(2020, 2024)
    >>> numbers["3031"], numbers["4205"], "1507" in numbers
    ('3232', '4205', False)
    >>> same_ground(2024, 2020)["3232"]
    '3031'
    """
    moved = transfers(from_division, to_division)
    alone = moved.filter(
        pl.col("exact") & ~pl.col("from_number").is_duplicated() & ~pl.col("to_number").is_duplicated()
    )
    return dict(alone.select("from_number", "to_number").iter_rows())


def _ground_on(found: Municipality, day: dt.date) -> Shares:
    """Return the shares of a municipality in those of a later day."""
    if found.valid_on(day):
        return {found.number: 1.0}
    year, shares_now = _shares_now()
    if day.year >= year:
        # Known for each number by itself: Haram of 2019 is Haram of 2024, though it was Ålesund in between.
        return shares_now[found.number]
    shares: dict[str, float | None] = {}
    for number in found.successors:
        part = _part(found.number, number) if len(found.successors) > 1 else 1.0
        for later, weight in _ground_on(municipality_by_number(number), day).items():
            shares[later] = _plus(shares.get(later, 0.0), _times(part, weight))
    return shares


def _part(number: str, successor: str) -> float | None:
    """Return the share of a municipality in one of those it was split into."""
    _year, shares_now = _shares_now()
    part: float | None = 0.0
    for current, weight in shares_now[number].items():
        if current in shares_now[successor]:
            part = _plus(part, weight)
    return part


def _plus(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


def _times(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one * other


@cache
def _shares_now() -> tuple[int, Mapping[str, Shares]]:
    """Return the year of the division in use and the shares of every number in it."""
    mapping = table("municipality_code_mapping")
    shares: dict[str, Shares] = defaultdict(dict)
    columns = mapping.select("municipality_number", "current_number", "population_weight")
    for number, current, weight in columns.iter_rows():
        shares[number][current] = weight
    return mapping["current_division_year"].to_list()[0], shares


def _given_back(forward: pl.DataFrame) -> pl.DataFrame:
    """Turn transfers round, leaving out those with a part in a municipality that was put together from several."""
    joined = forward.filter(pl.col("to_number").is_duplicated())
    return (
        forward.filter(~pl.col("from_number").is_in(joined["from_number"].implode()))
        .select(
            from_number=pl.col("to_number"),
            to_number=pl.col("from_number"),
            weight=pl.lit(1.0),
            exact=pl.lit(value=True),
        )
        .sort("from_number")
    )
