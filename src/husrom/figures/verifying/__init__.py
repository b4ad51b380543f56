"""Whether the catalogue is still true: its tables compared with what their source says of them now."""

from husrom.figures.verifying.finding import Finding, Problem, Severity
from husrom.figures.verifying.holdings import held_in_snapshot
from husrom.figures.verifying.life import Held
from husrom.figures.verifying.verification import CHECKED, verify

__all__ = ["CHECKED", "Finding", "Held", "Problem", "Severity", "held_in_snapshot", "verify"]
