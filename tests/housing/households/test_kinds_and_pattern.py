"""Adults are everybody from twenty, and the national pattern is that of Statistics Norway's pages."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from husrom.housing.errors import HouseholdInputError
from husrom.housing.households import HEAD_AGES, HOUSEHOLD_KINDS, adults_by_head_age, national_pattern

ALONE, WITHOUT, WITH, SINGLE, OTHER = range(5)


@given(arrays(float, (3, 19), elements=st.floats(0, 1e5)))
def test_adults_are_the_persons_from_twenty(persons: np.ndarray) -> None:
    np.testing.assert_allclose(adults_by_head_age(persons).sum(axis=1), persons[:, 4:].sum(axis=1))


def test_each_age_group_is_the_five_year_groups_in_it() -> None:
    assert adults_by_head_age(np.arange(19.0)).tolist() == [
        4 + 5,
        6 + 7 + 8,
        9 + 10 + 11 + 12,
        13 + 14 + 15,
        16 + 17 + 18,
    ]


def test_other_than_nineteen_ages_are_refused() -> None:
    with pytest.raises(HouseholdInputError, match=r"^Expected 19 five-year age groups, found 18\.$"):
        adults_by_head_age(np.ones(18))


def test_missing_persons_stay_missing() -> None:
    assert np.isnan(adults_by_head_age(np.full(19, np.nan))).all()


def test_everybody_lives_in_one_kind_of_household() -> None:
    pattern = national_pattern()
    assert pattern.shape == (len(HEAD_AGES), len(HOUSEHOLD_KINDS))
    assert (pattern >= 0).all()
    np.testing.assert_allclose(pattern.sum(axis=1), 1)


def test_the_pattern_gives_the_published_counts_of_2009() -> None:
    persons = national_pattern() * np.array([[724269], [1039346], [1308498], [391469], [196097]])
    assert persons[:3, ALONE].round() == pytest.approx([170253, 191759, 251526])
    assert persons[3:, ALONE].sum() == pytest.approx(238935)
    assert persons[:, WITH].sum() / 2 == pytest.approx(222117 + 245657)
    assert persons[:, SINGLE].sum() == pytest.approx(31764 + 89653)
    assert persons[:3, WITHOUT] == pytest.approx([2 * 32267, 2 * 45218, 2 * 207483])


def test_half_of_the_oldest_live_alone_and_more_than_among_those_before() -> None:
    shares = national_pattern()[:, ALONE]
    assert 0.5 < shares[4] < 0.6
    assert shares[4] > shares[3] > shares[2]


def test_the_pattern_is_nobody_s_to_change() -> None:
    with pytest.raises(ValueError, match="read-only"):
        national_pattern()[0, 0] = 0
