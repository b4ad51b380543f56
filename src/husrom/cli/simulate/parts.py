"""Runs that are done, kept in a folder until all are: what was cut off goes on where it was."""

import contextlib
import shutil
import zipfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from husrom.cli.simulate.scenario_text import ScenarioFile
from husrom.housing.ensembles import Cell, Result

FOLDER = "unfinished"


class PartsFolder:
    """One file for each run, of these scenarios with this seed and version and no others."""

    def __init__(self, out: Path, files: Sequence[ScenarioFile], seed: int, code_version: str) -> None:
        key = "\n".join([code_version, str(seed), *(file.sha256 for file in files)])
        self._root = out / FOLDER
        self._folder = self._root / sha256(key.encode()).hexdigest()[:16]
        self._folder.mkdir(parents=True, exist_ok=True)

    def find(self, cell: Cell) -> Result | None:
        path = self._path(cell)
        try:
            with np.load(path, allow_pickle=False) as arrays:
                return dict(arrays)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, EOFError, zipfile.BadZipFile):
            # A file that is no longer whole is worth no more than none.
            path.unlink()
            return None

    def keep(self, cell: Cell, result: Result) -> None:
        path = self._path(cell)
        beside = path.with_suffix(".tmp")
        with beside.open("wb") as file:
            np.savez(file, allow_pickle=False, **dict(result))
        # All of the file takes its name at once, or nothing does.
        beside.replace(path)

    def clear(self) -> None:
        shutil.rmtree(self._folder)
        with contextlib.suppress(OSError):  # other scenarios of the same folder are unfinished
            self._root.rmdir()

    def _path(self, cell: Cell) -> Path:
        return self._folder / ("-".join(map(str, cell)) + ".npz")
