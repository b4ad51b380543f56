"""`husrom figures show`: an indicator of one municipality through time, or the newest of every indicator."""

from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _

from husrom.cli.console import print_json, print_text, say
from husrom.cli.django_setup import set_up_django
from husrom.cli.figures.lookup import NORWAY, check_years, find_key, find_number, warn_of_damage

if TYPE_CHECKING:
    from husrom.figures.indicators import Value


def show(
    indicator: Annotated[
        str | None, typer.Argument(help="Key of an indicator, such as population; the newest of each when left out.")
    ] = None,
    *,
    municipality: Annotated[
        str,
        typer.Option("--municipality", "-m", help="Name, or any number it has had; the whole country when left out."),
    ] = NORWAY,
    first: Annotated[int | None, typer.Option("--from", help="First year.")] = None,
    last: Annotated[int | None, typer.Option("--to", help="Last year.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print data as JSON.")] = False,
) -> None:
    """Show figures of one municipality, each with its period, status and source."""
    set_up_django()
    from husrom.figures.indicators import indicators, latest

    check_years(first, last)
    number = find_number(municipality)
    warn_of_damage()
    if indicator is None:
        values = [latest(found.key, number) for found in indicators()]
    else:
        values = _series(find_key(indicator), number, first=first, last=last)
    if as_json:
        print_json([_data(value) for value in values])
        return
    for value in values:
        print_text(_line(value))
    for attribution in dict.fromkeys(source.attribution for value in values for source in value.sources):
        print_text(attribution)


def _series(key: str, number: str, *, first: int | None, last: int | None) -> "list[Value]":
    """Return the values of the years asked for; where the municipality has none in any year, the one that says why."""
    from husrom.figures.indicators import latest, series

    values = list(series(key, number, first=first, last=last))
    if values:
        return values
    newest = latest(key, number)
    if series(key, number):
        message = _("There are no figures for these years. The newest is for %(period)s.")
        say(message % {"period": newest.period})
        return []
    return [newest]


def _line(value: "Value") -> str:
    from django.utils.formats import number_format

    title, unit = value.indicator.title.nb, value.indicator.unit.label.nb
    if value.value is None:
        period = f" ({value.period})" if value.period else ""
        return f"{title}: {value.reason.nb if value.reason else ''}{period}"
    decimals = value.indicator.decimals
    # Django cuts decimals off; rounding is ours.
    amount = number_format(round(value.value, decimals), decimal_pos=decimals, use_l10n=True, force_grouping=True)
    note = f" {value.note.nb}" if value.note else ""
    period = f"{value.from_year}–{value.period}" if value.from_year else value.period
    return f"{title}: {amount} {unit} ({period}).{note}"


def _number_as_counted(value: "Value") -> float | int | None:
    """Return a count as a whole number."""
    if value.value is not None and value.indicator.decimals == 0 and value.value.is_integer():
        return int(value.value)
    return value.value


def _data(value: "Value") -> dict[str, Any]:
    source = value.sources[0] if value.sources else None
    data: dict[str, Any] = {
        "indicator": value.indicator.key,
        "municipality": value.municipality_number,
        "period": value.period,
        "value": _number_as_counted(value),
        "unit": value.indicator.unit.key,
        "status": value.status.value,
        "source": None
        if source is None
        else {
            "producer": source.producer,
            "table": source.table,
            "retrieved": source.retrieved_on.isoformat() if source.retrieved_on else None,
            "licence": source.licence.name,
            "url": source.url,
        },
    }
    return data if value.reason is None else {**data, "reason": value.reason.nb}
