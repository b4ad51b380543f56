"""What the country's figures give every municipality: how adults live by age, the drift, and in which dwellings."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from husrom.figures import model_arrays as figures
from husrom.housing import households as housing

BASE_YEAR, COUNTED_YEAR = 2015, 2024
"""The two years in which the households of the country are counted."""

# Adults of 20–29 and 30–44 years are taken to live as residents aged 20–39, those of 45–64 as 40–66, and so on.
_RESIDENTS_OF_HEAD_AGES = [0, 0, 1, 2, 3]


@dataclass(frozen=True, slots=True)
class LevelTest:
    """How far off the number of households is where it is reckoned without a count: each county from the others."""

    municipalities: int
    median_error_pct: float
    ninetieth_error_pct: float


@cache
def national_rates() -> housing.HouseholdRates:
    """Return the rates for municipalities without a count of their own."""
    return _rates_of(tuple(sorted(figures.households_by_kind(COUNTED_YEAR))))


def _rates_of(numbers: tuple[str, ...]) -> housing.HouseholdRates:
    counted = figures.households_by_kind(COUNTED_YEAR)
    return housing.national_shares(
        housing.national_pattern(),
        np.stack([adults(number, COUNTED_YEAR) for number in numbers]),
        np.stack([counted[number].households for number in numbers]),
        housing.adults_by_head_age(figures.national_persons(COUNTED_YEAR)),
        figures.national_households(COUNTED_YEAR),
    )


def adults(number: str, year: int) -> NDArray[np.float64]:
    """Return persons aged 20 or over by the ages of adults."""
    return housing.adults_by_head_age(figures.persons_by_age(number, year))


def expected_in_country() -> float:
    """Return the households of 2024 that the rates would have expected from those of 2015."""
    before, after = (housing.adults_by_head_age(figures.national_persons(year)) for year in (BASE_YEAR, COUNTED_YEAR))
    return housing.expected_households(national_rates(), before, after, figures.national_households(BASE_YEAR))


@cache
def drift() -> float:
    """Return the country's drift towards smaller households from 2015 to 2024."""
    observed = figures.national_households(COUNTED_YEAR)
    return housing.drift_per_year(expected_in_country(), observed, COUNTED_YEAR - BASE_YEAR)


@cache
def level_test() -> LevelTest:
    """Reckon each county's households from the counts of the others, and compare."""
    counted = figures.households_by_kind(COUNTED_YEAR)
    errors = []
    for county in sorted({number[:2] for number in counted}):
        rates = _rates_of(tuple(number for number in sorted(counted) if number[:2] != county))
        for number in (number for number in counted if number[:2] == county):
            expected = float(rates.households(adults(number, COUNTED_YEAR)).sum())
            errors.append(abs(100 * (expected / float(counted[number].households.sum()) - 1)))
    return LevelTest(len(errors), float(np.median(errors)), float(np.percentile(errors, 90)))


def dwellings_per_household() -> float:
    """Return the dwellings of the country per household, empty and second dwellings included."""
    return figures.national_dwellings(COUNTED_YEAR) / figures.national_households(COUNTED_YEAR)


def dwelling_pattern() -> NDArray[np.float64]:
    """Return residents by the ages of adults and kind of dwelling, shape (5, 4)."""
    return figures.residents_by_dwelling()[_RESIDENTS_OF_HEAD_AGES]
