from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from husrom.portal.network.access import NetworkRequest, network_page
from husrom.portal.network.queries.log import log_page

# No key in a database is longer.
LONGEST_KEY = 18


@require_safe
@network_page("network.manage")
def log(request: NetworkRequest) -> HttpResponse:
    """Show what has been changed in the network; an address that makes no sense shows the newest."""
    asked = request.GET.get("eldre_enn", "")
    older_than = int(asked) if asked.isdecimal() and len(asked) <= LONGEST_KEY else None
    context = {"page": log_page(request.network, older_than), "is_newest": older_than is None}
    return render(request, "network/log.html", context)
