"""Who may read costs: the leader everyone's, a municipality its own."""

import rules

from husrom.portal.network.models import Membership
from husrom.portal.network.rules import is_leader
from husrom.portal.network.standing import Standing


@rules.predicate
def acts_for_some_municipality(standing: Standing, _membership: Membership | None = None) -> bool:
    return bool(standing.memberships)


rules.add_perm("economy.read", is_leader | acts_for_some_municipality)
