from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from husrom.portal.common.errors import RefusedError
from husrom.portal.gatherings.queries import chief_executive_registration
from husrom.portal.network import actions
from husrom.portal.network.access import NetworkRequest, member_page, network_page
from husrom.portal.network.actions.membership import next_steps
from husrom.portal.network.forms.membership import MemberFilterForm, StatusForm
from husrom.portal.network.models import Membership
from husrom.portal.network.queries.anchoring import anchoring_state
from husrom.portal.network.queries.members import member_list
from husrom.portal.network.queries.team import team_of
from husrom.portal.network.views.cached_page import kept_fragment, revision_key


@require_safe
@network_page("network.manage")
def members(request: NetworkRequest) -> HttpResponse:
    form = MemberFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    status, lack = wanted.get("status", ""), wanted.get("lack", "")
    table = kept_fragment(
        revision_key(request.network, "members", status, lack),
        lambda: render_to_string(
            "network/_member_table.html",
            {"found": member_list(request.network, status=status, lack=lack)},
        ),
    )
    return render(request, "network/members.html", {"form": form, "table": table, "filtered": bool(status or lack)})


def _member_page(
    request: NetworkRequest, membership: Membership, form: StatusForm, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    context = {
        "membership": membership,
        "history": list(membership.history.select_related("by")),
        "steps": next_steps(membership),
        "status_form": form,
        "team": team_of(membership),
        "anchoring": anchoring_state(membership),
        "may_manage": request.may("network.manage"),
        "may_edit_team": request.may("network.edit_team", membership),
        "may_anchor": request.may("network.anchor", membership),
        "chief_executive_at": chief_executive_registration(membership),
    }
    return render(request, "network/member.html", context, status=status)


@require_safe
@member_page("network.read_member")
def member(request: NetworkRequest, membership: Membership) -> HttpResponse:
    return _member_page(request, membership, StatusForm(membership=membership))


@require_POST
@member_page("network.manage")
def change_status(request: NetworkRequest, membership: Membership) -> HttpResponse:
    form = StatusForm(request.POST, membership=membership)
    if form.is_valid():
        try:
            actions.change_status(membership=membership, **form.cleaned_data, by=request.user)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("%(name)s is now %(status)s.") % {"name": membership.name, "status": membership.get_status_display()},
            )
            return redirect("network:member", request.network.slug, membership.municipality_number)
    return _member_page(request, membership, form, HTTPStatus.UNPROCESSABLE_ENTITY)
