from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from husrom.figures.indicators import periods
from husrom.portal.evidence.queries.about import about
from husrom.portal.evidence.queries.front import downloads, theme_title
from husrom.portal.evidence.queries.indicator_page import indicator_page
from husrom.portal.evidence.views.lookup import find_indicator, kept_key, trail
from husrom.portal.network.views.cached_page import kept_page

PERIOD = "periode"


@require_safe
def indicator(request: HttpRequest, key: str) -> HttpResponse:
    """Show one figure for every municipality; of the newest period where no other is asked for that has figures."""
    found = find_indicator(key)
    asked_for = request.GET.get(PERIOD, "")
    period = asked_for if asked_for in periods(key) else None

    def page() -> HttpResponse:
        content = indicator_page(found, period)
        context = {
            "page": content,
            "about": about(found, content.source),
            "theme": theme_title(found.theme),
            "downloads": downloads("evidence:indicator_file", key=key),
            "breadcrumbs": trail((content.title, request.path)),
        }
        return render(request, "evidence/indicator.html", context)

    return kept_page(request, kept_key("indicator", key, period or "newest"), frozenset({PERIOD}), page)
