"""The groups and what a measure can say: plain names, stored with every run."""

from enum import StrEnum


class GrowthGroup(StrEnum):
    """The groups a municipality can be placed in."""

    GROWTH_PRESSURE = "growth_pressure"
    STEADY = "steady"
    DECLINE = "decline"
    NOT_CLASSIFIED = "not_classified"


class Direction(StrEnum):
    """What one population measure says."""

    GROWTH = "growth"
    BETWEEN = "between"
    DECLINE = "decline"
    MISSING = "missing"
