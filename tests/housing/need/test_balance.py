"""The account of need adds up, scales, and says the right thing where nothing or less is wanted."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from husrom.housing.errors import NeedInputError
from husrom.housing.need import NeedBalance, build_need, need_between

PARTS = ("households_change", "vacancy_reserve_change", "losses", "backlog", "second_homes")
households_of = arrays(float, 9, elements=st.floats(100, 100_000))
rates = st.floats(0, 5)


def _need(households: np.ndarray, *, losses: float = 0.2, reserve: float = 2.0, **more: float) -> NeedBalance:
    return build_need(households, 1.1 * float(households[0]), losses_pct=losses, vacancy_reserve_pct=reserve, **more)


@given(households_of, rates, rates, st.floats(0, 500), st.floats(1, 20), st.floats(-5, 5), st.floats(0, 5))
def test_what_is_built_is_what_the_parts_say(
    households: np.ndarray,
    losses: float,
    reserve: float,
    backlog: float,
    backlog_years: float,
    second_homes: float,
    conversions: float,
) -> None:
    need = _need(
        households,
        losses=losses,
        reserve=reserve,
        backlog_dwellings=backlog,
        backlog_years=backlog_years,
        second_homes_per_year=second_homes,
        conversions_per_year=conversions,
    )
    parts = sum(float(getattr(need, name).sum()) for name in PARTS) - float(need.conversions.sum())
    assert need.total == pytest.approx(parts, abs=1e-6)
    # Dwellings are conserved: those of today, and built or converted, less those lost and the backlog's, are wanted.
    stock = need.dwellings[0] + need.build.sum() + need.conversions.sum() - need.losses.sum() - need.backlog.sum()
    assert need.dwellings[-1] == pytest.approx(stock, abs=1e-6)
    assert need.households_change.sum() == pytest.approx(households[-1] - households[0], abs=1e-6)


@given(households_of)
def test_the_reserve_is_its_share_of_the_dwellings(households: np.ndarray) -> None:
    need = _need(households, reserve=4.0)
    occupied = need.households_change.sum()
    assert need.vacancy_reserve_change.sum() == pytest.approx(0.04 * (occupied / 0.96), abs=1e-6)


@given(households_of, st.floats(0.1, 10))
def test_the_need_scales_with_the_place(households: np.ndarray, factor: float) -> None:
    np.testing.assert_allclose(_need(factor * households).build, factor * _need(households).build, atol=1e-6)


@given(households_of, rates, rates)
def test_more_losses_are_never_less_need(households: np.ndarray, one: float, another: float) -> None:
    few, many = sorted((one, another))
    assert _need(households, losses=few).total <= _need(households, losses=many).total + 1e-9


def test_without_growth_or_losses_nothing_is_needed() -> None:
    need = _need(np.full(5, 1000.0), losses=0)
    assert need.build.tolist() == [0, 0, 0, 0]
    assert (need.surplus, need.replacement) == (0, 0)


def test_without_growth_the_losses_are_replaced() -> None:
    need = _need(np.full(3, 1000.0), losses=1)
    assert need.build.tolist() == pytest.approx([11, 11])
    assert (need.surplus, float(need.replacement)) == (0, pytest.approx(22))


def test_fewer_households_leave_dwellings_over_and_losses_are_told_apart() -> None:
    need = _need(np.array([1000.0, 902.0]), losses=1, reserve=2)
    assert float(need.surplus) == pytest.approx(100)
    assert float(need.replacement) == pytest.approx(11)
    assert float(need.total) == pytest.approx(-89)


def test_a_backlog_is_made_good_in_equal_parts_and_no_further() -> None:
    need = _need(np.full(5, 1000.0), backlog_dwellings=30, backlog_years=2.5)
    assert need.backlog.tolist() == [12, 12, 6, 0]


def test_a_backlog_beyond_the_last_year_is_not_counted() -> None:
    assert _need(np.full(3, 1000.0), backlog_dwellings=30, backlog_years=10).backlog.sum() == pytest.approx(6)


def test_alternatives_stand_side_by_side() -> None:
    households = np.array([[1000.0, 1010.0, 1020.0], [1000.0, 990.0, 980.0]])
    need = build_need(
        households[:, None],
        1100.0,
        losses_pct=np.array([[0.1], [0.2], [0.3]]),
        vacancy_reserve_pct=2.0,
    )
    assert need.total.shape == (2, 3)
    alone = build_need(households[1], 1100.0, losses_pct=0.3, vacancy_reserve_pct=2.0)
    assert need.total[1, 2] == pytest.approx(float(alone.total))


@given(households_of, st.integers(1, 7))
def test_the_need_of_the_years_is_the_sum_of_its_periods(households: np.ndarray, at: int) -> None:
    need = _need(households, backlog_dwellings=10, backlog_years=3)
    first, second = need_between(need, 0, at), need_between(need, at, 8)
    assert first.total + second.total == pytest.approx(float(need.total), abs=1e-6)
    assert first.dwellings[-1] == second.dwellings[0]


@pytest.mark.parametrize(
    ("faulty", "message"),
    [
        ({"households": np.array([1.0])}, r"^Need is a change: give the households of at least two years\.$"),
        ({"dwellings_now": 0.0}, r"^There are 0\.0 dwellings today; expected a positive number\.$"),
        ({"dwellings_now": float("nan")}, r"^There are nan dwellings today"),
        ({"losses_pct": -1.0}, r"^losses_pct is -1\.0; expected per cent from 0 to below 100\.$"),
        ({"vacancy_reserve_pct": 100.0}, r"^vacancy_reserve_pct is 100\.0; expected per cent"),
        ({"backlog_years": 0.0}, r"^A backlog must be made good over at least one year, not 0\.0\.$"),
    ],
)
def test_what_cannot_be_is_refused(faulty: dict[str, object], message: str) -> None:
    whole = {
        "households": np.array([1.0, 2.0]),
        "dwellings_now": 2.0,
        "losses_pct": 0.1,
        "vacancy_reserve_pct": 2.0,
        **faulty,
    }
    with pytest.raises(NeedInputError, match=message):
        build_need(**whole)  # type: ignore[arg-type]
