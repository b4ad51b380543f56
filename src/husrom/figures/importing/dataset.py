"""A dataset that was read from a file: figures, provenance, and the zones they are of."""

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

import polars as pl

from husrom.figures.importing.sentences import Sentence
from husrom.figures.importing.zones import Zone
from husrom.figures.provenance import Source

PREFIX = "imported/"
"""Begins the identifier of every imported dataset, so that none can ever stand in for an official one."""


@dataclass(frozen=True, slots=True)
class ValueMeaning:
    """What a column of figures is: its name in the frame, its unit, and whether it is a count, a share, …."""

    name: str
    unit: str
    kind: str


@dataclass(frozen=True, slots=True)
class ImportedDataset:
    """Figures from a file, not yet kept anywhere.

    Attributes
    ----------
    frame
        `municipality_number`, `division_year`, `year`, `quarter` or `month`, `zone_id`, the dimensions, then `<value>`
        and `<value>_status` (null = observed, else `missing`, `suppressed`, `not_applicable`, `not_available`).
    source
        Where the figures come from, with the hash of every file that was read.
    warnings
        What the person should know about how the file was understood.
    zones
        The zones the figures are of; empty where they are of municipalities, or no zones were given.
    """

    name: str
    frame: pl.DataFrame
    source: Source
    values: tuple[ValueMeaning, ...]
    warnings: tuple[Sentence, ...]
    zones: tuple[Zone, ...] = ()


def parquet_bytes(frame: pl.DataFrame) -> bytes:
    """Return a frame as Parquet; the same frame gives the same bytes."""
    written = BytesIO()
    frame.write_parquet(written, compression="zstd")
    return written.getvalue()


def content_hash(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return sha256(content).hexdigest()
