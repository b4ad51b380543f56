from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from husrom.portal.network.models import Network


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    networks = Network.objects.exclude(state=Network.State.DRAFT)
    return render(request, "front.html", {"networks": networks})


@require_safe
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- the address needs no request
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "accessibility.html")
