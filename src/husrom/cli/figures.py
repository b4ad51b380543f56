"""`husrom figures`: what the snapshot holds, what it says of one municipality, and whether it is whole."""

import dataclasses
from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _

from husrom.cli.console import print_json, print_text
from husrom.cli.django_setup import set_up_django
from husrom.cli.errors import CommandFailedError

if TYPE_CHECKING:
    from husrom.figures.facts import Fact
    from husrom.figures.provenance import Source

app = typer.Typer(help="Official figures: the tables there are, and what they say.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print data as JSON.")]


@app.command("list")
def list_tables(*, as_json: Json = False) -> None:
    """List the tables of the snapshot with their sources."""
    set_up_django()
    from husrom.figures.catalogue import sources

    if as_json:
        print_json([_source_data(source) for source in sources().values()])
        return
    for source in sources().values():
        first, last = source.years
        print_text(f"{source.identifier:<22} {first}–{last}  {source.title.nb}. {source.attribution}")


@app.command("show")
def show(
    number: Annotated[str, typer.Argument(help="Municipality number, such as 3403.")], *, as_json: Json = False
) -> None:
    """Show the figures of one municipality, each with its year and source."""
    set_up_django()
    from husrom.figures.facts import municipality_facts

    facts = municipality_facts(number)
    if as_json:
        print_json([_fact_data(fact) for fact in facts])
        return
    for fact in facts:
        period = f"{fact.from_year}–{fact.year}" if fact.from_year else str(fact.year)
        print_text(f"{_(fact.label)}: {_written(fact)} ({period}). {fact.source.attribution}")


@app.command("verify")
def verify() -> None:
    """Check that the snapshot's files are the ones its sources describe."""
    set_up_django()
    from husrom.figures.catalogue import sources
    from husrom.figures.snapshot import damaged

    if found := damaged():
        message = _("These tables are not as their source describes them: %(tables)s. Install Husrom again.")
        raise CommandFailedError(message % {"tables": ", ".join(found)})
    print_text(_("All %(count)d files are as their sources describe them.") % {"count": len(sources())})


def _written(fact: "Fact") -> str:
    from django.utils.formats import number_format

    if fact.value is None:
        return _(fact.missing_reason)
    amount = number_format(fact.value, decimal_pos=fact.decimals, use_l10n=True, force_grouping=True)
    return f"{amount} {_(fact.unit)}"


def _source_data(source: "Source") -> dict[str, Any]:
    data = dataclasses.asdict(source)
    data["retrieved_on"] = source.retrieved_on.isoformat() if source.retrieved_on else None
    for file in data["inputs"]:
        file["generated_on"] = file["generated_on"].isoformat() if file["generated_on"] else None
    return data


def _fact_data(fact: "Fact") -> dict[str, Any]:
    data = dataclasses.asdict(fact)
    data["sources"] = [source.identifier for source in fact.sources]
    return data
