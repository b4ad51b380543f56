from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from husrom.portal.common.navigation import NavigationItem
from husrom.portal.gatherings.models import Gathering
from husrom.portal.network.access import NetworkRequest


def find_gathering(request: NetworkRequest, number: int) -> Gathering:
    gathering = get_object_or_404(Gathering, network=request.network, number=number)
    gathering.network = request.network
    return gathering


def trail(request: NetworkRequest, gathering: Gathering | None = None, page: str = "") -> list[NavigationItem]:
    """Return the path from the list of gatherings down to this page."""
    items = [NavigationItem(_("Gatherings"), reverse("gatherings:list", args=[request.network.slug]), current=False)]
    if gathering is not None:
        items.append(NavigationItem(str(gathering), gathering.get_absolute_url(), current=False))
    if page:
        items.append(NavigationItem(page, request.path, current=True))
    return items
