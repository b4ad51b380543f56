"""The command itself: options in, an answer out."""

from pathlib import Path
from typing import Annotated

import typer

from husrom.cli.console import print_json, print_text
from husrom.cli.django_setup import set_up_django


def afford(
    *,
    income: Annotated[str, typer.Option(help="Gross yearly income of all who borrow together, NOK.")] = "",
    debt: Annotated[str, typer.Option(help="All other debt, student loan included, NOK.")] = "0",
    equity: Annotated[str, typer.Option(help="What is put in after the costs of buying, NOK.")] = "",
    household: Annotated[
        str, typer.Option(help="alone, single_parent, couple_without_children or couple_with_children.")
    ] = "alone",
    date: Annotated[str, typer.Option(help="Use the rules of this date, as 2026-11-23; today when left out.")] = "",
    municipality: Annotated[
        str, typer.Option("--municipality", "-m", help="Name, or any number it has had: its sales are compared with.")
    ] = "",
    rate: Annotated[str, typer.Option(help="Interest rate offered, per cent a year; needed for servicing.")] = "",
    net_income: Annotated[
        str, typer.Option(help="Yearly income after tax, NOK; estimated as wages from 2025 when left out.")
    ] = "",
    budget: Annotated[
        str, typer.Option(help="What you live on a month without housing, NOK; SIFO's where it is known.")
    ] = "",
    fixed_costs: Annotated[str, typer.Option(help="Payments on other debt and other fixed costs a month, NOK.")] = "0",
    size: Annotated[str, typer.Option(help="Size of the dwelling sought, m²; one for each type when left out.")] = "",
    price: Annotated[str, typer.Option(help="Also say what income this price asks for, NOK.")] = "",
    sales: Annotated[
        Path | None, typer.Option(help="File with one sale price a line: the share is counted, not estimated.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print data as JSON.")] = False,
) -> None:
    """Say how much a household can borrow and pay under the lending rules of a date, and which rule stops it."""
    set_up_django()
    from husrom.cli.afford.answer import answer
    from husrom.cli.afford.data import data
    from husrom.cli.afford.own_sales import read_own_sales
    from husrom.cli.afford.question import read_question
    from husrom.cli.afford.text import lines

    found = answer(
        read_question(
            income=income,
            debt=debt,
            equity=equity,
            household=household,
            date=date,
            municipality=municipality,
            rate=rate,
            net_income=net_income,
            budget=budget,
            fixed_costs=fixed_costs,
            size=size,
            price=price,
        ),
        read_own_sales(sales) if sales else None,
    )
    if as_json:
        print_json(data(found))
        return
    for line in lines(found):
        print_text(line)
