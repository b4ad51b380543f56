"""Made-up towns for tests; no figure in them describes a real place."""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from husrom.housing.mobility.choice import LIFE_CLASSES, Choice
from husrom.housing.mobility.codes import ADULT_AGE, AGES, NO_ONE
from husrom.housing.mobility.rules import Arrivals, Project, Rates, Rules, Stay
from husrom.housing.mobility.sectors import Sector
from husrom.housing.mobility.simulation import State
from husrom.housing.mobility.synthesis import Margins, synthetic

SECTORS = (
    Sector("house_large", "detached", 5, owned=True, price_nok=4_500_000),
    Sector("house_small", "row", 3, owned=True, price_nok=3_200_000),
    Sector("flat_owned", "flat", 3, owned=True, price_nok=2_800_000),
    Sector("flat_small", "flat", 2, owned=True, price_nok=2_000_000),
    Sector("flat_rented", "flat", 2, owned=False),
)


def margins(households: int = 2_000) -> Margins:
    """Return margins of a town with about so many households."""
    kinds = np.array([0.40, 0.28, 0.25, 0.07]) * households
    ages = np.arange(AGES)
    weight = np.where(ages < 70, 1.0, np.exp(-(((ages - 70) / 14.0) ** 2)))
    weight[96:] = 0
    persons = np.floor(weight / weight.sum() * households * 2.08).astype(np.int64)
    return Margins(
        persons=persons,
        households=np.floor(kinds).astype(np.int64),
        dwellings=np.floor(np.array([0.42, 0.15, 0.18, 0.12, 0.17]) * households).astype(np.int64),
        age_prior=_roles(ages),
        decile_prior=np.array([np.linspace(3, 1, 10), np.linspace(1, 3, 10), np.linspace(1, 4, 10), np.ones(10)]),
        sector_prior=np.array([[2, 1, 2, 3, 4], [4, 2, 3, 1, 1], [8, 3, 1, 0.5, 0.5], [2, 2, 2, 2, 3]], np.float64),
        accessible=np.array([0.05, 0.1, 0.4, 0.3, 0.3]),
    )


def _roles(ages: NDArray[np.int64]) -> NDArray[np.float64]:
    grown = ages >= ADULT_AGE
    middle = np.exp(-(((ages - 41) / 9.0) ** 2))
    child = np.where(ages < ADULT_AGE, 1.0, np.exp(-(ages - ADULT_AGE) / 3.0))
    return np.stack(
        [grown * 0.4, grown * np.where(ages > 25, 0.5, 0.1), grown * middle, grown * middle * 0.3, child], 1
    )


MOVES = np.array(
    [
        [0.25, 0.20, 0.12, 0.05, 0.05],
        [0.06, 0.20, 0.20, 0.10, 0.08],
        [0.14, 0.08, 0.18, 0.12, 0.10],
        [0.02, 0.04, 0.08, 0.16, 0.20],
        [0.01, 0.02, 0.05, 0.10, 0.14],
    ]
)
"""Q with row sums from .67 to .32."""


def rates() -> Rates:
    """Return rates that make everything happen that can."""
    ages = np.arange(AGES)
    fertile = np.exp(-(((ages - 31) / 6.0) ** 2))
    return Rates(
        death=np.minimum(1.0, 0.0002 * np.exp(0.085 * ages)),
        institution=np.where(ages >= 80, 0.03, 0.0),
        out_migration=np.where(ages < 40, 0.03, 0.01),
        separation=np.full(AGES, 0.015),
        birth_couple=0.18 * fertile,
        birth_single=0.02 * fertile,
        leaving_home=np.where(ages >= ADULT_AGE, 0.3, 0.0),
        pairing=np.where(ages < 60, 0.08, 0.01),
    )


def rules(**changes: Any) -> Rules:
    """Return the rules of a town where everything happens; every number is made up."""
    couple_with_child = [33, 31, 4] + [NO_ONE] * 5
    ready = Rules(
        sectors=SECTORS,
        rates=rates(),
        stay=Stay.none(len(SECTORS)),
        arrivals=Arrivals(
            per_year=40,
            ages=np.array([[27] + [NO_ONE] * 7, couple_with_child], np.uint8),
            decile=np.array([4, 7], np.uint8),
        ),
        moves=MOVES,
        projects=(Project("station", 2, 30, 2027, lag_years=1, effect_of=True), Project("field", 0, 20, 2026)),
        two_dwellings_share=0.5,
        partner_age_spread_years=6.0,
    )
    return replace(ready, **changes)


def state(households: int = 2_000, seed: int = 1) -> State:
    """Return a town at the start of 2026."""
    return State(2026, *synthetic(margins(households), SECTORS, seed))


def choice(**changes: Any) -> Choice:
    """Return what people of the town want: families houses, older people flats without stairs."""
    preference = np.zeros((LIFE_CLASSES, len(SECTORS)))
    preference[6:9, 0] = 2.0  # couples with children
    preference[[2, 5], 2:] = 1.0  # older people
    ready = Choice(
        preference=preference,
        budget_nok=np.linspace(1_500_000, 6_000_000, 10),
        crowded=np.array([-1.0, 0.8]),
        spare=np.array([-0.2, 0.1]),
        stairs=np.array([-1.5, 0.7]),
        desire=np.full(LIFE_CLASSES, -2.5),
        pressure=0.1,
    )
    return ready._replace(**changes)
