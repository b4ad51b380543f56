from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from husrom.portal.economy.queries import CostSheet, cost_sheet
from husrom.portal.economy.workbook import cost_workbook, payer_sentence, rate_sentence
from husrom.portal.network.access import NetworkRequest, network_page

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _sheet(request: NetworkRequest) -> CostSheet:
    """Return what this reader may see: the leader everything, a municipality its own row."""
    own = None if request.standing.is_leader else request.standing.memberships
    return cost_sheet(request.network, timezone.localdate(), own)


@require_safe
@network_page("economy.read")
def costs(request: NetworkRequest) -> HttpResponse:
    sheet = _sheet(request)
    context = {
        "sheet": sheet,
        "rate": rate_sentence(sheet),
        "payer": payer_sentence(sheet),
        "is_leader": request.standing.is_leader,
    }
    return render(request, "economy/costs.html", context)


@require_safe
@network_page("economy.read")
def costs_workbook(request: NetworkRequest) -> HttpResponse:
    body = cost_workbook(_sheet(request), made_on=timezone.localdate())
    name = f"kostnader-{request.network.slug}-{timezone.localdate():%Y-%m-%d}.xlsx"
    return HttpResponse(body, content_type=EXCEL, headers={"Content-Disposition": f'attachment; filename="{name}"'})
