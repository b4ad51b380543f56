"""The thresholds of the groups. They are Husrom's own proposal, and a network may choose its own."""

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import Any

from husrom.housing.errors import ThresholdError
from husrom.housing.parameters import parameter

PAIRS = (
    ("change_10_years_pct", "growth_from_10_years_pct", "decline_to_10_years_pct"),
    ("change_5_years_pct", "growth_from_5_years_pct", "decline_to_5_years_pct"),
    ("projected_change_pct", "growth_from_projected_pct", "decline_to_projected_pct"),
)
"""Each population measure with its two thresholds: growth from, decline to."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where growth begins and decline ends, in per cent, and when price and age are worth a word.

    A measure says growth when it is at or above `growth_from_*`, decline when it is at or below `decline_to_*`.
    Figures are compared as they are shown, with one decimal.

    Raises
    ------
    ThresholdError
        When growth would begin below where decline ends, or the number of agreeing measures is not 2 or 3.

    Examples
    --------
    >>> Thresholds.on(dt.date(2026, 11, 23)).growth_from_10_years_pct
    7
    """

    growth_from_10_years_pct: float
    decline_to_10_years_pct: float
    growth_from_5_years_pct: float
    decline_to_5_years_pct: float
    growth_from_projected_pct: float
    decline_to_projected_pct: float
    high_detached_price_nok_per_m2: float
    many_aged_80_or_over_pct: float
    agreeing_measures: int

    def __post_init__(self) -> None:
        """Refuse thresholds that contradict each other."""
        for _measure, growth, decline in PAIRS:
            growth_from, decline_to = getattr(self, growth), getattr(self, decline)
            if growth_from <= decline_to:
                raise ThresholdError(
                    f"{growth} is {growth_from} and {decline} is {decline_to}: growth must begin above where decline "
                    f"ends. Raise the first or lower the second."
                )
        if self.agreeing_measures not in {2, 3}:
            raise ThresholdError(
                f"agreeing_measures is {self.agreeing_measures}: of three measures, 2 or 3 can be asked to agree."
            )

    @classmethod
    def on(cls, day: dt.date) -> "Thresholds":
        """Return the thresholds in force on a day.

        Raises
        ------
        ParameterError
            When the day is before the first value of a threshold.
        ThresholdError
            When a threshold has been repealed.
        """
        values: dict[str, Any] = {}
        for name in cls.names():
            value = parameter(f"growth.{name}").at(day)
            if value is None:
                raise ThresholdError(f"growth.{name} is repealed on {day}. Give the thresholds yourself.")
            values[name] = value
        return cls(**{**values, "agreeing_measures": int(values["agreeing_measures"])})

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return the names of all thresholds; each is also the name of a parameter under `growth`."""
        return tuple(field.name for field in dataclasses.fields(cls))

    def with_changes(self, **values: float) -> "Thresholds":
        """Return the thresholds with some of them replaced.

        Examples
        --------
        >>> Thresholds.on(dt.date(2026, 11, 23)).with_changes(growth_from_10_years_pct=8).growth_from_10_years_pct
        8
        """
        return dataclasses.replace(self, **values)  # type: ignore[arg-type]

    def as_dict(self) -> dict[str, float]:
        """Return the thresholds by name, as a run of the groups is stored."""
        return dataclasses.asdict(self)
