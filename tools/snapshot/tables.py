"""Every table of figures, and the function that re-shapes it."""

from collections.abc import Callable

import polars as pl

from snapshot import construction, dwellings, households, moves, municipal_economy, population, prices
from snapshot.reading import MUNICIPALITY_COUNT, TableInputs, expect

TABLES: dict[str, Callable[[TableInputs], pl.DataFrame]] = {
    reshape.__name__: reshape
    for reshape in (
        population.population_by_age,
        population.population_by_age_and_sex,
        population.national_population_by_age,
        population.population_totals,
        population.projection,
        moves.migration_flows,
        moves.moves_by_age,
        households.households,
        households.household_income,
        households.households_by_tenure,
        households.tenure_shares,
        households.national_tenure,
        dwellings.dwellings,
        dwellings.national_dwellings,
        dwellings.dwelling_type_shares,
        dwellings.residents_by_building_type,
        construction.construction,
        construction.construction_by_quarter,
        construction.national_construction_by_quarter,
        construction.demolitions_by_quarter,
        prices.dwelling_prices,
        prices.former_dwelling_prices,
        prices.dwelling_prices_all_tenures,
        prices.county_dwelling_prices_all_tenures,
        prices.county_dwelling_prices_by_quarter,
        prices.new_detached_house_prices,
        prices.property_sales,
        municipal_economy.municipal_dwellings,
        municipal_economy.municipal_fees,
        municipal_economy.property_tax,
    )
}
OF_EVERY_MUNICIPALITY = frozenset(
    {
        "population_by_age",
        "population_totals",
        "household_income",
        "tenure_shares",
        "dwelling_type_shares",
        "dwelling_prices",
        "municipal_fees",
        "property_tax",
    }
)


def reshape(identifier: str, inputs: TableInputs) -> pl.DataFrame:
    """Return a table of figures; one that is to cover the whole country must."""
    table = TABLES[identifier](inputs)
    if identifier in OF_EVERY_MUNICIPALITY:
        count = table["municipality_number"].n_unique()
        covered = count == MUNICIPALITY_COUNT
        expect(holds=covered, otherwise=f"{identifier} covers {count} municipalities; expected {MUNICIPALITY_COUNT}.")
    return table
