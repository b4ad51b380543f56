"""Deaths read from cohorts of the country."""

import numpy as np
import pytest

from husrom.figures.model_arrays import national_persons_by_year_of_age
from husrom.housing.errors import HouseholdInputError
from husrom.housing.households import death_rates

PERSONS = national_persons_by_year_of_age(2016, 2026)


def test_rates_rise_with_age_and_are_those_of_the_cohorts_where_these_can_be_read() -> None:
    rates = death_rates(PERSONS)
    assert rates.shape == (111,)
    assert (np.diff(rates[:100]) > 0).all()
    assert rates[80] == pytest.approx(1 - PERSONS[1:, 81].sum() / PERSONS[:-1, 80].sum())
    assert (rates[100:] == rates[99]).all()


def test_rates_give_about_as_many_deaths_above_65_as_the_cohorts_lost() -> None:
    lost = PERSONS[-2, 65:100].sum() - PERSONS[-1, 66:101].sum()
    assert PERSONS[-2, 65:100] @ death_rates(PERSONS)[65:100] == pytest.approx(lost, rel=0.05)


@pytest.mark.parametrize(
    ("persons", "said"),
    [
        (PERSONS[:1], "Found 1 years"),
        (PERSONS[:, :90], "90 ages"),
        (np.ones((3, 106)), "Those aged 65 did not become fewer"),
    ],
)
def test_what_deaths_cannot_be_read_from_is_refused(persons: np.ndarray, said: str) -> None:
    with pytest.raises(HouseholdInputError, match=said):
        death_rates(persons)
