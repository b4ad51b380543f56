"""The breadcrumbs of a member's inner pages."""

from django.urls import reverse
from django.utils.translation import gettext as _

from husrom.portal.common.navigation import NavigationItem
from husrom.portal.network.access import NetworkRequest
from husrom.portal.network.models import Membership


def way_to_member(
    request: NetworkRequest, membership: Membership, *further: tuple[str, str]
) -> tuple[NavigationItem, ...]:
    """Return the way to a member's page and on; `further` are pairs of label and name of the address."""
    network, number = request.network, membership.municipality_number
    start = (_("Members"), "network:members") if request.standing.is_leader else (_("Home"), "network:home")
    items = [
        NavigationItem(start[0], reverse(start[1], args=[network.slug]), current=False),
        NavigationItem(membership.name, reverse("network:member", args=[network.slug, number]), current=not further),
    ]
    for label, name in further:
        current = (label, name) == further[-1]
        url = request.path if current else reverse(name, args=[network.slug, number])
        items.append(NavigationItem(label, url, current=current))
    return tuple(items)
