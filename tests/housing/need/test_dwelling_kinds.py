"""The need by kind of dwelling is the whole need, fits the dwellings there are, and shows a mismatch."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from husrom.housing.errors import NeedInputError
from husrom.housing.need import dwelling_need, fit_dwelling_pattern, mix_preferences

PATTERN = np.array([[5.0, 3, 4, 1], [8, 2, 1, 0.5], [7, 2, 2, 0.5], [5, 2, 3, 1], [3, 2, 4, 3]])
OLDEST_IN_FLATS = np.vstack([PATTERN[:4], [0, 0, 1, 0]])
HOUSEHOLDS = np.array([100.0, 250, 400, 200, 60])
SHARES = np.array([0.6, 0.2, 0.15, 0.05])


def test_the_fitted_pattern_gives_the_dwellings_that_there_are() -> None:
    fitted = fit_dwelling_pattern(PATTERN, HOUSEHOLDS, SHARES)
    np.testing.assert_allclose(fitted.sum(axis=1), 1)
    np.testing.assert_allclose(HOUSEHOLDS @ fitted / HOUSEHOLDS.sum(), SHARES, rtol=1e-6)


def test_the_fitted_pattern_keeps_who_lives_how() -> None:
    fitted = fit_dwelling_pattern(PATTERN, HOUSEHOLDS, SHARES)
    odds, before = fitted[1, 0] / fitted[1, 2] / (fitted[4, 0] / fitted[4, 2]), 8 / 1 / (3 / 4)
    assert odds == pytest.approx(before)


def test_a_kind_that_the_municipality_has_not_is_wanted_by_nobody() -> None:
    fitted = fit_dwelling_pattern(PATTERN, HOUSEHOLDS, np.array([0.8, 0.2, 0, 0]))
    assert fitted[:, 2:].sum() == 0


def test_an_age_with_nobody_in_it_lives_as_the_municipality() -> None:
    fitted = fit_dwelling_pattern(PATTERN, HOUSEHOLDS * [1, 1, 1, 1, 0], SHARES)
    np.testing.assert_allclose(fitted[4], SHARES)


@pytest.mark.parametrize(
    ("pattern", "shares", "message"),
    [
        (PATTERN[:4], SHARES, r"^The pattern has shape \(4, 4\); expected 5 ages × 4 kinds\.$"),
        (PATTERN * [1, 1, 0, 1], SHARES, r"^The municipality has a kind of dwelling in which nobody lives"),
        (OLDEST_IN_FLATS, SHARES * [1, 1, 0, 1], r"^The ages cannot live"),
    ],
)
def test_a_pattern_that_cannot_be_fitted_is_refused(pattern: np.ndarray, shares: np.ndarray, message: str) -> None:
    with pytest.raises(NeedInputError, match=message):
        fit_dwelling_pattern(pattern, HOUSEHOLDS, shares)


@given(st.floats(0, 1))
def test_a_mix_lies_between_the_pattern_and_the_wishes(weight: float) -> None:
    revealed, stated = PATTERN / PATTERN.sum(axis=1, keepdims=True), np.ones((5, 4))
    mixed = mix_preferences(revealed, stated, weight)
    np.testing.assert_allclose(mixed.sum(axis=1), 1)
    np.testing.assert_allclose(mixed, revealed + weight * (0.25 - revealed))


@pytest.mark.parametrize(
    ("stated", "weight", "message"),
    [
        (np.ones((5, 4)), 1.5, r"^The weight of the wishes is 1\.5; expected a number from 0 to 1\.$"),
        (np.ones((4, 4)), 0.5, r"^The wishes have shape \(4, 4\); expected \(5, 4\), ages × kinds\.$"),
        (np.zeros((5, 4)), 0.5, r"^Every age must wish for something"),
        (-np.ones((5, 4)), 0.5, r"^Every age must wish for something"),
    ],
)
def test_wishes_that_cannot_be_are_refused(stated: np.ndarray, weight: float, message: str) -> None:
    with pytest.raises(NeedInputError, match=message):
        mix_preferences(PATTERN, stated, weight)


@given(arrays(float, 5, elements=st.floats(1, 5000)), st.floats(1, 20_000), st.floats(0, 500), st.floats(-50, 500))
def test_the_kinds_sum_to_the_whole_need(households: np.ndarray, wanted: float, losses: float, other: float) -> None:
    pattern = fit_dwelling_pattern(PATTERN, HOUSEHOLDS, SHARES)
    now = 1200 * SHARES
    need = dwelling_need(pattern, households, now, dwellings_wanted=wanted, losses=losses, other=other)
    assert need.build.sum() == pytest.approx(wanted - 1200 + losses + other, abs=1e-6)
    assert need.mismatch >= max(wanted - 1200, 0) - 1e-6


def test_the_same_people_want_the_same_dwellings() -> None:
    pattern, now = fit_dwelling_pattern(PATTERN, HOUSEHOLDS, SHARES), 1200 * SHARES
    need = dwelling_need(pattern, HOUSEHOLDS, now, dwellings_wanted=1200, losses=12)
    np.testing.assert_allclose(need.build, 12 * SHARES, atol=1e-5)
    assert need.mismatch == pytest.approx(0, abs=1e-5)


def test_fewer_and_older_people_still_want_other_dwellings() -> None:
    pattern, now = fit_dwelling_pattern(PATTERN, HOUSEHOLDS, SHARES), 1200 * SHARES
    need = dwelling_need(pattern, np.array([10.0, 50, 200, 300, 300]), now, dwellings_wanted=1100, losses=0)
    assert need.build.sum() == pytest.approx(-100)
    assert need.change[2] > 0
    assert need.mismatch == pytest.approx(need.change[need.change > 0].sum())


@pytest.mark.parametrize(("households", "now"), [(np.zeros(5), SHARES), (HOUSEHOLDS, np.zeros(4))])
def test_nobody_or_no_dwellings_are_refused(households: np.ndarray, now: np.ndarray) -> None:
    with pytest.raises(NeedInputError, match="needs households and dwellings"):
        dwelling_need(PATTERN, households, now, dwellings_wanted=1, losses=0)
