"""Tables as Parquet, with their sources in the file."""

import io
import json
from collections.abc import Iterable
from typing import Any

import polars as pl

from husrom.figures.provenance import Source, said_in

SOURCES_KEY = "husrom.sources"


def parquet_bytes(frame: pl.DataFrame, sources: Iterable[Source], language: str) -> bytes:
    """Return a table as Parquet; `polars.read_parquet_metadata` gives the sources under `husrom.sources`, as JSON."""
    buffer = io.BytesIO()
    told = json.dumps([source_told(source, language) for source in sources], ensure_ascii=False)
    frame.write_parquet(buffer, metadata={SOURCES_KEY: told})
    return buffer.getvalue()


def source_told(source: Source, language: str) -> dict[str, Any]:
    """Return what must follow a source's figures wherever they go."""
    return {
        "identifier": source.identifier,
        "producer": source.producer,
        "table": source.table,
        "title": said_in(source.title, language),
        "attribution": source.attribution,
        "licence": source.licence.name,
        "licence_url": source.licence.url,
        "url": source.url,
        "retrieved": source.retrieved_on.isoformat() if source.retrieved_on else None,
        "notes": [said_in(text, language) for text in source.notes],
        "unverified": [said_in(text, language) for text in source.unverified],
    }
