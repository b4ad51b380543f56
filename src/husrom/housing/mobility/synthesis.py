"""A population made from published margins alone: every margin is met exactly, nobody in it is a real person."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from husrom.figures.wording import gettext_noop as _
from husrom.housing.mobility.codes import (
    ADULT_AGE,
    ADULT_PLACES,
    AGES,
    COUPLE,
    COUPLE_WITH_CHILDREN,
    HOUSEHOLD_KINDS,
    NO_ONE,
    NOWHERE,
    PLACES,
    RESIDENT,
    SINGLE_PARENT,
)
from husrom.housing.mobility.errors import MobilityInputError
from husrom.housing.mobility.fitting import fitted, rounded
from husrom.housing.mobility.sectors import Sector, sector_columns
from husrom.housing.mobility.state import Dwellings, Households, settle

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]

CHILDREN_PLACES = PLACES - ADULT_PLACES
DECILES = 10
FIRST_DWELLING = 1 << 40
"""Number of the first dwelling, far from those of households: numbers key random draws."""


@dataclass(frozen=True, slots=True, eq=False)
class Margins:
    """What is published of a municipality, and priors for what is not.

    Attributes
    ----------
    persons
        Shape (111,), persons in private households by age.
    households
        Shape (4,), households by kind, in the order of `codes.HOUSEHOLD_KINDS`.
    dwellings
        Shape (S,), dwellings by sector, those without residents included.
    age_prior
        Shape (111, 5): how common each role (single, partner without children at home, partner with, single parent,
        child at home) is at each age. Only its proportions within an age and a role matter; zeros are kept.
    decile_prior
        Shape (4, 10): how common each income decile is among each kind of household.
    sector_prior
        Shape (4, S): how common each sector is among each kind of household.
    accessible
        Shape (S,), share of the sector's dwellings that are accessible, 0 to 1.
    """

    persons: Counts
    households: Counts
    dwellings: Counts
    age_prior: Floats
    decile_prior: Floats
    sector_prior: Floats
    accessible: Floats


def synthetic(margins: Margins, sectors: Sequence[Sector], seed: int) -> tuple[Dwellings, Households]:
    """Make dwellings and households that meet the margins.

    Returns
    -------
    tuple
        Dwellings and households, settled: dwellings without households are vacant.

    Raises
    ------
    MobilityInputError
        When the margins contradict each other: fewer dwellings than households, fewer grown-ups than the households
        need, more children than they have room for, or zeros in a prior that leave no way.

    Notes
    -----
    A child at home may be grown up. A household with children has one at least, and six at most. Whether its youngest
    is under 18 is not a margin: a couple whose children at home are grown counts as with children here.
    """
    columns = sector_columns(sectors)
    _check(margins, len(sectors))
    random = np.random.default_rng(seed)
    kinds = np.repeat(np.arange(len(HOUSEHOLD_KINDS)), margins.households)
    ages = _with_people(kinds, margins, random)
    dwellings = _stock(margins, random)
    households = Households.waiting(np.arange(len(kinds)), ages, _deciles(kinds, margins, random), RESIDENT, 0)
    households.dwelling[:] = _homes(kinds, margins, dwellings, random)
    settle(dwellings, households, columns.owned)
    return dwellings, households


def _check(margins: Margins, sectors: int) -> None:
    shapes = {
        "persons": (AGES,),
        "households": (len(HOUSEHOLD_KINDS),),
        "dwellings": (sectors,),
        "age_prior": (AGES, 5),
        "decile_prior": (len(HOUSEHOLD_KINDS), DECILES),
        "sector_prior": (len(HOUSEHOLD_KINDS), sectors),
        "accessible": (sectors,),
    }
    for name, shape in shapes.items():
        column: NDArray[np.float64] = getattr(margins, name)
        if column.shape != shape:
            raise MobilityInputError(f"{name} has the shape {column.shape}, but {shape} was expected.")
        if not (column >= 0).all():
            raise MobilityInputError(f"{name} has {column.min()} somewhere, but numbers from 0 were expected.")
    if margins.dwellings.sum() < margins.households.sum():
        raise MobilityInputError(
            _("There are %(dwellings)s dwellings for %(households)s households: each household needs one."),
            dwellings=int(margins.dwellings.sum()),
            households=int(margins.households.sum()),
        )


def _roles(households: Counts, ages: Counts) -> Counts:
    """Return how many persons have each role."""
    adults = households * np.array([1, 2, 2, 1])
    persons, minors = int(ages.sum()), int(ages[:ADULT_AGE].sum())
    children = persons - adults.sum()
    if minors > children:
        raise MobilityInputError(
            _("%(persons)s persons leave %(children)s to be children at home, but %(minors)s are under %(age)s."),
            persons=persons,
            children=int(children),
            minors=minors,
            age=ADULT_AGE,
        )
    parents = households[COUPLE_WITH_CHILDREN] + households[SINGLE_PARENT]
    if not parents <= children <= CHILDREN_PLACES * parents:
        raise MobilityInputError(
            _(
                "%(persons)s persons leave %(children)s children for %(parents)s households with children, "
                "which have room for %(parents)s to %(most)s."
            ),
            persons=persons,
            children=int(children),
            parents=int(parents),
            most=int(CHILDREN_PLACES * parents),
        )
    return np.append(adults, children)


def _with_people(kinds: Counts, margins: Margins, random: np.random.Generator) -> NDArray[np.uint8]:
    """Return the ages of each household's persons, shape (H, 8)."""
    prior = margins.age_prior.copy()
    prior[:ADULT_AGE, :-1] = 0
    by_role = fitted(prior, margins.persons, _roles(margins.households, margins.persons))
    counts = rounded(by_role, random)
    ages = np.full((len(kinds), PLACES), NO_ONE, np.uint8)
    for kind in range(len(HOUSEHOLD_KINDS)):
        people = np.repeat(np.arange(AGES), counts[:, kind])
        rows = np.flatnonzero(kinds == kind)
        if kind in {COUPLE, COUPLE_WITH_CHILDREN}:
            # Neighbours in order of age, nearly: partners are near in age.
            pairs = people[np.argsort(people + random.normal(0, 2, len(people)), kind="stable")].reshape(-1, 2)
            ages[rows, :ADULT_PLACES] = pairs
        else:
            ages[rows, 0] = people
    _add_children(ages, kinds, np.repeat(np.arange(AGES), counts[:, -1]), random)
    return ages


def _add_children(ages: NDArray[np.uint8], kinds: Counts, children: Counts, random: np.random.Generator) -> None:
    """Give each family its children: the older the parent, the older the child."""
    families = np.flatnonzero((kinds == COUPLE_WITH_CHILDREN) | (kinds == SINGLE_PARENT))
    more = np.repeat(families, CHILDREN_PLACES - 1)
    chosen = random.choice(len(more), len(children) - len(families), replace=False)
    family = np.concatenate([families, more[chosen]])
    parent_age = ages[family, 0] + random.normal(0, 4, len(family))
    family = family[np.argsort(parent_age, kind="stable")]
    order = np.lexsort((np.arange(len(family)), family))
    family, children = family[order], np.sort(children)[order]
    place = np.arange(len(family)) - np.searchsorted(family, family)
    ages[family, ADULT_PLACES + place] = children


def _deciles(kinds: Counts, margins: Margins, random: np.random.Generator) -> NDArray[np.int64]:
    """Return the income decile of each household: a tenth of them in each, or one more."""
    total = len(kinds)
    tenths = np.diff(np.arange(DECILES + 1) * total // DECILES)
    counts = rounded(fitted(margins.decile_prior, margins.households, tenths), random)
    deciles = np.empty(total, np.int64)
    for kind, row in enumerate(counts):
        deciles[kinds == kind] = random.permutation(np.repeat(np.arange(1, DECILES + 1), row))
    return deciles


def _stock(margins: Margins, random: np.random.Generator) -> Dwellings:
    sector = np.repeat(np.arange(len(margins.dwellings)), margins.dwellings)
    accessible = np.zeros(len(sector), np.bool_)
    for place, count in enumerate(np.rint(margins.dwellings * margins.accessible).astype(int)):
        accessible[random.choice(np.flatnonzero(sector == place), count, replace=False)] = True
    return Dwellings.vacant(FIRST_DWELLING + np.arange(len(sector)), sector, accessible)


def _homes(kinds: Counts, margins: Margins, dwellings: Dwellings, random: np.random.Generator) -> NDArray[np.int32]:
    """Return the dwelling of each household; the same share of every sector is left vacant, as nearly as can be."""
    total, living = margins.dwellings.sum(), margins.households.sum()
    share = np.stack([margins.dwellings * living / total, margins.dwellings * (total - living) / total], axis=1)
    occupied = rounded(share, random)[:, 0]
    counts = rounded(fitted(margins.sector_prior, margins.households, occupied), random)
    homes = np.full(len(kinds), NOWHERE, np.int32)
    for place in range(len(occupied)):
        inside = np.flatnonzero(dwellings.sector == place)
        chosen = random.permutation(inside)[: occupied[place]]
        for kind in range(len(HOUSEHOLD_KINDS)):
            without = np.flatnonzero((kinds == kind) & (homes == NOWHERE))
            movers = random.permutation(without)[: counts[kind, place]]
            homes[movers], chosen = chosen[: len(movers)], chosen[len(movers) :]
    return homes
