"""Scales hold every figure, have round ticks, and none closer than the figures' last digit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.figures.charts.scale import time_scale, value_scale

NUMBERS = st.floats(-1e9, 1e9, allow_nan=False).map(lambda number: round(number, 1))


@given(st.lists(NUMBERS, min_size=1, max_size=20), st.integers(0, 1))
def test_scale_holds_every_figure(values: list[float], decimals: int) -> None:
    scale = value_scale(values, decimals=decimals)
    assert scale.low < scale.high
    assert all(-1e-6 <= scale.share(value) <= 1 + 1e-6 for value in values)
    assert 2 <= len(scale.ticks) <= 13
    assert scale.step >= 10.0**-decimals
    written = [f"{tick:,.{scale.decimals}f}" for tick in scale.ticks]
    assert len(set(written)) == len(written)


@given(st.lists(NUMBERS.map(abs), min_size=1, max_size=20))
def test_scale_of_what_cannot_be_negative_does_not_go_below_zero(values: list[float]) -> None:
    assert value_scale([round(value) for value in values], decimals=0).low >= 0


def test_zero_is_on_a_scale_of_both_signs() -> None:
    assert 0 in value_scale([-3.0, 17.0], decimals=0).ticks


@pytest.mark.parametrize(("values", "low"), [([10, 100], 0), ([90, 100], 90)])
def test_scale_begins_at_zero_where_figures_come_near_it(values: list[float], low: float) -> None:
    assert value_scale(values, decimals=0).low == low


@given(st.lists(st.integers(1950, 2060), min_size=1, max_size=30))
def test_years_are_whole_and_on_the_scale(years: list[int]) -> None:
    scale = time_scale(years)
    assert all(0 <= scale.share(year) <= 1 for year in years)
    assert scale.ticks
    assert all(tick.is_integer() for tick in scale.ticks)


def test_quarters_of_one_year_have_the_year_on_their_scale() -> None:
    assert time_scale([2025.25, 2025.75]).ticks == (2025.0,)
