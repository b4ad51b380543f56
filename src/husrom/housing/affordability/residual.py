"""What is left to live on, and how much of the income goes to the loan."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from husrom.housing.affordability.amounts import FloatArray
from husrom.housing.affordability.annuity import MONTHS, interest_relief_nok_per_month, payment_nok_per_month
from husrom.housing.affordability.rules import LendingRules


@dataclass(frozen=True, slots=True)
class Residual:
    """What the loan costs and leaves, at the actual rate.

    Attributes
    ----------
    housing_cost_nok_per_month
        Interest and instalment of an annuity over the longest term, less the tax relief on the first interest.
    residual_income_nok_per_month
        Net income less housing cost, living costs and fixed costs. Below 0 the dwelling is unaffordable, whatever the
        bank says.
    cost_share_of_net
        Housing cost as a share of net income; Eurostat calls more than 0.4 overburdened. It misjudges families: read
        it beside the residual income. inf where there is a cost and no income.
    """

    housing_cost_nok_per_month: FloatArray
    residual_income_nok_per_month: FloatArray
    cost_share_of_net: FloatArray


def residual(
    net_income_nok: npt.ArrayLike,
    loan_nok: npt.ArrayLike,
    interest_rate_pct: npt.ArrayLike,
    living_nok_per_month: npt.ArrayLike,
    rules: LendingRules,
) -> Residual:
    """Return what a loan leaves to live on.

    Parameters
    ----------
    net_income_nok
        Yearly income after tax, before the relief on the interest, shape (n,).
    loan_nok
        The loan on the dwelling, shape (n,).
    interest_rate_pct
        The rate paid, per cent a year, shape (n,).
    living_nok_per_month
        Reference budget and fixed costs, shape (n,).

    Returns
    -------
    Residual
        Arrays of shape (n,); NaN where something needed is NaN.

    Examples
    --------
    >>> import datetime as dt
    >>> found = residual(500_000, 3_000_000, 5.5, 20_000, LendingRules.on(dt.date(2026, 11, 23)))
    >>> [round(float(found.housing_cost_nok_per_month)), round(float(found.residual_income_nok_per_month))]
    [14009, 7658]
    """
    net = np.asarray(net_income_nok, dtype=np.float64) / MONTHS
    cost = payment_nok_per_month(loan_nok, interest_rate_pct, rules.annuity_term_years) - interest_relief_nok_per_month(
        loan_nok, interest_rate_pct, relief_pct=rules.interest_relief_pct
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(cost == 0, 0.0, cost / net)
    return Residual(cost, net - cost - np.asarray(living_nok_per_month, dtype=np.float64), share)
