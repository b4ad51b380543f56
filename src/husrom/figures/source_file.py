"""Read `sources.yaml`, the file beside a snapshot's tables that says where each comes from."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import yaml

from husrom.figures.errors import SnapshotError
from husrom.figures.provenance import InputFile, Licence, Said, Source, Title

SOURCE_FILE = "sources.yaml"
PACKAGED = files("husrom.figures") / "snapshot"
"""The folder of the snapshot that ships in the package."""
_PLAIN_KEYS = frozenset(
    {"producer", "table", "unit", "frequency", "division_year", "attribution", "url", "retrieved_on"}
)
_KEYS = _PLAIN_KEYS | {"title", "definition", "years", "notes", "unverified", "licence", "inputs", "output"}
# The loader in C is many times as fast, but not every machine has it.
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_sources(content: bytes) -> Mapping[str, Source]:
    """Return every source of a snapshot by its identifier.

    Raises
    ------
    SnapshotError
        When the file cannot be read, or an entry has not the form of a source.
    """
    try:
        entries = yaml.load(content, Loader=_LOADER)  # noqa: S506 -- a SafeLoader
    except yaml.YAMLError as error:
        raise SnapshotError(f"{SOURCE_FILE} is not YAML that can be read: {error}. Build it anew.") from error
    if not isinstance(entries, dict):
        raise SnapshotError(f"{SOURCE_FILE} has no tables. Build it anew.")
    return {identifier: read_source(identifier, entry) for identifier, entry in entries.items()}


def read_source(identifier: str, entry: Mapping[str, Any]) -> Source:
    """Return one entry of `sources.yaml` as a source.

    Raises
    ------
    SnapshotError
        When a key is missing or unknown, or a value has another form than it should.
    """
    keys = entry.keys() if isinstance(entry, dict) else frozenset()
    for fault, names in (("lacks", _KEYS - keys), ("has the unknown", keys - _KEYS)):
        if names:
            raise SnapshotError(f"{SOURCE_FILE}: {identifier} {fault} {', '.join(sorted(names))}. Build it anew.")
    try:
        first_year, last_year = entry["years"]
        return Source(
            identifier=identifier,
            title=Title(**entry["title"]),
            definition=_said(entry["definition"]),
            years=(first_year, last_year),
            notes=tuple(map(_said, entry["notes"])),
            unverified=tuple(map(_said, entry["unverified"])),
            licence=Licence(**entry["licence"]),
            inputs=tuple(InputFile(**file) for file in entry["inputs"]),
            output_file=entry["output"]["file"],
            output_sha256=entry["output"]["sha256"],
            **{key: entry[key] for key in _PLAIN_KEYS},
        )
    except (TypeError, ValueError, KeyError) as error:
        raise SnapshotError(
            f"{SOURCE_FILE}: {identifier} has a value of another form: {error}. Build it anew."
        ) from error


def _said(text: str | Mapping[str, str]) -> Said:
    """Return words of others as they stand, and our own in three languages; nynorsk is as bokmål where we have none."""
    return text if isinstance(text, str) else Title(**{"nn": text["nb"], **text})
