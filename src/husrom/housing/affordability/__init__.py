"""Who can buy: lending rules by date, what they allow, what is left to live on, and which sales are within reach.

Everything is arrays over households; amounts are kroner, NaN is unknown. What a rule needs and lacks is never
guessed: the rule is then left out, and the answer says so.
"""

from husrom.housing.affordability.amounts import HIGHEST_NOK, FloatArray
from husrom.housing.affordability.annuity import (
    MONTHS,
    annuity_factor,
    interest_after_tax_nok_per_month,
    interest_relief_nok_per_month,
    payment_nok_per_month,
)
from husrom.housing.affordability.borrowers import Borrowers
from husrom.housing.affordability.budgets import HouseholdType, ReferenceBudget, reference_budget
from husrom.housing.affordability.errors import AffordabilityError, AmountError
from husrom.housing.affordability.income_needed import IncomeNeeded, Servicing, income_needed
from husrom.housing.affordability.lending import NO_ANSWER, RULES, Capacity, Rule, broken_rules, capacity
from husrom.housing.affordability.prices import EstimatedPrices, Share, Spread, share_counted
from husrom.housing.affordability.residual import Residual, residual
from husrom.housing.affordability.rules import PARAMETERS, LendingRules
from husrom.housing.affordability.wage_tax import WageTax, tax_parameters

__all__ = [
    "HIGHEST_NOK",
    "MONTHS",
    "NO_ANSWER",
    "PARAMETERS",
    "RULES",
    "AffordabilityError",
    "AmountError",
    "Borrowers",
    "Capacity",
    "EstimatedPrices",
    "FloatArray",
    "HouseholdType",
    "IncomeNeeded",
    "LendingRules",
    "ReferenceBudget",
    "Residual",
    "Rule",
    "Servicing",
    "Share",
    "Spread",
    "WageTax",
    "annuity_factor",
    "broken_rules",
    "capacity",
    "income_needed",
    "interest_after_tax_nok_per_month",
    "interest_relief_nok_per_month",
    "payment_nok_per_month",
    "reference_budget",
    "residual",
    "share_counted",
    "tax_parameters",
]
