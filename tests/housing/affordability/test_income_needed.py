"""The income that a price asks for is the question of the loan turned round."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from husrom.housing.affordability import (
    AmountError,
    Borrowers,
    LendingRules,
    Servicing,
    WageTax,
    broken_rules,
    capacity,
    income_needed,
)
from tests.housing.affordability.cases import RULES, TODAY, kroner, rules

TAX = WageTax.on(TODAY)


@given(price=kroner, debt=kroner, equity=kroner, under=rules)
def test_the_income_needed_pays_the_price_and_one_krone_less_does_not(
    price: float, debt: float, equity: float, under: LendingRules
) -> None:
    found = income_needed(price, debt, equity, under)
    income = found.gross_income_nok[0]
    if np.isinf(income):
        assert broken_rules(price - equity, price, Borrowers.of(0, 0, equity), under)[1, 0]
        return
    assert capacity(Borrowers.of(income, debt, equity), under).max_price_nok[0] >= price
    if income:
        assert capacity(Borrowers.of(income - 1, debt, equity), under).max_price_nok[0] < price


@given(income=kroner, debt=kroner, equity=kroner, under=rules)
def test_the_highest_price_asks_for_no_more_than_the_income(
    income: float, debt: float, equity: float, under: LendingRules
) -> None:
    price = capacity(Borrowers.of(income, debt, equity), under).max_price_nok[0]
    found = income_needed(price, debt, equity, under)
    assert found.gross_income_nok[0] <= income
    assert found.equity_needed_nok[0] <= equity


@given(
    price=st.integers(500_000, 10_000_000),
    living=st.floats(5_000, 60_000),
    rate=st.floats(0, 12),
    earners=st.integers(1, 2),
)
def test_servicing_turned_round_gives_the_price_again(price: int, living: float, rate: float, earners: int) -> None:
    equity = price * 0.5
    found = income_needed(price, 0, equity, RULES, Servicing(living, rate, TAX, earners))
    income = found.gross_income_nok[0]
    assert income == max(found.by_debt_to_income_nok[0], found.by_servicing_nok[0])

    def highest_price(income_nok: float) -> float:
        surplus = TAX.net_nok(income_nok / earners) * earners / 12 - living
        someone = Borrowers.of(income_nok, 0, equity, surplus_nok_per_month=surplus, interest_rate_pct=rate)
        return float(capacity(someone, RULES).max_price_nok[0])

    # A krone of income is worth more than a krone of loan, so that one more heals the rounding of both.
    assert highest_price(income + 1) >= price
    assume(income >= 2)
    assert highest_price(income - 2) < price


def test_without_a_loan_no_income_is_needed() -> None:
    found = income_needed(2_000_000, 9_000_000, [2_000_000, 3_000_000], RULES, Servicing(20_000, 5, TAX, 1))
    assert found.gross_income_nok.tolist() == [0, 0]


def test_too_little_equity_is_mended_by_no_income() -> None:
    found = income_needed(4_000_000, 0, [399_999, 400_000], RULES)
    assert found.gross_income_nok.tolist() == [np.inf, 720_000]
    assert found.equity_needed_nok.tolist() == [400_000, 400_000]


def test_before_2017_only_equity_and_servicing_ask() -> None:
    found = income_needed(4_000_000, 500_000, 600_000, LendingRules.on(dt.date(2016, 1, 1)))
    assert found.gross_income_nok.tolist() == [0]


def test_what_is_unknown_stays_unknown() -> None:
    found = income_needed([None, 4e6], 0, 1e6, RULES, Servicing([20_000, None], 5, TAX, 1))
    assert np.isnan(found.gross_income_nok).tolist() == [True, False]
    assert np.isnan(found.by_servicing_nok).tolist() == [True, True]
    assert found.gross_income_nok[1] == 600_000


@pytest.mark.parametrize("name", ["price_nok", "debt_nok", "equity_nok"])
def test_a_negative_amount_is_refused(name: str) -> None:
    given_amounts = {"price_nok": 1, "debt_nok": 0, "equity_nok": 0} | {name: -1}
    with pytest.raises(AmountError, match=f"{name} in row 1 is -1"):
        income_needed(**given_amounts, rules=RULES)
