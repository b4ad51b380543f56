"""What a household needs to live on: SIFO's reference budget, where we have read it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from husrom.housing.affordability.annuity import MONTHS
from husrom.housing.errors import ParameterError
from husrom.housing.parameters import Parameter, parameter


class HouseholdType(StrEnum):
    """Kinds of households, named as in the income statistics."""

    ALONE = "alone"
    SINGLE_PARENT = "single_parent"
    COUPLE_WITHOUT_CHILDREN = "couple_without_children"
    COUPLE_WITH_CHILDREN = "couple_with_children"

    @property
    def adults(self) -> int:
        """How many can have an income."""
        return 2 if self in {self.COUPLE_WITHOUT_CHILDREN, self.COUPLE_WITH_CHILDREN} else 1


@dataclass(frozen=True, slots=True)
class ReferenceBudget:
    """SIFO's reference budget of a household: all but housing, electricity and what is unusual.

    Attributes
    ----------
    nok_per_month
        None where the budget of this household on this day has not been read.
    source
        The parameter it stands in; None where there is none for this household.
    """

    nok_per_month: float | None
    source: Parameter | None


_BUDGETS = {
    HouseholdType.ALONE: ("affordability.reference_budget_single_nok_per_month", 1),
    HouseholdType.COUPLE_WITH_CHILDREN: ("affordability.reference_budget_couple_two_children_nok_per_year", MONTHS),
}
"""The parameter that holds the budget of a household, and how many months it covers."""


def reference_budget(household: HouseholdType, day: dt.date) -> ReferenceBudget:
    """Return the reference budget of a household on a day.

    Couples with children are given the budget of SIFO's example family: two children, five and eleven years old.
    Nothing is put together from parts that have not been read.

    Examples
    --------
    >>> reference_budget(HouseholdType.ALONE, dt.date(2024, 3, 1)).nok_per_month
    11623.0
    >>> reference_budget(HouseholdType.ALONE, dt.date(2026, 3, 1)).nok_per_month is None
    True
    """
    if household not in _BUDGETS:
        return ReferenceBudget(None, None)
    name, months = _BUDGETS[household]
    source = parameter(name)
    try:
        value = source.at(day)
    except ParameterError:
        # Before the first budget read is as unread as after the last.
        value = None
    return ReferenceBudget(None if value is None else value / months, source)
