"""The figures that models of households and housing need reckon with, as arrays. Missing is NaN, never 0."""

from husrom.figures.model_arrays.dwellings import (
    CountedDwellings,
    completions,
    counted_dwellings,
    dwelling_shares,
    municipal_dwellings_per_1000,
    national_dwellings,
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
    persons_by_age,
    projected_persons,
)

__all__ = [
    "AGES",
    "CountedDwellings",
    "CountedHouseholds",
    "ProjectedPersons",
    "borrowed_alternatives",
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
    "persons_by_age",
    "projected_persons",
    "residents_by_dwelling",
    "yearly_losses_pct",
]
