"""Where the fillers of vacancies come from, for each draw of what is not known of it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from husrom.housing.calibration import (
    MoveCounts,
    PatternSector,
    pattern_transitions,
    posterior,
    published_patterns,
)

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


def pattern_moves(sectors: Sequence[Tree], areas: Sequence[Tree]) -> Draws:
    """Draw from the patterns fitted to published chains, in turn; the first is the middle of them."""
    asked = [
        PatternSector(
            kind=entry["kind"],
            rooms=entry["rooms"],
            owned=entry["tenure"] == "owned",
            dwellings=entry["dwellings"],
            accessible_share=entry["accessible_share"],
            area=entry.get("area", ""),
        )
        for entry in sectors
    ]
    patterns, between = published_patterns(), _between(asked, areas)

    def draw(number: int) -> Floats:
        pattern = patterns[number % len(patterns)]
        return pattern_transitions(asked, pattern.values, from_areas=between)

    return draw


def _between(sectors: Sequence[PatternSector], areas: Sequence[Tree]) -> Floats | None:
    """Return where those who move into each area come from, in the order the sectors name the areas."""
    if not areas:
        return None
    order = list(dict.fromkeys(sector.area for sector in sectors))
    shares = {entry["name"]: entry["fillers_from"] for entry in areas}
    return np.array([[float(shares[into].get(out, 0)) for out in order] for into in order])
