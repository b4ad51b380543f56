from collections.abc import Callable
from pathlib import Path

import pytest

from husrom.figures.importing import ImportMapping
from tests.figures.importing.written import LOANS, mapping


@pytest.fixture
def loans() -> ImportMapping:
    """A mapping of a count and an amount per municipality and year."""
    return mapping(LOANS)


@pytest.fixture
def csv_file(tmp_path: Path) -> Callable[[str | bytes], Path]:
    """Write a CSV file."""

    def written(content: str | bytes) -> Path:
        path = tmp_path / "figures.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("HUSROM_HOME", str(folder))
    return folder
