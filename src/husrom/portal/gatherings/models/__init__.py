"""Gatherings: when and where, who comes, what is said and what is promised."""

from husrom.portal.gatherings.models.agenda import GroupTask, Material, Session
from husrom.portal.gatherings.models.commitment import Commitment
from husrom.portal.gatherings.models.gathering import Gathering, RoleQuota
from husrom.portal.gatherings.models.registration import DietaryNeed, Registration

__all__ = [
    "Commitment",
    "DietaryNeed",
    "Gathering",
    "GroupTask",
    "Material",
    "Registration",
    "RoleQuota",
    "Session",
]
