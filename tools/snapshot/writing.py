"""Write files so that the same content always gives the same bytes."""

import json
from pathlib import Path
from typing import Any

import polars as pl


def write_parquet(table: pl.DataFrame, path: Path) -> Path:
    table.write_parquet(path, compression="zstd", compression_level=19, statistics=False)
    return path


def write_json(content: dict[str, Any], path: Path) -> Path:
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":"), indent=0) + "\n", encoding="utf-8")
    return path
