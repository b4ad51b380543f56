"""How many are born, die, leave and must arrive in a year, so that a place grows as it is projected to."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from husrom.cli.scenario.place import ADULTS, Place
from husrom.cli.simulate.ages import by_age, spread
from husrom.cli.simulate.scenario import ROLES
from husrom.housing.mobility.codes import ADULT_AGE
from husrom.housing.mobility.fitting import fitted

Floats = NDArray[np.float64]
Bands = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Yearly:
    """Expected numbers of the first year.

    Attributes
    ----------
    birth_scale
        What the shape of the births by age is multiplied with, for as many to be born as there are children under
        five, a fifth of them a year.
    arrivals
        Households a year by alternative of the projection.
    """

    birth_scale: float
    arrivals: Mapping[str, int]


def yearly_of(
    place: Place, persons: Mapping[str, int], roles: Mapping[str, Bands], rates: Mapping[str, Bands]
) -> Yearly:
    """Reckon the first year from persons by age, how common roles are, and rates, all by bands of age."""
    counted = spread(persons)
    rate = {name: by_age(bands) for name, bands in rates.items()}
    by_role = _by_role(counted, place.households, roles)
    single, couple = by_role[:, 0] + by_role[:, 3], (by_role[:, 1] + by_role[:, 2]) / 2
    shaped = float(couple @ rate["birth_couple"] + single @ rate["birth_single"])
    births = float(place.persons[0]) / 5
    lost = float(counted @ rate["death"] + by_role[:, :4].sum(axis=1) @ rate["institution"])
    leaving = float((single + couple) @ rate["out_migration"])
    size = float(counted.sum() / place.households.sum())
    arrivals = {name: max(0, round(leaving + (growth - births + lost) / size)) for name, growth in place.growth.items()}
    return Yearly(births / shaped if shaped else 0.0, arrivals)


def _by_role(persons: NDArray[np.int64], households: Floats, roles: Mapping[str, Bands]) -> Floats:
    """Return persons by age and role, shape (111, 5), as the synthetic population will have them."""
    prior = np.stack([by_age(roles[role]) for role in ROLES], axis=1)
    prior[:ADULT_AGE, :-1] = 0
    adults = households * ADULTS
    return fitted(prior, persons, np.append(adults, persons.sum() - adults.sum()))
