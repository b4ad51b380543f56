from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from husrom.portal.evidence.queries.front import themes
from husrom.portal.evidence.queries.places import places
from husrom.portal.evidence.queries.search import find_places
from husrom.portal.evidence.queries.source_list import source_list
from husrom.portal.evidence.views.lookup import kept_key, trail
from husrom.portal.network.views.cached_page import kept_page

LONGEST_SEARCH = 60


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:LONGEST_SEARCH]

    def page() -> HttpResponse:
        found = find_places(query) if query else ()
        context = {"query": query, "found": found, "themes": themes(), "places": places()}
        return render(request, "evidence/front.html", context)

    return kept_page(request, kept_key("front"), frozenset(), page)


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    context = {
        "lines": source_list(),
        "breadcrumbs": trail((_("Sources"), reverse("evidence:sources"))),
    }
    return render(request, "evidence/sources.html", context)
