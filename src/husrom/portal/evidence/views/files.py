from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from husrom.figures.charts import ChartKind
from husrom.figures.exporting import TableKind, export
from husrom.figures.indicators import Value, cross_section, latest, periods, series
from husrom.portal.common.shown_values import reader_language
from husrom.portal.evidence.queries.charts import chart_of
from husrom.portal.evidence.queries.comparison import members_values
from husrom.portal.evidence.queries.profile import newest_values
from husrom.portal.evidence.views.comparison import chosen_indicator
from husrom.portal.evidence.views.lookup import find_indicator, find_number
from husrom.portal.network.access import NetworkRequest, network_page

AN_HOUR_S = 3600


@require_safe
def indicator_file(request: HttpRequest, key: str, kind: str) -> HttpResponse:  # noqa: ARG001 -- says nothing of who asks
    """Give an indicator for every municipality and period."""
    found = find_indicator(key)
    values = [value for period in periods(found.key) for value in cross_section(found.key, period)]
    return _table_file(values or cross_section(found.key), key, kind)


@require_safe
def profile_file(request: HttpRequest, municipality_number: str, kind: str) -> HttpResponse:  # noqa: ARG001 -- as above
    """Give every figure of a municipality."""
    current = find_number(municipality_number)
    values = [
        value for newest in newest_values(current) for value in series(newest.indicator.key, current) or (newest,)
    ]
    return _table_file(values, current, kind)


@require_safe
def place_file(request: HttpRequest, municipality_number: str, key: str, kind: str) -> HttpResponse:  # noqa: ARG001 -- as above
    """Give one figure of a municipality, for every period."""
    found, current = find_indicator(key), find_number(municipality_number)
    values = series(found.key, current) or (latest(found.key, current),)
    return _table_file(values, f"{current}-{key}", kind)


@require_safe
@network_page("network.read")
def members_file(request: NetworkRequest, kind: str) -> HttpResponse:
    """Give one figure for the participants of the network, and no others, for every period."""
    found = chosen_indicator(request)
    return _table_file(members_values(request.network, found), f"{request.network.slug}-{found.key}", kind)


@require_safe
def place_chart(request: HttpRequest, municipality_number: str, key: str, kind: str) -> HttpResponse:
    """Draw a chart of a municipality: of an indicator, its population or its residents by age."""
    chart = chart_of(find_number(municipality_number), key, request.GET.get("gruppe", ""))
    if chart is None:
        raise Http404
    drawn = ChartKind(kind)
    response = HttpResponse(chart.draw(drawn), content_type=drawn.media_type)
    if drawn is ChartKind.PDF:
        response["Content-Disposition"] = f'attachment; filename="husrom-{municipality_number}-{key}.{kind}"'
    patch_cache_control(response, public=True, max_age=AN_HOUR_S)
    return response


def _table_file(values: Sequence[Value], name: str, kind: str) -> HttpResponse:
    chosen = TableKind(kind)
    response = HttpResponse(export(values, chosen, reader_language()), content_type=chosen.media_type)
    response["Content-Disposition"] = f'attachment; filename="husrom-{name}.{kind}"'
    return response
