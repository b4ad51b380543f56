"""Where one can go from here, by standing."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from husrom.portal.network.models import Network
    from husrom.portal.network.standing import Standing


@dataclass(frozen=True, slots=True)
class NavigationItem:
    label: str
    url: str
    current: bool


def navigation(
    request: HttpRequest, network: "Network | None", standing: "Standing | None"
) -> tuple[NavigationItem, ...]:
    """Return the links of the network's navigation; none outside a network or for those who take no part."""
    if network is None or standing is None or not standing.takes_part:
        return ()
    names = [
        (_("Home"), "network:home"),
        (_("Gatherings"), "gatherings:list"),
        (_("Groups"), "network:groups"),
        (_("Figures"), "comparison:members"),
    ]
    if standing.is_leader:
        names.insert(1, (_("Members"), "network:members"))
        names += [(_("Costs"), "economy:costs"), (_("Log"), "network:log")]
    elif standing.memberships:
        names.append((_("Costs"), "economy:costs"))
    items = []
    for label, name in names:
        url = reverse(name, args=[network.slug])
        items.append(NavigationItem(label, url, request.path.startswith(url)))
    return tuple(items)
