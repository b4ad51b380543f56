"""The figures of one municipality, made ready for the models; and which tables they came from."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from husrom.cli.need import country
from husrom.figures import model_arrays as figures
from husrom.figures.population import last_observed_year, observed
from husrom.housing import households as housing
from husrom.housing.need import Assumptions, NeedInputs

HISTORY_YEARS = 10
LOSS_YEARS = (2016, 2025)
_GROUP_AGES = (0, 20, 65)
_COHORT_STEPS = 2


@dataclass(frozen=True, slots=True)
class MunicipalFigures:
    """What is known of a municipality, and what had to be assumed.

    Attributes
    ----------
    inputs
        For the model.
    dwellings
        Shape (4,), dwellings by kind in the first year.
    counted
        The households that the rates are fitted to; None where nobody has counted them for us.
    projection
        The published projection.
    dwellings_counted, dwelling_kinds_counted
        Whether the number of dwellings, and their kinds, are counts of the municipality itself.
    identifiers
        The tables of the snapshot that were used.
    """

    number: str
    first_year: int
    inputs: NeedInputs
    dwellings: NDArray[np.float64]
    counted: figures.CountedHouseholds | None
    projection: figures.ProjectedPersons
    dwellings_counted: bool
    identifiers: tuple[str, ...]


def municipal_figures(number: str, to_year: int, assumptions: Assumptions) -> MunicipalFigures | None:
    """Gather the figures of a municipality; None where it has no population by age or no projection."""
    first_year = last_observed_year()
    base, projection = figures.persons_by_age(number, first_year), figures.projected_persons(number)
    if projection is None or np.isnan(base).any():
        return None
    persons = _persons(number, base, projection, to_year - first_year, assumptions)
    counted = figures.counted_households(number)
    rates = country.national_rates() if counted is None else _own_rates(number, counted)
    households = float(rates.households(housing.adults_by_head_age(base)).sum())
    stock = figures.counted_dwellings(number)
    shares = figures.dwelling_shares(number)
    dwellings = stock.dwellings if stock else shares * households * country.dwellings_per_household()
    observed_losses = figures.yearly_losses_pct(number, *LOSS_YEARS)
    counts = [observed(number, year) for year in range(first_year - HISTORY_YEARS, first_year + 1)]
    return MunicipalFigures(
        number=number,
        first_year=first_year,
        inputs=NeedInputs(
            persons=persons,
            rates=rates,
            dwellings_now=float(dwellings.sum()),
            drift=country.drift(),
            history=np.array([np.nan if count is None else float(count.persons) for count in counts]),
            observed_losses_pct=observed_losses,
        ),
        dwellings=dwellings,
        counted=counted,
        projection=projection,
        dwellings_counted=stock is not None,
        identifiers=_identifiers(projection, counted, counts_dwellings=stock is not None, losses=observed_losses),
    )


def carried_ages(
    number: str, from_year: int, years: int, controls: NDArray[np.float64], assumptions: Assumptions
) -> NDArray[np.float64]:
    """Carry the ages of a year on by cohorts, from the ten years before it, and scale them to the controls.

    The controls have shape (years + 1, 1) for all ages, or (years + 1, 3) for 0–19, 20–64 and 65 or over.
    """
    before = [from_year - housing.COHORT_YEARS * step for step in range(_COHORT_STEPS, -1, -1)]
    ratios = housing.cohort_ratios(
        np.stack([figures.persons_by_age(number, year) for year in before]),
        np.stack([figures.national_persons(year) for year in before]),
        assumptions.cohort_shrinkage_persons,
    )
    carried = housing.project_ages(figures.persons_by_age(number, from_year), ratios, years)
    if controls.shape[1] == 1:
        return housing.fit_to_totals(carried, controls[:, 0], int(assumptions.settled_from_age))
    return housing.fit_to_controls(carried, controls, _GROUP_AGES)


def _persons(
    number: str,
    base: NDArray[np.float64],
    projection: figures.ProjectedPersons,
    years: int,
    assumptions: Assumptions,
) -> Mapping[str, NDArray[np.float64]]:
    """Return persons by age in every alternative; low and high have the ages of the main one."""
    first_year = last_observed_year()
    skip = first_year - projection.first_year
    totals = {
        name: housing.started_from_observed(float(base.sum()), total[skip : skip + years + 1])
        for name, total in projection.totals.items()
    }
    main = totals["main"]
    controls = main[:, None] if projection.groups is None else projection.groups[skip : skip + years + 1]
    ages = carried_ages(number, first_year, years, controls, assumptions)
    for name, share in figures.borrowed_alternatives().items():
        totals.setdefault(name, main * share[: years + 1])
    return {name: ages * (total / main)[:, None] for name, total in totals.items()}


def _own_rates(number: str, counted: figures.CountedHouseholds) -> housing.HouseholdRates:
    adults = country.adults(number, counted.year)
    return housing.fit_to_counts(housing.national_pattern(), adults, counted.households)


def _identifiers(
    projection: figures.ProjectedPersons,
    counted: figures.CountedHouseholds | None,
    *,
    counts_dwellings: bool,
    losses: float | None,
) -> tuple[str, ...]:
    used = ["population_by_age", projection.identifier, "national_tenure"]
    used += [counted.identifier] if counted else ["household_income", "households"]
    used += ["dwellings"] if counts_dwellings else ["dwelling_type_shares", "national_dwellings"]
    used += ["residents_by_building_type"]
    used += ["demolitions_by_quarter"] if losses is not None else []
    used += ["projection"] if projection.groups is None else []
    return tuple(dict.fromkeys(used))
