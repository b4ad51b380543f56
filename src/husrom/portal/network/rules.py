"""Who may do what in a network. Predicates take a standing, and the membership it concerns where there is one."""

import rules

from husrom.portal.network.models import Membership
from husrom.portal.network.standing import Standing


@rules.predicate
def takes_part(standing: Standing, _membership: Membership | None = None) -> bool:
    return standing.takes_part


@rules.predicate
def is_leader(standing: Standing, _membership: Membership | None = None) -> bool:
    return standing.is_leader


@rules.predicate
def acts_for_municipality(standing: Standing, membership: Membership | None = None) -> bool:
    return membership is not None and membership.pk in standing.memberships


@rules.predicate
def is_chief_executive(standing: Standing, membership: Membership | None = None) -> bool:
    return membership is not None and membership.pk in standing.chief_executive_of


rules.add_perm("network.read", takes_part)
rules.add_perm("network.manage", is_leader)
rules.add_perm("network.read_member", is_leader | acts_for_municipality)
rules.add_perm("network.edit_team", is_leader | acts_for_municipality)
rules.add_perm("network.anchor", is_leader | is_chief_executive)
# Whoever sits in that seat anchors the participation, so a delegate does not choose who it is.
rules.add_perm("network.seat_chief_executive", is_leader | is_chief_executive)
