"""The network: what it is, who is in it, how they are anchored, seated and grouped."""

from husrom.portal.network.models.anchoring import AnchoringAct, LetterText
from husrom.portal.network.models.groups import GroupPlacement, GroupRun
from husrom.portal.network.models.membership import Membership, StatusChange, joined_on
from husrom.portal.network.models.network import (
    Network,
    NetworkText,
    PolicyArea,
    WorkPhase,
)
from husrom.portal.network.models.partners import (
    ExpertInstitution,
    ObserverOrganisation,
    RoleAssignment,
)
from husrom.portal.network.models.seats import Seat, SeatHolding

__all__ = [
    "AnchoringAct",
    "ExpertInstitution",
    "GroupPlacement",
    "GroupRun",
    "LetterText",
    "Membership",
    "Network",
    "NetworkText",
    "ObserverOrganisation",
    "PolicyArea",
    "RoleAssignment",
    "Seat",
    "SeatHolding",
    "StatusChange",
    "WorkPhase",
    "joined_on",
]
