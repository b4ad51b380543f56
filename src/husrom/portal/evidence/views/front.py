from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from husrom.portal.evidence.queries.front import themes
from husrom.portal.evidence.queries.places import places
from husrom.portal.evidence.queries.search import find_places
from husrom.portal.evidence.queries.source_list import producers
from husrom.portal.evidence.views.lookup import kept_key, trail
from husrom.portal.network.views.cached_page import kept_page

LONGEST_SEARCH = 60


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Show the way to every figure; to one who is writing in the search field, only what it finds."""
    query = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    if request.headers.get("HX-Request") == "true":
        matches = {"query": query, "found": find_places(query) if query else ()}
        response = render(request, "evidence/_found.html", matches)
        patch_cache_control(response, private=True, no_store=True)
    else:
        response = _whole_front(request, query)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _whole_front(request: HttpRequest, query: str) -> HttpResponse:
    def page() -> HttpResponse:
        found = find_places(query) if query else ()
        context = {"query": query, "found": found, "themes": themes(), "places": places()}
        return render(request, "evidence/front.html", context)

    return kept_page(request, kept_key("front"), frozenset(), page)


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    def page() -> HttpResponse:
        context = {"producers": producers(), "breadcrumbs": trail((_("Sources"), reverse("evidence:sources")))}
        return render(request, "evidence/sources.html", context)

    return kept_page(request, kept_key("sources", timezone.localdate().isoformat()), frozenset(), page)
