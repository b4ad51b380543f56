"""`husrom figures`: official figures, a file per command."""

import typer

from husrom.cli.figures.exporting import export_figures
from husrom.cli.figures.importing import import_file, list_imported, show_mapping
from husrom.cli.figures.listing import list_figures
from husrom.cli.figures.showing import show
from husrom.cli.figures.updating import update
from husrom.cli.figures.verifying import verify

app = typer.Typer(help="Official figures: the tables there are, and what they say.", no_args_is_help=True)
app.command("list")(list_figures)
app.command("show")(show)
app.command("verify")(verify)
app.command("update")(update)
app.command("export")(export_figures)
app.command("import")(import_file)
app.command("imported")(list_imported)
app.command("mapping")(show_mapping)
