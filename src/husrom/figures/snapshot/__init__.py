"""The tables of the snapshot: read when first asked for, then kept.

Beside this file lie one Parquet file per table, the map shapes and `sources.yaml`; all are written by
`tools/build_snapshot.py` and never by hand. Where the user has a newer snapshot of their own, its tables are read.
"""

import hashlib
import io
from functools import cache
from typing import Any

import orjson
import polars as pl

from husrom.figures.catalogue import packaged_sources, source
from husrom.figures.errors import SnapshotError
from husrom.figures.own_snapshot import own_snapshot
from husrom.figures.source_file import PACKAGED


@cache
def table(identifier: str) -> pl.DataFrame:
    """Return one table of the snapshot. It is shared: treat it as read-only.

    Returns
    -------
    polars.DataFrame
        Columns `municipality_number` or `region_code` (text), `division_year`, `year` (and `quarter`), the dimensions,
        and each value with its unit in its name, followed by its status: null where the value is as published,
        otherwise why the value is null or weak.

    Raises
    ------
    SnapshotError
        When the snapshot has no such table.

    Examples
    --------
    >>> table("tenure_shares").columns
    ['municipality_number', 'division_year', 'year', 'tenure', 'share_pct', 'share_pct_status']
    """
    file = source(identifier).output_file
    if not file.endswith(".parquet"):
        raise SnapshotError(f'"{identifier}" is not a table but the file {file}.')
    return pl.read_parquet(io.BytesIO(_content(identifier)))


@cache
def boundaries() -> dict[str, Any]:
    """Return the content of the file of map shapes; `husrom.figures.boundaries` gives it a form."""
    content: dict[str, Any] = orjson.loads(_content("boundaries"))
    return content


def _content(identifier: str) -> bytes:
    own = own_snapshot()
    if own and identifier in own.files:
        return own.files[identifier]
    return (PACKAGED / source(identifier).output_file).read_bytes()


def damaged() -> tuple[str, ...]:
    """Return the tables of the package whose file is missing or not the one its source describes.

    Examples
    --------
    >>> damaged()
    ()
    """
    return tuple(identifier for identifier in packaged_sources() if not _is_whole(identifier))


def _is_whole(identifier: str) -> bool:
    known = packaged_sources()[identifier]
    try:
        content = (PACKAGED / known.output_file).read_bytes()
    except FileNotFoundError:
        return False
    return hashlib.sha256(content).hexdigest() == known.output_sha256
