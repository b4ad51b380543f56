"""Which tables are to be renewed, and which of their datasets cannot be fetched."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from husrom.figures.errors import FiguresError
from husrom.figures.importing.sentences import Sentence
from husrom.figures.tables import Table, datasets, table_of, tables
from husrom.figures.wording import gettext_noop as _

FETCHED = frozenset({"statbank", "kostra", "fhi", "klass"})
"""The interfaces figures are fetched through."""

NOT_FETCHED: Mapping[str, str] = {
    "former_dwelling_prices": _(
        "Prices of municipalities that have merged never change; they come with Husrom and are not fetched."
    ),
    "municipalities": _("Names and areas of municipalities come with Husrom and are not fetched."),
    "boundaries": _(
        "Boundaries come with Husrom, clipped to the coast and simplified; the Mapping Authority's own are not."
    ),
}


class UnknownChoiceError(FiguresError):
    """Neither a table nor a dataset has this name.

    Attributes
    ----------
    wanted, near
        What was asked for, and the names that look like it.
    """

    def __init__(self, wanted: str, near: tuple[str, ...]) -> None:
        meant = f" Did you mean {' or '.join(near)}?" if near else ""
        super().__init__(f'There is no table or dataset "{wanted}".{meant} See them all: husrom figures list')
        self.wanted = wanted
        self.near = near


def chosen(names: Iterable[str] = ()) -> dict[str, tuple[str, ...]]:
    """Return the datasets to renew by the key of their table: all there are, or those named.

    Parameters
    ----------
    names
        Keys or numbers of tables, and names of datasets.

    Raises
    ------
    UnknownChoiceError
        When there is no such table or dataset.

    Examples
    --------
    >>> chosen(["06944", "dwelling_prices"])
    {'ssb-06944': ('household_income',), 'ssb-06035': ('dwelling_prices',)}
    """
    wanted: dict[str, tuple[str, ...]] = {}
    names = tuple(names)
    if not names:
        return {key: _all_of(one) for key, one in tables().items() if one.datasets and one.interface != "manual"}
    for name in names:
        key, found = _found(name)
        wanted[key] = tuple(dict.fromkeys((*wanted.get(key, ()), *found)))
    return wanted


def _found(name: str) -> tuple[str, tuple[str, ...]]:
    for key in (name, f"ssb-{name}", f"fhi-{name}", f"klass-{name}"):
        if key in tables():
            return key, _all_of(tables()[key])
    if name in datasets():
        return table_of(name).key, (name,)
    near = get_close_matches(name, [*tables(), *datasets()], n=3)
    raise UnknownChoiceError(name, tuple(near))


def _all_of(table: Table) -> tuple[str, ...]:
    return tuple(made.name for made in table.datasets)


def why_not(table: Table, names: Iterable[str]) -> Sentence | None:
    """Return why none of these datasets of a table is fetched; None where at least one is."""
    names = tuple(names)
    if not names:
        return Sentence(_("Husrom has no dataset of this table yet."))
    if all(name in NOT_FETCHED for name in names):
        return Sentence(NOT_FETCHED[names[0]])
    if table.interface not in FETCHED:
        return Sentence(_("This table has no address that figures are fetched from; bring a file in instead."))
    return None
