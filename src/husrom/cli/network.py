"""`husrom network`: load, export, clone and list networks, and print the programme file's schema."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _

from husrom.cli.changes_shown import change_data, change_lines
from husrom.cli.console import is_interactive, print_json, print_text, say
from husrom.cli.django_setup import database_is_ready, migrate_database, set_up_django
from husrom.cli.errors import CommandError, CommandFailedError

if TYPE_CHECKING:
    from husrom.portal.network.models import Network
    from husrom.portal.programme.differences import Changes
    from husrom.portal.programme.document import ProgrammeDocument

app = typer.Typer(help="Load, export and clone networks from programme files.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print data as JSON.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before changing a network.")]


@app.command("load")
def load_file(
    file: Annotated[Path, typer.Argument(help="The programme file.")],
    *,
    dry_run: DryRun = False,
    yes: Yes = False,
    leader: Annotated[str, typer.Option(help="E-mail address of someone who is to lead the network.")] = "",
    as_json: Json = False,
) -> None:
    """Make or change a network as a programme file says. Nothing is loaded from a file with faults."""
    set_up_django()
    from husrom.portal.programme.leadership import checked_email
    from husrom.portal.programme.reading import read_programme

    email = checked_email(leader) if leader else ""
    document = read_programme(file)
    changes = _load(document, dry_run=dry_run, yes=yes, leader=email)
    if as_json:
        print_json(
            {
                "slug": document.slug,
                "new": changes.network_is_new,
                "loaded": bool(changes) and not dry_run,
                "changes": change_data(changes),
                "refusals": list(changes.refusals),
            }
        )


@app.command("export")
def export(
    slug: Annotated[str, typer.Argument(help="The network's short name, as in its address.")],
    *,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to a file.")] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the file if it is there.")] = False,
    as_json: Json = False,
) -> None:
    """Write a network as a programme file. People are not in it."""
    set_up_django()
    from husrom.portal.programme.document import compact
    from husrom.portal.programme.exporting import as_yaml, export_network

    document = export_network(_network(slug))
    if as_json:
        print_json(compact(document))
        return
    if output is None:
        print_text(as_yaml(document))
        return
    if output.exists() and not overwrite:
        message = _("%(path)s is there already. Choose another name, or add --overwrite to replace it.")
        raise CommandError(message % {"path": output})
    try:
        output.write_text(as_yaml(document), encoding="utf-8")
    except OSError as error:
        message = _("Husrom cannot write to %(path)s (%(reason)s). Choose another place.")
        raise CommandFailedError(message % {"path": output, "reason": error.strerror}) from error
    say(_("Wrote %(name)s to %(path)s.") % {"name": document.name, "path": output})


@app.command("clone")
def clone_network(
    slug: Annotated[str, typer.Argument(help="The network to take the programme from.")],
    new_slug: Annotated[str, typer.Argument(help="Short name of the new network.")],
    *,
    starts_on: Annotated[dt.datetime, typer.Option(formats=["%Y-%m-%d"], help="First day of the new network.")],
    name: Annotated[str, typer.Option(help="Full name; the old one when left out.")] = "",
    short_name: Annotated[str, typer.Option(help="Name in headings; the old one when left out.")] = "",
    keep_members: Annotated[
        bool, typer.Option("--keep-members", help="Keep the members' histories instead of inviting them again.")
    ] = False,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Make a next round: the same programme at a new time, the members invited again, without people."""
    set_up_django()
    from husrom.portal.programme.cloning import NextRound, clone
    from husrom.portal.programme.document import compact
    from husrom.portal.programme.exporting import export_network

    source = _network(slug)
    _refuse_taken(new_slug)
    following = NextRound(new_slug, starts_on.date(), name, short_name, keep_members)
    document = clone(export_network(source), following, invited_on=dt.datetime.now().astimezone().date())
    _load(document, dry_run=dry_run, yes=True)
    if as_json:
        print_json(compact(document))


@app.command("list")
def list_networks(*, as_json: Json = False) -> None:
    """List the networks."""
    set_up_django()
    from husrom.portal.network.models import Network

    networks = list(Network.objects.all()) if database_is_ready() else []
    if as_json:
        print_json([_summary(network) for network in networks])
        return
    if not networks:
        say(_("There are no networks here yet. Load one: husrom network load FILE"))
    for network in networks:
        print_text(f"{network.slug}  {network.starts_on} – {network.ends_on}  {network.name}")


@app.command("schema")
def schema() -> None:
    """Print the JSON Schema of the programme file."""
    set_up_django()
    from husrom.portal.programme.document import programme_schema

    print_json(programme_schema())


def _load(document: "ProgrammeDocument", *, dry_run: bool, yes: bool, leader: str = "") -> "Changes":
    from husrom.portal.programme.leadership import appoint_leader
    from husrom.portal.programme.loading import load, plan_load

    if dry_run and not database_is_ready():
        from husrom.portal.programme.differences import Changes, compare

        changes = Changes(network_is_new=True, items=compare(None, document))
    else:
        if not dry_run:
            migrate_database()
        changes = plan_load(document)
    _show(document, changes)
    if dry_run:
        return changes
    if changes and not changes.network_is_new and not changes.refusals and not yes:
        _ask()
    changes = load(document)
    if leader:
        appoint_leader(document.slug, leader)
        say(_("%(email)s leads the network.") % {"email": leader})
    return changes


def _show(document: "ProgrammeDocument", changes: "Changes") -> None:
    from husrom.portal.programme.differences import ChangeKind

    if not changes:
        say(_("%(name)s: nothing to change.") % {"name": document.name})
    elif changes.network_is_new:
        message = _("New network: %(name)s (%(slug)s), %(members)d members and %(gatherings)d gatherings.")
        members, gatherings = len(document.tree["members"]), len(document.tree["gatherings"])
        values = {"name": document.name, "slug": document.slug, "members": members, "gatherings": gatherings}
        say(message % values)
    else:
        say(_("%(name)s: this would change:") % {"name": document.name})
        for line in change_lines(changes):
            say(line)
        if any(change.kind is ChangeKind.REMOVED for change in changes.items):
            hint = _("What is removed stands in the portal, but not in the file. To keep it, export first: %(command)s")
            say(hint % {"command": f"husrom network export {document.slug}"})
    for refusal in changes.refusals:
        say(f"  ! {refusal}")


def _ask() -> None:
    if not is_interactive():
        raise CommandError(
            _(
                "The network exists already, and there is no one to ask whether to change it. Add --yes to change it, "
                "or --dry-run to only see what would change."
            )
        )
    if not typer.confirm(_("Change the network like this?"), err=True):
        raise CommandError(_("Nothing was changed."))


def _network(slug: str) -> "Network":
    from husrom.portal.network.models import Network

    found = Network.objects.filter(slug=slug).first() if database_is_ready() else None
    if found is None:
        message = _("There is no network “%(slug)s” here. See which there are: husrom network list")
        raise CommandError(message % {"slug": slug})
    return found


def _refuse_taken(slug: str) -> None:
    import re

    from husrom.portal.network.models import Network
    from husrom.portal.programme.document import programme_schema

    if not re.fullmatch(programme_schema()["$defs"]["slug"]["pattern"], slug):
        message = _("“%(slug)s” cannot stand in an address. Use lower-case letters a–z, digits and hyphens.")
        raise CommandError(message % {"slug": slug})
    if Network.objects.filter(slug=slug).exists():
        message = _("The network “%(slug)s” exists already. Choose another short name.")
        raise CommandError(message % {"slug": slug})


def _summary(network: "Network") -> dict[str, Any]:
    return {
        "slug": network.slug,
        "name": network.name,
        "organiser": network.organiser,
        "state": network.state,
        "starts_on": network.starts_on.isoformat(),
        "ends_on": network.ends_on.isoformat(),
    }
