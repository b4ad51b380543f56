"""The published numbers, and households that hypothesis draws."""

import datetime as dt
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from husrom.housing.affordability import LendingRules

PUBLISHED: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "affordability.yaml").read_text(encoding="utf-8")
)
TODAY = dt.date(2026, 11, 23)
RULES = LendingRules.on(TODAY)
KINDS_OF_RULES = [
    LendingRules.on(day)
    for day in (dt.date(2016, 1, 1), dt.date(2020, 1, 1), dt.date(2023, 6, 1), dt.date(2024, 12, 31))
]

rules = st.sampled_from(KINDS_OF_RULES)
kroner = st.integers(0, 20_000_000).map(float)
rates = st.floats(0, 20).map(lambda rate: round(rate, 2))
surpluses = st.floats(-50_000, 200_000).map(lambda surplus: round(surplus, 2))
