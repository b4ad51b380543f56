"""The door to every network page: find the network, find the reader's standing, check the permission."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

import rules
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from husrom.portal.accounts.models import User
from husrom.portal.network.models import Membership, Network
from husrom.portal.network.standing import Standing, standing_of


class NetworkRequest(HttpRequest):
    """A request that has passed the door: the reader is signed in and takes part in `network`."""

    network: Network
    standing: Standing
    user: User

    def may(self, permission: str, membership: Membership | None = None) -> bool:
        return bool(rules.has_perm(permission, self.standing, membership))


def _enter(request: HttpRequest, slug: str) -> NetworkRequest:
    network = get_object_or_404(Network, slug=slug)
    entered = cast("NetworkRequest", request)
    entered.network = network
    entered.standing = standing_of(request.user, network)
    entered.may = lambda permission, membership=None: rules.has_perm(permission, entered.standing, membership)  # type: ignore[method-assign]
    return entered


def network_page(
    permission: str,
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Open a page `…/<slug>/…` to those who have `permission`; 404 for others, sign-in for the anonymous."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            entered = _enter(request, slug)
            if not entered.may(permission):
                raise Http404
            return view(entered, **kwargs)

        return guarded

    return decorate


def member_page(
    permission: str,
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Open a page `…/<slug>/…/<municipality_number>/…` to those who have `permission` on that membership."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, slug: str, municipality_number: str, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            entered = _enter(request, slug)
            membership = get_object_or_404(entered.network.memberships, municipality_number=municipality_number)
            membership.network = entered.network
            if not entered.may(permission, membership):
                raise Http404
            return view(entered, membership=membership, **kwargs)

        return guarded

    return decorate
