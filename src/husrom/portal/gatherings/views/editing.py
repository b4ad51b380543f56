from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from husrom.portal.common.errors import RefusedError
from husrom.portal.gatherings import actions
from husrom.portal.gatherings.forms.gathering import GatheringForm
from husrom.portal.gatherings.views.lookup import find_gathering, trail
from husrom.portal.network.access import NetworkRequest, network_page


@require_http_methods(["GET", "HEAD", "POST"])
@network_page("gatherings.manage")
def edit_gathering(request: NetworkRequest, number: int) -> HttpResponse:
    gathering = find_gathering(request, number)
    form = GatheringForm(request.POST if request.method == "POST" else None, gathering=gathering)
    if request.method == "POST" and form.is_valid():
        try:
            promoted = actions.edit_gathering(
                gathering=gathering, values=form.values(), quotas=form.quotas(), by=request.user
            )
        except RefusedError as refusal:
            form.add_error("capacity", str(refusal))
        else:
            message = _("Gathering %(number)s is saved.") % {"number": number}
            if promoted:
                message += " " + ngettext(
                    "%(count)s moves up from the waiting list.",
                    "%(count)s move up from the waiting list.",
                    len(promoted),
                ) % {"count": len(promoted)}
            messages.success(request, message)
            return redirect("gatherings:gathering", request.network.slug, number)
    context = {
        "gathering": gathering,
        "form": form,
        "breadcrumbs": trail(request, gathering, _("Edit the gathering")),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "gatherings/edit_gathering.html", context, status=status)
