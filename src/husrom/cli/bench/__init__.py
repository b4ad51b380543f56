"""`husrom bench`: measure Husrom's own engines, a file per command."""

import typer

from husrom.cli.bench.vacchain import vacchain

app = typer.Typer(help="Measure how fast the models run on this machine, and check that they are right.")


@app.callback()
def bench() -> None:
    """Measure how fast the models run on this machine, and check that they are right."""


app.command("vacchain")(vacchain)
