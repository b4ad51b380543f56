from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from husrom.portal.gatherings import actions
from husrom.portal.gatherings.forms.agenda import MaterialForm, SessionForm
from husrom.portal.gatherings.models import Gathering, Material, Session
from husrom.portal.gatherings.queries.agenda import agenda, newest_groups
from husrom.portal.gatherings.views.lookup import find_gathering, trail
from husrom.portal.network.access import NetworkRequest, network_page
from husrom.portal.network.group_names import WORKING_GROUPS


def _groups(gathering: Gathering) -> list[str]:
    return list(newest_groups(gathering.network)) or [group.value for group in WORKING_GROUPS]


@require_http_methods(["GET", "HEAD", "POST"])
@network_page("gatherings.manage")
def edit_agenda(request: NetworkRequest, number: int) -> HttpResponse:
    """Show the agenda and add a point to it."""
    gathering = find_gathering(request, number)
    form = SessionForm(
        request.POST if request.method == "POST" else None,
        instance=Session(gathering=gathering),
        groups=_groups(gathering),
    )
    if request.method == "POST" and form.is_valid():
        session = actions.save_session(
            session=Session(gathering=gathering), values=form.values(), tasks=form.tasks(), by=request.user
        )
        messages.success(request, _("«%(title)s» is on the agenda.") % {"title": session.title})
        return redirect("gatherings:edit_agenda", request.network.slug, number)
    context = {
        "gathering": gathering,
        "days": agenda(gathering),
        "form": form,
        "breadcrumbs": trail(request, gathering, _("Edit the agenda")),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "gatherings/edit_agenda.html", context, status=status)


def _find_session(gathering: Gathering, pk: int) -> Session:
    session = get_object_or_404(Session, gathering=gathering, pk=pk)
    session.gathering = gathering
    return session


@require_http_methods(["GET", "HEAD", "POST"])
@network_page("gatherings.manage")
def edit_session(request: NetworkRequest, number: int, session: int) -> HttpResponse:
    gathering = find_gathering(request, number)
    found = _find_session(gathering, session)
    title = found.title
    form = SessionForm(request.POST if request.method == "POST" else None, instance=found, groups=_groups(gathering))
    if request.method == "POST" and form.is_valid():
        actions.save_session(session=found, values=form.values(), tasks=form.tasks(), by=request.user)
        messages.success(request, _("«%(title)s» is saved.") % {"title": found.title})
        return redirect("gatherings:edit_agenda", request.network.slug, number)
    context = {
        "gathering": gathering,
        "session": found,
        "title": title,
        "form": form,
        "breadcrumbs": trail(request, gathering, title),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "gatherings/edit_session.html", context, status=status)


@require_POST
@network_page("gatherings.manage")
def delete_session(request: NetworkRequest, number: int, session: int) -> HttpResponse:
    found = _find_session(find_gathering(request, number), session)
    actions.delete_session(session=found, by=request.user)
    messages.success(request, _("«%(title)s» is taken off the agenda.") % {"title": found.title})
    return redirect("gatherings:edit_agenda", request.network.slug, number)


@require_http_methods(["GET", "HEAD", "POST"])
@network_page("gatherings.manage")
def materials(request: NetworkRequest, number: int) -> HttpResponse:
    gathering = find_gathering(request, number)
    form = MaterialForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.add_material(gathering=gathering, **form.cleaned_data, by=request.user)
        messages.success(request, _("«%(title)s» is added.") % {"title": form.cleaned_data["title"]})
        return redirect("gatherings:materials", request.network.slug, number)
    context = {
        "gathering": gathering,
        "materials": gathering.materials.all(),
        "form": form,
        "breadcrumbs": trail(request, gathering, _("Materials")),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "gatherings/materials.html", context, status=status)


@require_POST
@network_page("gatherings.manage")
def delete_material(request: NetworkRequest, number: int, material: int) -> HttpResponse:
    gathering = find_gathering(request, number)
    found = get_object_or_404(Material, gathering=gathering, pk=material)
    found.gathering = gathering
    actions.delete_material(material=found, by=request.user)
    messages.success(request, _("«%(title)s» is removed.") % {"title": found.title})
    return redirect("gatherings:materials", request.network.slug, number)
