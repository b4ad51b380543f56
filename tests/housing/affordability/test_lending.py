"""What can be borrowed: the nurse index, and the properties of every answer."""

import datetime as dt
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.housing.affordability import (
    HIGHEST_NOK,
    NO_ANSWER,
    RULES,
    AmountError,
    Borrowers,
    LendingRules,
    Rule,
    broken_rules,
    capacity,
)
from tests.housing.affordability.cases import PUBLISHED, kroner, rates, rules, surpluses
from tests.housing.affordability.cases import RULES as TODAYS_RULES

households = st.builds(
    lambda income, debt, equity, surplus, rate: Borrowers.of(
        income, debt, equity, surplus_nok_per_month=surplus, interest_rate_pct=rate
    ),
    kroner,
    kroner,
    kroner,
    surpluses | st.just(np.nan),
    rates,
)


@pytest.mark.parametrize("case", PUBLISHED["nurse_index_loans"], ids=lambda case: str(case["period"]))
def test_the_nurse_index_is_reproduced_to_the_krone(case: dict[str, Any]) -> None:
    nurse = Borrowers.of(case["income_nok"], case["debt_nok"], 1_000_000)
    found = capacity(nurse, LendingRules.on(case["day"]))
    assert found.max_loan_nok[0] == case["loan_nok"]
    assert RULES[found.binding[0]] is Rule.DEBT_TO_INCOME


@given(someone=households, under=rules)
def test_the_highest_loan_breaks_no_rule_and_one_krone_more_breaks_the_binding_one(
    someone: Borrowers, under: LendingRules
) -> None:
    found = capacity(someone, under)
    loan, price = found.max_loan_nok, found.max_price_nok
    # Debt that is too high already breaks the income multiple without a new loan.
    assert loan == 0 or not broken_rules(loan, price, someone, under).any()
    assert broken_rules(loan + 1, price + 1, someone, under)[found.binding[0], 0]


@given(someone=households, under=rules)
def test_price_is_loan_and_equity_and_never_below_either(someone: Borrowers, under: LendingRules) -> None:
    found = capacity(someone, under)
    assert found.max_price_nok == found.max_loan_nok + someone.equity_nok
    assert found.max_loan_nok == found.limits_nok[found.binding[0]]
    assert found.max_loan_nok == np.nanmin(found.limits_nok)
    assert 0 <= found.max_loan_nok <= found.max_price_nok


@given(someone=households, under=rules, more=st.integers(1, 10_000_000))
def test_more_income_less_debt_and_more_equity_never_lower_the_loan(
    someone: Borrowers, under: LendingRules, more: int
) -> None:
    income, debt, equity = someone.gross_income_nok, someone.debt_nok, someone.equity_nok
    monthly = {
        "surplus_nok_per_month": someone.surplus_nok_per_month,
        "interest_rate_pct": someone.interest_rate_pct,
    }
    loan, richer, freer, wealthier = (
        capacity(Borrowers.of(*amounts, **monthly), under).max_loan_nok[0]
        for amounts in (
            (income, debt, equity),
            (income + more, debt, equity),
            (income, np.maximum(debt - more, 0), equity),
            (income, debt, equity + more),
        )
    )
    assert loan <= min(richer, freer, wealthier)


@given(someone=households, under=rules, more=st.floats(0.1, 10))
def test_a_higher_rate_never_raises_and_a_higher_surplus_never_lowers_the_loan(
    someone: Borrowers, under: LendingRules, more: float
) -> None:
    amounts = (someone.gross_income_nok, someone.debt_nok, someone.equity_nok)
    surplus, rate = someone.surplus_nok_per_month, someone.interest_rate_pct
    dearer, base, better = (
        capacity(Borrowers.of(*amounts, surplus_nok_per_month=left, interest_rate_pct=at), under).max_loan_nok[0]
        for left, at in ((surplus, rate + more), (surplus, rate), (surplus + 1000 * more, rate))
    )
    assert dearer <= base <= better


@given(someone=households)
def test_many_households_are_answered_as_each_alone(someone: Borrowers) -> None:
    other = Borrowers.of(650_000, 100_000, 400_000, surplus_nok_per_month=20_000, interest_rate_pct=5)
    both = Borrowers.of(*(
        np.concatenate([getattr(someone, name), getattr(other, name)])
        for name in ("gross_income_nok", "debt_nok", "equity_nok")
    ), **{
        name: np.concatenate([getattr(someone, name), getattr(other, name)])
        for name in ("surplus_nok_per_month", "interest_rate_pct")
    })  # fmt: skip
    found, alone, second = (capacity(asked, TODAYS_RULES) for asked in (both, someone, other))
    assert np.array_equal(found.limits_nok, np.hstack([alone.limits_nok, second.limits_nok]), equal_nan=True)
    assert found.max_loan_nok.tolist() == [*alone.max_loan_nok, *second.max_loan_nok]
    assert found.binding.tolist() == [*alone.binding, *second.binding]


@pytest.mark.parametrize(
    ("income", "debt", "equity", "surplus", "binding"),
    [
        (600_000, 0, 333_334, np.nan, Rule.DEBT_TO_INCOME),
        (600_000, 0, 333_333, np.nan, Rule.LOAN_TO_VALUE),
        (600_000, 0, 400_000, 18_392, Rule.SERVICING),
        (600_000, 0, 400_000, 18_393, Rule.DEBT_TO_INCOME),
    ],
)
def test_which_rule_binds_at_the_borders(
    income: float, debt: float, equity: float, surplus: float, binding: Rule
) -> None:
    someone = Borrowers.of(income, debt, equity, surplus_nok_per_month=surplus, interest_rate_pct=5.5)
    assert RULES[capacity(someone, TODAYS_RULES).binding[0]] is binding


def test_the_loan_grows_on_the_day_less_equity_was_asked_for() -> None:
    someone = Borrowers.of(1_000_000, 0, 300_000)
    loans = [
        capacity(someone, LendingRules.on(day)).max_loan_nok[0]
        for day in (dt.date(2024, 12, 30), dt.date(2024, 12, 31))
    ]
    assert loans == [1_700_000, 2_700_000]


def test_before_2017_no_income_multiple_stops_a_loan() -> None:
    found = capacity(Borrowers.of(0, 5_000_000, 1_500_000), LendingRules.on(dt.date(2016, 12, 31)))
    assert (found.max_loan_nok[0], found.limits_nok[0, 0]) == (8_500_000, np.inf)
    assert not broken_rules(8_500_000, 10_000_000, Borrowers.of(0, 5_000_000, 1_500_000), LendingRules.on(
        dt.date(2016, 12, 31)
    )).any()  # fmt: skip


def test_amortisation_is_required_above_the_limit_and_not_on_it() -> None:
    # Income stops the loan at 3 million; the equity decides which share of the price that is.
    found = capacity(Borrowers.of(600_000, 0, [2_000_000, 1_999_999]), TODAYS_RULES)
    assert found.max_loan_nok.tolist() == [3_000_000, 3_000_000]
    assert found.amortisation_required.tolist() == [False, True]


def test_nothing_and_debt_beyond_the_limit_give_no_loan() -> None:
    found = capacity(Borrowers.of([0, 100_000], [0, 600_000], [0, 50_000]), TODAYS_RULES)
    assert found.max_loan_nok.tolist() == [0, 0]
    assert found.max_price_nok.tolist() == [0, 50_000]


def test_a_surplus_below_nothing_gives_no_loan() -> None:
    someone = Borrowers.of(600_000, 0, 400_000, surplus_nok_per_month=-1, interest_rate_pct=5)
    assert capacity(someone, TODAYS_RULES).max_loan_nok.tolist() == [0]


def test_huge_amounts_are_exact_to_the_krone() -> None:
    found = capacity(Borrowers.of(HIGHEST_NOK, 1, HIGHEST_NOK), TODAYS_RULES)
    assert found.max_loan_nok.tolist() == [5 * HIGHEST_NOK - 1]


@pytest.mark.parametrize("missing", [0, 1, 2], ids=["income", "debt", "equity"])
@pytest.mark.parametrize("on", [dt.date(2016, 1, 1), dt.date(2026, 1, 1)], ids=str)
def test_a_missing_amount_gives_no_answer_for_that_household_alone(missing: int, on: dt.date) -> None:
    amounts = np.array([[600_000.0, 600_000], [0, 0], [400_000, 400_000]])
    amounts[missing, 0] = np.nan
    found = capacity(Borrowers.of(*amounts), LendingRules.on(on))
    assert np.isnan(found.max_loan_nok).tolist() == [True, False]
    assert np.isnan(found.max_price_nok).tolist() == [True, False]
    assert found.binding[0] == NO_ANSWER
    assert not found.amortisation_required[0]


@pytest.mark.parametrize(
    ("surplus", "rate"), [(np.nan, 5), (20_000, np.nan), (None, None)], ids=["surplus", "rate", "both"]
)
def test_servicing_is_left_out_when_something_it_needs_is_unknown(surplus: float | None, rate: float | None) -> None:
    someone = Borrowers.of(600_000, 0, 400_000, surplus_nok_per_month=surplus, interest_rate_pct=rate)
    found = capacity(someone, TODAYS_RULES)
    assert np.isnan(found.limits_nok[2, 0])
    assert found.max_loan_nok.tolist() == [3_000_000]
    assert not broken_rules(3_000_000, 3_400_000, someone, TODAYS_RULES).any()


@pytest.mark.parametrize(
    ("amounts", "message"),
    [
        (([1, -1], 0, 0), "gross_income_nok in row 2 is -1: expected 0 or more, up to 1e+12."),
        ((1, -0.5, 0), "debt_nok in row 1 is -0.5: expected 0 or more, up to 1e+12."),
        ((1, 0, [0, 0, np.inf]), "equity_nok in row 3 is inf: expected 0 or more, up to 1e+12."),
        ((2e12, 0, 0), "gross_income_nok in row 1 is 2e+12: expected 0 or more, up to 1e+12."),
    ],
)
def test_an_impossible_amount_is_refused_with_row_and_value(amounts: tuple[Any, ...], message: str) -> None:
    with pytest.raises(AmountError) as caught:
        Borrowers.of(*amounts)
    assert str(caught.value) == message


def test_an_impossible_rate_is_refused() -> None:
    with pytest.raises(AmountError, match=r"^interest_rate_pct in row 1 is 101: expected 0 or more, up to 100\.$"):
        Borrowers.of(1, 0, 0, interest_rate_pct=101)


def test_shapes_that_do_not_go_together_are_refused() -> None:
    with pytest.raises(ValueError, match="shape mismatch"):
        Borrowers.of([1, 2], [1, 2, 3], 0)
