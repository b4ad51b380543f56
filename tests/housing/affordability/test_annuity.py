"""Annuities and interest after tax, against published numbers and what always holds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.housing.affordability import (
    annuity_factor,
    interest_after_tax_nok_per_month,
    interest_relief_nok_per_month,
    payment_nok_per_month,
)
from tests.housing.affordability.cases import PUBLISHED


@pytest.mark.parametrize("case", PUBLISHED["annuity_factors"], ids=lambda case: f"{case['rate_pct']} %")
def test_the_factor_is_as_computed_by_hand(case: dict[str, float]) -> None:
    assert round(float(annuity_factor(case["rate_pct"], 30)), 3) == case["factor"]


@pytest.mark.parametrize("case", PUBLISHED["interest_after_tax"], ids=lambda case: case["source"])
def test_interest_after_tax_is_as_published(case: dict[str, float]) -> None:
    found = float(interest_after_tax_nok_per_month(case["loan_nok"], case["rate_pct"], relief_pct=case["relief_pct"]))
    assert int(found) == case["published_nok_per_month"]
    assert round(found, 2) == case["computed_nok_per_month"]


@given(loan=st.floats(1, 1e8), rate=st.floats(0, 30), years=st.integers(1, 40))
def test_paying_the_annuity_ends_the_loan(loan: float, rate: float, years: int) -> None:
    payment = float(payment_nok_per_month(loan, rate, years))
    left = loan
    for _month in range(years * 12):
        left += left * rate / 1200 - payment
    # Every month's rounding is carried on with the interest.
    assert left == pytest.approx(0, abs=1e-6 * loan * (1 + rate / 1200) ** (years * 12))


@given(loan=st.floats(0, 1e8), rate=st.floats(0, 30), relief=st.floats(0, 100))
def test_relief_and_interest_after_tax_are_the_interest(loan: float, rate: float, relief: float) -> None:
    parts = interest_relief_nok_per_month(loan, rate, relief_pct=relief) + interest_after_tax_nok_per_month(
        loan, rate, relief_pct=relief
    )
    assert float(parts) == pytest.approx(loan * rate / 1200)


def test_a_rate_of_next_to_nothing_is_as_none() -> None:
    assert annuity_factor([0, 1e-12], 30) == pytest.approx([360, 360], rel=1e-9)


def test_an_unknown_rate_is_unknown() -> None:
    assert np.isnan(annuity_factor(np.nan, 30))
