"""When the Statbank is left alone, summer and winter, wherever the machine's clock stands."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.figures.clients.release_times import OSLO, pause_at

DAYS = [dt.date(2026, 6, 24), dt.date(2026, 11, 24), dt.date(2026, 3, 29), dt.date(2026, 10, 25)]


def _at(day: dt.date, time: str) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(time), OSLO)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(
    ("time", "when_due", "when_not_due"),
    [
        ("04:59:59", False, False),
        ("05:00", True, False),
        ("07:54:59", True, False),
        ("07:55", True, True),
        ("08:14:59", True, True),
        ("08:15", False, False),
        ("11:30", False, False),
    ],
)
def test_pause_at_each_edge(day: dt.date, time: str, when_due: bool, when_not_due: bool) -> None:
    moment = _at(day, time).astimezone(dt.UTC)
    assert (pause_at(moment, due=True) is not None) == when_due
    assert (pause_at(moment, due=False) is not None) == when_not_due


@given(passed_s=st.integers(0, 366 * 86_400), due=st.booleans())
def test_pause_is_over_when_it_says(passed_s: int, due: bool) -> None:
    moment = dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=passed_s)
    pause = pause_at(moment, due=due)
    if pause is not None:
        assert moment < pause.until <= moment + dt.timedelta(hours=3, minutes=15)
        assert pause_at(pause.until, due=due) is None
