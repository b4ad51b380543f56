"""Values to draw, made from a real indicator so that words, units and sources are right."""

import dataclasses
from collections.abc import Callable, Sequence

import pytest

from husrom.figures.indicators import Status, Value, series

ValuesOf = Callable[..., tuple[Value, ...]]


@pytest.fixture
def values_of() -> ValuesOf:
    """Return a function that gives an indicator these values, a year each from 2001 or with the periods given."""

    def made(
        numbers: Sequence[float | None], periods: Sequence[str] = (), *, key: str = "population", projected: int = 0
    ) -> tuple[Value, ...]:
        pattern = series(key, "3403")[-1]
        named = periods or [str(2001 + place) for place in range(len(numbers))]
        return tuple(
            dataclasses.replace(
                pattern,
                period=period,
                value=number,
                status=Status.PROJECTED if place >= len(numbers) - projected else Status.OBSERVED,
            )
            for place, (number, period) in enumerate(zip(numbers, named, strict=True))
        )

    return made
