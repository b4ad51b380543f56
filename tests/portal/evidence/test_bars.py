"""Bars in a table: on one axis, from zero, as long as their values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.portal.evidence.bars import WIDTH, Bar, bars

VALUES = st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6)), max_size=20)
ROUNDING = 0.011


@given(VALUES, st.one_of(st.none(), st.floats(-1e6, 1e6)))
def test_every_bar_lies_on_the_axis_and_starts_or_ends_at_zero(values: list[float | None], line: float | None) -> None:
    drawn = bars(values, line)
    assert [bar is None for bar in drawn] == [value is None for value in values]
    for value, bar in zip(values, drawn, strict=True):
        if value is None or bar is None:
            continue
        assert -ROUNDING <= bar.start <= bar.start + bar.length <= WIDTH + ROUNDING
        edge = bar.start if value >= 0 else bar.start + bar.length
        assert edge == pytest.approx(bar.zero, abs=ROUNDING)
        assert (bar.line is None) == (line is None)


@given(st.lists(st.floats(1, 1e6), min_size=2, max_size=20))
def test_lengths_follow_the_values(values: list[float]) -> None:
    drawn = [bar.length for bar in bars(values) if bar is not None]
    for value, length in zip(values, drawn, strict=True):
        assert length == pytest.approx(value / max(values) * WIDTH, abs=ROUNDING)


def test_a_fall_goes_to_the_left_of_zero_and_the_line_stands_at_its_value() -> None:
    assert bars([10, -10, None], 5) == (Bar(50, 50, 50, 75), Bar(0, 50, 50, 75), None)


def test_figures_that_are_all_zero_have_bars_of_no_length() -> None:
    assert bars([0.0, 0.0]) == (Bar(0, 0, 0, None),) * 2
