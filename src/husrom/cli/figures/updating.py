"""`husrom figures update`: renew the figures from the live sources."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _

from husrom.cli.console import print_json, print_text, say, talk
from husrom.cli.django_setup import set_up_django
from husrom.cli.errors import CommandError, CommandFailedError
from husrom.figures.wording import gettext_noop

if TYPE_CHECKING:
    from husrom.figures.importing.sentences import Sentence
    from husrom.figures.updating import DatasetOutcome

_OUTCOMES = {
    "renewed": gettext_noop("new figures fetched"),
    "unchanged": gettext_noop("you have its newest figures"),
    "skipped": gettext_noop("no new figures since then"),
    "left_out": gettext_noop("not fetched"),
    "failed": gettext_noop("NOT renewed; you keep the figures you had"),
}
_NOTICED_S = 5
OnItem = Callable[[int, int, str], None]


def update(
    *,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", help="A table or dataset, such as 06944 or dwellings; may be given several times."),
    ] = None,
    since: Annotated[
        dt.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Only tables that have changed on this day or later."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print data as JSON.")] = False,
) -> None:
    """Renew the figures from the live sources; what fails keeps the figures it had."""
    set_up_django()
    from husrom.figures.updating import CannotUpdateError, UnknownChoiceError

    try:
        outcomes = _renewed(tuple(only or ()), since.date() if since else None)
    except UnknownChoiceError as error:
        raise CommandError(_unknown(error)) from error
    except CannotUpdateError as error:
        raise CommandFailedError(error.sentence.in_words(_)) from error
    if as_json:
        print_json([_data(one) for one in outcomes])
    failed = [one.dataset or one.table for one in outcomes if one.outcome == "failed"]
    if failed and not any(one.answered for one in outcomes if one.outcome != "left_out"):
        raise CommandFailedError(
            _("No source answered. You keep the figures you had. Check that the network is there, then try again.")
        )
    if not as_json:
        _print(outcomes)
    if failed:
        message = _("Not renewed: %(datasets)s. The other figures are in order; run the command again for these.")
        raise CommandFailedError(message % {"datasets": ", ".join(failed)})


def _renewed(only: tuple[str, ...], since: dt.date | None) -> "tuple[DatasetOutcome, ...]":
    from husrom.environment import home_folder
    from husrom.figures.own_snapshot import own_snapshot_folder
    from husrom.figures.updating import chosen, live_sources, update

    chosen(only)
    answers = home_folder() / "answers"
    with progress(_("Fetching figures")) as on_dataset, live_sources(answers, on_wait=_say_wait) as live:
        return update(live, own_snapshot_folder(), only=only, since=since, on_dataset=on_dataset)


@contextmanager
def progress(title: str) -> Iterator[OnItem]:
    """Show how far a long command has come: a bar in a terminal, a line for each item elsewhere."""
    if not talk.is_terminal:
        yield lambda done, total, name: say(f"{title} ({done + 1}/{total}): {name}")
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=talk, transient=True) as shown:
        task = shown.add_task(title, total=None)
        yield lambda done, total, name: shown.update(task, completed=done, total=total, description=f"{title}: {name}")


def _say_wait(wait_s: float, reason: str) -> None:
    """Tell of waits that a person notices; the short ones between two questions are many."""
    if wait_s < _NOTICED_S:
        return
    message = _("Waiting %(seconds)d seconds: %(reason)s")
    say(message % {"seconds": round(wait_s), "reason": reason})


def _unknown(error: Any) -> str:
    meant = _("Did you mean %(near)s? ") % {"near": _(" or ").join(error.near)} if error.near else ""
    message = _("There is no table or dataset “%(text)s”. %(meant)sSee them all: husrom figures list")
    return message % {"text": error.wanted, "meant": meant}


def _words(said: "Sentence | None") -> str:
    return said.in_words(_) if said else ""


def _print(outcomes: "tuple[DatasetOutcome, ...]") -> None:
    for one in outcomes:
        name = f"{one.dataset} ({one.table})" if one.dataset else one.table
        parts = [f"{name}: {_(_OUTCOMES[one.outcome])}.", _words(one.message), *map(_words, one.warnings)]
        print_text(" ".join(filter(None, parts)))
    renewed = sum(one.outcome == "renewed" for one in outcomes)
    if renewed:
        print_text(_("Datasets renewed: %(count)d. Restart the portal to see them there.") % {"count": renewed})


def _data(one: "DatasetOutcome") -> dict[str, Any]:
    return {
        "dataset": one.dataset,
        "table": one.table,
        "outcome": one.outcome.value,
        "message": _words(one.message) or None,
        "warnings": [_words(warning) for warning in one.warnings],
        "updated": one.updated.isoformat() if one.updated else None,
        "rows": one.rows,
    }
