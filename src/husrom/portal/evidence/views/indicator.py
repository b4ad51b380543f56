from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from husrom.portal.evidence.queries.about import about
from husrom.portal.evidence.queries.front import downloads, theme_title
from husrom.portal.evidence.queries.indicator_page import indicator_page
from husrom.portal.evidence.views.lookup import find_indicator, kept_key, trail
from husrom.portal.network.views.cached_page import kept_page


@require_safe
def indicator(request: HttpRequest, key: str) -> HttpResponse:
    found = find_indicator(key)

    def page() -> HttpResponse:
        content = indicator_page(found)
        context = {
            "page": content,
            "about": about(found, content.source),
            "theme": theme_title(found.theme),
            "downloads": downloads("evidence:indicator_file", key=key),
            "breadcrumbs": trail((content.title, request.path)),
        }
        return render(request, "evidence/indicator.html", context)

    return kept_page(request, kept_key("indicator", key), frozenset(), page)
