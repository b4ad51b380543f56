"""Ages carried on by cohorts follow what is published, and a population that does not change stays."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from husrom.housing.errors import HouseholdInputError
from husrom.housing.households import (
    FIVE_YEAR_AGES,
    cohort_ratios,
    fit_to_controls,
    fit_to_totals,
    project_ages,
    started_from_observed,
)

persons_of = arrays(float, 19, elements=st.floats(10, 10_000))
STEP = np.array([100.0 - 3 * index for index in range(19)])


@given(persons_of, st.floats(0, 1000))
def test_a_population_that_does_not_change_stays(persons: np.ndarray, shrinkage: float) -> None:
    history = np.stack([persons, persons, persons])
    ratios = cohort_ratios(history, history, shrinkage)
    np.testing.assert_allclose(project_ages(persons, ratios, 24), np.tile(persons, (25, 1)))


def test_the_ratio_of_a_cohort_is_its_size_five_years_later() -> None:
    before, after = STEP, np.roll(STEP, 1) * 0.9
    ratios = cohort_ratios(np.stack([before, after]), np.stack([before, after]), 0)
    assert ratios[1:18] == pytest.approx(0.9)
    assert ratios[0] == pytest.approx(after[0] / before[4:8].sum())
    assert ratios[18] == pytest.approx(after[18] / (before[17] + before[18]))


def test_a_place_without_ages_has_the_country_s_ratios() -> None:
    national = np.stack([STEP, 1.1 * STEP])
    unknown = np.full((2, 19), np.nan)
    np.testing.assert_allclose(cohort_ratios(unknown, national, 0), cohort_ratios(national, national, 0))


def test_the_country_counts_as_many_persons_as_it_is_given() -> None:
    national, place = np.stack([STEP, STEP]), np.stack([STEP, 2 * STEP])
    own, countrys = cohort_ratios(place, national, 0), cohort_ratios(national, national, 0)
    mixed = cohort_ratios(place, national, STEP[3])
    assert mixed[4] == pytest.approx((own[4] + countrys[4]) / 2)


@pytest.mark.parametrize("years", [1, 3])
def test_ratios_need_two_years_of_both(years: int) -> None:
    with pytest.raises(HouseholdInputError, match=r"^Expected at least two years, the same for both; found "):
        cohort_ratios(np.ones((years, 19)), np.ones((1, 19)), 0)


def test_an_empty_age_in_the_country_is_refused() -> None:
    with pytest.raises(HouseholdInputError, match="An age group of the country is empty"):
        cohort_ratios(np.ones((2, 19)), np.zeros((2, 19)), 0)


def test_between_steps_of_five_years_is_a_straight_line() -> None:
    ratios = np.r_[0.25, np.full(17, 0.9), 0.4]
    carried = project_ages(STEP, ratios, 10)
    np.testing.assert_allclose(carried[7], 0.6 * carried[5] + 0.4 * carried[10])
    assert project_ages(STEP, ratios, 0).tolist() == [STEP.tolist()]
    np.testing.assert_allclose(carried[10, 2:18], STEP[:16] * 0.81)


@given(arrays(float, (4, 19), elements=st.floats(0, 1000)), arrays(float, (4, 3), elements=st.floats(0, 1e6)))
def test_ages_sum_to_the_published_groups(ages: np.ndarray, controls: np.ndarray) -> None:
    fitted = fit_to_controls(ages, controls, (0, 20, 65))
    np.testing.assert_allclose(np.add.reduceat(fitted, [0, 4, 13], axis=1), controls, atol=1e-6)


@pytest.mark.parametrize("first_ages", [(), (20, 65), (0, 67)])
def test_groups_that_begin_elsewhere_are_refused(first_ages: tuple[int, ...]) -> None:
    with pytest.raises(HouseholdInputError, match=r"^The groups begin at "):
        fit_to_controls(np.ones((1, 19)), np.ones((1, 3)), first_ages)


@given(persons_of, st.floats(0.1, 3))
def test_ages_sum_to_the_published_total_and_none_is_negative(persons: np.ndarray, factor: float) -> None:
    total = persons.sum() * factor
    fitted = fit_to_totals(persons[None], np.array([total]), 50)
    assert fitted.sum() == pytest.approx(total)
    assert (fitted >= 0).all()


def test_the_settled_keep_their_cohorts_until_too_few_are_left() -> None:
    ages, first = np.ones((2, 19)), FIVE_YEAR_AGES.index(50)
    fitted = fit_to_totals(ages, np.array([9 + 5.0, 9 + 4.9]), 50)
    assert fitted[0].tolist() == [0.5] * first + [1.0] * 9
    np.testing.assert_allclose(fitted[1], 13.9 / 19)


@pytest.mark.parametrize("age", [0, 67])
def test_a_settled_age_that_begins_no_group_is_refused(age: int) -> None:
    with pytest.raises(HouseholdInputError, match=rf"^The settled ages begin at {age}; expected a five-year"):
        fit_to_totals(np.ones((1, 19)), np.ones(1), age)


def test_a_projection_keeps_its_growth_from_what_came() -> None:
    assert started_from_observed(90, np.array([100.0, 120.0])).tolist() == [90, 108]


def test_a_projection_of_nobody_is_refused() -> None:
    with pytest.raises(HouseholdInputError, match="begins with no persons"):
        started_from_observed(90, np.array([0.0, 120.0]))
