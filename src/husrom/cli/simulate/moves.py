"""Where the fillers of vacancies come from, for each draw of what is not known of it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from husrom.housing.calibration import MoveCounts, posterior

Floats = NDArray[np.float64]
Tree = Mapping[str, Any]
Draws: TypeAlias = Callable[[int], Floats]
"""From the number of a draw to moves, shape (S, S)."""


def certain_moves(rows: Tree, names: Sequence[str]) -> Floats:
    return np.array([[float(rows.get(name, {}).get(other, 0)) for other in names] for name in names])


def counted_moves(counts: Tree, names: Sequence[str], seed: int) -> Draws:
    """Draw from what counts say of the probabilities; a column that is no sector is a reason that chains end."""
    reasons = sorted({column for row in counts.values() for column in row} - set(names))
    table = np.array([[float(counts.get(name, {}).get(column, 0)) for column in (*names, *reasons)] for name in names])
    found = posterior(MoveCounts.of(names, table[:, : len(names)], table[:, len(names) :], reasons))

    def draw(number: int) -> Floats:
        drawn: Floats = found.draw(1, np.random.default_rng([seed, number]))[0, :, : len(names)]
        return drawn

    return draw
