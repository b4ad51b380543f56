"""The whole answer for one municipality: the models' answers side by side."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from husrom.cli.need import country
from husrom.cli.need.backtests import Compared, backtests
from husrom.cli.need.grades import Grade, grades, overall
from husrom.cli.need.inputs import MunicipalFigures, municipal_figures
from husrom.figures import model_arrays as figures
from husrom.housing import households as housing
from husrom.housing.need import (
    Assumptions,
    CompletionRecord,
    DwellingNeed,
    FlowModel,
    NeedProjection,
    compared_with_completions,
    dwelling_need,
    fit_dwelling_pattern,
    flow_of,
    mix_preferences,
    older_persons,
    project_need,
    released_dwellings,
)

RELEASED_YEARS = 10
OLDER_AGES = ((65, 79), (80, None))
_OLDER = slice(3, None)


@dataclass(frozen=True, slots=True)
class MunicipalNeed:
    """What is needed in one municipality, and what is known about the answer.

    Attributes
    ----------
    older
        Shape (2, 2, 2, 4), persons: first and last year × 65–79 and 80 or over × alone and not × kind of dwelling.
    released
        Shape (4,), dwellings that those who are 65 or over today leave within ten years; None for a shorter time.
    completions
        What was completed against household growth 2015–2024; None where not counted.
    """

    figures: MunicipalFigures
    name: str
    to_year: int
    assumptions: Assumptions
    projection: NeedProjection
    dwellings: DwellingNeed
    older: NDArray[np.float64]
    released: NDArray[np.float64] | None
    disadvantaged: FlowModel
    completions: CompletionRecord | None
    backtests: list[Compared]
    grades: tuple[Grade, ...]

    @property
    def grade(self) -> str:
        return overall(self.grades)

    @property
    def first_year(self) -> int:
        return self.figures.first_year

    @property
    def households(self) -> NDArray[np.float64]:
        """Households by year."""
        return np.asarray(self.projection.households.sum(axis=(1, 2)), dtype=np.float64)

    @property
    def dwellings_without_household(self) -> float | None:
        """Dwellings of today beyond one for each household; None where either is not counted."""
        if self.figures.counted is None or not self.figures.dwellings_counted:
            return None
        return self.figures.inputs.dwellings_now - float(self.households[0])

    @property
    def population(self) -> NDArray[np.float64]:
        return np.asarray(self.figures.inputs.persons["main"].sum(axis=1), dtype=np.float64)


def municipal_need(
    number: str, name: str, to_year: int, assumptions: Assumptions, wishes: NDArray[np.float64] | None = None
) -> MunicipalNeed | None:
    """Return the need of a municipality; None where the figures have no population or no projection of it."""
    known = municipal_figures(number, to_year, assumptions)
    if known is None:
        return None
    projection = project_need(known.inputs, assumptions)
    pattern = fit_dwelling_pattern(
        country.dwelling_pattern(), projection.households[0].sum(axis=1), known.dwellings / known.dwellings.sum()
    )
    if wishes is not None:
        pattern = mix_preferences(pattern, wishes, assumptions.preference_weight)
    return MunicipalNeed(
        figures=known,
        name=name,
        to_year=to_year,
        assumptions=assumptions,
        projection=projection,
        dwellings=_by_dwelling(known, projection, pattern),
        older=_older(known, projection, pattern),
        released=_released(known, pattern, to_year - known.first_year),
        disadvantaged=_disadvantaged(known, assumptions),
        completions=_completions(number),
        backtests=backtests(number, assumptions),
        grades=grades(known),
    )


def changed(assumptions: Assumptions, values: Mapping[str, float]) -> Assumptions:
    """Return the assumptions with some of them given anew."""
    return dataclasses.replace(assumptions, **values)


def _by_dwelling(known: MunicipalFigures, projection: NeedProjection, pattern: NDArray[np.float64]) -> DwellingNeed:
    balance = projection.balance
    return dwelling_need(
        pattern,
        projection.households[-1].sum(axis=1),
        known.dwellings,
        dwellings_wanted=float(balance.dwellings[-1]),
        losses=float(balance.losses.sum()),
        other=float(balance.backlog.sum() - balance.conversions.sum()),
    )


def _older(known: MunicipalFigures, projection: NeedProjection, pattern: NDArray[np.float64]) -> NDArray[np.float64]:
    adults = housing.adults_by_head_age(known.inputs.persons["main"][[0, -1]])[:, _OLDER]
    alone = projection.households[[0, -1], _OLDER, 0]
    shares = np.divide(alone, adults, out=np.zeros_like(alone), where=adults > 0)
    return np.stack([older_persons(adults[end], shares[end], pattern[_OLDER]) for end in (0, 1)])


def _released(known: MunicipalFigures, pattern: NDArray[np.float64], years: int) -> NDArray[np.float64] | None:
    if years < RELEASED_YEARS:
        return None
    persons, headship = known.inputs.persons["main"], known.inputs.rates.headship.sum(axis=1)
    return released_dwellings(persons[0], persons[RELEASED_YEARS], RELEASED_YEARS, headship, pattern)


def _disadvantaged(known: MunicipalFigures, assumptions: Assumptions) -> FlowModel:
    return flow_of(
        known.inputs.persons["main"].sum(axis=1) * assumptions.disadvantaged_share_pct / 100,
        assumptions.disadvantaged_after_1_year_pct / 100,
        assumptions.disadvantaged_after_2_years_pct / 100,
    )


def _completions(number: str) -> CompletionRecord | None:
    """Return completions of 2015–2023, that stand by 2024, against the households of 2015 and 2024."""
    first, last = country.BASE_YEAR, country.COUNTED_YEAR
    before, after = figures.household_totals(first).get(number), figures.household_totals(last).get(number)
    built = [count for year, count in figures.completions(number).items() if first <= year < last]
    if before is None or after is None or len(built) != last - first:
        return None
    return compared_with_completions(np.array([sum(built)], dtype=np.float64), np.array([after - before]))
