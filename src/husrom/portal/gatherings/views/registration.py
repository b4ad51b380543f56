from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from husrom.portal.common.errors import RefusedError
from husrom.portal.gatherings.forms.registration import REQUESTS, SheetForm
from husrom.portal.gatherings.queries.dietary import asked_from
from husrom.portal.gatherings.queries.registration_sheet import RegistrationSheet, registration_sheet
from husrom.portal.gatherings.views.lookup import find_gathering, trail
from husrom.portal.network.access import NetworkRequest, member_page
from husrom.portal.network.models import Membership, Seat


@require_http_methods(["GET", "HEAD", "POST"])
@member_page("gatherings.register")
def registration(request: NetworkRequest, membership: Membership, number: int) -> HttpResponse:
    """Show a municipality's seats at a gathering, and carry out one request about them."""
    gathering = find_gathering(request, number)
    is_leader = request.may("gatherings.manage")
    sheet = registration_sheet(gathering, membership, reader=request.user, reads_all_needs=is_leader)
    form: SheetForm | None = None
    if request.method == "POST":
        form = _form(request, sheet)
        if form.is_valid():
            try:
                message = form.perform(by=request.user, as_leader=is_leader)
            except RefusedError as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, message)
                return redirect("gatherings:registration", request.network.slug, number, membership.municipality_number)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form else HTTPStatus.OK
    return render(request, "gatherings/registration.html", _context(request, sheet, form), status=status)


def _form(request: NetworkRequest, sheet: RegistrationSheet) -> SheetForm:
    kind = REQUESTS.get(request.POST.get("request", ""))
    if kind is None:
        raise Http404
    return kind(request.POST, sheet=sheet)


def _context(request: NetworkRequest, sheet: RegistrationSheet, form: SheetForm | None) -> dict[str, object]:
    asked = request.POST.get("request", "")
    # Everyone who is expected is chosen beforehand; the chief executive only where that is wished for.
    chosen = {
        row.seat.pk
        for row in sheet.registrable
        if row.seat.role != Seat.Role.CHIEF_EXECUTIVE or sheet.gathering.chief_executive_expected
    }
    if asked == "register":
        asked_for = set(request.POST.getlist("seats"))
        chosen = {row.seat.pk for row in sheet.registrable if str(row.seat.pk) in asked_for}
    return {
        "sheet": sheet,
        "gathering": sheet.gathering,
        "membership": sheet.membership,
        "is_leader": request.may("gatherings.manage"),
        "reader_id": request.user.pk,
        "form": form,
        "asked": asked,
        "chosen_seats": chosen,
        "asked_about": request.POST.get("registration", ""),
        "chosen_person": request.POST.get("person", ""),
        "typed_text": request.POST.get("text", ""),
        "dietary_asked_from": asked_from(sheet.gathering),
        "breadcrumbs": trail(request, sheet.gathering, _("Registration of %(name)s") % {"name": sheet.membership.name}),
    }
