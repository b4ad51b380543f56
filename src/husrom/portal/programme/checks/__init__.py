"""What the schema cannot say about a programme file: order in time, names that must exist, legal steps.

A check looks past values that already have the wrong shape, so that one reading finds every fault.
"""

from husrom.portal.programme.checks.calendar import check_dates
from husrom.portal.programme.checks.gatherings import check_amounts, check_gathering_kinds, check_phases
from husrom.portal.programme.checks.letters import check_letters
from husrom.portal.programme.checks.members import check_members
from husrom.portal.programme.checks.references import check_references
from husrom.portal.programme.checks.uniqueness import check_unique

ALL_CHECKS = (
    check_unique,
    check_amounts,
    check_dates,
    check_gathering_kinds,
    check_phases,
    check_references,
    check_members,
    check_letters,
)

__all__ = ["ALL_CHECKS"]
