"""`husrom figures list`: the tables of the snapshot, or the indicators made from them."""

import dataclasses
from typing import TYPE_CHECKING, Annotated, Any

import typer

from husrom.cli.console import print_json, print_text
from husrom.cli.django_setup import set_up_django
from husrom.cli.figures.lookup import warn_of_damage

if TYPE_CHECKING:
    from husrom.figures.indicators import Indicator
    from husrom.figures.provenance import Source


def list_figures(
    *,
    indicators: Annotated[bool, typer.Option("--indicators", help="List indicators, not tables.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print data as JSON.")] = False,
) -> None:
    """List the tables of the snapshot with their sources, or the indicators."""
    set_up_django()
    warn_of_damage()
    if indicators:
        _list_indicators(as_json=as_json)
    else:
        _list_tables(as_json=as_json)


def _list_tables(*, as_json: bool) -> None:
    from husrom.figures.catalogue import sources

    if as_json:
        print_json([_source_data(source) for source in sources().values()])
        return
    width = max(len(identifier) for identifier in sources())
    for source in sources().values():
        first, last = source.years
        print_text(f"{source.identifier:<{width}} {first}–{last}  {source.title.nb}. {source.attribution}")


def _list_indicators(*, as_json: bool) -> None:
    from husrom.figures.indicators import indicators

    found = indicators()
    if as_json:
        print_json([_indicator_data(indicator) for indicator in found])
        return
    width = max(len(indicator.key) for indicator in found)
    for indicator in found:
        print_text(f"{indicator.key:<{width}}  {indicator.title.nb} ({indicator.unit.label.nb})")


def _source_data(source: "Source") -> dict[str, Any]:
    data = dataclasses.asdict(source)
    data["retrieved_on"] = source.retrieved_on.isoformat() if source.retrieved_on else None
    for file in data["inputs"]:
        file["generated_on"] = file["generated_on"].isoformat() if file["generated_on"] else None
    return data


def _indicator_data(indicator: "Indicator") -> dict[str, Any]:
    texts = {name: dataclasses.asdict(getattr(indicator, name)) for name in ("title", "definition", "domain")}
    return {
        "indicator": indicator.key,
        "theme": indicator.theme.value,
        "version": indicator.version,
        "unit": indicator.unit.key,
        "grade": indicator.grade,
        **texts,
    }
