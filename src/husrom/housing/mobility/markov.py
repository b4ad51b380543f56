"""The simulated market against White's closed form: how far a constant table of moves is from telling the same."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from husrom.housing.chains import fundamental_matrix, mean_length
from husrom.housing.mobility.ledger import Rows

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class MarkovComparison:
    """Mean length of chains, simulated and by the closed form on the moves that were simulated.

    Attributes
    ----------
    moves
        Shape (S, S): share of the filled vacancies of each sector that were filled from each sector; rows of sectors
        where no vacancy was filled are 0.
    chains
        Shape (S,), chains that ended, by the sector they began in.
    simulated, closed_form
        Shape (S,), vacancies including the first; NaN for a sector where no chain ended.
    """

    moves: Floats
    chains: NDArray[np.int64]
    simulated: Floats
    closed_form: Floats


def markov_comparison(ledgers: Sequence[Rows], chains: Sequence[Rows], sectors: int) -> MarkovComparison:
    """Compare runs with the closed form.

    Parameters
    ----------
    ledgers, chains
        One of each for each run, open vacancies included.
    sectors
        How many.

    Notes
    -----
    Chains with a vacancy still open are left out on both sides. A couple that leaves two dwellings counts with the
    sector of the larger alone in `moves`, so the closed form is too short where there are many such couples.
    """
    ended = [_ended(ledger, begun) for ledger, begun in zip(ledgers, chains, strict=True)]
    fills = np.concatenate([ledger[whole[ledger["chain"]]] for ledger, whole in zip(ledgers, ended, strict=True)])
    counts = np.zeros((sectors, sectors))
    freeing = fills[fills["freed"] > 0]
    np.add.at(counts, (freeing["to_sector"], freeing["from_sector"]), 1)
    total = np.bincount(fills["to_sector"], minlength=sectors)
    moves = counts / np.maximum(1, total)[:, None]
    start = np.concatenate([begun["sector"][whole] for begun, whole in zip(chains, ended, strict=True)])
    length = np.concatenate(
        [
            np.bincount(ledger["chain"], minlength=len(begun))[whole]
            for ledger, begun, whole in zip(ledgers, chains, ended, strict=True)
        ]
    )
    number = np.bincount(start, minlength=sectors)
    some = np.where(number > 0, number, np.nan)
    closed = np.where(number > 0, mean_length(fundamental_matrix(moves)), np.nan)
    return MarkovComparison(moves, number, np.bincount(start, length, sectors) / some, closed)


def _ended(ledger: Rows, chains: Rows) -> NDArray[np.bool_]:
    ended = np.ones(len(chains), np.bool_)
    ended[ledger["chain"][np.isnan(ledger["time"])]] = False
    return ended
