"""What the simulation goes by: rates by age, what becomes of dwellings, who arrives and what is built."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from husrom.figures.wording import gettext_noop as _
from husrom.housing.mobility.choice import Choice, check_choice
from husrom.housing.mobility.codes import ADULT_AGE, AGES, PLACES
from husrom.housing.mobility.errors import MobilityInputError
from husrom.housing.mobility.sectors import Sector
from husrom.housing.mobility.staying import Stay

Floats = NDArray[np.float64]
DECILES = 10


class Rates(NamedTuple):
    """Probabilities a year, each of shape (111,), by age.

    Attributes
    ----------
    death, institution
        For each person, and each adult.
    out_migration, separation, birth_couple, birth_single
        For each household, by the age of its first adult; births by the age of its youngest adult.
    leaving_home
        For each child at home from 18 on.
    pairing
        For each adult without a partner.
    """

    death: Floats
    institution: Floats
    out_migration: Floats
    separation: Floats
    birth_couple: Floats
    birth_single: Floats
    leaving_home: Floats
    pairing: Floats

    @classmethod
    def none(cls) -> "Rates":
        """Return the rates of a place where nothing happens.

        Examples
        --------
        >>> float(Rates.none().death.sum())
        0.0
        """
        return cls(*(np.zeros(AGES) for _rate in cls._fields))


@dataclass(frozen=True, slots=True, eq=False)
class Arrivals:
    """Households that move here from elsewhere.

    Attributes
    ----------
    per_year
        How many arrive each year and look for a dwelling.
    ages, decile
        Shapes (A, 8) and (A,): households each arrival is a copy of, drawn evenly; columns as in `Households`.
    """

    per_year: int
    ages: NDArray[np.uint8]
    decile: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Project:
    """Dwellings that are built.

    Attributes
    ----------
    name
        Keys the random numbers of its dwellings, so that a project more changes nothing about the others.
    sector
        Row of the sector list.
    dwellings
        How many.
    start_year
        When building starts.
    lag_years
        From start to completion.
    accessible_share
        0 to 1; the first dwellings are the accessible ones.
    effect_of
        True for the projects whose effect is asked for.
    """

    name: str
    sector: int
    dwellings: int
    start_year: int
    lag_years: int = 0
    accessible_share: float = 1.0
    effect_of: bool = False

    @property
    def completion_year(self) -> int:
        """Return the year its dwellings are completed."""
        return self.start_year + self.lag_years


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """All that the simulation goes by.

    Attributes
    ----------
    moves
        Shape (S, S): probability that a vacancy in a sector is filled by a household from each sector; what a row
        lacks up to 1 goes to households without a dwelling here. Used by the supply-driven market alone.
    choice
        What households want and can pay, where the market is one of choice; None for the supply-driven market.
    two_dwellings_share
        Of couples who both have a dwelling, how many keep both until they find a new one, 0 to 1.
    partner_age_spread_years
        Those who look for a partner stand in order of age, each moved back by up to so much; neighbours pair.
    patience_years
        After so many years without a dwelling a household leaves the municipality.
    new_household_deciles
        Shape (10,), how common each income decile is among young people who leave home; need not sum to 1.
    """

    sectors: tuple[Sector, ...]
    rates: Rates
    stay: Stay
    arrivals: Arrivals
    moves: Floats
    projects: tuple[Project, ...] = ()
    two_dwellings_share: float = 0.0
    partner_age_spread_years: float = 0.0
    patience_years: int = 2
    new_household_deciles: Floats | None = None
    choice: Choice | None = None


def check_rules(rules: Rules) -> None:
    """Refuse rules that contradict themselves.

    Raises
    ------
    MobilityInputError
        Naming what is wrong, where, and its value.
    """
    sectors = len(rules.sectors)
    for name, rate in rules.rates._asdict().items():
        _check_shares(name, rate, AGES)
    _check_shares("kept_secondary + withdrawn", rules.stay.kept_secondary + rules.stay.withdrawn, sectors)
    _check_shares("moves", rules.moves.sum(axis=1) if rules.moves.ndim > 1 else rules.moves, sectors)
    if (rules.moves < 0).any():
        raise MobilityInputError(f"moves has {rules.moves.min():g} somewhere, but probabilities are at least 0.")
    if rules.stay.vacancy_years.shape != (sectors,) or not (rules.stay.vacancy_years >= 0).all():
        raise MobilityInputError(
            f"vacancy_years is {rules.stay.vacancy_years}, but {sectors} numbers from 0 up are due."
        )
    arrivals = rules.arrivals
    if not len(arrivals.decile) or arrivals.ages.shape != (len(arrivals.decile), PLACES):
        raise MobilityInputError(_("There is no household that arrivals can be copies of: give at least one."))
    if (arrivals.ages[:, 0] < ADULT_AGE).any():
        raise MobilityInputError(f"A household that arrives has a first adult below {ADULT_AGE} years.")
    if rules.choice is not None:
        check_choice(rules.choice, sectors)
    _check_projects(rules)


def _check_projects(rules: Rules) -> None:
    names = [project.name for project in rules.projects]
    for project in rules.projects:
        if names.count(project.name) > 1:
            raise MobilityInputError(f"The project {project.name} is there twice: give each a name of its own.")
        if not 0 <= project.sector < len(rules.sectors):
            raise MobilityInputError(f"Project {project.name} is in sector {project.sector}, which is not there.")
        if project.dwellings < 0 or project.lag_years < 0 or not 0 <= project.accessible_share <= 1:
            raise MobilityInputError(f"Project {project.name} has a number below 0, or an accessible share over 1.")


def _check_shares(name: str, shares: Floats, length: int) -> None:
    if shares.shape != (length,):
        raise MobilityInputError(f"{name} has the shape {shares.shape}, but ({length},) was expected.")
    wrong = ~((shares >= 0) & (shares <= 1 + 1e-9))
    if wrong.any():
        row = int(np.argmax(wrong))
        raise MobilityInputError(
            _("%(name)s is %(value)s in place %(row)s, but a probability is from 0 to 1."),
            name=name,
            value=float(shares[row]),
            row=row,
        )
