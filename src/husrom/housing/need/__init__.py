"""Housing need: how many dwellings, of which kind, for whom, and how sure that is. Arrays and assumptions in."""

from husrom.housing.need.assumptions import Assumptions, assumptions_on
from husrom.housing.need.balance import NeedBalance, build_need, need_between
from husrom.housing.need.completions import CompletionRecord, annual_need, compared_with_completions
from husrom.housing.need.disadvantaged import FlowModel, flow_of
from husrom.housing.need.dwelling_kinds import (
    DWELLING_KINDS,
    DwellingNeed,
    dwelling_need,
    fit_dwelling_pattern,
    mix_preferences,
)
from husrom.housing.need.interval import Interval, chance_sd, interval_of
from husrom.housing.need.older import AccessibleNeed, accessible_need, older_persons, released_dwellings
from husrom.housing.need.projecting import NeedInputs, NeedProjection, project_need

__all__ = [
    "DWELLING_KINDS",
    "AccessibleNeed",
    "Assumptions",
    "CompletionRecord",
    "DwellingNeed",
    "FlowModel",
    "Interval",
    "NeedBalance",
    "NeedInputs",
    "NeedProjection",
    "accessible_need",
    "annual_need",
    "assumptions_on",
    "build_need",
    "chance_sd",
    "compared_with_completions",
    "dwelling_need",
    "fit_dwelling_pattern",
    "flow_of",
    "interval_of",
    "mix_preferences",
    "need_between",
    "older_persons",
    "project_need",
    "released_dwellings",
]
