"""The `husrom` command."""

import sys

import typer

from husrom.cli.afford import afford
from husrom.cli.bench import app as bench
from husrom.cli.chains import app as chains
from husrom.cli.demo import demo
from husrom.cli.dietary import delete_dietary_needs
from husrom.cli.errors import FAILURE, exit_status, sentence, wants_traceback
from husrom.cli.figures import app as figures
from husrom.cli.groups import groups
from husrom.cli.need import need
from husrom.cli.network import app as network
from husrom.cli.scenario import scenario
from husrom.cli.seed import seed
from husrom.cli.serve import serve
from husrom.cli.simulate import simulate

# Exceptions are turned into sentences below, so that no one meets a traceback.
app = typer.Typer(
    name="husrom",
    help="Husrom: the workplace of learning networks for comprehensive municipal housing policy.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command()(demo)
app.command()(serve)
app.command()(groups)
app.command()(afford)
app.command()(need)
app.command()(delete_dietary_needs)
app.add_typer(network, name="network")
app.add_typer(figures, name="figures")
app.add_typer(chains, name="chains")
app.add_typer(bench, name="bench")
app.command()(scenario)
app.command()(simulate)
app.command(hidden=True)(seed)


def run() -> None:
    """Run the command; an error becomes a sentence on standard error and an exit status."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(FAILURE)
    except Exception as error:
        if wants_traceback():
            raise
        sys.stderr.write(f"{sentence(error)}\n")
        sys.exit(exit_status(error))
