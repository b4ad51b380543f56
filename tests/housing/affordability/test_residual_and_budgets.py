"""What a household lives on, and what is left when the loan is paid."""

import datetime as dt
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.housing.affordability import HouseholdType, reference_budget, residual
from husrom.housing.parameters import parameter
from tests.housing.affordability.cases import PUBLISHED, RULES


@pytest.mark.parametrize("case", PUBLISHED["reference_budget_with_buffer"], ids=lambda case: case["source"])
def test_the_budget_of_a_single_person_with_buffer_is_as_published(case: dict[str, Any]) -> None:
    budget = reference_budget(HouseholdType.ALONE, case["day"]).nok_per_month
    assert budget == case["budget_nok_per_month"]
    buffer_pct = parameter("affordability.reference_budget_buffer_pct").at(case["day"])
    assert buffer_pct is not None
    assert round(budget * (1 + buffer_pct / 100)) == case["with_buffer_nok_per_month"]


@pytest.mark.parametrize(
    ("household", "day", "nok_per_month"),
    [
        (HouseholdType.ALONE, dt.date(2022, 12, 31), None),
        (HouseholdType.ALONE, dt.date(2023, 1, 1), 11_623),
        (HouseholdType.ALONE, dt.date(2024, 12, 31), 11_623),
        (HouseholdType.ALONE, dt.date(2025, 1, 1), None),
        (HouseholdType.COUPLE_WITH_CHILDREN, dt.date(2024, 12, 31), None),
        (HouseholdType.COUPLE_WITH_CHILDREN, dt.date(2025, 1, 1), 455_140 / 12),
        (HouseholdType.COUPLE_WITH_CHILDREN, dt.date(2026, 1, 1), None),
        (HouseholdType.SINGLE_PARENT, dt.date(2025, 1, 1), None),
        (HouseholdType.COUPLE_WITHOUT_CHILDREN, dt.date(2025, 1, 1), None),
    ],
)
def test_a_budget_is_known_only_where_it_has_been_read(
    household: HouseholdType, day: dt.date, nok_per_month: float | None
) -> None:
    assert reference_budget(household, day).nok_per_month == nok_per_month


def test_households_have_one_or_two_adults() -> None:
    assert {household: household.adults for household in HouseholdType} == {
        HouseholdType.ALONE: 1,
        HouseholdType.SINGLE_PARENT: 1,
        HouseholdType.COUPLE_WITHOUT_CHILDREN: 2,
        HouseholdType.COUPLE_WITH_CHILDREN: 2,
    }


@given(net=st.floats(0, 3e6), loan=st.floats(0, 2e7), rate=st.floats(0, 20), living=st.floats(0, 80_000))
def test_net_income_is_cost_living_and_what_is_left(net: float, loan: float, rate: float, living: float) -> None:
    found = residual(net, loan, rate, living, RULES)
    parts = found.housing_cost_nok_per_month + living + found.residual_income_nok_per_month
    assert parts == pytest.approx(net / 12, rel=1e-9, abs=1e-6)


def test_the_ratio_is_nothing_without_cost_and_endless_without_income() -> None:
    found = residual([0, 0, 600_000], [0, 1_000_000, 0], 5, 20_000, RULES)
    assert found.cost_share_of_net.tolist() == [0, np.inf, 0]


def test_what_is_unknown_leaves_nothing_known() -> None:
    found = residual([np.nan, 5e5, 5e5], 1e6, [5, np.nan, 5], [1e4, 1e4, np.nan], RULES)
    assert np.isnan(found.residual_income_nok_per_month).all()
    assert np.isnan(found.cost_share_of_net).tolist() == [True, True, False]
