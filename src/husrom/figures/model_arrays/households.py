"""Counted households by kind, from two tables that count them alike but cover different municipalities."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from husrom.figures.snapshot import table

KINDS = ("alone", "couple_without_children", "couple_with_children", "single_parent")
_TABLES = ("households", "household_income")


@dataclass(frozen=True, slots=True)
class CountedHouseholds:
    """Households of one municipality in one year.

    Attributes
    ----------
    identifier
        The table of the snapshot.
    households
        Shape (5,), float64: alone, couple without children 0–17, couple with children, single parent, other. What the
        first four leave of all households is `other`; single parents that are not published are in it too.
    """

    identifier: str
    year: int
    households: NDArray[np.float64]


def counted_households(number: str) -> CountedHouseholds | None:
    """Return the newest count of households by kind; None where we have none.

    Examples
    --------
    >>> counted_households("1840").year, counted_households("1840").households.tolist()
    (2024, [939.0, 587.0, 363.0, 102.0, 240.0])
    >>> counted_households("3403") is None
    True
    """
    return _newest().get(number)


@cache
def _newest() -> dict[str, CountedHouseholds]:
    ordered = sorted(_counts().items(), key=lambda item: item[0])
    return {number: counted for (number, _year), counted in ordered}


def households_by_kind(year: int) -> dict[str, CountedHouseholds]:
    """Return the municipalities with households by kind in a year.

    Examples
    --------
    >>> len(households_by_kind(2024)), len(households_by_kind(2015))
    (97, 56)
    """
    return {number: counted for (number, known), counted in _counts().items() if known == year}


@cache
def _counts() -> dict[tuple[str, int], CountedHouseholds]:
    found: dict[tuple[str, int], CountedHouseholds] = {}
    for identifier in reversed(_TABLES):
        wide = table(identifier).pivot(
            on="household_type", index=["municipality_number", "year"], values="households", aggregate_function="first"
        )
        for row in wide.filter(pl.col("all").is_not_null() & pl.col("alone").is_not_null()).iter_rows(named=True):
            known = np.array([row[kind] or 0 for kind in KINDS], dtype=np.float64)
            households = np.append(known, row["all"] - known.sum())
            counted = CountedHouseholds(identifier, row["year"], households)
            found[row["municipality_number"], row["year"]] = counted
    return found


@cache
def household_totals(year: int) -> dict[str, float]:
    """Return all households of the municipalities that have them in a year, each from one table through time.

    Examples
    --------
    >>> len(household_totals(2015)), household_totals(2024)["5605"]
    (97, 4880.0)
    """
    chosen = [
        table(identifier).filter((pl.col("year") == year) & (pl.col(column) == "all"))
        for identifier, column in (("households_by_tenure", "tenure"), ("households", "household_type"))
    ]
    rows = pl.concat([one.select("municipality_number", "households") for one in chosen]).drop_nulls()
    return {number: float(households) for number, households in rows.iter_rows()}


@cache
def national_households(year: int) -> float:
    """Return the households of Norway in 2015 or 2024; NaN in other years.

    Examples
    --------
    >>> national_households(2024)
    2584527.0
    """
    chosen = table("national_tenure").filter((pl.col("year") == year) & (pl.col("tenure") == "all"))
    return float(chosen["households"][0]) if len(chosen) else float("nan")
