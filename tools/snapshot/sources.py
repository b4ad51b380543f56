"""Write `sources.yaml`: what we say about each table, with the hashes of what it was built from and what came out."""

import hashlib
from pathlib import Path
from typing import Any

import yaml

from husrom.figures.describing import description
from snapshot.reading import Inputs

HEADER = """\
# Where every table of the snapshot comes from.
# Written by tools/build_snapshot.py from tools/snapshot/descriptions.yaml and the catalogue of tables, never by hand.
# retrieved_on is when the figures were fetched from the source, where our input says so; null where it does not.
"""


def write_sources(inputs: Inputs, written: dict[str, Path], path: Path) -> None:
    catalogue: dict[str, Any] = {}
    for identifier, about in inputs.tables.items():
        output = written[identifier]
        catalogue[identifier] = {
            **description(identifier),
            **about,
            "inputs": [{"file": name, **inputs.files[name], "sha256": inputs.sha256(name)} for name in about["inputs"]],
            "output": {"file": output.name, "sha256": hashlib.sha256(output.read_bytes()).hexdigest()},
        }
    text = yaml.safe_dump(catalogue, sort_keys=False, allow_unicode=True, width=118)
    path.write_text(HEADER + text, encoding="utf-8")
