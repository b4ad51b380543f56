"""Bands of ages in a scenario file, such as 20-29, as values by single years of age."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from husrom.housing.mobility.codes import AGES


def ends(band: str) -> tuple[int, int]:
    first, _dash, last = band.partition("-")
    return int(first), int(last or first)


def by_age(bands: Mapping[str, Any]) -> NDArray[np.float64]:
    """Return the value of each age, shape (111,); 0 where no band names it."""
    values = np.zeros(AGES)
    for band, value in bands.items():
        first, last = ends(band)
        values[first : last + 1] = value
    return values


def spread(bands: Mapping[str, Any]) -> NDArray[np.int64]:
    """Return the persons of each age, shape (111,): those of a band evenly, in whole persons."""
    persons = np.zeros(AGES, np.int64)
    for band, value in bands.items():
        first, last = ends(band)
        persons[first : last + 1] = np.diff(np.arange(last - first + 2) * value // (last - first + 1))
    return persons
