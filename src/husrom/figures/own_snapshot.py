"""The user's own snapshot, newer than the packaged one: used only when every file in it is whole.

It is read and checked as one, and its files are then held in memory, so that figures of one process never come from
two updates. A process that runs while the snapshot is renewed keeps the figures it began with.
"""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import orjson
import polars as pl

from husrom.environment import home_folder
from husrom.errors import HusromError
from husrom.figures.errors import SnapshotError
from husrom.figures.provenance import Source
from husrom.figures.source_file import PACKAGED, SOURCE_FILE, read_sources

REMEDY = "Run husrom figures update."


@dataclass(frozen=True, slots=True)
class OwnSnapshot:
    """A whole snapshot.

    Attributes
    ----------
    files
        The content of each table's file, by the identifier of the table.
    """

    sources: Mapping[str, Source]
    files: Mapping[str, bytes]


def own_snapshot_folder() -> Path:
    """Return the folder in the user's home folder where an own snapshot lies, whether there is one or not."""
    return home_folder() / "figures"


def own_snapshot() -> OwnSnapshot | None:
    """Return the user's own snapshot; None where there is none, or the one there is must not be used."""
    return _outcome()[0]


def own_snapshot_fault() -> str | None:
    """Return why the user's own snapshot is not used; None where it is used, or there is none.

    Examples
    --------
    >>> own_snapshot_fault() is None
    True
    """
    return _outcome()[1]


@cache
def _outcome() -> tuple[OwnSnapshot | None, str | None]:
    try:
        folder = own_snapshot_folder()
        if not (folder.is_dir() and any(folder.iterdir())):
            return None, None
        return read_own_snapshot(folder), None
    except (HusromError, OSError) as error:
        return None, str(error)


def read_own_snapshot(folder: Path) -> OwnSnapshot:
    """Return the snapshot in a folder.

    Raises
    ------
    SnapshotError
        When a file is missing, is not the one its source describes, or has not the columns this version reads.
    """
    try:
        known = read_sources((folder / SOURCE_FILE).read_bytes())
    except FileNotFoundError:
        raise SnapshotError(f"{folder} lacks {SOURCE_FILE}. {REMEDY}") from None
    files = {identifier: _file(folder, source) for identifier, source in known.items()}
    return OwnSnapshot(known, files)


def _file(folder: Path, source: Source) -> bytes:
    path = folder / Path(source.output_file).name
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise SnapshotError(f"{path} is missing. {REMEDY}") from None
    if hashlib.sha256(content).hexdigest() != source.output_sha256:
        raise SnapshotError(f"{path} is not the file {SOURCE_FILE} describes. {REMEDY}")
    # A file of the package has the name of its table; one of an own snapshot may have its hash in the name too.
    packaged = PACKAGED / f"{source.identifier}{path.suffix}"
    if packaged.is_file() and _columns(path, content) != _columns(path, packaged.read_bytes()):
        raise SnapshotError(f"{path} has not the columns this version of Husrom reads. {REMEDY}")
    return content


def _columns(path: Path, content: bytes) -> list[tuple[str, object]]:
    """Return the columns of a table with their types, or the keys of a file of shapes."""
    try:
        if path.suffix == ".json":
            return [(key, None) for key in orjson.loads(content)]
        return list(pl.read_parquet_schema(io.BytesIO(content)).items())
    except (pl.exceptions.PolarsError, orjson.JSONDecodeError, OSError, TypeError) as error:
        raise SnapshotError(f"{path} cannot be read: {error}. {REMEDY}") from error
