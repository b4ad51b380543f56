"""The lending regulation as it stands on a day (boliglånsforskriften 2015–2020, utlånsforskriften from 2021)."""

import dataclasses
import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from husrom.housing.affordability.amounts import FloatArray
from husrom.housing.affordability.annuity import MONTHS, annuity_factor
from husrom.housing.parameters import parameter


@dataclass(frozen=True, slots=True)
class LendingRules:
    """What a bank may lend on a day, outside the share of its loans that may deviate.

    Attributes
    ----------
    debt_to_income_limit
        Highest total debt as a multiple of gross yearly income; inf where there is no such limit.
    loan_to_value_limit_pct
        Highest mortgage in per cent of the dwelling's value.
    stress_increase_pct_points, stress_floor_pct
        The rate to be borne is the actual rate plus the increase, and never below the floor (0 where there is none).
    amortisation_above_loan_to_value_pct, minimum_amortisation_pct_per_year, annuity_term_years
        Above this loan-to-value the loan is paid down by that share of it a year, or as an annuity over that term.
    interest_relief_pct
        What tax falls by for every hundred kroner of interest; not the regulation's, but servicing depends on it.

    Examples
    --------
    >>> before, after = LendingRules.on(dt.date(2024, 12, 30)), LendingRules.on(dt.date(2024, 12, 31))
    >>> before.loan_to_value_limit_pct, after.loan_to_value_limit_pct
    (85.0, 90.0)
    """

    debt_to_income_limit: float
    loan_to_value_limit_pct: float
    stress_increase_pct_points: float
    stress_floor_pct: float
    amortisation_above_loan_to_value_pct: float
    minimum_amortisation_pct_per_year: float
    annuity_term_years: float
    interest_relief_pct: float

    @classmethod
    def on(cls, day: dt.date) -> "LendingRules":
        """Return the rules in force on a day.

        Raises
        ------
        ParameterError
            When the day is before the first rules, 1 July 2015.

        Examples
        --------
        >>> LendingRules.on(dt.date(2016, 12, 31)).debt_to_income_limit
        inf
        """
        without = {"debt_to_income_limit": np.inf, "stress_floor_pct": 0.0}
        values = {field: parameter(name).at(day) for field, name in PARAMETERS.items()}
        return cls(**{field: without[field] if value is None else float(value) for field, value in values.items()})

    def stressed_rate_pct(self, rate_pct: npt.ArrayLike) -> FloatArray:
        """Return the rate that a household must be able to bear.

        Parameters
        ----------
        rate_pct
            The rate it is offered, per cent a year, shape (n,).

        Returns
        -------
        numpy.ndarray
            Per cent a year, shape (n,); NaN where the rate is.

        Examples
        --------
        >>> LendingRules.on(dt.date(2026, 11, 23)).stressed_rate_pct([3.5, 5.5])
        array([7. , 8.5])
        """
        risen = np.asarray(rate_pct, dtype=np.float64) + self.stress_increase_pct_points
        return np.asarray(np.maximum(risen, self.stress_floor_pct))

    def stressed_cost_per_nok(self, rate_pct: npt.ArrayLike) -> FloatArray:
        """Return what a krone of loan costs a month at the stressed rate, after tax relief on the first interest.

        Parameters
        ----------
        rate_pct
            The rate it is offered, per cent a year, shape (n,).

        Returns
        -------
        numpy.ndarray
            Kroner a month per krone of loan, shape (n,); NaN where the rate is. An annuity over the longest term.

        Examples
        --------
        >>> LendingRules.on(dt.date(2026, 11, 23)).stressed_cost_per_nok([5.5]).round(6)
        array([0.006131])
        """
        stressed = self.stressed_rate_pct(rate_pct)
        relief = stressed / 100 / MONTHS * self.interest_relief_pct / 100
        return np.asarray(1 / annuity_factor(stressed, self.annuity_term_years) - relief)


PARAMETERS = {
    field.name: f"affordability.{field.name}"
    for field in dataclasses.fields(LendingRules)
    if field.name != "interest_relief_pct"
} | {"interest_relief_pct": "affordability.tax_ordinary_income_rate_pct"}
"""The parameter behind each rule."""
