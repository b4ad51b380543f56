"""Read input files. A table may read only the files that `descriptions.yaml` declares for it."""

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import yaml

DESCRIPTIONS = Path(__file__).with_name("descriptions.yaml")
MUNICIPALITY_COUNT = 357
DIVISION_YEAR = 2024


class SnapshotBuildError(Exception):
    """An input is missing or no longer looks as it did."""


def expect(*, holds: bool, otherwise: str) -> None:
    """Stop the build when an assumption about an input fails."""
    if not holds:
        raise SnapshotBuildError(otherwise)


class TableInputs:
    """The input files one table has declared."""

    def __init__(self, folder: Path, identifier: str, declared: list[str]) -> None:
        self.identifier = identifier
        self._paths = {name: folder / name for name in declared}

    def path(self, name: str) -> Path:
        expect(holds=name in self._paths, otherwise=f"{self.identifier} reads {name}, which it has not declared.")
        path = self._paths[name]
        expect(holds=path.is_file(), otherwise=f"{path} is missing: {self.identifier} is built from it.")
        return path

    def rows(self, name: str) -> list[dict[str, str]]:
        """Return the rows of a CSV file; its first line is a comment that states where it came from."""
        with self.path(name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(line for line in file if not line.startswith("#")))

    def json(self, name: str) -> Any:
        return json.loads(self.path(name).read_text(encoding="utf-8"))


class Inputs:
    """Every declared input, with what we say about each table and each file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        descriptions = yaml.safe_load(DESCRIPTIONS.read_text(encoding="utf-8"))
        self.tables: dict[str, dict[str, Any]] = descriptions["tables"]
        self.files: dict[str, dict[str, Any]] = descriptions["files"]

    def of(self, identifier: str) -> TableInputs:
        expect(
            holds=identifier in self.tables,
            otherwise=f"{identifier} has no entry in {DESCRIPTIONS.name}; describe it there first.",
        )
        return TableInputs(self.folder, identifier, self.tables[identifier]["inputs"])

    def sha256(self, name: str) -> str:
        return hashlib.sha256((self.folder / name).read_bytes()).hexdigest()
