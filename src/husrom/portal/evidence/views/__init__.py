"""The pages of figures, one file per room. Official figures are open to all; a network's comparison to its own."""

from husrom.portal.evidence.views.comparison import comparison
from husrom.portal.evidence.views.files import indicator_file, members_file, place_chart, place_file, profile_file
from husrom.portal.evidence.views.front import front, sources
from husrom.portal.evidence.views.indicator import indicator
from husrom.portal.evidence.views.place import place_indicator, profile

__all__ = [
    "comparison",
    "front",
    "indicator",
    "indicator_file",
    "members_file",
    "place_chart",
    "place_file",
    "place_indicator",
    "profile",
    "profile_file",
    "sources",
]
