"""`husrom chains links`: counts by link, as registers publish them, to how often chains go on."""

import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _

from husrom.cli.console import print_json, print_text, say
from husrom.cli.django_setup import set_up_django
from husrom.cli.errors import CommandError

if TYPE_CHECKING:
    from husrom.cli.chains.number_table import NumberTable
    from husrom.housing.chains import LinkAccount

TOTAL_NAMES = {"total", "totalt", "i alt", "sum", "alle"}


def links(
    table: Annotated[
        Path,
        typer.Argument(
            metavar="LINKS.csv",
            help="Columns link and vacancies; link 0 is the new dwellings, a row called total all the other links.",
        ),
    ],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print data as JSON.")] = False,
) -> None:
    """Tell from counts by link how often chains go on, and what a new dwelling frees."""
    set_up_django()
    from husrom.cli.chains.number_table import read_number_table
    from husrom.housing.chains import ChainInputError, link_account

    read = read_number_table(table, columns=1)
    counts, total = _counts(read)
    try:
        account = link_account(counts, total)
    except ChainInputError as error:
        raise CommandError(error.in_words(_, read.number)) from error
    _say_what_is_odd(account, read, has_total=total is not None)
    if as_json:
        print_json(_data(account))
    else:
        _print(account)


def _counts(read: "NumberTable") -> tuple[list[float], float | None]:
    """Return the counts from link 0 on, and the total where there is one."""
    numbered: dict[int, float] = {}
    total = None
    for name, (value,) in zip(read.rows, read.cells, strict=True):
        if name.lower() in TOTAL_NAMES and total is None:
            total = value
        elif re.fullmatch("[0-9]{1,4}", name) and int(name) not in numbered:
            numbered[int(name)] = value
        else:
            message = _(
                "Row %(row)s has %(value)s vacancies, but is neither the number of a link, each once, nor the total."
            )
            raise CommandError(message % {"row": name, "value": read.number(value)})
    for link in range(len(numbered)):
        if link not in numbered:
            message = _("%(name)s has %(count)s links, but not link %(row)s: links are numbered from 0, none left out.")
            raise CommandError(message % {"name": read.name, "count": len(numbered), "row": link})
    return [numbered[link] for link in range(len(numbered))], total


def _say_what_is_odd(account: "LinkAccount", read: "NumberTable", *, has_total: bool) -> None:
    for link, share in enumerate(account.continuation.tolist(), 1):
        if share > 1:
            say(
                _(
                    "Link %(link)s has %(value)s vacancies for each at the link before. More than 1 means households "
                    "that leave two dwellings, or that a dwelling is counted though someone stays in it."
                )
                % {"link": link, "value": read.number(round(share, 3))}
            )
    if not has_total:
        say(_("There is no total, so what comes after the last link is not known: what is freed is at least this."))


def _number(value: float) -> float | None:
    """Return None for what is not a number: JSON has no other word for it."""
    return None if math.isnan(value) else value


def _data(account: "LinkAccount") -> dict[str, Any]:
    return {
        "links": list(range(len(account.vacancies))),
        "vacancies": account.vacancies.tolist(),
        "continuation": [_number(share) for share in account.continuation.tolist()],
        "total_freed_existing": account.freed_existing,
        "freed_per_new_dwelling": account.freed_per_new_dwelling,
        "vacancies_incl_first": account.vacancies_incl_first,
        "tail": {
            "vacancies": _number(account.tail_vacancies),
            "continuation": _number(account.tail_continuation),
        },
        "constant_continuation": _number(account.constant_continuation),
    }


def _print(account: "LinkAccount") -> None:
    from husrom.cli.chains.shown_chains import new_table, print_table, written

    table = new_table([_("Link"), _("Vacancies"), _("For each at the link before")])
    shares = [float("nan"), *account.continuation.tolist()]
    for link, (vacancies, share) in enumerate(zip(account.vacancies.tolist(), shares, strict=True)):
        table.add_row(str(link), written(vacancies, 1), "" if math.isnan(share) else written(share, 3))
    if (tail := _number(account.tail_vacancies)) is not None:
        share_later = _number(account.tail_continuation)
        table.add_row(_("Later"), written(tail, 1), "" if share_later is None else written(share_later, 3))
    print_table(table)
    message = _("Each new dwelling frees %(value)s existing ones on average.")
    print_text(message % {"value": written(account.freed_per_new_dwelling, 2)})
    message = _("Counted from the new dwelling, chains have %(value)s vacancies on average.")
    print_text(message % {"value": written(account.vacancies_incl_first, 2)})
