"""Find what somebody names on the command line; what is not found is refused with a suggestion."""

import difflib

from django.utils.translation import gettext as _

from husrom.cli.console import say
from husrom.cli.errors import CommandError

NORWAY = "0"
_NAMES_OF_NORWAY = {"norge", "noreg", "norway", "hele landet", "heile landet"}


def find_number(text: str) -> str:
    """Return the number of the municipality of today that a name or any number leads to."""
    from husrom.figures.errors import AmbiguousMunicipalityError, UnknownMunicipalityError
    from husrom.figures.searching import resolve

    if text == NORWAY or text.strip().casefold() in _NAMES_OF_NORWAY:
        return NORWAY
    try:
        return resolve(text).number
    except UnknownMunicipalityError as error:
        message = _("There has been no municipality “%(text)s”.") % {"text": text}
        advice = _("Write a name, or a number such as 3403 (Hamar).")
        if error.near:
            advice = (_("Did you mean %(near)s? ") % {"near": _(" or ").join(error.near)}).strip()
        raise CommandError(f"{message} {advice}") from error
    except AmbiguousMunicipalityError as error:
        message = _("“%(text)s” may be %(choices)s. Write the number instead.")
        raise CommandError(message % {"text": text, "choices": _(" or ").join(error.choices)}) from error


def find_key(text: str) -> str:
    """Return the key of an indicator."""
    from husrom.figures.errors import UnknownIndicatorError
    from husrom.figures.indicators import indicator

    try:
        return indicator(text).key
    except UnknownIndicatorError as error:
        near = _(" or ").join(error.near)
        meant = _("Did you mean %(near)s? ") % {"near": near} if near else ""
        message = _("There is no indicator “%(text)s”. %(meant)sSee them all: husrom figures list --indicators")
        raise CommandError(message % {"text": text, "meant": meant}) from error


def find_dataset(text: str) -> str:
    """Return the name of a table of the snapshot."""
    from husrom.figures.catalogue import sources

    tables = [name for name, source in sources().items() if source.output_file.endswith(".parquet")]
    if text in tables:
        return text
    near = _(" or ").join(difflib.get_close_matches(text, tables, n=3, cutoff=0.5))
    meant = _("Did you mean %(near)s? ") % {"near": near} if near else ""
    message = _("There is no dataset “%(text)s”. %(meant)sSee them all: husrom figures list")
    raise CommandError(message % {"text": text, "meant": meant})


def check_years(first: int | None, last: int | None) -> None:
    """Refuse years in the wrong order, which no figures can be of."""
    if first is not None and last is not None and first > last:
        message = _("--from %(first)d comes after --to %(last)d. Give the first year first.")
        raise CommandError(message % {"first": first, "last": last})


def warn_of_damage() -> None:
    """Say on standard error that figures are older than they might be, because the fetched ones are damaged."""
    from husrom.figures.own_snapshot import own_snapshot_fault

    if fault := own_snapshot_fault():
        say(
            _("Your own snapshot is damaged, so the figures that came with Husrom are used. %(fault)s")
            % {"fault": fault}
        )
