"""Those who want to buy, as arrays."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from husrom.housing.affordability.amounts import HIGHEST_NOK, FloatArray, amounts

HIGHEST_RATE_PCT = 100.0


@dataclass(frozen=True, slots=True)
class Borrowers:
    """Households that want to buy, one value each.

    Attributes
    ----------
    gross_income_nok
        Yearly income before tax of all who borrow together, shape (n,). NaN: unknown.
    debt_nok
        All other debt, student loan included, shape (n,). NaN: unknown.
    equity_nok
        What they put in themselves after the costs of buying, shape (n,). NaN: unknown.
    surplus_nok_per_month
        What is left each month after tax, living and fixed costs, before the new loan, shape (n,); may be negative.
        NaN: unknown, and then servicing is not reckoned.
    interest_rate_pct
        The rate they are offered, per cent a year, shape (n,). NaN: unknown, and then servicing is not reckoned.
    """

    gross_income_nok: FloatArray
    debt_nok: FloatArray
    equity_nok: FloatArray
    surplus_nok_per_month: FloatArray
    interest_rate_pct: FloatArray

    @classmethod
    def of(
        cls,
        gross_income_nok: npt.ArrayLike,
        debt_nok: npt.ArrayLike,
        equity_nok: npt.ArrayLike,
        *,
        surplus_nok_per_month: npt.ArrayLike = np.nan,
        interest_rate_pct: npt.ArrayLike = np.nan,
    ) -> "Borrowers":
        """Return borrowers from values that broadcast, each checked.

        Raises
        ------
        AmountError
            When an amount is negative (the surplus may be), above a thousand billion kroner, or a rate is above 100.
        ValueError
            When the shapes do not broadcast.

        Examples
        --------
        >>> Borrowers.of([600_000, 700_000], 0, 500_000).equity_nok
        array([500000., 500000.])
        """
        checked = (
            amounts("gross_income_nok", gross_income_nok),
            amounts("debt_nok", debt_nok),
            amounts("equity_nok", equity_nok),
            amounts("surplus_nok_per_month", surplus_nok_per_month, lowest=-HIGHEST_NOK),
            amounts("interest_rate_pct", interest_rate_pct, highest=HIGHEST_RATE_PCT),
        )
        return cls(*np.broadcast_arrays(*checked))
