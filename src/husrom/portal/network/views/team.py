from http import HTTPStatus

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from husrom.portal.common.errors import RefusedError
from husrom.portal.network import actions
from husrom.portal.network.access import NetworkRequest, member_page
from husrom.portal.network.forms.team import EndHoldingForm, HoldingForm, NewPersonForm, PersonForm
from husrom.portal.network.models import Membership, Seat, SeatHolding
from husrom.portal.network.queries.team import team_of
from husrom.portal.network.views.way_back import way_to_member


def _locked_role(request: NetworkRequest, membership: Membership) -> str:
    """Return the role whose seats the reader may not fill or empty; empty when there is none."""
    return "" if request.may("network.seat_chief_executive", membership) else Seat.Role.CHIEF_EXECUTIVE.value


def _holding(request: NetworkRequest, membership: Membership, pk: int) -> SeatHolding:
    holdings = SeatHolding.objects.select_related("seat__membership__network", "user")
    open_to_reader = holdings.exclude(seat__role=_locked_role(request, membership))
    return get_object_or_404(open_to_reader, seat__membership=membership, pk=pk)


def _lead(membership: Membership) -> str:
    if not membership.has_delegates:
        return _("A student seat: one student takes part, and there are no delegates.")
    network = membership.network
    return _("At least %(minimum)s delegates are expected, preferably %(preferred)s, and the chief executive.") % {
        "minimum": network.seats_minimum,
        "preferred": network.seats_preferred,
    }


def _seat_page(
    request: NetworkRequest, membership: Membership, holding: SeatHolding, form: Form, template: str
) -> HttpResponse:
    further = (_("The team"), "network:add_to_team"), (str(holding.user), "network:edit_holding")
    context = {
        "membership": membership,
        "holding": holding,
        "form": form,
        "breadcrumbs": way_to_member(request, membership, *further),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, template, context, status=status)


def _to_team(request: NetworkRequest, membership: Membership) -> HttpResponse:
    return redirect("network:add_to_team", request.network.slug, membership.municipality_number)


@require_http_methods(["GET", "HEAD", "POST"])
@member_page("network.edit_team")
def add_to_team(request: NetworkRequest, membership: Membership) -> HttpResponse:
    """Show the team, and put someone in it."""
    locked_role = _locked_role(request, membership)
    form = NewPersonForm(request.POST or None, membership=membership, locked_role=locked_role)
    if request.method == "POST" and form.is_valid():
        try:
            holding = _add(form, membership, request)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("%(name)s is in the team and can sign in with %(email)s.")
                % {"name": holding.user, "email": holding.user.email},
            )
            return _to_team(request, membership)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {
        "membership": membership,
        "team": team_of(membership),
        "lead": _lead(membership),
        "form": form,
        "locked_role": locked_role,
        "breadcrumbs": way_to_member(request, membership, (_("The team"), "network:add_to_team")),
    }
    return render(request, "network/team.html", context, status=status)


def _add(form: NewPersonForm, membership: Membership, request: NetworkRequest) -> SeatHolding:
    data = form.cleaned_data
    if form.substitute_seat is not None:
        return actions.add_substitute(
            seat=form.substitute_seat,
            person=form.person,
            starts_on=data["starts_on"],
            policy_areas=data["policy_areas"],
            by=request.user,
        )
    return actions.add_to_team(
        membership=membership,
        person=form.person,
        role=form.role,
        starts_on=data["starts_on"],
        policy_areas=data["policy_areas"],
        by=request.user,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_page("network.edit_team")
def edit_holding(request: NetworkRequest, membership: Membership, holding: int) -> HttpResponse:
    held = _holding(request, membership, holding)
    initial = {"policy_areas": held.policy_areas.all()}
    form = HoldingForm(request.POST if request.method == "POST" else None, holding=held, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_holding(holding=held, **form.cleaned_data, by=request.user)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return _to_team(request, membership)
    return _seat_page(request, membership, held, form, "network/edit_holding.html")


@require_http_methods(["GET", "HEAD", "POST"])
@member_page("network.edit_team")
def replace_holder(request: NetworkRequest, membership: Membership, holding: int) -> HttpResponse:
    held = _holding(request, membership, holding)
    form = PersonForm(
        request.POST if request.method == "POST" else None,
        membership=membership,
        initial={"policy_areas": held.policy_areas.all()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            new = actions.replace_holder(
                holding=held,
                person=form.person,
                starts_on=form.cleaned_data["starts_on"],
                policy_areas=form.cleaned_data["policy_areas"],
                by=request.user,
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(new)s has the seat after %(old)s.") % {"new": new.user, "old": held.user})
            return _to_team(request, membership)
    return _seat_page(request, membership, held, form, "network/replace_holder.html")


@require_http_methods(["GET", "HEAD", "POST"])
@member_page("network.edit_team")
def end_holding(request: NetworkRequest, membership: Membership, holding: int) -> HttpResponse:
    held = _holding(request, membership, holding)
    form = EndHoldingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_holding(holding=held, on=form.cleaned_data["on"], by=request.user)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s has left the team.") % {"name": held.user})
            return _to_team(request, membership)
    return _seat_page(request, membership, held, form, "network/end_holding.html")
