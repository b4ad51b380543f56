"""The catalogue of the snapshot: every table with its source, read from `sources.yaml`."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from husrom.figures.errors import SnapshotError
from husrom.figures.provenance import InputFile, Licence, Source, Title

SNAPSHOT = files("husrom.figures") / "snapshot"
_PLAIN_KEYS = frozenset(
    {"producer", "table", "unit", "definition", "frequency", "division_year", "attribution", "url", "retrieved_on"}
)
_KEYS = _PLAIN_KEYS | {"title", "years", "notes", "unverified", "licence", "inputs", "output"}


def source(identifier: str) -> Source:
    """Return the source of one table.

    Raises
    ------
    SnapshotError
        When the snapshot has no such table.

    Examples
    --------
    >>> source("tenure_shares").title.nb
    'Husholdninger etter eierform'
    >>> source("rents")
    Traceback (most recent call last):
    husrom.figures.errors.SnapshotError: The snapshot has no table "rents". It has: boundaries, ...
    """
    try:
        return sources()[identifier]
    except KeyError:
        raise SnapshotError(
            f'The snapshot has no table "{identifier}". It has: {", ".join(sorted(sources()))}.'
        ) from None


@cache
def sources() -> Mapping[str, Source]:
    """Return every source of the snapshot by its identifier."""
    text = (SNAPSHOT / "sources.yaml").read_text(encoding="utf-8")
    return {identifier: read_source(identifier, entry) for identifier, entry in yaml.safe_load(text).items()}


def read_source(identifier: str, entry: Mapping[str, Any]) -> Source:
    """Return one entry of `sources.yaml` as a source.

    Raises
    ------
    SnapshotError
        When a key is missing or unknown.
    """
    for fault, keys in (("lacks", _KEYS - entry.keys()), ("has the unknown", entry.keys() - _KEYS)):
        if keys:
            raise SnapshotError(f"sources.yaml: {identifier} {fault} {', '.join(sorted(keys))}. Build it anew.")
    first_year, last_year = entry["years"]
    return Source(
        identifier=identifier,
        title=Title(**entry["title"]),
        years=(first_year, last_year),
        notes=tuple(entry["notes"]),
        unverified=tuple(entry["unverified"]),
        licence=Licence(**entry["licence"]),
        inputs=tuple(InputFile(**file) for file in entry["inputs"]),
        output_file=entry["output"]["file"],
        output_sha256=entry["output"]["sha256"],
        **{key: entry[key] for key in _PLAIN_KEYS},
    )
