from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from husrom.portal.common.navigation import NavigationItem
from husrom.portal.gatherings.queries import street_windows
from husrom.portal.network.forms.public import DivisionDateForm
from husrom.portal.network.models import Membership, Network
from husrom.portal.network.public_pictures import numbered, public_map, public_street
from husrom.portal.network.queries.municipality import municipality_page
from husrom.portal.network.queries.public import public_page
from husrom.portal.network.queries.revision import public_revision
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
    found = public_revision(slug)
    if found is None:
        raise Http404
    form = DivisionDateForm(request.GET)
    if not form.is_valid():
        _open_network(request, slug)
        return render(request, "network/public_fault.html", {"form": form}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    asked_on = form.cleaned_data["on"]
    key = revision_key(found, "public", asked_on)

    def content(network: Network) -> str:
        page = public_page(network, asked_on)
        shown = DivisionDateForm(initial={"on": page.geography.division_on})
        drawn = public_map(page.geography.counties)
        context = {
            "network": network,
            "page": page,
            "form": shown,
            "asked_on": asked_on,
            "today": timezone.localdate(),
            "street": public_street(street_windows(network), page.gatherings),
            "map": drawn,
            "numbered": numbered(page.geography.counties, drawn),
        }
        return render_to_string("network/_public_content.html", context)

    def page() -> HttpResponse:
        network = _open_network(request, slug)
        return render(request, "network/public.html", {"content": kept_fragment(key, lambda: content(network))})

    return kept_page(request, key, frozenset({"on"}), page)


@require_safe
def municipality(request: HttpRequest, slug: str, municipality_number: str) -> HttpResponse:
    network = _open_network(request, slug)

    membership = get_object_or_404(network.memberships, municipality_number=municipality_number)
    membership.network = network
    key = revision_key(network, "municipality", municipality_number)

    def content() -> str:
        context = {
            "network": network,
            "membership": membership,
            "page": municipality_page(membership),
            "kicker": _kicker(membership),
            "lead": membership.note.capitalize(),
        }
        return render_to_string("network/_municipality_content.html", context)

    def page() -> HttpResponse:
        way = _way_here(network, membership)
        context = {"membership": membership, "content": kept_fragment(key, content), "breadcrumbs": way}
        return render(request, "network/municipality.html", context)

    return kept_page(request, key, frozenset(), page)


def _kicker(membership: Membership) -> str:
    if membership.status == Membership.Status.LEFT:
        return _("No longer a participant in %(network)s") % {"network": membership.network.short_name}
    return _("Participant in %(network)s") % {"network": membership.network.short_name}


def _way_here(network: Network, membership: Membership) -> tuple[NavigationItem, ...]:
    here = reverse("network:municipality", args=[network.slug, membership.municipality_number])
    return (
        NavigationItem(network.short_name, network.get_absolute_url(), current=False),
        NavigationItem(membership.name, here, current=True),
    )
