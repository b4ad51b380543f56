"""The question turned round: what income a price asks for."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from husrom.housing.affordability.amounts import HIGHEST_NOK, FloatArray, amounts
from husrom.housing.affordability.annuity import MONTHS
from husrom.housing.affordability.rules import LendingRules
from husrom.housing.affordability.wage_tax import WageTax


@dataclass(frozen=True, slots=True)
class IncomeNeeded:
    """What it takes to pay a price.

    Attributes
    ----------
    gross_income_nok
        The least yearly income before tax that no reckoned rule says no to, whole kroner, shape (n,). inf: no income
        is enough, since the equity is too small. NaN where price, debt or equity is.
    by_debt_to_income_nok
        What the income multiple alone asks for, shape (n,); 0 where there is no such rule.
    by_servicing_nok
        What servicing alone asks for, shape (n,). NaN: not reckoned.
    equity_needed_nok
        The least equity, whole kroner, shape (n,).
    """

    gross_income_nok: FloatArray
    by_debt_to_income_nok: FloatArray
    by_servicing_nok: FloatArray
    equity_needed_nok: FloatArray


@dataclass(frozen=True, slots=True)
class Servicing:
    """What is needed to turn servicing round.

    Attributes
    ----------
    living_nok_per_month
        Living and fixed costs with the bank's buffer, shape (n,) or scalar. NaN: unknown.
    interest_rate_pct
        The rate offered, per cent a year, shape (n,) or scalar. NaN: unknown.
    tax
        The tax on each earner's wage.
    earners
        How many share the income equally.
    """

    living_nok_per_month: npt.ArrayLike
    interest_rate_pct: npt.ArrayLike
    tax: WageTax
    earners: int


def income_needed(
    price_nok: npt.ArrayLike,
    debt_nok: npt.ArrayLike,
    equity_nok: npt.ArrayLike,
    rules: LendingRules,
    servicing: Servicing | None = None,
) -> IncomeNeeded:
    """Return the income that a price asks for.

    Parameters
    ----------
    price_nok, debt_nok, equity_nok
        What the dwelling costs, other debt, and what is put in after the costs of buying; shapes that broadcast to
        (n,).
    servicing
        None: servicing is not reckoned, and the answer may be too low.

    Raises
    ------
    AmountError
        When an amount is negative or above a thousand billion kroner.

    Examples
    --------
    >>> import datetime as dt
    >>> found = income_needed(4_205_000, 210_000, 1_000_000, LendingRules.on(dt.date(2024, 6, 30)))
    >>> found.gross_income_nok, found.equity_needed_nok
    (array([683000.]), array([630750.]))
    """
    price, debt, equity = np.broadcast_arrays(
        amounts("price_nok", price_nok), amounts("debt_nok", debt_nok), amounts("equity_nok", equity_nok)
    )
    loan = np.maximum(price - equity, 0)
    # Without a loan there is nothing the rules could say no to, whatever the debt.
    multiple = np.where(loan == 0, 0.0 * debt, np.ceil((loan + debt) / rules.debt_to_income_limit))
    serviced = _by_servicing(loan, rules, servicing)
    equity_needed = np.ceil(price * (100 - rules.loan_to_value_limit_pct) / 100)
    needed = np.where(np.isnan(serviced), multiple, np.maximum(multiple, serviced))
    return IncomeNeeded(np.where(equity < equity_needed, np.inf, needed), multiple, serviced, equity_needed)


def _by_servicing(loan_nok: FloatArray, rules: LendingRules, servicing: Servicing | None) -> FloatArray:
    if servicing is None:
        return np.full(loan_nok.shape, np.nan)
    living = amounts("living_nok_per_month", servicing.living_nok_per_month)
    rate = amounts("interest_rate_pct", servicing.interest_rate_pct, highest=100.0)
    net = (loan_nok * rules.stressed_cost_per_nok(rate) + living) * MONTHS
    each = servicing.tax.wage_nok(np.minimum(net / servicing.earners, HIGHEST_NOK))
    return np.where(loan_nok == 0, 0.0 * net, np.ceil(each * servicing.earners))
