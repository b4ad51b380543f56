"""Totals to chains: one answer where gross flows are known, an interval where they are not."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from husrom.figures.wording import gettext_noop as _
from husrom.housing.calibration.counts import MoveCounts
from husrom.housing.calibration.errors import CalibrationError
from husrom.housing.calibration.margins import FittedTable, Margin, fit_table
from husrom.housing.calibration.same_sector import LengthInterval, length_interval, with_gross_fills
from husrom.housing.chains import solve


@dataclass(frozen=True, slots=True, eq=False)
class MarginEstimate:
    """Chains from totals.

    Attributes
    ----------
    fitted
        The table nearest to the prior, with how far each total is missed.
    counts
        The same as counts, with moves within sectors where gross flows tell of them.
    lengths
        Vacancies including the first, shape (S,): low and high the same where gross flows are known, and an interval
        where they are not. It holds what the totals cannot tell of moves within sectors; what the prior should have
        been it does not.
    """

    fitted: FittedTable
    counts: MoveCounts
    lengths: LengthInterval


def estimate_from_margins(
    prior: ArrayLike,
    fills: Margin,
    releases: Margin,
    *,
    gross_fills: ArrayLike | None = None,
    most_same_sector: Sequence[float] | float | None = None,
) -> MarginEstimate:
    """Estimate chains when only totals are known.

    Parameters
    ----------
    prior
        Shape (S, S + R): how households are thought to move, such as national frequencies by distance; 0 where
        something cannot happen. What stands on the diagonal is left out.
    fills
        Totals of dwellings filled in each of S sectors, by households from other sectors and new ones.
    releases
        Totals of dwellings left in each sector, in the order of `fills`, and then of households that left none, by
        reason.
    gross_fills
        Shape (S,): dwellings filled in each sector by anybody; None where not known.
    most_same_sector
        Where gross flows are not known: the largest share of a sector's fills that can come from the same sector.

    Raises
    ------
    CalibrationError
        When the two totals do not name the same sectors, or as `fit_table` and `with_gross_fills`.
    ChainInputError
        When the chains do not end.

    Examples
    --------
    >>> fills = Margin.of(["house", "flat"], [30, 50])
    >>> releases = Margin.of(["house", "flat", "formation"], [5, 10, 65])
    >>> found = estimate_from_margins(np.ones((2, 3)), fills, releases, most_same_sector=0.5)
    >>> found.lengths.low.round(2).tolist(), found.lengths.high.round(2).tolist(), found.lengths.is_identified
    ([1.38, 1.14], [2.76, 2.28], False)
    >>> estimate_from_margins(np.ones((2, 3)), fills, releases, gross_fills=[40, 80]).lengths.is_identified
    True
    """
    size = len(fills.names)
    reasons = releases.names[size:]
    if releases.names[:size] != fills.names:
        raise CalibrationError(
            _("The releases begin with %(names)s, but the sectors %(sectors)s were expected, then reasons."),
            names=", ".join(releases.names[:size]),
            sectors=", ".join(fills.names),
        )
    start = np.array(prior, dtype=np.float64)
    if start.ndim == 2:  # noqa: PLR2004 -- any other shape is refused by name below
        np.fill_diagonal(start, 0.0)
    fitted = fit_table(start, fills, releases)
    counts = MoveCounts.of(fills.names, fitted.table[:, :size], fitted.table[:, size:], reasons)
    if gross_fills is None:
        return MarginEstimate(fitted, counts, length_interval(counts, most_same_sector))
    known = with_gross_fills(counts, gross_fills)
    length = solve(known.transitions()).vacancies_incl_first
    return MarginEstimate(fitted, known, LengthInterval(length, length))
