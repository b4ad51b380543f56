"""Every table of figures, and the function that re-shapes it."""

from collections.abc import Callable

import polars as pl

from snapshot import dwellings, households, population, prices
from snapshot.reading import TableInputs

TABLES: dict[str, Callable[[TableInputs], pl.DataFrame]] = {
    "population_by_age": population.population_by_age,
    "population_totals": population.population_totals,
    "dwelling_type_shares": dwellings.dwelling_type_shares,
    "tenure_shares": households.tenure_shares,
    "dwelling_prices": prices.dwelling_prices,
    "household_income": households.household_income,
    "dwellings": dwellings.dwellings,
}
