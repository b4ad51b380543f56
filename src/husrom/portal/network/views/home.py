from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from husrom.portal.economy.queries import member_costs
from husrom.portal.gatherings.models import Gathering, Material, Session
from husrom.portal.gatherings.queries import (
    all_gatherings,
    chief_executive_registration,
    expectations,
    late_items,
    street_windows,
    taking_part,
)
from husrom.portal.network.access import NetworkRequest, network_page
from husrom.portal.network.models import Network
from husrom.portal.network.queries import chief_executive as chief
from husrom.portal.network.queries.home import (
    HomeRole,
    RoleKind,
    chosen_role,
    home_roles,
    own_group,
    team_names,
    timeline,
)
from husrom.portal.network.queries.leader_home import leader_next_step, leader_street
from husrom.portal.network.views.cached_page import kept_fragment, revision_key


@require_safe
@network_page("network.read")
def home(request: NetworkRequest) -> HttpResponse:
    """Show the reader the network from where they stand; with several roles, the most relevant one first."""
    roles = home_roles(request.network, request.standing)
    role = chosen_role(roles, request.GET.get("rolle", ""), request.GET.get("kommune", ""))
    # The same for everyone in the role, and heavy for a large network.
    whose = role.membership.pk if role.membership else ""
    body = kept_fragment(revision_key(request.network, "home", role.kind, whose), lambda: _body(request.network, role))
    return render(request, "network/home.html", {"role": role, "roles": roles, "body": body})


def _body(network: Network, role: HomeRole) -> str:
    template, context_of = _PAGES[role.kind]
    return render_to_string(template, {"network": network, "role": role, **context_of(network, role)})


def _leader(network: Network, _role: HomeRole) -> dict[str, Any]:
    today = timezone.localdate()
    gatherings = all_gatherings(network)
    members = taking_part(network)
    late = late_items(network, today, gatherings, members)
    return {
        "street": leader_street(street_windows(network, gatherings, members), today),
        "late": late,
        "timeline": timeline(gatherings, list(network.phases.all()), today),
        "step": leader_next_step(network, gatherings, late, has_groups=network.group_runs.exists(), on=today),
    }


def _kept_timeline(network: Network, gatherings: list[Gathering]) -> SafeString:
    return kept_fragment(
        revision_key(network, "home", "timeline"),
        lambda: render_to_string(
            "network/_home_timeline.html",
            {"timeline": timeline(gatherings, list(network.phases.all()), timezone.localdate())},
        ),
    )


def _upcoming(gatherings: list[Gathering]) -> Gathering | None:
    return next((gathering for gathering in gatherings if not gathering.is_past()), None)


def _delegate(network: Network, role: HomeRole) -> dict[str, Any]:
    today, membership = timezone.localdate(), role.membership
    assert membership is not None  # noqa: S101 -- a delegate's role always has its municipality
    gatherings = all_gatherings(network)
    return {
        "membership": membership,
        "expectations": expectations(network, membership, today, gatherings),
        "team": team_names(membership, today),
        "group": own_group(membership),
        "upcoming": _upcoming(gatherings),
        "timeline": _kept_timeline(network, gatherings),
    }


def _chief_executive(network: Network, role: HomeRole) -> dict[str, Any]:
    today, membership = timezone.localdate(), role.membership
    assert membership is not None  # noqa: S101 -- as for the delegate
    gatherings = all_gatherings(network)
    return {
        "membership": membership,
        "expectations": expectations(network, membership, today, gatherings),
        "appointments": chief.appointments(
            gatherings, chief.agenda_minutes(network), chief_executive_registration(membership, gatherings)
        ),
        "costs": member_costs(membership, today, gatherings),
        "outcomes": chief.outcomes(membership, gatherings),
    }


def _guest(network: Network, role: HomeRole) -> dict[str, Any]:
    gatherings = all_gatherings(network)
    upcoming = _upcoming(gatherings)
    sessions = Session.objects.filter(gathering=upcoming).select_related("institution") if upcoming else []
    return {
        "membership": role.membership,
        "upcoming": upcoming,
        "sessions": list(sessions),
        "materials": list(Material.objects.filter(gathering__network=network).order_by("gathering__number", "pk")),
        "timeline": _kept_timeline(network, gatherings),
    }


_PAGES: dict[RoleKind, tuple[str, Callable[[Network, HomeRole], dict[str, Any]]]] = {
    RoleKind.LEADER: ("network/_home_leader.html", _leader),
    RoleKind.CHIEF_EXECUTIVE: ("network/_home_chief_executive.html", _chief_executive),
    RoleKind.DELEGATE: ("network/_home_delegate.html", _delegate),
    RoleKind.OBSERVER: ("network/_home_guest.html", _guest),
    RoleKind.STUDENT: ("network/_home_guest.html", _guest),
}
