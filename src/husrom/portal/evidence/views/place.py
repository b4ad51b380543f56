from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from husrom.portal.evidence.queries.about import about
from husrom.portal.evidence.queries.charts import POPULATION, PYRAMID, chart_of
from husrom.portal.evidence.queries.front import downloads
from husrom.portal.evidence.queries.peers import chosen_peers, grouping_choices, peers_label
from husrom.portal.evidence.queries.place_indicator import place_indicator_page
from husrom.portal.evidence.queries.places import place
from husrom.portal.evidence.queries.profile import profile_themes
from husrom.portal.evidence.views.lookup import find_indicator, find_number, kept_key, trail
from husrom.portal.network.views.cached_page import kept_page

GROUPING = "gruppe"


@require_safe
def profile(request: HttpRequest, municipality_number: str) -> HttpResponse:
    number = find_number(municipality_number)
    if number != municipality_number:
        return redirect("evidence:profile", number, permanent=True)
    peers = chosen_peers(number, request.GET.get(GROUPING, ""))

    def page() -> HttpResponse:
        about_place = place(number)
        context = {
            "place": about_place,
            "peers": peers,
            "peers_label": peers_label(peers),
            "groupings": grouping_choices(number, peers),
            "themes": profile_themes(number, peers.grouping.key),
            "pictures": [(key, chart) for key in (POPULATION, PYRAMID) if (chart := chart_of(number, key))],
            "downloads": downloads("evidence:profile_file", municipality_number=number),
            "breadcrumbs": trail((about_place.name, request.path)),
        }
        return render(request, "evidence/profile.html", context)

    return kept_page(request, kept_key("profile", number, peers.grouping.key), frozenset({GROUPING}), page)


@require_safe
def place_indicator(request: HttpRequest, municipality_number: str, key: str) -> HttpResponse:
    """Show one figure of one municipality through time, beside its peers."""
    found, number = find_indicator(key), find_number(municipality_number)
    if number != municipality_number:
        return redirect("evidence:place_indicator", number, key, permanent=True)
    peers = chosen_peers(number, request.GET.get(GROUPING, ""))

    def page() -> HttpResponse:
        about_place, content = place(number), place_indicator_page(found, number, peers)
        context = {
            "place": about_place,
            "page": content,
            "about": about(found, content.newest.source),
            "theme_key": found.theme.value,
            "downloads": downloads("evidence:place_file", municipality_number=number, key=key),
            "groupings": grouping_choices(number, peers),
            "breadcrumbs": trail(
                (about_place.name, reverse("evidence:profile", args=[number])), (content.newest.label, request.path)
            ),
        }
        return render(request, "evidence/place_indicator.html", context)

    return kept_page(request, kept_key("place", number, key, peers.grouping.key), frozenset({GROUPING}), page)
