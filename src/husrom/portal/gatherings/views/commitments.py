from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from husrom.portal.common.errors import RefusedError
from husrom.portal.gatherings import actions
from husrom.portal.gatherings.forms.commitments import CommitmentsForm
from husrom.portal.gatherings.models import Commitment
from husrom.portal.gatherings.queries.commitments import commitment_summary
from husrom.portal.gatherings.views.lookup import find_gathering, trail
from husrom.portal.network.access import NetworkRequest, member_page, network_page
from husrom.portal.network.models import Membership

MUNICIPALITIES_PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@member_page("gatherings.commit")
def commitments(request: NetworkRequest, membership: Membership, number: int) -> HttpResponse:
    """Show and save what a municipality promised at a gathering and what came of it."""
    gathering = find_gathering(request, number)
    existing = {one.number: one for one in gathering.commitments.filter(membership=membership)}
    form = CommitmentsForm(request.POST if request.method == "POST" else None, existing=existing)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_commitments(
                gathering=gathering, membership=membership, entries=form.entries(), by=request.user
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. It is shown again at the next gathering."))
            return redirect("gatherings:commitments", request.network.slug, number, membership.municipality_number)
    context = {
        "gathering": gathering,
        "membership": membership,
        "form": form,
        "has_begun": gathering.has_begun(),
        "breadcrumbs": trail(request, gathering, _("Commitments of %(name)s") % {"name": membership.name}),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "gatherings/commitments.html", context, status=status)


@require_safe
@network_page("gatherings.manage")
def commitment_list(request: NetworkRequest, number: int) -> HttpResponse:
    """Show the leader what everyone promised, fifty municipalities at a time."""
    gathering = find_gathering(request, number)
    promised = Prefetch(
        "commitments", Commitment.objects.filter(gathering=gathering).order_by("number"), to_attr="promised"
    )
    members = (
        request.network.memberships.filter(kind=Membership.Kind.MUNICIPALITY)
        .exclude(status=Membership.Status.LEFT)
        .order_by("name")
        .prefetch_related(promised)
    )
    context = {
        "gathering": gathering,
        "summary": commitment_summary(gathering),
        "page": Paginator(members, MUNICIPALITIES_PER_PAGE).get_page(request.GET.get("side")),
        "breadcrumbs": trail(request, gathering, _("Commitments")),
    }
    return render(request, "gatherings/commitment_list.html", context)
