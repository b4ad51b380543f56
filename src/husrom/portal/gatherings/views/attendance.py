from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from husrom.portal.common.errors import RefusedError
from husrom.portal.gatherings import actions
from husrom.portal.gatherings.models import Gathering, Registration
from husrom.portal.gatherings.queries import dietary
from husrom.portal.gatherings.queries.attendance import attendance_list
from husrom.portal.gatherings.views.lookup import find_gathering, trail
from husrom.portal.network.access import NetworkRequest, network_page

# No key in a database is longer.
LONGEST_KEY = 18


@require_http_methods(["GET", "HEAD", "POST"])
@network_page("gatherings.manage")
def attendance(request: NetworkRequest, number: int) -> HttpResponse:
    """Show who is to come; mark one as arrived, or undo it. With htmx only the row comes back."""
    gathering = find_gathering(request, number)
    refusal, search = "", (request.POST.get("q") or request.GET.get("q", "")).strip()
    if request.method == "POST":
        registration = _asked_about(request, gathering)
        act = actions.undo_arrival if "undo" in request.POST else actions.mark_arrived
        try:
            registration = act(registration=registration, by=request.user)
        except RefusedError as refused:
            refusal = str(refused)
        else:
            if _is_htmx(request):
                return _row(request, gathering, registration)
            query = f"?{urlencode({'q': search})}" if search else ""
            return redirect(f"{_mark_url(gathering)}{query}#registration_{registration.pk}")
    context = {
        "attendance": attendance_list(gathering, search),
        "gathering": gathering,
        "mark_url": _mark_url(gathering),
        "search": search,
        "refusal": refusal,
        "breadcrumbs": trail(request, gathering, _("Attendance list")),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "gatherings/attendance.html", context, status=status)


def _asked_about(request: NetworkRequest, gathering: Gathering) -> Registration:
    key = request.POST.get("undo") or request.POST.get("arrived") or ""
    found = gathering.registrations.select_related("user", "substitute_for", "seat__membership")
    registration = get_object_or_404(found, pk=int(key) if key.isdecimal() and len(key) <= LONGEST_KEY else 0)
    registration.gathering = gathering
    return registration


def _mark_url(gathering: Gathering) -> str:
    return reverse("gatherings:attendance", args=[gathering.network.slug, gathering.number])


def _is_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def _row(request: NetworkRequest, gathering: Gathering, registration: Registration) -> HttpResponse:
    context = {"registration": registration, "mark_url": _mark_url(gathering)}
    return render(request, "gatherings/_attendance_row.html", context)


@require_safe
@network_page("gatherings.manage")
def dietary_list(request: NetworkRequest, number: int) -> HttpResponse:
    gathering = find_gathering(request, number)
    context = {
        "dietary": dietary.dietary_list(gathering),
        "gathering": gathering,
        "is_past": gathering.is_past(),
        "asked_from": dietary.asked_from(gathering),
        "breadcrumbs": trail(request, gathering, _("Food for the venue")),
    }
    return render(request, "gatherings/dietary_list.html", context)


@require_POST
@network_page("gatherings.manage")
def delete_dietary_needs(request: NetworkRequest, number: int) -> HttpResponse:
    gathering = find_gathering(request, number)
    try:
        count = actions.delete_dietary_needs(gathering=gathering, by=request.user)
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Deleted. There were %(count)s.") % {"count": count})
    return redirect("gatherings:dietary_list", request.network.slug, number)
