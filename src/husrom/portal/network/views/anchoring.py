from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from husrom.portal.common.errors import RefusedError
from husrom.portal.gatherings.queries import chief_executive_registration
from husrom.portal.network import actions
from husrom.portal.network.access import NetworkRequest, member_page
from husrom.portal.network.actions.anchoring import Signature
from husrom.portal.network.forms.anchoring import AnchoringForm
from husrom.portal.network.letters import SIGNATURE_LINES, UnknownPlaceholderError, letter_html, letter_markdown
from husrom.portal.network.models import LetterText, Membership
from husrom.portal.network.queries.anchoring import anchoring_state, letter_versions
from husrom.portal.network.queries.team import team_of
from husrom.portal.network.views.way_back import way_to_member


@require_http_methods(["GET", "HEAD", "POST"])
@member_page("network.read_member")
def anchoring(request: NetworkRequest, membership: Membership) -> HttpResponse:
    """Show how the membership is anchored, and record the next act."""
    if not membership.has_delegates:
        raise Http404
    letters = letter_versions(membership)
    form = _form(request, membership, letters)
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid() and _record(form, request, membership):
            messages.success(request, _("Recorded. Thank you."))
            return redirect("network:anchoring", request.network.slug, membership.municipality_number)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form is not None and form.is_bound else HTTPStatus.OK
    context = {
        "membership": membership,
        "form": form,
        "own": _is_own(request, membership),
        "state": anchoring_state(membership),
        "letters": letters,
        "chief_executive_at": chief_executive_registration(membership),
        "breadcrumbs": way_to_member(request, membership, (_("Anchoring"), "network:anchoring")),
    }
    return render(request, "network/anchoring.html", context, status=status)


def _is_own(request: NetworkRequest, membership: Membership) -> bool:
    return membership.pk in request.standing.chief_executive_of


def _form(request: NetworkRequest, membership: Membership, letters: tuple[LetterText, ...]) -> AnchoringForm | None:
    """Return the form for those who may sign or record; None for others and where there is no letter to sign."""
    if not letters or not request.may("network.anchor", membership):
        return None
    initial: dict[str, Any] = {}
    signer = str(request.user) if _is_own(request, membership) else ""
    if not signer:
        chief_executive = team_of(membership).chief_executive
        if chief_executive is not None and chief_executive.holder is not None:
            initial["signed_by"] = chief_executive.holder.name
    return AnchoringForm(
        request.POST if request.method == "POST" else None,
        membership=membership,
        letters=letters,
        signer=signer,
        initial=initial,
    )


def _record(form: AnchoringForm, request: NetworkRequest, membership: Membership) -> bool:
    data = form.cleaned_data
    try:
        actions.record_act(
            membership=membership,
            kind=data["kind"],
            on=data["on"],
            letter=data["letter"],
            signature=Signature(name=data["signed_by"], role=data["signed_as"]),
            reason=data["reason"],
            by=request.user,
        )
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_safe
@member_page("network.read_member")
def anchoring_letter(request: NetworkRequest, membership: Membership) -> HttpResponse:
    """Show a version of the letter, the newest unless asked, as a page to print or a file to send."""
    if not membership.has_delegates:
        raise Http404
    letters = letter_versions(membership)
    signed = [act.letter for act in anchoring_state(membership).acts]
    letter = _chosen((*letters, *signed), request.GET.get("versjon", ""))
    way = (_("Anchoring"), "network:anchoring"), (_("The letter"), "network:anchoring_letter")
    context: dict[str, Any] = {"membership": membership, "breadcrumbs": way_to_member(request, membership, *way)}
    try:
        if "last-ned" in request.GET:
            return _download(letter, membership)
        html = letter_html(letter, membership)
    except UnknownPlaceholderError as fault:
        context["fault"] = str(fault)
        return render(request, "network/letter.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    context |= {
        "letter": letter,
        "html": html,
        "signature": SIGNATURE_LINES.get(letter.language, SIGNATURE_LINES["nb"]),
    }
    return render(request, "network/letter.html", context)


def _chosen(letters: tuple[LetterText, ...], version: str) -> LetterText:
    """Only versions in the municipality's language form, and those it has signed, can be asked for."""
    for letter in letters:
        if version in {"", str(letter.pk)}:
            return letter
    raise Http404


def _download(letter: LetterText, membership: Membership) -> HttpResponse:
    name = f"forankringsbrev-{membership.municipality_number}-{letter.language}-{letter.version}.md"
    return HttpResponse(
        letter_markdown(letter, membership),
        content_type="text/markdown; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
