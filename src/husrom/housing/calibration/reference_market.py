"""The market that published chains are compared with, and the statistics of chains in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Self

import numpy as np
import yaml
from numpy.typing import NDArray

from husrom.housing.calibration.pattern import TENDENCIES, PatternSector, pattern_transitions

Floats = NDArray[np.float64]

FIRST_MOVERS_FROM_HERE = 54 / 177
"""Of the first movers to the 177 Swedish dwellings of target T5, how many came from the municipality itself."""
_HOUSES = ("detached", "semi_detached", "row")
_LATER_LINK = 6
_LOCAL_SHARE = TENDENCIES.index("local_share")


@dataclass(frozen=True, slots=True, eq=False)
class ReferenceMarket:
    """A stock, what is built in it, and the sectors that targets ask for.

    Attributes
    ----------
    sectors
        S sectors.
    new
        Shape (S,), share of new dwellings by sector; sums to 1.
    asked
        Rows of sectors by what targets call them: `detached`, `owned_flat`, `one_room`, `large_rented`, `accessible`.
    """

    sectors: tuple[PatternSector, ...]
    new: Floats
    asked: Mapping[str, int]

    @classmethod
    def of(cls, sectors: Sequence[PatternSector], new: Sequence[float], asked: Mapping[str, int]) -> Self:
        """Return the market with new dwellings as shares."""
        built = np.array(new, np.float64)
        return cls(tuple(sectors), built / built.sum(), asked)

    def statistics(self, values: Floats) -> dict[str, Floats]:
        """Return what targets ask of patterns.

        Parameters
        ----------
        values
            Shape (N, 11).

        Returns
        -------
        dict
            Arrays of shape (N,), by the names that targets use.
        """
        everywhere = values.copy()
        everywhere[:, _LOCAL_SHARE] = 1.0
        anywhere = pattern_transitions(self.sectors, everywhere)
        lengths = _lengths(anywhere)
        ends = 1 - anywhere.sum(axis=2)
        row = self.asked
        first = np.einsum("i,nij->nj", self.new, anywhere)
        return {
            "first_continuation": first.sum(axis=1),
            "freed_per_new": lengths @ self.new - 1,
            "detached_beyond_flat": lengths[:, row["detached"]] - lengths[:, row["owned_flat"]],
            "same_kind_lift": self._same_kind_lift(anywhere),
            "houses_freed_in_the_municipality": self._houses_freed_here(values, first),
            "large_rented_beyond_one_room": lengths[:, row["large_rented"]] - lengths[:, row["one_room"]],
            "accessible_beyond_large_rented": lengths[:, row["accessible"]] - lengths[:, row["large_rented"]],
            "rented_ends_beyond_owned_flat": ends[:, row["large_rented"]] - ends[:, row["owned_flat"]],
            "owned_flat_ends_beyond_house": ends[:, row["owned_flat"]] - ends[:, row["detached"]],
            "mix_flattening": self._flattening(anywhere, first),
        }

    def _same_kind_lift(self, moves: Floats) -> Floats:
        """Return how much commoner the kind of the new dwelling is among the first freed than in the stock."""
        same = np.array([[one.kind == other.kind for other in self.sectors] for one in self.sectors])
        stock = self._stock()
        freed = np.einsum("i,nij,ij->n", self.new, moves, same) / np.einsum("i,nij->n", self.new, moves)
        expected = float(self.new @ (same @ stock))
        return np.asarray(freed / expected, np.float64)

    def _houses_freed_here(self, values: Floats, first: Floats) -> Floats:
        house = np.array([sector.kind in _HOUSES for sector in self.sectors], np.float64)
        local = pattern_transitions(self.sectors, values)
        visits = np.linalg.solve(
            np.eye(len(self.sectors)) - local, np.broadcast_to(house[:, None], (*local.shape[:2], 1))
        )
        found: Floats = FIRST_MOVERS_FROM_HERE * np.einsum("nj,nj->n", first, visits[..., 0])
        return found

    def _flattening(self, moves: Floats, first: Floats) -> Floats:
        mix, stock = first, self._stock()
        for _link in range(1, _LATER_LINK):
            mix = np.einsum("nj,njk->nk", mix, moves)
        early, late = (np.abs(part / part.sum(axis=1, keepdims=True) - stock).sum(axis=1) / 2 for part in (first, mix))
        return np.asarray(early - late, np.float64)

    def _stock(self) -> Floats:
        dwellings = np.array([sector.dwellings for sector in self.sectors], np.float64)
        return np.asarray(dwellings / dwellings.sum(), np.float64)


def _lengths(moves: Floats) -> Floats:
    """Return vacancies of chains including the first, shape (N, S)."""
    ones = np.ones((*moves.shape[:2], 1))
    return np.asarray(np.linalg.solve(np.eye(moves.shape[1]) - moves, ones)[..., 0], np.float64)


@cache
def reference_market() -> ReferenceMarket:
    """Return Norway's stock, divided by tenure and rooms by priors; the file tells how.

    Examples
    --------
    >>> market = reference_market()
    >>> len(market.sectors), float(market.new.sum().round(9))
    (18, 1.0)
    """
    path = files("husrom.housing.calibration") / "reference_stock.yaml"
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    entries = content["sectors"]
    return ReferenceMarket.of(
        [
            PatternSector(
                kind=entry["kind"],
                rooms=entry["rooms"],
                owned=entry["tenure"] == "owned",
                dwellings=entry["share"] * content["dwellings"][entry["kind"]],
                accessible_share=entry["accessible_share"],
            )
            for entry in entries
        ],
        [entry["new"] for entry in entries],
        {entry["ask"]: row for row, entry in enumerate(entries) if "ask" in entry},
    )
