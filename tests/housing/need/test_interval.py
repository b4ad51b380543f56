"""The interval covers its alternatives, and the variance is divided without rest."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from husrom.housing.errors import NeedInputError
from husrom.housing.need import Interval, chance_sd, interval_of

WEIGHTS = np.array([0.5, 0.25, 0.25])
values_of = arrays(float, (3, 6), elements=st.floats(-5000, 5000))


def _interval(values: np.ndarray, sd: float = 0.0, main: float = 100.0) -> Interval:
    return interval_of(values, WEIGHTS, main=main, chance_sd=sd, chance_share_pct=50)


@given(values_of, st.floats(0, 1000))
def test_the_shares_of_the_variance_are_all_of_it(values: np.ndarray, sd: float) -> None:
    found = _interval(values, sd)
    shares = (found.parameter_share, found.projection_share, found.chance_share)
    assert min(shares) >= 0
    assert sum(shares) == pytest.approx(1) or shares == (0, 0, 0)
    assert (found.low, found.high) == (values.min(), values.max())
    assert found.p10 <= found.p90


def test_the_parts_are_those_of_the_law_of_total_variance() -> None:
    values, sd = np.array([[0.0, 2.0], [4.0, 6.0], [8.0, 10.0]]), 3.0
    found = _interval(values, sd)
    draws = np.repeat(values, [2, 1, 1], axis=0).ravel()
    whole = draws.var() + sd**2
    assert found.chance_share == pytest.approx(9 / whole)
    assert found.parameter_share == pytest.approx(1 / whole)
    assert found.p90 - found.p10 == pytest.approx(2 * 1.2815515655446004 * whole**0.5)
    assert found.p90 + found.p10 == pytest.approx(2 * draws.mean())


def test_nothing_that_varies_has_no_shares() -> None:
    found = _interval(np.full((3, 2), 7.0), main=7.0)
    assert (found.low, found.high, found.p10, found.p90) == (7, 7, 7, 7)
    assert (found.parameter_share, found.projection_share, found.chance_share) == (0, 0, 0)


@pytest.mark.parametrize(("sd", "only"), [(19.5, False), (19.6, True)])
def test_chance_wider_than_half_the_number_leaves_the_range(sd: float, only: bool) -> None:
    assert _interval(np.zeros((3, 1)), sd).range_only is only


@pytest.mark.parametrize("weights", [np.ones(2), np.zeros(3), np.array([1, 1, -1])])
def test_weights_that_do_not_fit_are_refused(weights: np.ndarray) -> None:
    with pytest.raises(NeedInputError, match=r"^3 projections need as many weights from 0, not all 0\.$"):
        interval_of(np.zeros((3, 1)), weights, main=1, chance_sd=0, chance_share_pct=50)


def test_even_growth_leaves_nothing_to_chance() -> None:
    assert chance_sd(np.array([100.0, 110, 120, 130]), 2, 24) == pytest.approx(0)


@given(st.floats(1, 30), st.integers(1, 24))
def test_chance_grows_with_the_root_of_time(factor: float, years: int) -> None:
    persons = np.array([100.0, 130, 120, 150, 140])
    assert chance_sd(factor * persons, 2, 4 * years) == pytest.approx(2 * factor * chance_sd(persons, 2, years))


def test_too_few_known_years_are_refused() -> None:
    with pytest.raises(NeedInputError, match=r"^Chance is read from at least three yearly changes; 2 are known\.$"):
        chance_sd(np.array([1.0, np.nan, 1.0, 2.0, 3.0]), 2, 4)
