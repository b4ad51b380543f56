from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from husrom.portal.gatherings.queries.gathering_page import gathering_page
from husrom.portal.gatherings.queries.programme_page import programme_page
from husrom.portal.gatherings.views.lookup import find_gathering, trail
from husrom.portal.network.access import NetworkRequest, network_page


@require_safe
@network_page("network.read")
def gathering_list(request: NetworkRequest) -> HttpResponse:
    lines = programme_page(request.network, request.standing, timezone.localdate())
    return render(request, "gatherings/list.html", {"lines": lines})


@require_safe
@network_page("network.read")
def gathering(request: NetworkRequest, number: int) -> HttpResponse:
    found = find_gathering(request, number)
    context = {
        "page": gathering_page(found, request.standing),
        "gathering": found,
        "is_leader": request.may("gatherings.manage"),
        "breadcrumbs": trail(request, found),
    }
    return render(request, "gatherings/gathering.html", context)
