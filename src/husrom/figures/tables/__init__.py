"""The catalogue of every table that Husrom reads: one YAML file each, in this folder.

To add a table is to add its file; `schema.json` says what stands in it.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache

from husrom.figures.tables.dataset import Column, Dataset
from husrom.figures.tables.errors import TableFileError, UnknownTableError
from husrom.figures.tables.reading import ROOM, read_table, units
from husrom.figures.tables.table import SUMMABLE_KINDS, Content, Dimension, Table

__all__ = [
    "SUMMABLE_KINDS",
    "Column",
    "Content",
    "Dataset",
    "Dimension",
    "Table",
    "TableFileError",
    "UnknownTableError",
    "by_number",
    "dataset",
    "datasets",
    "table",
    "table_of",
    "tables",
    "units",
]


@cache
def tables() -> Mapping[str, Table]:
    """Return every table by its key, in the order of the keys.

    Raises
    ------
    TableFileError
        When a file is wrong, or two files make a dataset of the same name. Every fault of every file is listed.

    Examples
    --------
    >>> tables()["ssb-07459"].contents[0].unit
    'persons'
    """
    found: dict[str, Table] = {}
    faults: list[str] = []
    for path in sorted(ROOM.iterdir(), key=lambda path: path.name):
        if not path.name.endswith(".yaml") or path.name == "units.yaml":
            continue
        try:
            one = read_table(path)
        except TableFileError as error:
            faults.append(str(error))
        else:
            found[one.key] = one
    if faults := [*faults, *_datasets_made_twice(found)]:
        raise TableFileError("\n".join(faults))
    return found


def _datasets_made_twice(found: Mapping[str, Table]) -> Iterator[str]:
    owners: dict[str, str] = {}
    for key, one in found.items():
        for made in one.datasets:
            if (owner := owners.setdefault(made.name, key)) != key:
                yield f"{key}.yaml: datasets: {owner} makes {made.name} already. Rename one of them."


def table(key: str) -> Table:
    """Return a table by its key.

    Raises
    ------
    UnknownTableError
        When the catalogue has no such table; the message suggests the nearest.

    Examples
    --------
    >>> table("ssb-06035").successor.number
    '14545'
    >>> table("ssb-06036")
    Traceback (most recent call last):
    husrom.figures.tables.errors.UnknownTableError: The catalogue has no table "ssb-06036". Did you mean ssb-...
    """
    try:
        return tables()[key]
    except KeyError:
        raise UnknownTableError(f'The catalogue has no table "{key}".{_suggestion(key, tables())}') from None


def by_number(number: str, producer: str = "ssb") -> Table:
    """Return a table by the number it has at its producer, Statistics Norway unless said otherwise.

    Raises
    ------
    UnknownTableError
        When the catalogue has no such table.

    Examples
    --------
    >>> by_number("11084").frequency
    'yearly'
    """
    return table(f"{producer}-{number}")


@cache
def datasets() -> Mapping[str, Dataset]:
    """Return every dataset by its name."""
    return {made.name: made for one in tables().values() for made in one.datasets}


def dataset(name: str) -> Dataset:
    """Return a dataset by its name.

    Raises
    ------
    UnknownTableError
        When no table of the catalogue makes it.
    """
    try:
        return datasets()[name]
    except KeyError:
        raise UnknownTableError(f'No table makes the dataset "{name}".{_suggestion(name, datasets())}') from None


def table_of(dataset_name: str) -> Table:
    """Return the table that a dataset is made from.

    Raises
    ------
    UnknownTableError
        When no table of the catalogue makes it.

    Examples
    --------
    >>> table_of("household_income").number
    '06944'
    """
    wanted = dataset(dataset_name)
    return next(one for one in tables().values() if wanted in one.datasets)


def _suggestion(wanted: str, names: Mapping[str, object]) -> str:
    near = get_close_matches(wanted, names, n=3)
    return f" Did you mean {', '.join(near)}?" if near else f" It has {len(names)}; husrom figures list shows them."
