"""Reads that span rows: what home pages, the street, the gathering pages and the lists are made of."""

from husrom.portal.gatherings.queries.anchoring import (
    ChiefExecutiveRegistration,
    chief_executive_registration,
)
from husrom.portal.gatherings.queries.expectations import (
    Expectation,
    LateItem,
    LateMember,
    expectations,
    late_items,
)
from husrom.portal.gatherings.queries.programme import all_gatherings, next_gathering, taking_part
from husrom.portal.gatherings.queries.street import (
    House,
    Window,
    WindowState,
    street_windows,
)

__all__ = [
    "ChiefExecutiveRegistration",
    "Expectation",
    "House",
    "LateItem",
    "LateMember",
    "Window",
    "WindowState",
    "all_gatherings",
    "chief_executive_registration",
    "expectations",
    "late_items",
    "next_gathering",
    "street_windows",
    "taking_part",
]
