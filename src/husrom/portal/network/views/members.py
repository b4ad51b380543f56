from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from husrom.portal.common.errors import RefusedError
from husrom.portal.gatherings.queries import chief_executive_registration
from husrom.portal.network import actions
from husrom.portal.network.access import NetworkRequest, member_page, network_page
from husrom.portal.network.actions.membership import next_steps
from husrom.portal.network.forms.membership import InvitationForm, MemberFilterForm, StatusForm
from husrom.portal.network.models import Membership, StatusChange
from husrom.portal.network.queries.anchoring import anchoring_state
from husrom.portal.network.queries.counties import counties_on, municipalities_on
from husrom.portal.network.queries.members import member_list
from husrom.portal.network.queries.municipality import fact_teaser, figures_of
from husrom.portal.network.queries.team import team_of
from husrom.portal.network.views.cached_page import kept_fragment, revision_key
from husrom.portal.network.views.way_back import way_to_member


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


@require_http_methods(["GET", "HEAD", "POST"])
@network_page("network.manage")
def invite_member(request: NetworkRequest) -> HttpResponse:
    form = InvitationForm(request.POST if request.method == "POST" else None, network=request.network)
    if request.method == "POST" and form.is_valid():
        try:
            membership = actions.invite_member(network=request.network, **form.cleaned_data, by=request.user)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("%(name)s is on the list as invited. Send the letter next.") % {"name": membership.name}
            )
            return redirect("network:anchoring", request.network.slug, membership.municipality_number)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "network/invite_member.html", {"form": form}, status=status)


def _member_page(request: NetworkRequest, membership: Membership, form: StatusForm) -> HttpResponse:
    may_anchor = request.may("network.anchor", membership)
    body = kept_fragment(
        revision_key(request.network, "member", membership.pk, may_anchor),
        lambda: render_to_string(
            "network/_member_body.html", {**_member_context(membership), "may_anchor": may_anchor}
        ),
    )
    context = {
        "membership": membership,
        "body": body,
        "steps": next_steps(membership),
        "status_form": form,
        "open_form": request.resolver_match is not None and request.resolver_match.url_name == "change_status",
        "may_manage": request.may("network.manage"),
        "breadcrumbs": way_to_member(request, membership),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "network/member.html", context, status=status)


def _member_context(membership: Membership) -> dict[str, Any]:
    """Return what everyone who may see the member sees of it."""
    history = list(membership.history.all())
    held = membership.network.gatherings.filter(starts_on__lte=timezone.localdate())
    return {
        "network": membership.network,
        "membership": membership,
        "place": _place(membership, history),
        "history": history,
        "team": team_of(membership),
        "anchoring": anchoring_state(membership),
        "chief_executive_at": chief_executive_registration(membership),
        "commitments_at": list(held) if membership.has_delegates else [],
        "facts": fact_teaser(membership),
        "figures_of": figures_of(membership),
    }


def _place(membership: Membership, history: list[StatusChange]) -> dict[str, str]:
    """Return where the member stands and lies, in a line each."""
    kicker = membership.get_status_display().capitalize()
    if history:
        kicker = _("%(status)s since %(day)s") % {"status": kicker, "day": date_format(history[-1].on)}
    places = ", ".join(place.label for place in municipalities_on(membership, timezone.localdate()))
    counties = _(" and ").join(county.name for county in counties_on(membership, timezone.localdate()))
    lead = _("%(number)s in the division of %(year)s. Today %(places)s in %(county)s.") % {
        "number": membership.municipality_number,
        "year": membership.division_on.year,
        "places": places,
        "county": counties,
    }
    return {"kicker": kicker, "lead": f"{membership.note.capitalize()}. {lead}" if membership.note else lead}


@require_safe
@member_page("network.read_member")
def member(request: NetworkRequest, membership: Membership) -> HttpResponse:
    return _member_page(request, membership, StatusForm(membership=membership))


@require_http_methods(["GET", "HEAD", "POST"])
@member_page("network.manage")
def change_status(request: NetworkRequest, membership: Membership) -> HttpResponse:
    form = StatusForm(request.POST if request.method == "POST" else None, membership=membership)
    if request.method == "POST" and form.is_valid():
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
    return _member_page(request, membership, form)
