"""Older people are divided without loss, and the disadvantaged come and go as the shares say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from husrom.housing.errors import NeedInputError
from husrom.housing.need import accessible_need, flow_of, older_persons, released_dwellings

ALONE, KINDS = np.array([0.3, 0.6]), np.array([[0.7, 0.1, 0.15, 0.05], [0.5, 0.1, 0.25, 0.15]])
HOUSEHOLDS = np.array([[100.0, 200.0], [80.0, 40.0]])


@given(arrays(float, (3, 2), elements=st.integers(0, 100_000).map(float)))
def test_older_persons_are_all_there(persons: np.ndarray) -> None:
    divided = older_persons(persons, ALONE, KINDS)
    assert divided.shape == (3, 2, 2, 4)
    np.testing.assert_allclose(divided.sum(axis=(2, 3)), persons)
    np.testing.assert_allclose(divided[:, :, 0].sum(axis=2), persons * ALONE)


@given(arrays(float, 19, elements=st.floats(1, 1e4)), st.sampled_from([5, 10, 15, 20, 25]))
def test_when_nobody_is_left_every_household_is_released(persons: np.ndarray, years: int) -> None:
    headship, kinds = np.array([0.3, 0.5, 0.6, 0.65, 0.8]), np.tile([0.75, 0.25], (5, 1))
    released = released_dwellings(persons, np.zeros(19), years, headship, kinds)
    households = 0.65 * persons[13:16].sum() + 0.8 * persons[16:].sum()
    np.testing.assert_allclose(released, [0.75 * households, 0.25 * households])


def test_who_is_widowed_keeps_the_house_and_who_moves_leaves_it() -> None:
    # 200 aged 65–69 in a hundred households; ten years later 120 are left, aged 75–79, in the same number per person.
    now, later = np.zeros(19), np.zeros(19)
    now[13], later[15] = 200, 120
    kinds = np.array([[1.0, 0.0]] * 5)
    assert released_dwellings(now, later, 10, np.full(5, 0.5), kinds).tolist() == [40, 0]
    # Twenty years later they are over 80: more of them live alone, and a third in a flat.
    later = np.zeros(19)
    later[17], kinds[4] = 90, [2 / 3, 1 / 3]
    headship = np.array([0.5, 0.5, 0.5, 0.5, 0.8])
    assert released_dwellings(now, later, 20, headship, kinds) == pytest.approx([100 - 48, -24])


@pytest.mark.parametrize("years", [0, 7, 30])
def test_broken_cohorts_are_refused(years: int) -> None:
    with pytest.raises(NeedInputError, match=rf"^Cohorts are followed over 5, 10, 15, 20 or 25 years, not {years}\.$"):
        released_dwellings(np.ones(19), np.ones(19), years, np.ones(5), np.ones((5, 2)))


def test_accessible_dwellings_are_lacking_until_there_are_enough() -> None:
    limited = np.array([[0.1, 0.05], [0.4, 0.3]])
    assert accessible_need(HOUSEHOLDS, limited, 20).households.tolist() == [[10, 10], [32, 12]]
    assert accessible_need(HOUSEHOLDS, limited, 20).lacking == pytest.approx(44)
    assert accessible_need(HOUSEHOLDS, limited, 100).lacking == 0


@pytest.mark.parametrize(
    ("limited", "dwellings", "message"),
    [
        (np.ones((1, 2)), 0, r"^The shares have shape \(1, 2\); expected \(2, 2\)\.$"),
        (np.full((2, 2), 1.1), 0, r"^Shares of households with reduced mobility must be from 0 to 1\.$"),
        (np.full((2, 2), -0.1), 0, r"^Shares of households with reduced mobility must be from 0 to 1\.$"),
        (np.ones((2, 2)), -1, r"^There are -1 accessible dwellings; expected 0 or more\.$"),
    ],
)
def test_accessibility_that_cannot_be_is_refused(limited: np.ndarray, dwellings: float, message: str) -> None:
    with pytest.raises(NeedInputError, match=message):
        accessible_need(HOUSEHOLDS, limited, dwellings)


@given(arrays(float, 6, elements=st.floats(1, 1000)), st.floats(0.1, 0.9), st.floats(0, 0.9))
def test_the_stock_is_what_came_less_what_left(stock: np.ndarray, first: float, further: float) -> None:
    flows = flow_of(stock, first, first * further)
    np.testing.assert_allclose(np.diff(flows.stock), flows.inflow - flows.outflow, atol=1e-9)
    assert flows.mean_years >= 1


def test_a_steady_stock_is_its_inflow_times_the_years_they_stay() -> None:
    flows = flow_of(np.full(20, 1000.0), 0.5, 0.3)
    assert flows.mean_years == pytest.approx(1 + 0.5 / (1 - 0.6))
    np.testing.assert_allclose(flows.inflow, 1000 / flows.mean_years)


def test_who_came_is_followed_year_by_year() -> None:
    stock = np.array([225.0, 240, 200, 260])
    flows = flow_of(stock, 0.5, 0.3)
    # Those of today by the years since they came, in the mixture of a steady state; then each year's own.
    left_after = np.array([1, 0.5] + [0.3 * 0.6**further for further in range(60)])
    cohorts = list(stock[0] * left_after[::-1] / left_after.sum())
    for year in range(3):
        before = sum(cohorts)
        ages = range(len(cohorts), 0, -1)
        cohorts = [
            persons * (left_after[min(age, 61)] / left_after[min(age - 1, 61)] if age < 61 else 0.6)
            for persons, age in zip(cohorts, ages, strict=True)
        ]
        assert flows.outflow[year] == pytest.approx(before - sum(cohorts))
        cohorts.append(stock[year + 1] - sum(cohorts))
        assert flows.inflow[year] == pytest.approx(cohorts[-1])


@pytest.mark.parametrize(("first", "second"), [(0, 0), (1, 0.5), (0.5, 0.5), (0.5, -0.1)])
def test_shares_that_do_not_fall_are_refused(first: float, second: float) -> None:
    with pytest.raises(NeedInputError, match="expected falling shares below 1"):
        flow_of(np.ones(3), first, second)


def test_a_flow_of_one_year_is_refused() -> None:
    with pytest.raises(NeedInputError, match=r"^A flow needs the stock of at least two years\.$"):
        flow_of(np.ones(1), 0.5, 0.3)
