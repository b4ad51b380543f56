"""Figures as bars beside each other in a table: values go in, places between 0 and 100 come out. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 100.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from zero to a value, and a line at a value to compare with; None where there is none."""

    start: float
    length: float
    zero: float
    line: float | None


def bars(values: Sequence[float | None], compared_with: float | None = None) -> tuple[Bar | None, ...]:
    """Return a bar for each value on one axis that holds them all and zero; None where there is no value."""
    known = [value for value in (*values, compared_with, 0.0) if value is not None]
    low, span = min(known), max(known) - min(known) or 1.0

    def place(value: float) -> float:
        return round((value - low) / span * WIDTH, 2)

    zero, line = place(0.0), None if compared_with is None else place(compared_with)
    return tuple(
        None if value is None else Bar(min(zero, place(value)), round(abs(place(value) - zero), 2), zero, line)
        for value in values
    )
