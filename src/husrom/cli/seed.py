"""`husrom seed`: many networks with every municipality in the country, to measure speed and load on."""

import datetime as dt
from typing import Annotated

import typer
from rich.progress import track

from husrom.cli.django_setup import set_up_django

DIVISION_ON = dt.date(2020, 1, 1)


def seed(
    networks: Annotated[int, typer.Option(help="How many networks to make.", min=1)] = 50,
    first: Annotated[int, typer.Option(help="Number of the first one, at the address /n/seed-NUMBER/.", min=1)] = 1,
) -> None:
    """Fill the database with large networks to measure on; never in a portal in use."""
    set_up_django()
    from husrom.figures.municipalities import municipalities
    from husrom.portal.demo.crowd import Place, seed_network

    places = [Place(one.number, one.name or one.number) for one in municipalities(on=DIVISION_ON)]
    for index in track(range(first, first + networks), description=f"{len(places)} municipalities per network"):
        seed_network(index, places, DIVISION_ON)
