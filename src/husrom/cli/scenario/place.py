"""What is officially known of a municipality, or of several taken as one place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from husrom.cli.need.inputs import municipal_figures
from husrom.cli.scenario.priors import priors
from husrom.figures import model_arrays as figures
from husrom.housing import households as housing
from husrom.housing.mobility.codes import ADULT_AGE
from husrom.housing.need import Assumptions

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

ADULTS = np.array([1, 2, 2, 1])
"""In each of `mobility.codes.HOUSEHOLD_KINDS`."""
BUILDING_YEARS = 10


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Counts of a place.

    Attributes
    ----------
    persons
        Shape (19,), by five-year age, the last 90 or over.
    households
        Shape (4,), by `mobility.codes.HOUSEHOLD_KINDS`; households with grown children at home are with children.
    dwellings
        Shape (6,), by `model_arrays.BUILDING_TYPES`, not rounded.
    rented_share
        Of the households.
    growth
        Persons a year by alternative of the projection.
    built_per_year
        Dwellings completed a year, or households that the main alternative gives more of where that is not counted.
    identifiers
        The tables of the snapshot that were used.
    """

    name: str
    persons: Floats
    households: Floats
    dwellings: Floats
    rented_share: float
    growth: Mapping[str, float]
    built_per_year: float
    identifiers: tuple[str, ...]


def place_of(number: str, name: str, years: int, assumptions: Assumptions) -> Place | None:
    """Gather what is known; None where there is no population by age or no projection."""
    known = municipal_figures(number, _last_year() + years, assumptions)
    if known is None:
        return None
    ages = known.inputs.persons["main"]
    by_kind = known.inputs.rates.households(housing.adults_by_head_age(ages[[0, -1]])).sum(axis=1)
    households = _simulated_kinds(ages[0], by_kind[0])
    shares = figures.building_type_shares(number)
    completed = list(figures.completions(number).values())[-BUILDING_YEARS:]
    growth = (by_kind[1] - by_kind[0]).sum() / years
    return Place(
        name=name,
        persons=ages[0],
        households=households,
        dwellings=shares * max(float(known.dwellings.sum()), households.sum()),
        rented_share=figures.rented_share(number),
        growth={name: float(part[-1].sum() - part[0].sum()) / years for name, part in known.inputs.persons.items()},
        built_per_year=float(np.mean(completed)) if completed else max(0.0, float(growth)),
        identifiers=tuple(dict.fromkeys((*known.identifiers, "dwelling_type_shares", "tenure_shares"))),
    )


@cache
def _last_year() -> int:
    from husrom.figures.population import last_observed_year

    return last_observed_year()


def _simulated_kinds(persons: Floats, households: Floats) -> Floats:
    """Return households by the kinds of the simulation, in whole numbers that the persons can fill.

    Households of other kinds hold grown children at home, with one parent or two.
    """
    alone, without, with_children, single_parent, other = households
    couple = priors()["other_households_with_couple"]
    kinds = np.rint([alone, without, with_children + couple * other, single_parent + (1 - couple) * other])
    minors = persons[:3].sum() + np.ceil(persons[3] * (ADULT_AGE - 15) / 5)
    families = kinds[2] + kinds[3]
    # Where there are fewer grown-ups than the couples need, some of these are taken to live alone.
    lacking = max(0.0, ADULTS @ kinds + max(minors, families) - np.floor(persons.sum()))
    moved = min(lacking, kinds[1])
    return np.asarray(kinds + np.array([moved, -moved, 0, 0]), np.float64)


def together(name: str, places: Sequence[Place]) -> Place:
    """Return several places as one."""
    dwellings = np.array([place.dwellings.sum() for place in places])
    return Place(
        name=name,
        persons=np.sum([place.persons for place in places], axis=0),
        households=np.sum([place.households for place in places], axis=0),
        dwellings=np.sum([place.dwellings for place in places], axis=0),
        rented_share=float(np.average([place.rented_share for place in places], weights=dwellings)),
        growth={key: sum(place.growth[key] for place in places) for key in places[0].growth},
        built_per_year=sum(place.built_per_year for place in places),
        identifiers=tuple(dict.fromkeys(name for place in places for name in place.identifiers)),
    )
