"""The pacer keeps within any limit, whatever the pace of its callers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.figures.clients.rate_limiting import Pacer, RateLimit
from tests.fake_sources.clock import FakeClock

STARTING = RateLimit(calls=30, window_s=60)


@pytest.mark.parametrize(
    ("policy", "limit"),
    [
        ("40;w=60s", RateLimit(40, 60)),
        ("40;w=60", RateLimit(40, 60)),
        (" 10 ; w=1s", RateLimit(10, 1)),
        ("0;w=0", None),
        ("", None),
        ("many", None),
    ],
)
def test_from_policy(policy: str, limit: RateLimit | None) -> None:
    assert RateLimit.from_policy(policy) == limit


@given(
    limit=st.builds(RateLimit, st.integers(1, 8), st.integers(1, 90).map(float)),
    idle_s=st.lists(st.floats(0, 30), max_size=60),
)
def test_no_window_holds_more_calls_than_allowed(limit: RateLimit, idle_s: list[float]) -> None:
    clock = FakeClock()
    pacer = Pacer(limit, clock)
    made = []
    for seconds in idle_s:
        clock.advance(seconds=seconds)
        clock.sleep(pacer.wait_s())
        made.append(clock.seconds())
    for first, beyond in zip(made, made[limit.calls :], strict=False):
        assert beyond - first >= limit.window_s


@given(idle_s=st.lists(st.floats(2.02, 30), min_size=1, max_size=60))
def test_a_slow_caller_never_waits(idle_s: list[float]) -> None:
    clock = FakeClock()
    pacer = Pacer(STARTING, clock)
    for seconds in idle_s:
        clock.advance(seconds=seconds)
        assert pacer.wait_s() == 0


def test_callers_in_many_threads_are_given_different_moments() -> None:
    pacer = Pacer(RateLimit(1, 60), FakeClock())
    waits = [pacer.wait_s() for _caller in range(3)]
    assert waits == [0, 60.5, 121]


def test_a_lower_limit_holds_for_calls_already_made() -> None:
    clock = FakeClock()
    pacer = Pacer(STARTING, clock)
    for _call in range(20):
        assert pacer.wait_s() == 0
    pacer.learn({"x-ratelimit-policy": "10;w=60s", "x-ratelimit-remaining": "0"})
    assert pacer.wait_s() >= 60
