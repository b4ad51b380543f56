"""Fitted rates give the counts they are fitted to, and never more or fewer adults than there are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from husrom.housing.errors import HouseholdInputError
from husrom.housing.households import (
    HouseholdRates,
    fit_to_counts,
    fit_to_total,
    national_pattern,
    national_shares,
    positions_of,
)
from husrom.housing.households import positions as fitting

ADULTS = np.array([600.0, 900.0, 1200.0, 700.0, 250.0])
COUNTS = np.array([900.0, 600.0, 400.0, 110.0, 250.0])

adults_of = arrays(float, 5, elements=st.floats(50, 50_000))


def _held(rates: HouseholdRates, adults: np.ndarray) -> np.ndarray:
    """Return the adults that the households of each age hold."""
    return (rates.households(adults) * rates.adults_per_household).sum(axis=-1)


def test_the_positions_are_all_adults() -> None:
    positions, per_household = positions_of(COUNTS, np.array(ADULTS.sum()))
    assert positions.tolist() == [900, 1200, 800, 110, 3650 - 3010]
    assert per_household.tolist() == [1, 2, 2, 1, 640 / 250]


def test_more_adults_in_households_than_there_are_is_refused() -> None:
    with pytest.raises(HouseholdInputError, match=r"^The households hold 1,010 more adults than the population has\. "):
        positions_of(COUNTS, np.array(2000.0))


def test_adults_left_over_without_other_households_are_refused() -> None:
    with pytest.raises(HouseholdInputError, match=r"^There are adults in other households, but no other household"):
        positions_of(COUNTS * [1, 1, 1, 1, 0], np.array(ADULTS.sum()))


def test_no_other_households_and_nobody_left_over_is_in_order() -> None:
    positions, per_household = positions_of(np.array([10.0, 5, 0, 0, 0]), np.array(20.0))
    assert (positions[4], per_household[4]) == (0, 1)


def test_rates_fitted_to_counts_give_the_counts() -> None:
    rates = fit_to_counts(national_pattern(), ADULTS, COUNTS)
    np.testing.assert_allclose(rates.households(ADULTS).sum(axis=0), COUNTS, rtol=1e-6)
    np.testing.assert_allclose(rates.shares.sum(axis=1), 1)
    np.testing.assert_allclose(rates.headship * rates.adults_per_household, rates.shares)


def test_an_age_with_nobody_in_it_keeps_its_pattern() -> None:
    adults = ADULTS * [1, 1, 1, 1, 0]
    rates = fit_to_counts(national_pattern(), adults, COUNTS * 0.93)
    assert rates.shares[4].tolist() == national_pattern()[4].tolist()


def test_a_kind_in_which_no_age_lives_is_refused() -> None:
    pattern = national_pattern() * [1, 1, 1, 0, 1]
    with pytest.raises(HouseholdInputError, match=r"^The ages cannot hold 110 households of the kind single_parent\. "):
        fit_to_counts(pattern, ADULTS, COUNTS)


@given(adults_of)
def test_persons_are_conserved_in_any_population(adults: np.ndarray) -> None:
    rates = fit_to_counts(national_pattern(), ADULTS, COUNTS)
    np.testing.assert_allclose(_held(rates, adults), adults)


@given(adults_of, st.floats(0.1, 50))
def test_twice_the_people_are_twice_the_households(adults: np.ndarray, factor: float) -> None:
    rates = fit_to_counts(national_pattern(), ADULTS, COUNTS)
    np.testing.assert_allclose(rates.households(factor * adults), factor * rates.households(adults))


@given(adults_of, st.floats(0.9, 1.1))
def test_fitting_to_a_total_conserves_persons(adults: np.ndarray, factor: float) -> None:
    rates = fit_to_counts(national_pattern(), ADULTS, COUNTS)
    total = float(rates.households(adults).sum()) * factor
    fitted = fit_to_total(rates, adults, total)
    assert fitted.households(adults).sum() == pytest.approx(total)
    np.testing.assert_allclose(_held(fitted, adults), adults)


def test_many_totals_at_once_are_each_as_alone() -> None:
    rates = fit_to_counts(national_pattern(), ADULTS, COUNTS)
    adults, totals = np.stack([ADULTS, 2 * ADULTS]), np.array([2300.0, 4400.0])
    together = rates.households_of_total(adults, totals)
    for index in (0, 1):
        alone = fit_to_total(rates, adults[index], totals[index]).households(adults[index])
        np.testing.assert_allclose(together[index], alone)


@pytest.mark.parametrize("total", [100.0, 1e6])
def test_a_total_out_of_reach_is_refused(total: float) -> None:
    rates = fit_to_counts(national_pattern(), ADULTS, COUNTS)
    with pytest.raises(HouseholdInputError, match=rf"^3,650 adults cannot make {total:,.0f} households\. "):
        fit_to_total(rates, ADULTS, total)


def test_a_fit_that_does_not_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rates = fit_to_counts(national_pattern(), ADULTS, COUNTS)
    monkeypatch.setattr(fitting, "_STEPS", 1)
    with pytest.raises(HouseholdInputError, match=r"^The households could not be fitted in 1 steps\. "):
        fit_to_total(rates, ADULTS, 2400.0)


def test_the_country_s_rates_give_the_country_s_households() -> None:
    adults = np.stack([ADULTS, 3 * ADULTS])
    rates = national_shares(national_pattern(), adults, np.stack([COUNTS, 3.1 * COUNTS]), 100 * ADULTS, 230_000.0)
    assert rates.households(100 * ADULTS).sum() == pytest.approx(230_000)
    np.testing.assert_allclose(_held(rates, ADULTS), ADULTS)
