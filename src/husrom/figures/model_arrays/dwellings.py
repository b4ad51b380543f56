"""Dwellings by kind, what becomes of them, and who lives in them."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from husrom.figures.snapshot import table

DWELLING_KINDS = ("detached", "small_house", "apartment", "other")
RESIDENT_AGES = (20, 40, 67, 80)
"""First age of the adult age groups of `residents_by_dwelling`."""

BUILDING_TYPES = ("detached", "semi_detached", "row_house", "apartment_block", "shared_housing", "other")
"""The building types that Statistics Norway counts dwellings by."""

_KIND_OF = {
    "detached": "detached",
    "semi_detached": "small_house",
    "row_house": "small_house",
    "apartment_block": "apartment",
    "shared_housing": "other",
    "other": "other",
}


@dataclass(frozen=True, slots=True)
class CountedDwellings:
    """Dwellings of one municipality, occupied and vacant.

    Attributes
    ----------
    dwellings
        Shape (4,), float64, by `DWELLING_KINDS`.
    """

    year: int
    dwellings: NDArray[np.float64]


def counted_dwellings(number: str) -> CountedDwellings | None:
    """Return the newest count of dwellings by kind; None where we have none.

    Examples
    --------
    >>> counted_dwellings("5605").year, counted_dwellings("5605").dwellings.tolist()
    (2026, [2913.0, 1789.0, 479.0, 572.0])
    >>> counted_dwellings("3403") is None
    True
    """
    return _newest_dwellings().get(number)


@cache
def _newest_dwellings() -> dict[str, CountedDwellings]:
    by_kind = _by_kind("dwellings", "dwellings")
    years: dict[str, int] = {}
    for number, year in by_kind:
        years[number] = max(year, years.get(number, year))
    return {number: CountedDwellings(year, by_kind[number, year]) for number, year in years.items()}


def dwelling_shares(number: str) -> NDArray[np.float64]:
    """Return the shares of the dwellings in 2024 by kind, shape (4,), sum 1; NaN where we have none.

    Examples
    --------
    >>> dwelling_shares("3403").round(3).tolist()
    [0.426, 0.202, 0.284, 0.087]
    """
    shares = _shares().get(number, np.full(len(DWELLING_KINDS), np.nan))
    return np.asarray(shares / shares.sum(), dtype=np.float64)


@cache
def _shares() -> dict[str, NDArray[np.float64]]:
    return {number: shares for (number, _year), shares in _by_kind("dwelling_type_shares", "share_pct").items()}


def _by_kind(identifier: str, value: str) -> dict[tuple[str, int], NDArray[np.float64]]:
    found: dict[tuple[str, int], NDArray[np.float64]] = {}
    rows = table(identifier).filter(pl.col("building_type").is_in(list(_KIND_OF)))
    for number, year, building_type, amount in rows.select(
        "municipality_number", "year", "building_type", value
    ).iter_rows():
        kinds = found.setdefault((number, year), np.zeros(len(DWELLING_KINDS)))
        kinds[DWELLING_KINDS.index(_KIND_OF[building_type])] += np.nan if amount is None else amount
    return found


def building_type_shares(number: str) -> NDArray[np.float64]:
    """Return the shares of the dwellings by `BUILDING_TYPES`, shape (6,), sum 1; NaN where we have none.

    They are those of the newest count, otherwise the published shares of 2024.

    Examples
    --------
    >>> building_type_shares("3403").round(3).tolist()
    [0.426, 0.084, 0.118, 0.284, 0.032, 0.055]
    """
    counts = _by_building_type().get(number, np.full(len(BUILDING_TYPES), np.nan))
    return np.asarray(counts / counts.sum(), dtype=np.float64)


@cache
def _by_building_type() -> dict[str, NDArray[np.float64]]:
    found: dict[str, NDArray[np.float64]] = {}
    for identifier, value in (("dwelling_type_shares", "share_pct"), ("dwellings", "dwellings")):
        rows = table(identifier).filter(pl.col("building_type").is_in(BUILDING_TYPES))
        newest = rows.filter(pl.col("year") == pl.col("year").max().over("municipality_number"))
        wide = newest.pivot(on="building_type", index="municipality_number", values=value).fill_null(0)
        for row in wide.iter_rows(named=True):
            found[row["municipality_number"]] = np.array([row[name] for name in BUILDING_TYPES], dtype=np.float64)
    return found


def rented_share(number: str) -> float:
    """Return the share of the households that rented their dwelling in 2024, 0 to 1; NaN where not published.

    Examples
    --------
    >>> round(rented_share("3403"), 3)
    0.217
    """
    return _rented().get(number, float("nan"))


@cache
def _rented() -> dict[str, float]:
    rows = table("tenure_shares").filter(pl.col("tenure") == "tenant").drop_nulls("share_pct")
    return {number: share / 100 for number, share in rows.select("municipality_number", "share_pct").iter_rows()}


@cache
def national_dwellings(year: int) -> float:
    """Return the dwellings of Norway, 2013–2026; NaN in other years.

    Examples
    --------
    >>> national_dwellings(2024)
    2720882.0
    """
    chosen = table("national_dwellings").filter((pl.col("year") == year) & (pl.col("building_type") == "all"))
    return float(chosen["dwellings"][0]) if len(chosen) else float("nan")


def yearly_losses_pct(number: str, first: int, last: int) -> float | None:
    """Return dwellings demolished or otherwise gone a year, per cent of today's dwellings; None where not published.

    Only Nordland, Troms and Finnmark have them in the snapshot.

    Examples
    --------
    >>> round(yearly_losses_pct("1840", 2016, 2025), 3), yearly_losses_pct("3403", 2016, 2025)
    (0.106, None)
    """
    lost = [count for year, count in _lost().get(number, {}).items() if first <= year <= last]
    stock = counted_dwellings(number)
    if len(lost) != last - first + 1 or stock is None:
        return None
    return 100 * sum(lost) / len(lost) / float(stock.dwellings.sum())


@cache
def _lost() -> dict[str, dict[int, int]]:
    return _by_year("demolitions_by_quarter", "demolished_dwellings")


def completions(number: str) -> dict[int, int]:
    """Return completed dwellings by whole year, oldest first; empty where not published.

    Examples
    --------
    >>> list(completions("1840"))[-1], completions("3403")
    (2025, {})
    """
    return _completed().get(number, {})


@cache
def _completed() -> dict[str, dict[int, int]]:
    yearly = table("construction").filter(pl.col("building_type") == "all")
    return _by_year("construction_by_quarter", "completed_dwellings") | _summed(yearly, "completed_dwellings")


def _by_year(identifier: str, value: str) -> dict[str, dict[int, int]]:
    """Return sums over the years of which all four quarters are known."""
    known = table(identifier).drop_nulls(value)
    whole = known.filter(pl.len().over("municipality_number", "year") == 4)  # noqa: PLR2004 -- quarters
    return _summed(whole, value)


def _summed(rows: pl.DataFrame, value: str) -> dict[str, dict[int, int]]:
    summed = rows.drop_nulls(value).group_by("municipality_number", "year").agg(pl.col(value).sum()).sort("year")
    found: dict[str, dict[int, int]] = {}
    for number, year, count in summed.iter_rows():
        found.setdefault(number, {})[year] = count
    return found


@cache
def residents_by_dwelling() -> NDArray[np.float64]:
    """Return adult residents by age and kind of dwelling in the six municipalities that have them.

    Returns
    -------
    numpy.ndarray
        Shape (4, 4), float64, persons: `RESIDENT_AGES` × `DWELLING_KINDS`.

    Examples
    --------
    >>> shares = residents_by_dwelling() / residents_by_dwelling().sum(axis=1, keepdims=True)
    >>> shares[:, 2].round(2).tolist()
    [0.13, 0.1, 0.16, 0.25]
    """
    rows = table("residents_by_building_type")
    adults = rows.filter(pl.col("age_from").is_in(list(RESIDENT_AGES)) & pl.col("building_type").is_in(DWELLING_KINDS))
    summed = adults.group_by("age_from", "building_type").agg(pl.col("persons").sum())
    found = np.zeros((len(RESIDENT_AGES), len(DWELLING_KINDS)))
    for age, kind, persons in summed.iter_rows():
        found[RESIDENT_AGES.index(age), DWELLING_KINDS.index(kind)] = persons
    return found


def municipal_dwellings_per_1000(number: str) -> float | None:
    """Return dwellings at the municipality's disposal per 1,000 residents in 2025; None where not published.

    Examples
    --------
    >>> municipal_dwellings_per_1000("1804"), municipal_dwellings_per_1000("3403")
    (23.0, None)
    """
    return _municipal_dwellings().get(number)


@cache
def _municipal_dwellings() -> dict[str, float]:
    rows = table("municipal_dwellings").select("municipality_number", "municipal_dwellings_per_1000_inhabitants")
    return {number: float(dwellings) for number, dwellings in rows.drop_nulls().iter_rows()}
