"""Tax on a wage, for those who have nothing but a wage: enough to say what is left to live and pay with."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from husrom.housing.affordability.amounts import FloatArray, amounts
from husrom.housing.parameters import Parameter, parameters

PREFIX = "affordability.tax_"
BRACKETS = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class WageTax:
    """The tax on one person's wage in a year: ordinary tax, national insurance and bracket tax.

    Only the minimum deduction and the personal allowance are taken off. Pension, interest, union fees and the lower
    rates of the northernmost municipalities are not in it.

    Attributes
    ----------
    ordinary_rate_pct
        Tax on wage less minimum deduction and personal allowance.
    insurance_rate_pct, insurance_floor_nok, insurance_phase_in_pct
        National insurance: the rate on the whole wage, but at most the phase-in rate of what is above the floor.
    deduction_rate_pct, deduction_max_nok, allowance_nok
        Minimum deduction and personal allowance.
    brackets
        Wage from which each bracket begins, and the rate in it.
    """

    ordinary_rate_pct: float
    insurance_rate_pct: float
    insurance_floor_nok: float
    insurance_phase_in_pct: float
    deduction_rate_pct: float
    deduction_max_nok: float
    allowance_nok: float
    brackets: tuple[tuple[float, float], ...]

    @classmethod
    def on(cls, day: dt.date) -> "WageTax":
        """Return the tax of the year a day lies in.

        Raises
        ------
        ParameterError
            When the day is before the first year whose rates are known, 2025.

        Examples
        --------
        >>> WageTax.on(dt.date(2026, 11, 23)).insurance_rate_pct
        7.6
        """
        value = {one.name.removeprefix(PREFIX): one.at(day) or 0.0 for one in tax_parameters()}
        return cls(
            ordinary_rate_pct=value["ordinary_income_rate_pct"],
            insurance_rate_pct=value["national_insurance_rate_pct"],
            insurance_floor_nok=value["national_insurance_floor_nok"],
            insurance_phase_in_pct=value["national_insurance_phase_in_pct"],
            deduction_rate_pct=value["minimum_deduction_rate_pct"],
            deduction_max_nok=value["minimum_deduction_max_nok"],
            allowance_nok=value["personal_allowance_nok"],
            brackets=tuple((value[f"bracket_{n}_from_nok"], value[f"bracket_{n}_rate_pct"]) for n in BRACKETS),
        )

    def tax_nok(self, wage_nok: npt.ArrayLike) -> FloatArray:
        """Return the tax on a year's wage.

        Parameters
        ----------
        wage_nok
            Kroner a year of one person, shape (n,).

        Returns
        -------
        numpy.ndarray
            Kroner a year, shape (n,); NaN where the wage is.

        Raises
        ------
        AmountError
            When a wage is negative or above a thousand billion kroner.

        Examples
        --------
        >>> WageTax.on(dt.date(2026, 11, 23)).tax_nok([0, 600_000]).round()
        array([     0., 144183.])
        """
        wage = amounts("wage_nok", wage_nok)
        deduction = np.minimum(wage * self.deduction_rate_pct / 100, self.deduction_max_nok)
        ordinary = np.maximum(wage - deduction - self.allowance_nok, 0) * self.ordinary_rate_pct / 100
        above_floor = np.maximum(wage - self.insurance_floor_nok, 0) * self.insurance_phase_in_pct / 100
        insurance = np.minimum(wage * self.insurance_rate_pct / 100, above_floor)
        steps = zip(self.brackets, (0.0, *(rate for _, rate in self.brackets)), strict=False)
        bracket = sum(np.maximum(wage - start, 0) * (rate - below) / 100 for (start, rate), below in steps)
        return np.asarray(ordinary + insurance + bracket)

    def net_nok(self, wage_nok: npt.ArrayLike) -> FloatArray:
        """Return a year's wage after tax.

        Parameters
        ----------
        wage_nok
            Kroner a year of one person, shape (n,).

        Returns
        -------
        numpy.ndarray
            Kroner a year, shape (n,); NaN where the wage is.

        Raises
        ------
        AmountError
            As for `tax_nok`.

        Examples
        --------
        >>> WageTax.on(dt.date(2026, 11, 23)).net_nok(600_000).round()
        array([455817.])
        """
        return amounts("wage_nok", wage_nok) - self.tax_nok(wage_nok)

    def wage_nok(self, net_nok: npt.ArrayLike) -> FloatArray:
        """Return the wage that leaves a net income: `net_nok` the other way, exact, since tax is straight in pieces.

        Parameters
        ----------
        net_nok
            Kroner a year of one person after tax, shape (n,).

        Returns
        -------
        numpy.ndarray
            Kroner a year, shape (n,); NaN where the net income is.

        Raises
        ------
        AmountError
            When a net income is negative or above a thousand billion kroner.

        Examples
        --------
        >>> tax = WageTax.on(dt.date(2026, 11, 23))
        >>> tax.wage_nok(tax.net_nok([150_000, 600_000, 2_000_000])).round(2)
        array([ 150000.,  600000., 2000000.])
        """
        net = amounts("net_nok", net_nok)
        wages = self._bends()
        nets = self.net_nok(wages)
        kept = np.diff(nets) / np.diff(wages)
        piece = np.clip(np.searchsorted(nets, net, side="right") - 1, 0, len(kept) - 1)
        return np.asarray(wages[piece] + (net - nets[piece]) / kept[piece])

    def _bends(self) -> FloatArray:
        """Return the wages where the tax on one more krone changes, and one far above them all."""
        insurance_full = (
            self.insurance_floor_nok
            * self.insurance_phase_in_pct
            / (self.insurance_phase_in_pct - self.insurance_rate_pct)
        )
        deduction_full = self.deduction_max_nok * 100 / self.deduction_rate_pct
        # Where ordinary tax begins: with the whole deduction, or with the part of it that so low a wage gives. One of
        # the two is a bend; a point too many on a straight line does no harm.
        untaxed = (
            self.allowance_nok + self.deduction_max_nok,
            self.allowance_nok * 100 / (100 - self.deduction_rate_pct),
        )
        starts = [start for start, _ in self.brackets]
        return np.array(sorted({0.0, self.insurance_floor_nok, insurance_full, deduction_full, *untaxed, *starts, 1e9}))


def tax_parameters() -> tuple[Parameter, ...]:
    """Return the parameters of the tax, by name.

    Examples
    --------
    >>> tax_parameters()[0].name
    'affordability.tax_bracket_1_from_nok'
    """
    return tuple(one for name, one in sorted(parameters().items()) if name.startswith(PREFIX))
