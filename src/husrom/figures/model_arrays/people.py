"""Persons by five-year age, observed; and projected persons, in all and by broad ages where they are published."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from husrom.figures.catalogue import source
from husrom.figures.population import PROJECTION_BASE_YEAR
from husrom.figures.snapshot import table

AGES = tuple(range(0, 95, 5))
"""First age of each five-year group; the last is 90 or over."""

ALTERNATIVES = ("low", "high")


@dataclass(frozen=True, slots=True)
class ProjectedPersons:
    """A published projection of one municipality.

    Attributes
    ----------
    identifier
        The table of the snapshot.
    first_year
        The year of the first number; the numbers follow year by year.
    totals
        By alternative (`main`, and `low` and `high` where they are published): shape (T,), persons.
    groups
        Shape (T, 3), persons aged 0–19, 20–64 and 65 or over in the main alternative; None where not published.
    """

    identifier: str
    first_year: int
    totals: Mapping[str, NDArray[np.float64]]
    groups: NDArray[np.float64] | None


def persons_by_age(number: str, year: int) -> NDArray[np.float64]:
    """Return persons by five-year age on 1 January.

    Returns
    -------
    numpy.ndarray
        Shape (19,), float64, persons by `AGES`; all NaN where we have no ages of the municipality of today: other
        years, and years before a municipality was split, of which the ages are a mechanical share only.

    Examples
    --------
    >>> int(persons_by_age("3403", 2026).sum()), bool(np.isnan(persons_by_age("1508", 2016)).all())
    (33817, True)
    """
    return _observed().get((number, year), np.full(len(AGES), np.nan))


@cache
def national_persons(year: int) -> NDArray[np.float64]:
    """Return persons by five-year age of all municipalities together, shape (19,), on 1 January.

    Examples
    --------
    >>> int(national_persons(2026).sum())
    5627400
    """
    chosen = table("population_by_age").filter(pl.col("year") == year)
    summed = chosen.group_by("age_from").agg(pl.col("persons").sum()).sort("age_from")
    return summed["persons"].to_numpy().astype(np.float64)


def national_persons_by_year_of_age(first: int, last: int) -> NDArray[np.float64]:
    """Return persons of Norway by year of age on 1 January of each year.

    Returns
    -------
    numpy.ndarray
        Shape (last - first + 1, 106), float64, persons; the last age is 105 or over.

    Examples
    --------
    >>> int(national_persons_by_year_of_age(2026, 2026).sum())
    5627400
    """
    chosen = table("national_population_by_age").filter(pl.col("year").is_between(first, last))
    wide = chosen.sort("age").pivot(on="age", index="year", values="persons").sort("year")
    return wide.drop("year").to_numpy().astype(np.float64)


@cache
def _observed() -> dict[tuple[str, int], NDArray[np.float64]]:
    wide = (
        table("population_by_age")
        .with_columns(persons=pl.when(pl.col("persons_status").is_null()).then(pl.col("persons")))
        .sort("municipality_number", "year", "age_from")
        .group_by("municipality_number", "year", maintain_order=True)
        .agg(pl.col("persons"))
    )
    numbers = np.array(wide["persons"].to_list(), dtype=np.float64)
    keys = wide.select("municipality_number", "year").iter_rows()
    return dict(zip(keys, numbers, strict=True))


def projected_persons(number: str) -> ProjectedPersons | None:
    """Return the newest published projection of a municipality; None where there is none.

    Examples
    --------
    >>> newest, older = projected_persons("5605"), projected_persons("3403")
    >>> newest.identifier, sorted(newest.totals), newest.groups.shape
    ('projection', ['high', 'low', 'main'], (25, 3))
    >>> older.identifier, older.first_year, sorted(older.totals), older.groups
    ('population_totals', 2025, ['main'], None)
    """
    return _newest().get(number) or _of_2024().get(number)


@cache
def _newest() -> dict[str, ProjectedPersons]:
    rows = table("projection").sort("municipality_number", "year", "age_from")
    totals = rows.filter((pl.col("age_from") == 0) & pl.col("age_to").is_null())
    groups = rows.filter((pl.col("age_from") != 0) | pl.col("age_to").is_not_null())
    first_year = source("projection").years[0]
    by_group = {
        number: np.array(persons, dtype=np.float64).reshape(-1, 3)
        for number, persons in groups.group_by("municipality_number").agg(pl.col("persons")).iter_rows()
    }
    found: dict[str, dict[str, NDArray[np.float64]]] = {}
    for number, alternative, persons in (
        totals.group_by("municipality_number", "alternative").agg(pl.col("persons")).iter_rows()
    ):
        found.setdefault(number, {})[alternative] = np.array(persons, dtype=np.float64)
    return {
        number: ProjectedPersons("projection", first_year, by_alternative, by_group[number])
        for number, by_alternative in found.items()
    }


@cache
def _of_2024() -> dict[str, ProjectedPersons]:
    rows = table("population_totals").filter(pl.col("basis") == "projected").sort("municipality_number", "year")
    first_year = PROJECTION_BASE_YEAR + 1
    return {
        number: ProjectedPersons("population_totals", first_year, {"main": np.array(persons, dtype=np.float64)}, None)
        for number, persons in rows.group_by("municipality_number").agg(pl.col("persons")).iter_rows()
    }


@cache
def borrowed_alternatives() -> Mapping[str, NDArray[np.float64]]:
    """Return the low and high alternatives as shares of the main, from the municipalities that have them.

    Returns
    -------
    mapping
        By alternative: shape (T,), float64, the median share over the municipalities, from the first year of the newest
        projection on. For a municipality of which only the main alternative is known.

    Examples
    --------
    >>> {name: round(float(shares[-1]), 2) for name, shares in borrowed_alternatives().items()}
    {'low': 0.87, 'high': 1.13}
    """
    known = list(_newest().values())
    return {
        name: np.median(np.stack([one.totals[name] / one.totals["main"] for one in known]), axis=0)
        for name in ALTERNATIVES
    }
