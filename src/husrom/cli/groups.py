"""`husrom groups`: where the official figures place a programme's members, and why. Needs no database."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _

from husrom.cli.console import print_json, print_text
from husrom.cli.django_setup import set_up_django

if TYPE_CHECKING:
    from husrom.portal.network.models import Membership
    from husrom.portal.network.queries.group_proposal import GroupProposal, ProposedPlacement
    from husrom.portal.programme.document import ProgrammeDocument


def groups(
    network: Annotated[Path, typer.Option("--network", help="The programme file with the members.")],
    *,
    on: Annotated[
        dt.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Use the thresholds in force on this date; today when left out."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print data as JSON.")] = False,
) -> None:
    """Divide a programme's members into groups by growth and decline; each placement says why."""
    set_up_django()
    from husrom.portal.network.queries.group_proposal import propose_groups
    from husrom.portal.programme.reading import read_programme

    document = read_programme(network)
    day = on.date() if on else dt.datetime.now().astimezone().date()
    proposal = propose_groups(_members(document), language="nb", on=day)
    if as_json:
        print_json(_data(document, proposal, day))
        return
    _print(proposal)


def _members(document: "ProgrammeDocument") -> "list[Membership]":
    """Return the members who have not left, by name; nothing is written."""
    from husrom.portal.network.models import Membership

    members = [
        Membership(
            municipality_number=member["number"],
            division_on=dt.date.fromisoformat(member["division_on"]),
            name=member["name"],
            kind=member["kind"],
        )
        for member in document.tree["members"]
        if not member["history"] or member["history"][-1]["status"] != Membership.Status.LEFT
    ]
    return sorted(members, key=lambda member: member.name)


def _print(proposal: "GroupProposal") -> None:
    from husrom.housing.growth import GROUP_NAMES, GrowthGroup

    for group in GrowthGroup:
        placed = [placement for placement in proposal.placements if placement.group is group]
        if not placed:
            continue
        print_text(f"{GROUP_NAMES[group]['nb']} ({len(placed)})")
        for placement in placed:
            print_text(f"  {_explained(placement)}")
            for line in _sensitive(placement):
                print_text(f"      {line}")
        print_text("")
    attributions = {line for placement in proposal.placements for line in placement.figures.get("sources", ())}
    for attribution in sorted(attributions):
        print_text(attribution)


def _explained(placement: "ProposedPlacement") -> str:
    """Return the sentence; the member is named first where the sentence is about another name (Mandal, Lindesnes)."""
    name = placement.membership.name
    text = placement.explanation or " ".join(_(reason) for reason in placement.figures["missing"])
    return text if text.startswith(name) else f"{name}. {text}"


def _sensitive(placement: "ProposedPlacement") -> list[str]:
    """Say which single threshold, moved one step, would place the municipality elsewhere."""
    from husrom.housing.growth import GROUP_NAMES, GrowthGroup
    from husrom.portal.network.queries.thresholds import threshold_label

    message = _("Would be in “%(group)s” with the threshold %(tried)s %% instead of %(value)s %%: %(threshold)s.")
    return [
        message
        % {
            "group": GROUP_NAMES[GrowthGroup(trial["group"])]["nb"],
            "tried": trial["tried"],
            "value": trial["value"],
            "threshold": threshold_label(trial["threshold"]),
        }
        for trial in placement.sensitivity
    ]


def _data(document: "ProgrammeDocument", proposal: "GroupProposal", day: dt.date) -> dict[str, Any]:
    return {
        "network": document.slug,
        "thresholds_on": day.isoformat(),
        "thresholds": proposal.thresholds.as_dict(),
        "reference_year": proposal.reference_year,
        "placements": [
            {
                "municipality_number": placement.membership.municipality_number,
                "division_on": placement.membership.division_on.isoformat(),
                "name": placement.membership.name,
                "kind": placement.membership.kind,
                "group": placement.group.value,
                "explanation": placement.explanation,
                "figures": placement.figures,
                "sensitivity": placement.sensitivity,
            }
            for placement in proposal.placements
        ],
    }
