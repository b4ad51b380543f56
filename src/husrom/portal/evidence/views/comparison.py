from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from husrom.figures.indicators import Indicator
from husrom.portal.evidence.queries.comparison import comparison_of
from husrom.portal.evidence.queries.front import downloads, themes
from husrom.portal.evidence.views.lookup import find_indicator
from husrom.portal.network.access import NetworkRequest, network_page

INDICATOR, FIRST_SHOWN = "indikator", "population_change_10_years_pct"


@require_safe
@network_page("network.read")
def comparison(request: NetworkRequest) -> HttpResponse:
    """Show one figure for every participant of the network."""
    found = chosen_indicator(request)
    context = {
        "page": comparison_of(request.network, found),
        "chosen": found.key,
        "themes": themes(),
        "downloads": downloads("comparison:members_file", slug=request.network.slug),
        "chosen_query": f"?{INDICATOR}={found.key}",
    }
    return render(request, "evidence/comparison.html", context)


def chosen_indicator(request: HttpRequest) -> Indicator:
    return find_indicator(request.GET.get(INDICATOR) or FIRST_SHOWN)
