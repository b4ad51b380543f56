import datetime as dt

from django.db.models import Q

from husrom.portal.gatherings.models import Gathering
from husrom.portal.network.models import Membership, Network


def next_gathering(network: Network, on: dt.date) -> Gathering | None:
    """Return the first gathering that is not over on a date; one without a date is not over. One query."""
    not_over = Q(starts_on=None) | Q(ends_on__gte=on) | Q(ends_on=None, starts_on__gte=on)
    gathering = network.gatherings.filter(not_over).order_by("number").first()
    if gathering is not None:
        gathering.network = network
    return gathering


def all_gatherings(network: Network) -> list[Gathering]:
    """Return the network's gatherings in order, each knowing the network without asking again. One query."""
    gatherings = list(network.gatherings.order_by("number"))
    for gathering in gatherings:
        gathering.network = network
    return gatherings


def taking_part(network: Network) -> list[Membership]:
    """Return the municipalities that take part with delegates, by name. One query."""
    chosen = network.memberships.filter(kind=Membership.Kind.MUNICIPALITY).exclude(status=Membership.Status.LEFT)
    return list(chosen.order_by("name"))
