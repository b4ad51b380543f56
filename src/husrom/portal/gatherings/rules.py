"""Who may do what at gatherings; the predicates are the network's own."""

import rules

from husrom.portal.network.rules import acts_for_municipality, is_leader

rules.add_perm("gatherings.manage", is_leader)
rules.add_perm("gatherings.register", is_leader | acts_for_municipality)
rules.add_perm("gatherings.commit", is_leader | acts_for_municipality)
