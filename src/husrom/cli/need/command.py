"""`husrom need`: the need for dwellings of one municipality, up to a year."""

import csv
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from django.utils.translation import gettext as _

from husrom.cli.console import print_json, print_text
from husrom.cli.django_setup import set_up_django
from husrom.cli.errors import CommandError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from husrom.housing.need import Assumptions

LAST_YEAR = 2050


def need(
    municipality: Annotated[str, typer.Option("--municipality", "-m", help="Name, or any number it has had.")],
    *,
    to_year: Annotated[int, typer.Option("--to", help="Last year.")] = LAST_YEAR,
    assume: Annotated[
        list[str] | None,
        typer.Option("--assume", help="An assumption of your own, such as backlog_pct=1.5; may be repeated."),
    ] = None,
    wishes: Annotated[
        Path | None,
        typer.Option(
            "--wishes", help="CSV file of stated wishes: age, detached, small_house, apartment, other; five rows."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print data as JSON.")] = False,
) -> None:
    """Say how many dwellings a municipality needs, of which kinds, and how sure that is."""
    set_up_django()
    from husrom.cli.figures.lookup import NORWAY, find_number
    from husrom.cli.need.data import answer
    from husrom.cli.need.result import municipal_need
    from husrom.cli.need.telling import tell
    from husrom.figures.municipalities import municipality_by_number
    from husrom.housing.need import assumptions_on

    number = find_number(municipality)
    if number == NORWAY:
        raise CommandError(_("Housing need is for one municipality. Write its name or number."))
    found = municipality_by_number(number)
    _refuse_year(to_year)
    day = dt.datetime.now().astimezone().date()
    assumptions = _given(assumptions_on(day), assume or [])
    stated = None if wishes is None else _wishes(wishes)
    result = municipal_need(found.number, found.name, to_year, assumptions, stated)
    if result is None:
        reason = _("The figures have no population by age, or no projection, of %(name)s.") % {"name": found.name}
        if as_json:
            print_json({"municipality": found.number, "name": found.name, "answered": False, "reason": reason})
        else:
            print_text(reason)
        return
    if as_json:
        print_json(answer(result, day))
    else:
        print_text(tell(result, day))


def _refuse_year(to_year: int) -> None:
    from husrom.figures.population import last_observed_year

    first = last_observed_year() + 1
    if not first <= to_year <= LAST_YEAR:
        message = _("--to is %(year)d. Give a year from %(first)d to %(last)d: the projection goes no further.")
        raise CommandError(message % {"year": to_year, "first": first, "last": LAST_YEAR})


def _given(standard: "Assumptions", texts: list[str]) -> "Assumptions":
    """Return the assumptions with those of the user."""
    from husrom.cli.need.result import changed
    from husrom.housing.errors import NeedInputError
    from husrom.housing.need.assumptions import NAMES

    values: dict[str, float] = {}
    for text in texts:
        name, _equals, number = text.partition("=")
        try:
            values[name] = float(number)
        except ValueError:
            message = _("“%(text)s” is no assumption. Write name=number, such as backlog_pct=1.5.")
            raise CommandError(message % {"text": text}) from None
        if name not in NAMES:
            message = _("There is no assumption “%(name)s”. There are: %(names)s.")
            raise CommandError(message % {"name": name, "names": ", ".join(NAMES)})
    try:
        return changed(standard, values)
    except NeedInputError as error:
        raise CommandError(_("These assumptions do not hold together: %(reason)s") % {"reason": error}) from error


def _wishes(path: Path) -> "NDArray[np.float64]":
    """Read stated wishes: a row for each age of adults, youngest first."""
    import numpy as np

    from husrom.housing.households import HEAD_AGES
    from husrom.housing.need import DWELLING_KINDS

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        numbers = [[float(row[kind]) for kind in DWELLING_KINDS] for row in rows]
    except OSError as error:
        raise CommandError(_("%(path)s cannot be read. Check the name.") % {"path": path}) from error
    except (KeyError, TypeError, ValueError) as error:
        message = _("%(path)s needs the columns age, %(columns)s, with a number in each (%(fault)s is wrong).")
        columns = ", ".join(DWELLING_KINDS)
        raise CommandError(message % {"path": path, "columns": columns, "fault": error}) from error
    if len(numbers) != len(HEAD_AGES):
        message = _("%(path)s has %(count)d rows; expected %(expected)d: 20–29, 30–44, 45–64, 65–79, 80 or over.")
        raise CommandError(message % {"path": path, "count": len(numbers), "expected": len(HEAD_AGES)})
    return np.array(numbers)
