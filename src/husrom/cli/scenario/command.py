"""`husrom scenario`: write the scenario of a real municipality, ready to simulate."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _

from husrom.cli.console import print_text, say
from husrom.cli.django_setup import set_up_django
from husrom.cli.errors import CommandError

if TYPE_CHECKING:
    from husrom.cli.scenario.place import Place
    from husrom.figures.municipalities import Municipality
    from husrom.housing.need import Assumptions

KINDS = ("detached", "semi_detached", "row", "flat")


def scenario(
    municipality: Annotated[str, typer.Argument(help="Name, or any number it has had.")],
    *,
    dwellings: Annotated[int, typer.Option(min=1, max=100_000, help="New dwellings whose effect is asked for.")] = 200,
    kind: Annotated[str, typer.Option(help="Of the new dwellings: detached, semi_detached, row or flat.")] = "flat",
    rooms: Annotated[int, typer.Option(min=1, max=5, help="Rooms of each; 5 is five or more.")] = 3,
    rented: Annotated[bool, typer.Option("--rented", help="They are let, not sold.")] = False,
    accessible: Annotated[float, typer.Option(min=0, max=1, help="Share of them that is accessible.")] = 1.0,
    start: Annotated[int | None, typer.Option(help="Year building starts; this year when left out.")] = None,
    lag: Annotated[int, typer.Option(min=0, max=20, help="Years until they are completed.")] = 1,
    years: Annotated[int, typer.Option(min=2, max=24, help="Years simulated.")] = 12,
    reach_km: Annotated[
        float, typer.Option("--reach-km", min=0, max=200, help="How near the rest of the region lies; 0 leaves it out.")
    ] = 40.0,
    out: Annotated[Path | None, typer.Option(help="The file to write; otherwise it is printed.")] = None,
) -> None:
    """Write a scenario for a municipality from official figures, with priors where nobody counts."""
    set_up_django()
    from husrom.cli.figures.lookup import NORWAY, find_number
    from husrom.cli.scenario.document import Asked, scenario_tree
    from husrom.cli.scenario.stock import new_sector_name
    from husrom.figures.municipalities import municipality_by_number
    from husrom.figures.population import last_observed_year

    number = find_number(municipality)
    if number == NORWAY:
        raise CommandError(_("A scenario is for one municipality. Write its name or number."))
    if kind not in KINDS:
        message = _("There is no kind of dwelling %(kind)s. Use one of %(kinds)s.")
        raise CommandError(message % {"kind": kind, "kinds": ", ".join(KINDS)})
    found, first_year = municipality_by_number(number), last_observed_year()
    begun = first_year if start is None else start
    _refuse_year(begun, lag, first_year, years)
    place, region = _places(found, years, reach_km)
    asked = Asked(
        name=f"{dwellings} × {new_sector_name(kind, rooms, owned=not rented)}",
        kind=kind,
        rooms=rooms,
        owned=not rented,
        dwellings=dwellings,
        start_year=begun,
        lag_years=lag,
        accessible_share=accessible,
    )
    _write(scenario_tree(first_year, years, asked, place, region), out)


def _refuse_year(start: int, lag: int, first_year: int, years: int) -> None:
    last = first_year + years - 1 - lag
    if not first_year <= start <= last:
        message = _("Building starts in %(start)s, but from %(first)s to %(last)s was expected: simulate more --years.")
        raise CommandError(message % {"start": start, "first": first_year, "last": last})


def _places(found: "Municipality", years: int, reach_km: float) -> tuple["Place", "Place | None"]:
    from husrom.cli.scenario.place import together
    from husrom.cli.scenario.region import numbers_around
    from husrom.figures.municipalities import municipality_by_number
    from husrom.housing.need import assumptions_on

    assumptions = assumptions_on(dt.datetime.now().astimezone().date())
    place = _place(found, years, assumptions)
    around = [municipality_by_number(number) for number in numbers_around(found.number, reach_km)]
    if not around:
        return place, None
    names = ", ".join(one.name for one in around)
    say(
        _("The rest of the region is %(names)s: their middle lies within %(reach)g km.")
        % {"names": names, "reach": reach_km}
    )
    return place, together(f"omegn av {found.name}", [_place(one, years, assumptions) for one in around])


def _place(found: "Municipality", years: int, assumptions: "Assumptions") -> "Place":
    from husrom.cli.scenario.place import place_of

    place = place_of(found.number, found.name, years, assumptions)
    if place is None:
        message = _("The figures have no population by age, or no projection, of %(name)s.")
        raise CommandError(message % {"name": found.name})
    return place


def _write(tree: dict[str, Any], out: Path | None) -> None:
    from husrom.cli.scenario.text import scenario_text

    text = scenario_text(tree)
    if out is None:
        print_text(text)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        message = _("%(path)s cannot be written (%(reason)s).")
        raise CommandError(message % {"path": out, "reason": error.strerror}) from error
    say(_("Wrote %(path)s. Simulate it: husrom simulate %(path)s --runs 40") % {"path": out})
