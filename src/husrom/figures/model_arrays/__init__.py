"""The figures that models of households and housing need reckon with, as arrays. Missing is NaN, never 0."""

from husrom.figures.model_arrays.dwellings import (
    BUILDING_TYPES,
    CountedDwellings,
    building_type_shares,
    completions,
    counted_dwellings,
    dwelling_shares,
    municipal_dwellings_per_1000,
    national_dwellings,
    rented_share,
    residents_by_dwelling,
    yearly_losses_pct,
)
from husrom.figures.model_arrays.households import (
    CountedHouseholds,
    counted_households,
    household_totals,
    households_by_kind,
    national_households,
)
from husrom.figures.model_arrays.people import (
    AGES,
    ProjectedPersons,
    borrowed_alternatives,
    national_persons,
    national_persons_by_year_of_age,
    persons_by_age,
    projected_persons,
)

__all__ = [
    "AGES",
    "BUILDING_TYPES",
    "CountedDwellings",
    "CountedHouseholds",
    "ProjectedPersons",
    "borrowed_alternatives",
    "building_type_shares",
    "completions",
    "counted_dwellings",
    "counted_households",
    "dwelling_shares",
    "household_totals",
    "households_by_kind",
    "municipal_dwellings_per_1000",
    "national_dwellings",
    "national_households",
    "national_persons",
    "national_persons_by_year_of_age",
    "persons_by_age",
    "projected_persons",
    "rented_share",
    "residents_by_dwelling",
    "yearly_losses_pct",
]
