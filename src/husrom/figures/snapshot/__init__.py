"""The snapshot of official figures that ships in the package: read when first asked for, then kept.

Beside this file lie one Parquet file per table, the map shapes and `sources.yaml`; all are written by
`tools/build_snapshot.py` and never by hand.
"""

import hashlib
import json
from functools import cache
from importlib.resources import as_file
from typing import Any

import polars as pl

from husrom.figures.catalogue import SNAPSHOT, source, sources
from husrom.figures.errors import SnapshotError


@cache
def table(identifier: str) -> pl.DataFrame:
    """Return one table of the snapshot. It is shared: treat it as read-only.

    Returns
    -------
    polars.DataFrame
        Columns `municipality_number` (text), `division_year`, `year`, the dimensions and the values with their
        units in their names. A null value has a status that says why.

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
    with as_file(SNAPSHOT / file) as path:
        return pl.read_parquet(path)


@cache
def boundaries() -> dict[str, Any]:
    """Return the content of the file of map shapes; `husrom.figures.boundaries` gives it a form."""
    content: dict[str, Any] = json.loads((SNAPSHOT / source("boundaries").output_file).read_text(encoding="utf-8"))
    return content


def damaged() -> tuple[str, ...]:
    """Return the tables whose file is not the one their source describes.

    Examples
    --------
    >>> damaged()
    ()
    """
    return tuple(
        identifier
        for identifier, known in sources().items()
        if hashlib.sha256((SNAPSHOT / known.output_file).read_bytes()).hexdigest() != known.output_sha256
    )
