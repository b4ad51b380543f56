from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from husrom.portal.common.errors import RefusedError
from husrom.portal.network import actions
from husrom.portal.network.access import NetworkRequest, network_page
from husrom.portal.network.forms.groups import OverrideForm
from husrom.portal.network.group_names import group_label
from husrom.portal.network.models import GroupPlacement, Membership
from husrom.portal.network.queries.group_changes import proposed_changes
from husrom.portal.network.queries.groups import explanation_of, groups_page, newest_placement
from husrom.portal.network.views.cached_page import kept_fragment, revision_key


@require_safe
@network_page("network.read")
def groups(request: NetworkRequest) -> HttpResponse:
    may_manage = request.may("network.manage")
    body = kept_fragment(
        revision_key(request.network, "groups", may_manage),
        lambda: render_to_string(
            "network/_groups_body.html",
            {"network": request.network, "page": groups_page(request.network), "may_manage": may_manage},
        ),
    )
    return render(request, "network/groups.html", {"body": body})


@require_http_methods(["GET", "HEAD", "POST"])
@network_page("network.manage")
def make_groups(request: NetworkRequest) -> HttpResponse:
    """Show what today's figures would change, and divide the members when the leader says so."""
    refusal, status = "", HTTPStatus.OK
    if request.method == "POST":
        try:
            actions.make_groups(network=request.network, by=request.user)
        except RefusedError as refused:
            refusal, status = str(refused), HTTPStatus.UNPROCESSABLE_ENTITY
        else:
            messages.success(request, _("The members are divided into groups by the newest figures."))
            return redirect("network:groups", request.network.slug)
    changes = proposed_changes(request.network, timezone.localdate())
    return render(request, "network/groups_new.html", {"changes": changes, "refusal": refusal}, status=status)


def _placement(request: NetworkRequest, municipality_number: str) -> GroupPlacement:
    membership: Membership = get_object_or_404(request.network.memberships, municipality_number=municipality_number)
    placement = newest_placement(request.network, membership)
    if placement is None:
        raise Http404
    return placement


@require_http_methods(["GET", "HEAD", "POST"])
@network_page("network.manage")
def override_group(request: NetworkRequest, municipality_number: str) -> HttpResponse:
    placement = _placement(request, municipality_number)
    initial = {"group": placement.group, "reason": placement.override_reason}
    form = OverrideForm(request.POST or None, proposed_group=placement.proposed_group, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.override_group(placement=placement, by=request.user, **form.cleaned_data)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            said = {"name": placement.membership.name, "group": group_label(placement.group)}
            messages.success(request, _("%(name)s is moved to %(group)s.") % said)
            return redirect("network:groups", request.network.slug)
    context = {
        "form": form,
        "placement": placement,
        "explanation": explanation_of(placement),
        "proposed": group_label(placement.proposed_group),
        "now": group_label(placement.group),
    }
    posted_badly = request.method == "POST"
    status = HTTPStatus.UNPROCESSABLE_ENTITY if posted_badly else HTTPStatus.OK
    return render(request, "network/groups_override.html", context, status=status)


@require_POST
@network_page("network.manage")
def undo_override(request: NetworkRequest, municipality_number: str) -> HttpResponse:
    placement = _placement(request, municipality_number)
    try:
        actions.undo_override(placement=placement, by=request.user)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        said = {"name": placement.membership.name, "group": group_label(placement.group)}
        messages.success(request, _("%(name)s follows the figures again: %(group)s.") % said)
    return redirect("network:groups", request.network.slug)
