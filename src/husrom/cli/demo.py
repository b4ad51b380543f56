"""`husrom demo`: the real programme with an example cast, on this machine, in one command."""

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from husrom.cli.django_setup import set_up_django
from husrom.cli.serve import prepare, serve_portal

console = Console(highlight=False)


def demo(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="PORT", help="Port to listen on.", min=1, max=65535)] = 8000,
    *,
    new: Annotated[bool, typer.Option("--new", help="Throw the demo's database away and build it again.")] = False,
) -> None:
    """Start the portal with the real programme, example dates and a role-named cast."""
    database = _use_demo_home()
    if new:
        for path in database.parent.glob(f"{database.name}*"):
            path.unlink()
    set_up_django()
    prepare()
    _build_if_missing()
    _print_ways_in(f"http://{host}:{port}")
    serve_portal(host=host, port=port, workers=1)


def _use_demo_home() -> Path:
    """Keep the demo apart from a portal in use, and return where its database lies."""
    import platformdirs

    home = Path(os.environ.setdefault("HUSROM_HOME", str(Path(platformdirs.user_data_dir("husrom")) / "demo")))
    os.environ["HUSROM_DEMO"] = "1"
    return home / "husrom.sqlite3"


def _build_if_missing() -> None:
    from django.utils import timezone

    from husrom.portal.demo.building import build_demo
    from husrom.portal.network.models import Network

    if not Network.objects.exists():
        with console.status("Bygger eksempelet: programmet, kommunene, gruppene og samlingene …"):
            build_demo(today=timezone.localdate())


def _print_ways_in(address: str) -> None:
    from husrom.portal.accounts.demo_links import demo_link
    from husrom.portal.demo.people import cast_to_sign_in_as
    from husrom.portal.network.models import Network

    console.print("\n[bold]Husrom[/bold] – der det er hjerterom, er det husrom.\n")
    console.print(f"  Åpne       [link]{address}/[/link]")
    for network in Network.objects.all():
        console.print(f"  Nettverket [link]{address}{network.get_absolute_url()}[/link]")
    console.print("\nLogg inn som (lenkene gjelder i en uke):")
    for member in cast_to_sign_in_as():
        console.print(f"  {member.role:<24} {address}{demo_link(member.user)}", soft_wrap=True)
    console.print("\nDatoer og personer er eksempler. Stopp med Ctrl+C; neste start tar noen sekunder.\n")
