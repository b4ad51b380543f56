"""Imported datasets in the user's own folder: kept whole or not at all, listed, read and removed.

Each has a folder `imported/<name>/` in `HUSROM_HOME`; not in the folder of the own snapshot, which is replaced as a
whole. Its `source.yaml` names the files that belong to it by their hash and is put in place last, in one step, so that
a reader finds the old dataset or the new one.
"""

import dataclasses
import datetime as dt
import os
import re
import shutil
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import orjson
import polars as pl
import yaml

from husrom.environment import home_folder
from husrom.figures.errors import FiguresError, SnapshotError
from husrom.figures.importing.dataset import PREFIX, ImportedDataset, ValueMeaning, content_hash, parquet_bytes
from husrom.figures.importing.zones import zones_geojson
from husrom.figures.provenance import Source
from husrom.figures.source_file import read_source

_NAME = re.compile(r"[a-z][a-z0-9_]{2,59}")
_RECORD = "source.yaml"
_LEFT_OVER_S = 3_600.0
"""Files of no record are swept away when they are this old; younger ones may belong to an import under way."""


class UnknownImportError(FiguresError):
    """No dataset has been imported under this name."""


class ImportExistsError(FiguresError):
    """A dataset has been imported under this name already."""


@dataclass(frozen=True, slots=True)
class StoredDataset:
    """What is kept about an imported dataset beside its figures.

    Attributes
    ----------
    imported_at
        When it was put here, UTC.
    zones_file, zones_sha256
        The file of zones; None where there are none.
    """

    name: str
    source: Source
    values: tuple[ValueMeaning, ...]
    rows: int
    imported_at: dt.datetime
    zones_file: str | None
    zones_sha256: str | None


def store(dataset: ImportedDataset, *, replace: bool = False) -> StoredDataset:
    """Keep a dataset, so that `imported_table` finds it.

    Raises
    ------
    ImportExistsError
        When there is one of that name and `replace` is False.
    """
    folder = _folder(dataset.name)
    if (folder / _RECORD).exists() and not replace:
        raise ImportExistsError(
            f'There is an imported dataset "{dataset.name}" already. Choose to replace it, or another name.'
        )
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    table = parquet_bytes(dataset.frame)
    zones = zones_geojson(dataset.zones) if dataset.zones else None
    stored = StoredDataset(
        name=dataset.name,
        source=dataclasses.replace(
            dataset.source, output_file=_file_name(table, "parquet"), output_sha256=content_hash(table)
        ),
        values=dataset.values,
        rows=dataset.frame.height,
        imported_at=dt.datetime.now(dt.UTC).replace(microsecond=0),
        zones_file=None if zones is None else _file_name(zones, "geojson"),
        zones_sha256=None if zones is None else content_hash(zones),
    )
    _put(folder / stored.source.output_file, table)
    if zones is not None and stored.zones_file is not None:
        _put(folder / stored.zones_file, zones)
    record = yaml.safe_dump(_record(stored), allow_unicode=True, sort_keys=False)
    _put(folder / _RECORD, record.encode())
    return stored


def imported() -> tuple[StoredDataset, ...]:
    """Return every imported dataset, by name."""
    folder = _imported_folder()
    names = (path.parent.name for path in folder.glob(f"*/{_RECORD}")) if folder.exists() else ()
    return tuple(imported_dataset(name) for name in sorted(names) if _NAME.fullmatch(name))


def imported_dataset(name: str) -> StoredDataset:
    """Return what is kept about one imported dataset; the name may carry the prefix `imported/`.

    Raises
    ------
    UnknownImportError
        When nothing has been imported under the name.
    SnapshotError
        When its record cannot be read.
    """
    name = name.removeprefix(PREFIX)
    path = _folder(name) / _RECORD
    try:
        entry = yaml.safe_load(path.read_text(encoding="utf-8"))
        return _stored(name, entry)
    except FileNotFoundError:
        raise _unknown(name) from None
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise SnapshotError(
            f'The record of the imported dataset "{name}" is damaged. Import the file again.'
        ) from error


def imported_table(name: str) -> pl.DataFrame:
    """Return the figures of an imported dataset.

    Raises
    ------
    UnknownImportError
        When nothing has been imported under the name.
    SnapshotError
        When the figures are not the ones its record describes.
    """
    stored = imported_dataset(name)
    content = _whole(stored.name, stored.source.output_file, stored.source.output_sha256)
    return pl.read_parquet(BytesIO(content))


def imported_zones(name: str) -> dict[str, Any] | None:
    """Return the zones of an imported dataset as GeoJSON (WGS 84); None where it has none."""
    stored = imported_dataset(name)
    if stored.zones_file is None or stored.zones_sha256 is None:
        return None
    content: dict[str, Any] = orjson.loads(_whole(stored.name, stored.zones_file, stored.zones_sha256))
    return content


def remove(name: str) -> None:
    """Remove an imported dataset.

    Raises
    ------
    UnknownImportError
        When nothing has been imported under the name.
    """
    name = name.removeprefix(PREFIX)
    folder = _folder(name)
    try:
        (folder / _RECORD).unlink()
    except FileNotFoundError:
        raise _unknown(name) from None
    shutil.rmtree(folder, ignore_errors=True)


def _imported_folder() -> Path:
    return home_folder() / "imported"


def _folder(name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise _unknown(name)
    return _imported_folder() / name


def _unknown(name: str) -> UnknownImportError:
    folder = _imported_folder()
    there = ", ".join(sorted(path.parent.name for path in folder.glob(f"*/{_RECORD}"))) or "none"
    return UnknownImportError(f'Nothing has been imported as "{name}". Imported datasets: {there}.')


def _file_name(content: bytes, ending: str) -> str:
    return f"{content_hash(content)[:16]}.{ending}"


def _put(path: Path, content: bytes) -> None:
    """Write a file in one step: it is there whole, or not there."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _sweep(folder: Path) -> None:
    """Remove what earlier imports left: files that the record does not name."""
    record = folder / _RECORD
    named = record.read_text(encoding="utf-8", errors="replace") if record.exists() else ""
    for path in folder.iterdir():
        old = time.time() - path.stat().st_mtime > _LEFT_OVER_S
        if path != record and path.name not in named and old:
            path.unlink()


def _whole(name: str, file: str, expected_sha256: str) -> bytes:
    try:
        content = (_folder(name) / Path(file).name).read_bytes()
    except OSError:
        content = b""
    if content_hash(content) != expected_sha256:
        raise SnapshotError(f'The files of the imported dataset "{name}" are damaged. Import the file again.')
    return content


def _record(stored: StoredDataset) -> dict[str, Any]:
    """Return what `source.yaml` holds: the source as the snapshot's catalogue writes it, and the rest."""
    source = dataclasses.asdict(stored.source)
    source.pop("identifier")
    source["output"] = {"file": source.pop("output_file"), "sha256": source.pop("output_sha256")}
    plain = {key: list(value) if isinstance(value, tuple) else value for key, value in source.items()}
    return {
        "source": plain,
        "values": [dataclasses.asdict(value) for value in stored.values],
        "rows": stored.rows,
        "imported_at": stored.imported_at.isoformat(),
        "zones": None if stored.zones_file is None else {"file": stored.zones_file, "sha256": stored.zones_sha256},
    }


def _stored(name: str, entry: Mapping[str, Any]) -> StoredDataset:
    zones = entry["zones"] or {"file": None, "sha256": None}
    return StoredDataset(
        name=name,
        source=read_source(f"{PREFIX}{name}", entry["source"]),
        values=tuple(ValueMeaning(**value) for value in entry["values"]),
        rows=entry["rows"],
        imported_at=dt.datetime.fromisoformat(entry["imported_at"]),
        zones_file=zones["file"],
        zones_sha256=zones["sha256"],
    )
