"""The drift towards smaller households: measured, and carried on for as long as it is believed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.housing.errors import HouseholdInputError
from husrom.housing.households import HouseholdRates, drift_per_year, drifted_index, expected_households

RATES = HouseholdRates(np.array([[1.0, 0, 0, 0, 0], [0, 1.0, 0, 0, 0]]), np.array([1.0, 2.0, 2.0, 1.0, 3.0]))


@given(st.floats(-0.02, 0.02), st.integers(1, 30))
def test_a_lasting_drift_finds_itself_again(drift: float, years: int) -> None:
    index = drifted_index(drift, years, 1)
    assert drift_per_year(1, index[-1], years) == pytest.approx(drift, abs=1e-12)


@given(st.floats(0, 0.02), st.floats(0, 1))
def test_a_fading_drift_ends_between_none_and_a_lasting_one(drift: float, damping: float) -> None:
    last = drifted_index(drift, 24, damping)[-1]
    assert 1 <= last <= drifted_index(drift, 24, 1)[-1] + 1e-12


@pytest.mark.parametrize("damping", [-0.1, 1.1, float("nan")])
def test_damping_outside_nought_to_one_is_refused(damping: float) -> None:
    with pytest.raises(HouseholdInputError, match=r"^The damping is "):
        drifted_index(0.01, 3, damping)


@pytest.mark.parametrize(("expected", "observed", "years"), [(0, 1, 1), (1, 0, 1), (1, 1, 0)])
def test_a_drift_of_nothing_is_refused(expected: float, observed: float, years: int) -> None:
    with pytest.raises(HouseholdInputError, match=r"^A drift needs households in both years and time between"):
        drift_per_year(expected, observed, years)


def test_unchanged_people_are_expected_in_as_many_households_as_were_counted() -> None:
    people = np.array([100.0, 200.0])
    assert expected_households(RATES, people, people, 180) == 180


def test_people_in_couples_make_half_a_household_each() -> None:
    before, after = np.array([100.0, 200.0]), np.array([100.0, 300.0])
    assert expected_households(RATES, before, after, 200) == pytest.approx(250)


def test_nobody_in_the_first_year_is_refused() -> None:
    with pytest.raises(HouseholdInputError, match="Nobody lives there in the first year"):
        expected_households(RATES, np.zeros(2), np.ones(2), 100)
