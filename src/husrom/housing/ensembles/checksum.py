"""A fingerprint of results: the same for the same numbers, whoever reckoned them and in whatever order."""

import hashlib
from collections.abc import Mapping

import numpy as np

from husrom.housing.ensembles.running import Results


def checksum(results: Results) -> str:
    """Return the SHA-256 of every cell and every array, bit for bit, in the order of the cells.

    Every NaN counts as the same.

    Examples
    --------
    >>> from husrom.housing.ensembles.cells import Cell
    >>> one, two = {"sum": np.array([1.0])}, {"sum": np.array([2.0])}
    >>> here = checksum({Cell(0, 0, 0, 0): one, Cell(0, 0, 0, 1): two})
    >>> here == checksum({Cell(0, 0, 0, 1): two, Cell(0, 0, 0, 0): one})
    True
    """
    found = hashlib.sha256()
    for cell in sorted(results):
        found.update(repr(tuple(cell)).encode())
        _add(found, results[cell])
    return found.hexdigest()


def _add(found: "hashlib._Hash", arrays: Mapping[str, np.ndarray]) -> None:
    for name in sorted(arrays):
        array = np.ascontiguousarray(arrays[name])
        found.update(f"{name} {array.dtype.descr} {array.shape}".encode())
        if array.dtype.kind == "f":
            array = np.where(np.isnan(array), np.nan, array)
        found.update(array.tobytes())
