"""How much a household can borrow and pay, and which rule stops it."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from husrom.housing.affordability.amounts import FloatArray
from husrom.housing.affordability.borrowers import Borrowers
from husrom.housing.affordability.rules import LendingRules

NO_ANSWER = -1
"""In `Capacity.binding`: income, debt or equity is not known."""

_HAIR_NOK_PER_MONTH = 1e-6
"""Far below what one more krone of loan costs a month, far above rounding."""


class Rule(StrEnum):
    """What may stop a loan. The order is that of every array of limits."""

    DEBT_TO_INCOME = "debt_to_income"
    LOAN_TO_VALUE = "loan_to_value"
    SERVICING = "servicing"


RULES = tuple(Rule)


@dataclass(frozen=True, slots=True)
class Capacity:
    """What households can borrow and pay.

    Attributes
    ----------
    limits_nok
        The highest loan by each rule, whole kroner, shape (3, n) in the order of `RULES`. inf: there is no such rule.
        NaN: not reckoned, since something it needs is unknown.
    max_loan_nok
        The least of the limits that are reckoned, shape (n,). NaN where income, debt or equity is.
    max_price_nok
        Loan and equity together, shape (n,).
    binding
        Index into `RULES` of the rule that stops the loan, shape (n,), int8; the first of equals. NO_ANSWER where
        income, debt or equity is NaN.
    amortisation_required
        Whether a loan of this size must be paid down, shape (n,).
    """

    limits_nok: FloatArray
    max_loan_nok: FloatArray
    max_price_nok: FloatArray
    binding: npt.NDArray[np.int8]
    amortisation_required: npt.NDArray[np.bool_]


def capacity(borrowers: Borrowers, rules: LendingRules) -> Capacity:
    """Return what households can borrow and pay under the rules of a day.

    The loan is the least of: income multiple less other debt; the loan whose share of the price (loan and equity) is
    the highest allowed; and the loan whose stressed annuity the monthly surplus pays. Where surplus or rate is
    unknown the third is left out, which may give too high an answer: `limits_nok` says so with NaN.

    Parameters
    ----------
    borrowers
        n households.

    Returns
    -------
    Capacity
        Arrays over the n households.

    Notes
    -----
    Fixed costs in the surplus must hold the payments on other debt. Costs of buying (document duty and the like) are
    not in the price: equity is what is left after them.

    Examples
    --------
    The nurse index of the first half of 2024: 683,000 kroner a year, 210,000 in student debt, equity enough.

    >>> import datetime as dt
    >>> found = capacity(Borrowers.of(683_000, 210_000, 1_000_000), LendingRules.on(dt.date(2024, 6, 30)))
    >>> found.max_loan_nok, found.max_price_nok, RULES[found.binding[0]].value
    (array([3205000.]), array([4205000.]), 'debt_to_income')
    """
    limits = np.stack(
        [
            rules.debt_to_income_limit * borrowers.gross_income_nok - borrowers.debt_nok
            if np.isfinite(rules.debt_to_income_limit)
            else np.where(np.isnan(borrowers.gross_income_nok + borrowers.debt_nok), np.nan, np.inf),
            # Whole per cents, so that kroner come out whole where they are.
            borrowers.equity_nok * rules.loan_to_value_limit_pct / (100 - rules.loan_to_value_limit_pct),
            borrowers.surplus_nok_per_month / rules.stressed_cost_per_nok(borrowers.interest_rate_pct),
        ]
    )
    limits = np.floor(np.maximum(limits, 0))
    known = np.where(np.isnan(limits[2]), np.inf, limits[2])
    reckoned = np.stack([limits[0], limits[1], known])
    missing = np.isnan(reckoned).any(axis=0)
    loan = reckoned.min(axis=0)
    price = loan + borrowers.equity_nok
    binding = np.where(missing, NO_ANSWER, reckoned.argmin(axis=0)).astype(np.int8)
    return Capacity(limits, loan, price, binding, _above(loan, price, rules.amortisation_above_loan_to_value_pct))


def broken_rules(
    loan_nok: npt.ArrayLike, price_nok: npt.ArrayLike, borrowers: Borrowers, rules: LendingRules
) -> npt.NDArray[np.bool_]:
    """Return which rules a loan would break.

    Parameters
    ----------
    loan_nok, price_nok
        The loan asked for and what the dwelling costs, shapes that broadcast with the n households.

    Returns
    -------
    numpy.ndarray
        bool, shape (3, n) in the order of `RULES`; False where something the rule needs is unknown.

    Examples
    --------
    >>> import datetime as dt
    >>> someone, rules = Borrowers.of(600_000, 0, 200_000), LendingRules.on(dt.date(2026, 11, 23))
    >>> broken_rules(1_900_000, 2_100_000, someone, rules)[:, 0]
    array([False,  True, False])
    """
    loan = np.asarray(loan_nok, dtype=np.float64)
    return np.stack(
        np.broadcast_arrays(
            loan + borrowers.debt_nok > rules.debt_to_income_limit * borrowers.gross_income_nok
            if np.isfinite(rules.debt_to_income_limit)
            else np.zeros(borrowers.debt_nok.shape, dtype=np.bool_),
            _above(loan, np.asarray(price_nok, dtype=np.float64), rules.loan_to_value_limit_pct),
            loan * rules.stressed_cost_per_nok(borrowers.interest_rate_pct)
            > np.maximum(borrowers.surplus_nok_per_month, 0) + _HAIR_NOK_PER_MONTH,
        )
    )


def _above(loan_nok: FloatArray, price_nok: FloatArray, share_pct: float) -> npt.NDArray[np.bool_]:
    return np.asarray(loan_nok * 100 > share_pct * price_nok)
