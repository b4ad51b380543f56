"""The scale of an axis: round numbers at its ends and between, chosen here so that labels can be placed by them."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

FROM_ZERO_SHARE = 0.4
"""Where the lowest figure is below this part of the highest, the axis begins at zero."""
_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from `low` to `high` with a tick every `step`.

    Examples
    --------
    >>> value_scale([12.4, 31.2], decimals=1).ticks
    (0.0, 10.0, 20.0, 30.0, 40.0)
    """

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> tuple[float, ...]:
        """The numbers written on the axis: the multiples of the step that lie on it."""
        first, last = math.ceil(self.low / self.step - _SLACK), math.floor(self.high / self.step + _SLACK)
        return tuple(round(place * self.step, 10) for place in range(first, last + 1))

    @property
    def decimals(self) -> int:
        """How many decimals the ticks need."""
        return max(0, -math.floor(math.log10(self.step) + _SLACK))

    def share(self, value: float) -> float:
        """Return where a value lies: 0 at the low end, 1 at the high."""
        return (value - self.low) / (self.high - self.low)

    def encoding(self, field: str, axis: dict[str, Any]) -> dict[str, Any]:
        """Return a channel of a Vega-Lite encoding with this scale and these ticks."""
        return {
            "field": field,
            "type": "quantitative",
            "scale": {"domain": [self.low, self.high], "nice": False, "zero": False},
            "axis": {"title": None, "values": list(self.ticks), "format": f",.{self.decimals}f", **axis},
        }


def value_scale(values: Iterable[float], *, decimals: int, ticks: int = 5, from_zero: bool = False) -> Scale:
    """Return a scale that holds values, with about so many ticks.

    Parameters
    ----------
    decimals
        Of the figures: ticks do not lie closer than their last digit.
    from_zero
        Whether zero must be on the scale. It also is where the figures come near it, and where they are all zero.

    Examples
    --------
    >>> value_scale([33441, 33817], decimals=0)
    Scale(low=33400.0, high=33900.0, step=100.0)
    >>> value_scale([7, 7, 7], decimals=0).ticks
    (6.0, 7.0, 8.0)
    """
    found = list(values)
    low, high = min(found), max(found)
    if from_zero or low < 0 < high or (low >= 0 and low < FROM_ZERO_SHARE * high):
        low, high = min(low, 0.0), max(high, 0.0)
    smallest = 10.0**-decimals
    if low == high:
        room = max(smallest, _round_step(abs(low) / 10))
        low, high = (0.0, room) if low == 0 else (low - room, high + room)
    step = max(smallest, _round_step((high - low) / ticks))
    first, last = math.floor(low / step + _SLACK), math.ceil(high / step - _SLACK)
    return Scale(round(first * step, 10), round(last * step, 10), step)


def time_scale(times: Iterable[float]) -> Scale:
    """Return a scale of years that begins and ends with the first and last.

    Examples
    --------
    >>> time_scale([2005, 2026]).ticks
    (2005.0, 2010.0, 2015.0, 2020.0, 2025.0)
    >>> time_scale([2024]).ticks
    (2024.0,)
    """
    found = list(times)
    low, high = float(min(found)), float(max(found))
    if high - low < 1:
        low, high = math.floor(low) - 0.5, math.floor(high) + 0.5
    return Scale(low, high, max(1.0, _round_step((high - low) / 9)))


def _round_step(wanted: float) -> float:
    """Return 1, 2 or 5 times a power of ten, not below what is wanted; 0 for 0."""
    if wanted <= 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(wanted))
    times = next(times for times in (1, 2, 5, 10) if times * power >= wanted * (1 - _SLACK))
    return round(times * power, 10) if power < 1 else times * power
