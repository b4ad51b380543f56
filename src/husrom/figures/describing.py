"""What is said of a snapshot's table and is the same in every snapshot: its words in the catalogue of tables.

Whoever builds a snapshot adds what is about that snapshot: years, notes, what is unverified, and through whom.
"""

from dataclasses import asdict
from typing import Any

from husrom.figures.errors import SnapshotError
from husrom.figures.provenance import Licence
from husrom.figures.tables import dataset, table_of, units
from husrom.figures.tables.table import Table

PRODUCER_NAMES = {
    "ssb": "Statistisk sentralbyrå",
    "klass": "Statistisk sentralbyrå",
    "fhi": "Folkehelseinstituttet",
    "kartverket": "Kartverket",
    "husbanken": "Husbanken",
    "norges_bank": "Norges Bank",
    "municipality": "Kommunen",
}
TERMS_UNKNOWN = "Terms not known"
_NUMBERED = frozenset({"statbank", "kostra", "fhi"})


def description(identifier: str, *, to_pass_on: bool = True) -> dict[str, Any]:
    """Return the part of a source that the catalogue knows, in the form `sources.yaml` has.

    Parameters
    ----------
    to_pass_on
        False for a snapshot that stays where it is made, which may hold a table whose terms are unknown.

    Raises
    ------
    UnknownTableError
        When no table of the catalogue makes the dataset.
    SnapshotError
        When the terms of its table are unknown; then it may not be passed on in a snapshot.

    Examples
    --------
    >>> found = description("dwelling_prices")
    >>> found["attribution"], found["unit"]
    ('Kilde: Statistisk sentralbyrå (SSB), tabell 06035', 'NOK per m² and sales')
    """
    made, table = dataset(identifier), table_of(identifier)
    if table.licence is None and to_pass_on:
        raise SnapshotError(f'The terms of {table.key} are unknown, so "{identifier}" may not stand in a snapshot.')
    title, licence = made.title, table.licence or Licence(name=TERMS_UNKNOWN, url=table.reference)
    return {
        "producer": PRODUCER_NAMES[table.producer],
        "table": table.number if table.interface in _NUMBERED else None,
        "title": {"nb": title.nb, "nn": title.nn, "en": title.en},
        "unit": _unit(identifier, table),
        "definition": asdict(made.definition),
        "frequency": table.frequency.replace("_", " "),
        "licence": {"name": licence.name, "url": licence.url},
        "attribution": _attribution(table),
        "url": table.reference,
    }


def _unit(identifier: str, table: Table) -> str | None:
    made = dataset(identifier)
    of_shares = {share.of for share in made.shares}
    keys = [table.content(name).unit for name in made.contents if name not in of_shares]
    keys += ["per_cent"] if made.shares else []
    return " and ".join(dict.fromkeys(units()[key].en for key in keys)) or None


def _attribution(table: Table) -> str:
    name = PRODUCER_NAMES[table.producer]
    if table.producer == "kartverket":
        return f"© {name}"
    if table.producer in {"ssb", "klass"}:
        name += " (SSB)"
    numbered = f"tabell {table.number}" if table.interface in _NUMBERED else table.title.nb
    return f"Kilde: {name}, {numbered[:1].lower()}{numbered[1:]}"
