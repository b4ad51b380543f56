"""`husrom serve`: the portal behind granian, with the database and the static files brought up to date first."""

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from husrom.cli.console import say
from husrom.cli.dietary import delete_outdated
from husrom.cli.django_setup import migrate_database, set_up_django
from husrom.cli.errors import CommandFailedError

# Python answers one request at a time per process; more threads only hold more database connections.
THREADS_PER_WORKER = 4


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="PORT", help="Port to listen on.", min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="Processes that answer requests.", min=1)] = 1,
) -> None:
    """Serve the portal."""
    set_up_django()
    prepare()
    say(_("Husrom answers at %(address)s. Stop it with Ctrl+C.") % {"address": f"http://{host}:{port}/"})
    serve_portal(host=host, port=port, workers=workers)


def prepare() -> None:
    """Bring the database up to date, collect the static files and delete what is not to be kept."""
    from django.core.cache import caches
    from django.core.management import call_command

    migrate_database()
    call_command("collectstatic", interactive=False, verbosity=0)
    # Kept pages are of the version and the figures that were; another process may have shown them.
    caches["pages"].clear()
    delete_outdated()


def serve_portal(*, host: str, port: int, workers: int) -> None:
    """Serve until stopped."""
    import multiprocessing

    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    _refuse_taken_port(host, port)
    # A forked worker would inherit the locks of polars' threads, which building the demo started, and wait for ever.
    multiprocessing.set_start_method("spawn", force=True)
    Granian(
        "husrom.portal.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS_PER_WORKER,
        websockets=False,
        log_level=LogLevels.warning,
        log_access=False,
    ).serve()


def _refuse_taken_port(host: str, port: int) -> None:
    """Say what is wrong before the workers start and all say it at once."""
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            message = _(
                "Husrom cannot listen on %(address)s (%(reason)s). Choose another port, such as --port %(next)d."
            )
            values = {"address": f"{host}:{port}", "reason": error.strerror, "next": port + 1}
            raise CommandFailedError(message % values) from error
