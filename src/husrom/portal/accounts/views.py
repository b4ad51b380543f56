from http import HTTPStatus
from typing import cast

from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from husrom.portal.accounts.actions import OnlyLeaderError, change_profile, erase_person
from husrom.portal.accounts.demo_links import user_of_demo_link
from husrom.portal.accounts.export import as_export
from husrom.portal.accounts.forms import ProfileForm
from husrom.portal.accounts.models import User
from husrom.portal.accounts.queries import networks_of, stored_about

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def _person(request: HttpRequest) -> User:
    """Read the signed-in person afresh, so that a bad form leaves request.user as it was."""
    return User.objects.get(pk=cast("User", request.user).pk)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    user = _person(request)
    form = ProfileForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        change_profile(user=_person(request), by=user, **form.cleaned_data)
        with translation.override(user.language):
            messages.success(request, _("Your page is saved."))
        return redirect("accounts:profile")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"form": form, "stored": stored_about(_person(request))}
    return render(request, "accounts/profile.html", context, status=status)


@never_cache
@login_required
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    response = JsonResponse(
        as_export(stored_about(_person(request))),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    response["Content-Disposition"] = 'attachment; filename="husrom-mine-opplysninger.json"'
    return response


@never_cache
@login_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Send the reader to their network's home, or let them choose when there are several."""
    networks = list(networks_of(cast("User", request.user)))
    if len(networks) == 1:
        return redirect("network:home", networks[0].slug)
    return render(request, "accounts/start.html", {"networks": networks})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "accounts/erase.html")
    user = _person(request)
    try:
        erase_person(user=user, by=user)
    except OnlyLeaderError as refusal:
        return render(
            request,
            "accounts/erase.html",
            {"refusal": str(refusal)},
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    logout(request)
    messages.success(request, _("You are erased. Thank you for the time you were with us."))
    return redirect("front")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def demo_sign_in(request: HttpRequest, token: str) -> HttpResponse:
    user = user_of_demo_link(token)
    if user is None:
        raise Http404
    if request.method == "POST":
        login(request, user, backend=_BACKEND)
        return redirect("accounts:start")
    return render(request, "accounts/demo_sign_in.html", {"person": user})
