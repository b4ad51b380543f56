"""How well the same methods would have done: every municipality against what really came."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from husrom.cli.need import country
from husrom.cli.need.inputs import carried_ages
from husrom.figures import model_arrays as figures
from husrom.figures.population import last_observed_year, observed, projected
from husrom.housing import households as housing
from husrom.housing.need import Assumptions

AGES_FROM = 2016


@dataclass(frozen=True, slots=True)
class Compared:
    """A number that was expected against the one that came.

    Attributes
    ----------
    what
        `population`, `aged_65_or_over`, `aged_80_or_over` or `households`.
    from_year
        The last year that was known when the number was made.
    """

    what: str
    from_year: int
    year: int
    expected: float
    observed: float

    @property
    def error_pct(self) -> float:
        return 100 * (self.expected / self.observed - 1)


@dataclass(frozen=True, slots=True)
class HouseholdTest:
    """Errors of households 2015–2024 with constant rates, over the municipalities that were counted in both years."""

    municipalities: int
    median_absolute_error_pct: float
    ninetieth_absolute_error_pct: float
    median_error_pct: float
    country_error_pct: float


def backtests(number: str, assumptions: Assumptions) -> list[Compared]:
    """Compare what can be compared for one municipality."""
    return [*_projections(number), *_ages(number, assumptions), *_households(number)]


def _projections(number: str) -> list[Compared]:
    """Return the projection of 2024 against the years observed since."""
    found = []
    for year in range(country.COUNTED_YEAR + 1, last_observed_year() + 1):
        expected, count = projected(number, year), observed(number, year)
        if expected is not None and count is not None:
            found.append(Compared("population", country.COUNTED_YEAR, year, expected, count.persons))
    return found


def _ages(number: str, assumptions: Assumptions) -> list[Compared]:
    """Return the ages carried on from 2016, within the population that came, against the ages that came."""
    base, year = figures.persons_by_age(number, AGES_FROM), last_observed_year()
    came = figures.persons_by_age(number, year)
    if np.isnan(base).any() or np.isnan(came).any():
        return []
    years = year - AGES_FROM
    totals = np.array([figures.persons_by_age(number, AGES_FROM + step).sum() for step in range(years + 1)])
    expected = carried_ages(number, AGES_FROM, years, totals[:, None], assumptions)[-1]
    return [
        Compared(f"aged_{age}_or_over", AGES_FROM, year, float(expected[first:].sum()), float(came[first:].sum()))
        for age in (65, 80)
        for first in [figures.AGES.index(age)]
    ]


def _households(number: str) -> list[Compared]:
    """Return the households of 2024 expected from those of 2015 and the population that came."""
    first, last = country.BASE_YEAR, country.COUNTED_YEAR
    before, after = figures.household_totals(first).get(number), figures.household_totals(last).get(number)
    adults = country.adults(number, first), country.adults(number, last)
    if before is None or after is None or np.isnan(adults).any():
        return []
    expected = housing.expected_households(country.national_rates(), *adults, before)
    return [Compared("households", first, last, expected, after)]


@cache
def household_test() -> HouseholdTest:
    """Return the errors of households over all municipalities that were counted in both years."""
    numbers = sorted(figures.household_totals(country.BASE_YEAR))
    errors = np.array([one.error_pct for number in numbers for one in _households(number)])
    nation = 100 * (country.expected_in_country() / figures.national_households(country.COUNTED_YEAR) - 1)
    return HouseholdTest(
        municipalities=len(errors),
        median_absolute_error_pct=float(np.median(np.abs(errors))),
        ninetieth_absolute_error_pct=float(np.percentile(np.abs(errors), 90)),
        median_error_pct=float(np.median(errors)),
        country_error_pct=nation,
    )
