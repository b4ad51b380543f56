"""The lending rules on the day before and the day of every change."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.housing.affordability import PARAMETERS, LendingRules
from husrom.housing.errors import ParameterError
from husrom.housing.parameters import parameter
from tests.housing.affordability.cases import rates, rules


@pytest.mark.parametrize(
    ("first_day", "changes"),
    [
        (
            dt.date(2017, 1, 1),
            {
                "debt_to_income_limit": (np.inf, 5),
                "amortisation_above_loan_to_value_pct": (70, 60),
                "interest_relief_pct": (25, 24),
            },
        ),
        (dt.date(2018, 1, 1), {"interest_relief_pct": (24, 23)}),
        (dt.date(2018, 7, 1), {}),
        (dt.date(2019, 1, 1), {"interest_relief_pct": (23, 22)}),
        (dt.date(2021, 1, 1), {}),
        (dt.date(2023, 1, 1), {"stress_increase_pct_points": (5, 3), "stress_floor_pct": (0, 7)}),
        (dt.date(2024, 12, 31), {"loan_to_value_limit_pct": (85, 90)}),
        (dt.date(2026, 11, 23), {}),
    ],
    ids=str,
)
def test_rules_change_on_the_day_and_not_before(first_day: dt.date, changes: dict[str, tuple[float, float]]) -> None:
    before, after = LendingRules.on(first_day - dt.timedelta(days=1)), LendingRules.on(first_day)
    found = {
        name: (getattr(before, name), getattr(after, name))
        for name in PARAMETERS
        if getattr(before, name) != getattr(after, name)
    }
    assert found == changes


def test_the_first_rules_begin_on_their_day() -> None:
    assert LendingRules.on(dt.date(2015, 7, 1)).loan_to_value_limit_pct == 85
    with pytest.raises(ParameterError, match="it is first defined from 2015-07-01"):
        LendingRules.on(dt.date(2015, 6, 30))


def test_every_day_that_a_rule_changes_is_tested_above() -> None:
    changed = {
        start
        for name in PARAMETERS.values()
        for (_, before), (start, after) in zip(parameter(name).values, parameter(name).values[1:], strict=False)
        if before != after
    }
    assert changed == {
        dt.date(2016, 1, 1), dt.date(2017, 1, 1), dt.date(2018, 1, 1), dt.date(2019, 1, 1), dt.date(2023, 1, 1),
        dt.date(2024, 12, 31),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rate", "stressed"), [(0, 7), (3.99, 7), (4, 7), (4.01, 7.01), (5.5, 8.5)], ids=lambda rate: f"{rate}"
)
def test_the_stressed_rate_never_falls_below_the_floor(rate: float, stressed: float) -> None:
    assert LendingRules.on(dt.date(2023, 1, 1)).stressed_rate_pct(rate) == pytest.approx(stressed)


@given(under=rules, rate=rates, more=st.floats(0, 10))
def test_a_higher_rate_never_makes_a_krone_of_loan_cheaper(under: LendingRules, rate: float, more: float) -> None:
    cheap, dear = under.stressed_cost_per_nok([rate, rate + more])
    assert 0 < cheap <= dear + 1e-15


def test_what_is_not_verified_says_so() -> None:
    today, first = dt.date(2026, 11, 23), dt.date(2015, 7, 1)
    assert all(parameter(name).reference_at(today).verified for name in PARAMETERS.values())
    assert not any(parameter(name).reference_at(first).verified for name in PARAMETERS.values())
