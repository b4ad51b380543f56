"""Indicators: official figures with their words, made by declared recipes from the datasets of the snapshot.

Each is defined in `definitions/<theme>.yaml`: what it is called and means in three languages, where it is valid, its
unit, what is not shown because it is about too few, and the recipes it can be made by. No indicator has code of its
own, and none says that high or low is good.
"""

from husrom.figures.indicators.indicator import Indicator, Status, Theme, Unit, Value
from husrom.figures.indicators.values import cross_section, indicator, indicators, latest, periods, series

__all__ = [
    "Indicator",
    "Status",
    "Theme",
    "Unit",
    "Value",
    "cross_section",
    "indicator",
    "indicators",
    "latest",
    "periods",
    "series",
]
