"""Move figures from one division into municipalities to another: counts are added up, nothing else is.

A share, mean, median, rate or index of a merged municipality cannot be found from those of its parts. Such figures
follow a municipality that changed at most its number, and are refused with a reason for every other.
"""

from husrom.figures.divisions import same_ground, transfers
from husrom.figures.splicing.summing import missing_parts, splice

__all__ = ["missing_parts", "same_ground", "splice", "transfers"]
