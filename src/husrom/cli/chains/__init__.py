"""`husrom chains`: what a dwelling that becomes vacant leads to, a file per command."""

import typer

from husrom.cli.chains.calibrating import calibrate
from husrom.cli.chains.estimating import estimate
from husrom.cli.chains.linking import links
from husrom.cli.chains.solving import solve

app = typer.Typer(help="Chains of vacancies: what new dwellings free, and where.", no_args_is_help=True)
app.command("solve")(solve)
app.command("estimate")(estimate)
app.command("links")(links)
app.command("calibrate")(calibrate)
