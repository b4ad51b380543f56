"""The tax on a wage: by hand, and there and back."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.housing.affordability import AmountError, WageTax
from husrom.housing.errors import ParameterError

TAX = {year: WageTax.on(dt.date(year, 6, 1)) for year in (2025, 2026)}
LOW_DEDUCTION = WageTax(22, 7.6, 99_650, 25, 46, 95_700, 50_000, ((226_100, 1.7),))
"""An allowance so small that tax begins before the minimum deduction is full."""


@pytest.mark.parametrize(
    ("year", "wage_nok", "tax_nok"),
    [
        # 22 % of 389,760; 7.6 % of the wage; 1.7 % of 92,200 and 4 % of 281,700.
        (2026, 600_000, 85_747.20 + 45_600 + 1_567.40 + 11_268),
        # 22 % of 399,450; 7.7 % of the wage; 1.7 % of 88,650 and 4 % of 293,950.
        (2025, 600_000, 87_879 + 46_200 + 1_507.05 + 11_758),
        # 22 % of 1,789,760; 7.6 %; 1.7 % of 92,200, 4 % of 406,750, 13.7 % of 255,050, 16.8 % of 487,100, 17.8 %.
        (2026, 2_000_000, 393_747.20 + 152_000 + 1_567.40 + 16_270 + 34_941.85 + 81_832.80 + 94_838.40),
        (2026, 99_650, 0),
        (2026, 100_650, 250),
        (2026, 0, 0),
    ],
)
def test_the_tax_is_as_reckoned_by_hand(year: int, wage_nok: float, tax_nok: float) -> None:
    assert TAX[year].tax_nok(wage_nok)[0] == pytest.approx(tax_nok, abs=0.005)


@given(wage=st.floats(0, 1e10), tax=st.sampled_from([*TAX.values(), LOW_DEDUCTION]))
def test_the_wage_behind_a_net_income_is_found_again(wage: float, tax: WageTax) -> None:
    assert tax.wage_nok(tax.net_nok(wage))[0] == pytest.approx(wage, rel=1e-9, abs=1e-3)


@given(wage=st.floats(0, 1e7), more=st.floats(1, 1e6))
def test_a_higher_wage_always_leaves_more_and_never_all_of_it(wage: float, more: float) -> None:
    less, most = TAX[2026].net_nok([wage, wage + more])
    assert 0 < most - less <= more + 1e-6


def test_the_tax_changes_with_the_year_and_not_before() -> None:
    assert WageTax.on(dt.date(2025, 12, 31)) == TAX[2025]
    assert WageTax.on(dt.date(2026, 1, 1)) == TAX[2026]


def test_a_year_without_known_rates_is_refused() -> None:
    with pytest.raises(ParameterError, match="it is first defined from 2025-01-01"):
        WageTax.on(dt.date(2024, 12, 31))


def test_unknown_stays_unknown_and_negative_is_refused() -> None:
    assert np.isnan(TAX[2026].net_nok(None))
    assert np.isnan(TAX[2026].wage_nok([np.nan]))
    with pytest.raises(AmountError, match="wage_nok in row 2 is -5"):
        TAX[2026].net_nok([5, -5])
