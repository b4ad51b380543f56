"""Extracts of the real input files, and the rooms of the tool imported as the tool itself does."""

import importlib
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

TOOLS = Path(__file__).resolve().parents[3] / "tools"
EXTRACTS = Path(__file__).with_name("extracts")

Load = Callable[[str], ModuleType]
Inputs = Callable[..., Any]


@pytest.fixture
def load() -> Iterator[Load]:
    sys.path.insert(0, str(TOOLS))
    try:
        yield lambda name: importlib.import_module(f"snapshot.{name}")
    finally:
        sys.path.remove(str(TOOLS))


@pytest.fixture
def inputs(load: Load, tmp_path: Path) -> Inputs:
    """Return a table's declared inputs from the extracts; an edit is (file, text, other text)."""

    def declared(identifier: str, *edits: tuple[str, str, str]) -> Any:
        folder = tmp_path / "inputs"
        shutil.copytree(EXTRACTS, folder, dirs_exist_ok=True)
        for file, before, after in edits:
            text = (folder / file).read_text(encoding="utf-8")
            assert text.count(before) == 1, f"{before} stands {text.count(before)} times in {file}"
            (folder / file).write_text(text.replace(before, after), encoding="utf-8")
        return load("reading").Inputs(folder).of(identifier)

    return declared


@pytest.fixture
def error(load: Load) -> type[Exception]:
    """The tool's own error: an input is not as it was."""
    found: type[Exception] = load("reading").SnapshotBuildError
    return found
