"""Growth pressure and decline: groups that explain themselves.

Three population measures – observed change over ten and five years, and projected change over the next ten – each say
growth, decline or neither. A municipality is in growth pressure or in decline when enough of them (two) agree;
otherwise its development is steady. Price level and age stand beside as explanation and never move a municipality.
The groups describe; they do not rank.
"""

from husrom.housing.growth.classification import (
    Circumstance,
    CircumstanceKind,
    Margin,
    Placement,
    Signal,
    classify,
)
from husrom.housing.growth.groups import Direction, GrowthGroup
from husrom.housing.growth.indicators import GrowthIndicators, Indicators
from husrom.housing.growth.sensitivity import ChangedPlacement, ThresholdTrial, sensitivity
from husrom.housing.growth.sentences import GROUP_NAMES, Sentence
from husrom.housing.growth.thresholds import Thresholds

__all__ = [
    "GROUP_NAMES",
    "ChangedPlacement",
    "Circumstance",
    "CircumstanceKind",
    "Direction",
    "GrowthGroup",
    "GrowthIndicators",
    "Indicators",
    "Margin",
    "Placement",
    "Sentence",
    "Signal",
    "ThresholdTrial",
    "Thresholds",
    "classify",
    "sensitivity",
]
