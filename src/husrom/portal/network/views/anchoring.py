from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from husrom.portal.common.errors import RefusedError
from husrom.portal.common.markdown import render_markdown
from husrom.portal.gatherings.queries import chief_executive_registration
from husrom.portal.network import actions
from husrom.portal.network.access import NetworkRequest, member_page
from husrom.portal.network.actions.anchoring import Signature, next_acts
from husrom.portal.network.forms.anchoring import AnchoringForm, LanguageForm
from husrom.portal.network.letters import SIGNATURE_LINES, UnknownPlaceholderError, letter_markdown
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
        "may_anchor": request.may("network.anchor", membership),
        "state": anchoring_state(membership),
        "letters": letters,
        "chief_executive_at": chief_executive_registration(membership),
        "breadcrumbs": way_to_member(request, membership, (_("Anchoring"), "network:anchoring")),
    }
    return render(request, "network/anchoring.html", context, status=status)


def _is_own(request: NetworkRequest, membership: Membership) -> bool:
    return membership.pk in request.standing.chief_executive_of


def _form(request: NetworkRequest, membership: Membership, letters: tuple[LetterText, ...]) -> AnchoringForm | None:
    """Return the form for those who may sign or record; None for others and where there is nothing to sign."""
    if not letters or not next_acts(membership) or not request.may("network.anchor", membership):
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


@require_http_methods(["GET", "HEAD", "POST"])
@member_page("network.anchor")
def language_form(request: NetworkRequest, membership: Membership) -> HttpResponse:
    """Choose the language form of the municipality's letters."""
    form = LanguageForm(request.POST if request.method == "POST" else None, initial={"language": membership.language})
    if request.method == "POST" and form.is_valid():
        actions.choose_language_form(membership=membership, language=form.cleaned_data["language"], by=request.user)
        messages.success(request, _("Saved."))
        return redirect("network:anchoring", request.network.slug, membership.municipality_number)
    way = (_("Anchoring"), "network:anchoring"), (_("Language form"), "network:language_form")
    context = {"membership": membership, "form": form, "breadcrumbs": way_to_member(request, membership, *way)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "network/language_form.html", context, status=status)


@require_safe
@member_page("network.read_member")
def anchoring_letter(request: NetworkRequest, membership: Membership) -> HttpResponse:
    """Show the newest letter, or one as it was signed, as a page to print or a file to send."""
    if not membership.has_delegates:
        raise Http404
    letter, text, fault = _letter(membership, request.GET.get("underskrevet", ""))
    if "last-ned" in request.GET and not fault:
        return _download(letter, text, membership)
    way = (_("Anchoring"), "network:anchoring"), (_("The letter"), "network:anchoring_letter")
    context = {
        "membership": membership,
        "letter": letter,
        "html": render_markdown(text),
        "fault": fault,
        "signature": SIGNATURE_LINES.get(letter.language, SIGNATURE_LINES["nb"]),
        "query": request.GET.urlencode(),
        "breadcrumbs": way_to_member(request, membership, *way),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    return render(request, "network/letter.html", context, status=status)


def _letter(membership: Membership, signed: str) -> tuple[LetterText, str, str]:
    """Return the letter that is asked for, its text filled in, and the fault if it cannot be filled in."""
    acts = [act for act in anchoring_state(membership).acts if str(act.pk) == signed]
    letters = (acts[0].letter,) if acts else () if signed else letter_versions(membership)
    if not letters:
        raise Http404
    if acts and acts[0].text:
        return letters[0], acts[0].text, ""
    try:
        return letters[0], letter_markdown(letters[0], membership), ""
    except UnknownPlaceholderError as fault:
        return letters[0], "", str(fault)


def _download(letter: LetterText, text: str, membership: Membership) -> HttpResponse:
    name = f"forankringsbrev-{membership.municipality_number}-{letter.language}-{letter.version}.md"
    return HttpResponse(
        text,
        content_type="text/markdown; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
