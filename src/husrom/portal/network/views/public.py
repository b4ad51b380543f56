from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from husrom.portal.network.forms.public import DivisionDateForm
from husrom.portal.network.models import Network
from husrom.portal.network.queries.public import public_page
from husrom.portal.network.standing import standing_of
from husrom.portal.network.views.cached_page import kept_fragment, kept_page, revision_key


def _open_network(request: HttpRequest, slug: str) -> Network:
    """Find a network that is shown in public; who is signed in keeps their navigation around it."""
    network: Network = get_object_or_404(Network.objects.exclude(state=Network.State.DRAFT), slug=slug)
    request.network = network  # type: ignore[attr-defined]
    if request.user.is_authenticated:
        request.standing = standing_of(request.user, network)  # type: ignore[attr-defined]
    return network


@require_safe
def public(request: HttpRequest, slug: str) -> HttpResponse:
    network = _open_network(request, slug)
    form = DivisionDateForm(request.GET)
    if not form.is_valid():
        return render(request, "network/public_fault.html", {"form": form}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    asked_on = form.cleaned_data["on"]
    key = revision_key(network, "public", asked_on)

    def content() -> str:
        page = public_page(network, asked_on)
        shown = DivisionDateForm(initial={"on": page.geography.division_on})
        context = {"network": network, "page": page, "form": shown, "asked_on": asked_on, "today": timezone.localdate()}
        return render_to_string("network/_public_content.html", context)

    def page() -> HttpResponse:
        return render(request, "network/public.html", {"content": kept_fragment(key, content)})

    return kept_page(request, key, frozenset({"on"}), page)


@require_safe
def municipality(request: HttpRequest, slug: str, municipality_number: str) -> HttpResponse:
    network = _open_network(request, slug)
    raise Http404
