"""What is assumed and not measured, in one place: every number is a parameter with a reference."""

import datetime as dt
from dataclasses import dataclass, fields

from husrom.housing.errors import NeedInputError
from husrom.housing.parameters import parameter

PREFIX = "need."


@dataclass(frozen=True, slots=True)
class Assumptions:
    """The assumptions of a calculation of need. Low and high are the alternatives that the interval is made of.

    Attributes
    ----------
    losses_low_pct, losses_pct, losses_high_pct
        Dwellings demolished or otherwise gone a year, per cent of the dwellings.
    vacancy_reserve_low_pct, vacancy_reserve_pct, vacancy_reserve_high_pct
        Dwellings that must stand empty for people to be able to move, per cent of the dwellings.
    backlog_pct
        Households that lack a dwelling of their own today, per cent of the households.
    backlog_years
        Years over which the backlog is made good.
    second_homes_per_year, conversions_per_year
        Dwellings a year that come into use as second homes or are let by the day (negative when they come back), and
        dwellings a year made from other buildings.
    headship_damping
        What is left of the drift towards smaller households from one year to the next.
    projection_low_weight, projection_high_weight
        Weights of the low and the high projection when the variance is divided; the main has the rest.
    chance_share_pct
        A range of chance wider than this share of the need, per cent, is printed alone.
    cohort_shrinkage_persons
        The country's cohorts count as this many persons of the municipality.
    settled_from_age
        First age that keeps what its cohorts give when ages are scaled to a published total.
    preference_weight
        Weight of stated wishes against the present pattern of dwellings: 0 is the pattern alone, 1 the wishes alone.
    disadvantaged_share_pct, disadvantaged_after_1_year_pct, disadvantaged_after_2_years_pct
        Residents who are disadvantaged in the housing market, and the share of them who still are, per cent.
    """

    losses_low_pct: float
    losses_pct: float
    losses_high_pct: float
    vacancy_reserve_low_pct: float
    vacancy_reserve_pct: float
    vacancy_reserve_high_pct: float
    backlog_pct: float
    backlog_years: float
    second_homes_per_year: float
    conversions_per_year: float
    headship_damping: float
    projection_low_weight: float
    projection_high_weight: float
    chance_share_pct: float
    cohort_shrinkage_persons: float
    settled_from_age: float
    preference_weight: float
    disadvantaged_share_pct: float
    disadvantaged_after_1_year_pct: float
    disadvantaged_after_2_years_pct: float

    def __post_init__(self) -> None:
        """Refuse what cannot be.

        Raises
        ------
        NeedInputError
            The message names the assumption and its value.
        """
        for name in NAMES:
            value = getattr(self, name)
            if name.endswith("_pct") and not 0 <= value < 100:  # noqa: PLR2004 -- per cent
                raise NeedInputError(f"{name} is {value}; expected per cent from 0 to below 100.")
        if self.backlog_years < 1:
            raise NeedInputError(f"backlog_years is {self.backlog_years}; expected at least one year.")
        for low, high in (
            ("losses_low_pct", "losses_high_pct"),
            ("vacancy_reserve_low_pct", "vacancy_reserve_high_pct"),
        ):
            if getattr(self, low) > getattr(self, high):
                raise NeedInputError(f"{low} is above {high}: {getattr(self, low)} and {getattr(self, high)}.")


NAMES = tuple(field.name for field in fields(Assumptions))


def assumptions_on(day: dt.date) -> Assumptions:
    """Return the assumptions in force on a day.

    Raises
    ------
    ParameterError
        When a parameter has no value on the day.
    NeedInputError
        When a parameter has been repealed, or the values contradict each other.

    Examples
    --------
    >>> assumptions_on(dt.date(2026, 11, 23)).vacancy_reserve_pct
    2.0
    """
    values: dict[str, float] = {}
    for name in NAMES:
        value = parameter(f"{PREFIX}{name}").at(day)
        if value is None:
            raise NeedInputError(f"{PREFIX}{name} is repealed on {day}. Choose an earlier day, or give it a value.")
        values[name] = float(value)
    return Assumptions(**values)
