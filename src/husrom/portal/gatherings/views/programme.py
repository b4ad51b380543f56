from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from husrom.portal.gatherings.models import Gathering
from husrom.portal.gatherings.queries.gathering_page import gathering_page
from husrom.portal.gatherings.queries.programme_page import programme_page
from husrom.portal.gatherings.views.lookup import find_gathering, trail
from husrom.portal.network.access import NetworkRequest, network_page
from husrom.portal.network.views.cached_page import kept_fragment, revision_key


@require_safe
@network_page("network.read")
def gathering_list(request: NetworkRequest) -> HttpResponse:
    lines = programme_page(request.network, request.standing, timezone.localdate())
    return render(request, "gatherings/list.html", {"lines": lines})


@require_safe
@network_page("network.read")
def gathering(request: NetworkRequest, number: int) -> HttpResponse:
    found = find_gathering(request, number)
    # The same for all who stand alike, such as the delegates of one municipality.
    body = kept_fragment(
        revision_key(request.network, "gathering", number, request.standing.cache_key),
        lambda: _gathering_body(request, found),
    )
    context = {"gathering": found, "body": body, "breadcrumbs": trail(request, found)}
    return render(request, "gatherings/gathering.html", context)


def _gathering_body(request: NetworkRequest, found: Gathering) -> str:
    context = {
        "network": request.network,
        "gathering": found,
        "page": gathering_page(found, request.standing),
        "is_leader": request.may("gatherings.manage"),
    }
    return render_to_string("gatherings/_gathering_body.html", context)
