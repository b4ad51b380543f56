"""Tasks that other processes can be asked for."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import numpy as np
from distributed import KilledWorker

from husrom.housing.ensembles import Cell, Result


def drawn(cell: Cell) -> Result:
    """Return numbers that the cell alone decides."""
    return {"numbers": np.random.default_rng(list(cell)).random(5), "luck": np.array(cell.luck)}


@dataclass(frozen=True)
class DiesOnce:
    """Kills its own process on one cell, the first time."""

    mark: Path

    def __call__(self, cell: Cell) -> Result:
        if cell.luck == 3 and not self.mark.exists():
            self.mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return drawn(cell)


def given_up(cell: Cell) -> Result:
    """Fail as a run does whose workers have died again and again."""
    raise KilledWorker(f"luck {cell.luck}", SimpleNamespace(address="tcp://nowhere"), 3)


def fails(cell: Cell) -> Result:
    raise ValueError(f"luck {cell.luck}")
