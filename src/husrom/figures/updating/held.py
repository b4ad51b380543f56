"""What we hold of each table before an update: the user's own snapshot, and where it lacks a table the packaged one."""

import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson
import polars as pl

from husrom import __version__
from husrom.figures.catalogue import packaged_sources
from husrom.figures.errors import SnapshotError
from husrom.figures.own_snapshot import OwnSnapshot, read_own_snapshot
from husrom.figures.source_file import PACKAGED, SOURCE_FILE

RECORD = "husrom.update"
"""The key in a Parquet file's metadata under which the update that made it is recorded."""


@dataclass(frozen=True, slots=True)
class Record:
    """What was asked of the source for a dataset, and of which state of its table the answer is.

    Attributes
    ----------
    updated
        When the source had last changed the table, UTC; None where it does not say.
    query
        The question as it was sent.
    version
        The Husrom that asked: another may ask otherwise.
    """

    table: str
    address: str
    query: Any
    updated: dt.datetime | None
    retrieved_at: dt.datetime
    version: str = __version__

    def written(self) -> str:
        """Return the record as it is kept."""
        fields = ("table", "address", "query", "updated", "retrieved_at", "version")
        return orjson.dumps({name: getattr(self, name) for name in fields}).decode()

    @classmethod
    def read(cls, text: str) -> "Record":
        """Return the record that was kept."""
        fields = orjson.loads(text)
        for name in ("updated", "retrieved_at"):
            fields[name] = dt.datetime.fromisoformat(fields[name]) if fields[name] else None
        return cls(**fields)


@dataclass(frozen=True)
class Holdings:
    """What we hold.

    Attributes
    ----------
    fault
        Why the own snapshot cannot be used; None where it can, or there is none.
    """

    folder: Path
    own: OwnSnapshot | None = None
    fault: str | None = None

    @classmethod
    def of(cls, folder: Path) -> "Holdings":
        """Return what the own snapshot in a folder, and the package, hold now."""
        if not (folder / SOURCE_FILE).exists():
            return cls(folder)
        try:
            return cls(folder, own=read_own_snapshot(folder))
        except (SnapshotError, OSError) as error:
            return cls(folder, fault=str(error))

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """How each dataset of the own snapshot was fetched."""
        found = {}
        for identifier, content in (self.own.files if self.own else {}).items():
            source = self.own.sources[identifier] if self.own else None
            if source and source.output_file.endswith(".parquet"):
                text = pl.read_parquet_metadata(io.BytesIO(content)).get(RECORD)
                if text:
                    found[identifier] = Record.read(text)
        return found

    def frame(self, identifier: str) -> pl.DataFrame | None:
        """Return a dataset as we hold it; None where we do not."""
        if self.own and identifier in self.own.files:
            return pl.read_parquet(io.BytesIO(self.own.files[identifier]))
        if identifier not in packaged_sources():
            return None
        return pl.read_parquet(io.BytesIO((PACKAGED / packaged_sources()[identifier].output_file).read_bytes()))

    def is_of(self, identifier: str, updated: dt.datetime | None) -> bool:
        """Tell whether the dataset we hold was fetched in our way from a state of its table as new as this."""
        record = self.records.get(identifier)
        if record is None or record.version != __version__ or updated is None:
            return False
        return record.updated is not None and record.updated >= updated
