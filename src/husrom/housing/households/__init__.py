"""Households from people: who heads which kind of household at which age, and what the population will need.

Arrays of persons by age in, arrays of households by kind out. Every adult has one position in one kind of household,
so the adults of all households are always the adults of the population.
"""

from husrom.housing.households.ages import (
    COHORT_YEARS,
    cohort_ratios,
    fit_to_controls,
    fit_to_totals,
    project_ages,
    started_from_observed,
)
from husrom.housing.households.drift import drift_per_year, drifted_index, expected_households
from husrom.housing.households.kinds import FIVE_YEAR_AGES, HEAD_AGES, HOUSEHOLD_KINDS, adults_by_head_age
from husrom.housing.households.mortality import death_rates
from husrom.housing.households.national_pattern import national_pattern
from husrom.housing.households.positions import (
    HouseholdRates,
    fit_to_counts,
    fit_to_total,
    national_shares,
    positions_of,
)

__all__ = [
    "COHORT_YEARS",
    "FIVE_YEAR_AGES",
    "HEAD_AGES",
    "HOUSEHOLD_KINDS",
    "HouseholdRates",
    "adults_by_head_age",
    "cohort_ratios",
    "death_rates",
    "drift_per_year",
    "drifted_index",
    "expected_households",
    "fit_to_controls",
    "fit_to_counts",
    "fit_to_total",
    "fit_to_totals",
    "national_pattern",
    "national_shares",
    "positions_of",
    "project_ages",
    "started_from_observed",
]
