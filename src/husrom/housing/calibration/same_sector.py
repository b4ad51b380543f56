"""Moves within a sector: what totals never show, and what lengths hang on.

A household that moves from one flat to another fills a flat and frees a flat: no net total changes, but chains grow
longer. Only gross flows (moves counted, dwellings sold) tell; without them a length is an interval.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from husrom.figures.wording import gettext_noop as _
from husrom.housing.calibration.counts import MoveCounts
from husrom.housing.calibration.errors import CalibrationError
from husrom.housing.chains import ChainSolution, solve
from husrom.housing.chains.programme import start_vector
from husrom.housing.chains.transitions import Array


@dataclass(frozen=True, slots=True, eq=False)
class LengthInterval:
    """What lengths can be when moves within sectors are not known.

    Attributes
    ----------
    low, high
        Vacancies including the first, shape (S,): without any such moves, and with as many as could be. High is
        infinite where nothing limits them.
    is_identified
        Whether the two are the same.
    """

    low: Array
    high: Array

    @property
    def is_identified(self) -> bool:
        """Whether what is known leaves one answer."""
        return bool((self.low == self.high).all())


def with_gross_fills(counts: MoveCounts, gross_fills: ArrayLike) -> MoveCounts:
    """Add the moves within sectors that gross flows tell of.

    Parameters
    ----------
    counts
        Moves between sectors and ends of chains; what stands on the diagonal is replaced.
    gross_fills
        Shape (S,): all dwellings of each sector that were filled, also by households from the same sector.

    Raises
    ------
    CalibrationError
        When a sector has fewer gross fills than moves from elsewhere.

    Examples
    --------
    >>> net = MoveCounts.of(["house", "flat"], [[0, 10], [5, 0]], [[20], [45]], ["formation"])
    >>> with_gross_fills(net, [30, 80]).moves.tolist()
    [[0.0, 10.0], [5.0, 30.0]]
    """
    gross = start_vector(counts.sectors, gross_fills)
    moves = counts.moves.copy()
    np.fill_diagonal(moves, 0.0)
    within = gross - moves.sum(axis=1) - counts.ends.sum(axis=1)
    for sector, filled, missing in zip(counts.sectors, gross.tolist(), within.tolist(), strict=True):
        if missing < 0:
            raise CalibrationError(
                _("Row %(row)s has %(value)s fills in all, but %(net)s from other sectors and new households alone."),
                row=sector,
                value=filled,
                net=filled - missing,
            )
    np.fill_diagonal(moves, within)
    return MoveCounts.of(counts.sectors, moves, counts.ends, counts.reasons)


def with_gross_total(counts: MoveCounts, gross_moves: float, pattern: ArrayLike) -> MoveCounts:
    """Add moves within sectors when only their total with all others is known.

    Parameters
    ----------
    gross_moves
        All moves between dwellings of the area, such as moves within the municipality.
    pattern
        Shape (S,): how the moves within sectors are spread, such as dwellings times turnover. An assumption.

    Raises
    ------
    CalibrationError
        When there are fewer moves in all than between sectors, or the pattern is nothing but 0.

    Examples
    --------
    >>> net = MoveCounts.of(["house", "flat"], [[0, 10], [5, 0]], [[20], [45]], ["formation"])
    >>> with_gross_total(net, 45, [1, 2]).moves.tolist()
    [[10.0, 10.0], [5.0, 20.0]]
    """
    spread = start_vector(counts.sectors, pattern)
    between = float(counts.moves.sum() - np.trace(counts.moves))
    if not between <= gross_moves < np.inf:
        raise CalibrationError(
            _("There are %(value)s moves in all, but %(net)s between sectors alone."), value=gross_moves, net=between
        )
    if not spread.any():
        raise CalibrationError(_("The pattern of moves within sectors sums to 0, but must tell where they are."))
    moves = counts.moves.copy()
    np.fill_diagonal(moves, (gross_moves - between) * spread / spread.sum())
    return MoveCounts.of(counts.sectors, moves, counts.ends, counts.reasons)


def length_interval(counts: MoveCounts, most_same_sector: Sequence[float] | float | None = None) -> LengthInterval:
    """Return what lengths can be when moves within sectors are not known.

    Parameters
    ----------
    counts
        Moves between sectors and ends of chains; what stands on the diagonal is left out.
    most_same_sector
        The largest share of a sector's fills that can come from the same sector: one for all, or one for each. None
        where nothing is known, so that there is no upper end.

    Raises
    ------
    CalibrationError
        When a share is no probability under 1, or a sector has no counts.

    Examples
    --------
    >>> net = MoveCounts.of(["house", "flat"], [[0, 10], [5, 0]], [[20], [45]], ["formation"])
    >>> found = length_interval(net, 0.5)
    >>> found.low.round(3).tolist(), found.high.round(3).tolist(), found.is_identified
    ([1.379, 1.138], [2.759, 2.276], False)
    >>> length_interval(net).high.tolist()
    [inf, inf]
    """
    moves = counts.moves.copy()
    np.fill_diagonal(moves, 0.0)
    shortest = solve(MoveCounts.of(counts.sectors, moves, counts.ends, counts.reasons).transitions())
    low = shortest.vacancies_incl_first
    if most_same_sector is None:
        return LengthInterval(low, np.full(len(low), np.inf))
    shares = np.broadcast_to(np.asarray(most_same_sector, dtype=np.float64), low.shape)
    return LengthInterval(low, lengths_with_same_sector(shortest, shares))


def lengths_with_same_sector(solution: ChainSolution, shares: ArrayLike) -> Array:
    """Return lengths when a share of each sector's fills comes from the same sector and the rest is spread as before.

    Every visit to a sector becomes 1 / (1 - share) visits, so no other solve is needed; why chains end does not change.

    Parameters
    ----------
    solution
        Chains without moves within sectors.
    shares
        Shape (S,), from 0 and under 1.

    Raises
    ------
    CalibrationError
        When a share is no probability under 1.

    Examples
    --------
    >>> from husrom.housing.chains import Transitions
    >>> lengths_with_same_sector(solve(Transitions.of(["flat"], [[0.0]])), [0.5]).tolist()
    [2.0]
    """
    sectors = solution.transitions.sectors
    known = np.asarray(shares, dtype=np.float64)
    for sector, share in zip(sectors, known.tolist(), strict=True):
        if not 0 <= share < 1:
            raise CalibrationError(
                _("Row %(row)s has %(value)s as the share from the same sector, but from 0 and under 1 was expected."),
                row=sector,
                value=share,
            )
    lengths: Array = solution.fundamental @ (1 / (1 - known))
    return lengths
