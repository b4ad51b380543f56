"""Observed moves to probabilities, with how sure one can be of each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from husrom.figures.wording import gettext_noop as _
from husrom.housing.calibration.errors import CalibrationError
from husrom.housing.chains import Transitions
from husrom.housing.chains.transitions import Array

PRIOR_COUNT = 0.5
"""Observations that the prior counts for in each row: half of one, spread over all that can happen."""


@dataclass(frozen=True, slots=True, eq=False)
class MoveCounts:
    """Vacancies by sector and by what came of them.

    Attributes
    ----------
    sectors, reasons
        S and R names.
    moves
        Shape (S, S): vacancies in i that were filled by a household that left a vacancy in j.
    ends
        Shape (S, R): vacancies in i whose chain ended there, by reason.
    """

    sectors: tuple[str, ...]
    reasons: tuple[str, ...]
    moves: Array
    ends: Array

    @classmethod
    def of(cls, sectors: Sequence[str], moves: ArrayLike, ends: ArrayLike, reasons: Sequence[str]) -> "MoveCounts":
        """Check counts.

        Raises
        ------
        CalibrationError
            When shapes do not fit, a count is negative or no number, or no reason is counted, so that nothing tells
            how often chains end.

        Examples
        --------
        >>> MoveCounts.of(["house"], [[30]], [[70]], ["formation"]).vacancies.tolist()
        [100.0]
        """
        if not reasons:
            raise CalibrationError(
                _("There are 0 reasons that chains end, but counts need at least one column of them, such as out.")
            )
        tables = np.array(moves, dtype=np.float64), np.array(ends, dtype=np.float64)
        for table, columns in zip(tables, (sectors, reasons), strict=True):
            if table.shape != (len(sectors), len(columns)):
                raise CalibrationError(
                    _("The table is %(shape)s, but %(rows)s rows and %(columns)s columns were expected."),
                    shape=" × ".join(map(str, table.shape)),
                    rows=len(sectors),
                    columns=len(columns),
                )
            for row, column in np.argwhere(~((table >= 0) & np.isfinite(table))).tolist():
                raise CalibrationError(
                    _("Row %(row)s has %(value)s in column %(column)s, but a number from 0 upwards was expected."),
                    row=sectors[row],
                    column=columns[column],
                    value=float(table[row, column]),
                )
        return cls(tuple(sectors), tuple(reasons), *tables)

    @property
    def vacancies(self) -> Array:
        """Vacancies counted in each sector, shape (S,)."""
        total: Array = self.moves.sum(axis=1) + self.ends.sum(axis=1)
        return total

    def transitions(self) -> Transitions:
        """Return the shares of the counts: the most likely probabilities.

        Raises
        ------
        CalibrationError
            When a row has no counts.
        ChainInputError
            When the chains do not end.

        Examples
        --------
        >>> MoveCounts.of(["house"], [[30]], [[70]], ["formation"]).transitions().moves.tolist()
        [[0.3]]
        """
        for sector, count in zip(self.sectors, self.vacancies.tolist(), strict=True):
            if count == 0:
                raise CalibrationError(
                    _("Row %(row)s sums to %(value)s, so nothing tells what its vacancies lead to."),
                    row=sector,
                    value=count,
                )
        total = self.vacancies[:, None]
        return Transitions.of(self.sectors, self.moves / total, self.ends / total, self.reasons)


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """What counts and prior say of the probabilities: an independent Dirichlet distribution for each row.

    Attributes
    ----------
    counts
        What was observed.
    weights
        Shape (S, S + R): the parameters; sectors first, then reasons. 0 where something cannot happen.
    """

    counts: MoveCounts
    weights: Array

    @property
    def mean(self) -> Array:
        """Mean probabilities, shape (S, S + R)."""
        expected: Array = self.weights / self.weights.sum(axis=1, keepdims=True)
        return expected

    def interval(self, level: float) -> tuple[Array, Array]:
        """Return the middle interval of each probability by itself.

        Parameters
        ----------
        level
            Probability within, such as 0.8 for the range from the 10th to the 90th percentile.

        Returns
        -------
        pair of arrays, shape (S, S + R), probability
            Lower and upper ends, exact (Beta quantiles).

        Examples
        --------
        >>> low, high = posterior(MoveCounts.of(["house"], [[30]], [[70]], ["formation"])).interval(0.8)
        >>> low.round(3).tolist(), high.round(3).tolist()
        ([[0.243, 0.64]], [[0.36, 0.757]])
        """
        from scipy.special import betaincinv  # noqa: PLC0415 -- takes a while to load, and draws do without

        _check_level(level)
        total = self.weights.sum(axis=1, keepdims=True)
        certain = (self.weights == 0) | (self.weights == total)
        own, other = np.where(certain, 1.0, self.weights), np.where(certain, 1.0, total - self.weights)
        low, high = (betaincinv(own, other, tail) for tail in ((1 - level) / 2, (1 + level) / 2))
        known = self.mean
        return np.where(certain, known, low), np.where(certain, known, high)

    def draw(self, draws: int, generator: np.random.Generator) -> Array:
        """Draw probabilities.

        Returns
        -------
        array, shape (draws, S, S + R), probability

        Examples
        --------
        >>> found = posterior(MoveCounts.of(["house"], [[30]], [[70]], ["formation"]))
        >>> found.draw(2, np.random.default_rng(1)).shape
        (2, 1, 2)
        """
        # Very small weights draw numbers that round to 0; Gamma(a) = Gamma(a + 1) U^(1/a) keeps their logarithm.
        gamma = np.log(generator.standard_gamma(self.weights + 1, size=(draws, *self.weights.shape)))
        uniform = np.log1p(-generator.random((draws, *self.weights.shape)))
        with np.errstate(divide="ignore", invalid="ignore"):
            logs = np.where(self.weights > 0, gamma + uniform / self.weights, -np.inf)
        drawn = np.exp(logs - logs.max(axis=2, keepdims=True))
        shares: Array = drawn / drawn.sum(axis=2, keepdims=True)
        return shares


def posterior(
    counts: MoveCounts,
    *,
    group: MoveCounts | None = None,
    prior_count: float = PRIOR_COUNT,
    impossible: NDArray[np.bool_] | None = None,
) -> Posterior:
    """Return what counts say of the probabilities.

    Parameters
    ----------
    group
        Counts of the municipalities this one resembles; the prior leans towards their shares (empirical Bayes). None,
        or a row without any, spreads the prior evenly.
    prior_count
        Observations the prior counts for in each row.
    impossible
        Shape (S, S + R), True where something cannot happen; None where everything can.

    Raises
    ------
    CalibrationError
        When the prior count is not positive, the group has other sectors or reasons, something impossible is counted,
        or nothing is possible in a row.

    References
    ----------
    Gelman, A. et al. (2013). Bayesian Data Analysis, section 3.4.

    Examples
    --------
    >>> posterior(MoveCounts.of(["house"], [[30]], [[70]], ["formation"])).mean.round(4).tolist()
    [[0.301, 0.699]]
    """
    if not 0 < prior_count < np.inf:
        raise CalibrationError(_("The prior counts for %(value)s, but more than 0 was expected."), value=prior_count)
    if group is not None and (group.sectors, group.reasons) != (counts.sectors, counts.reasons):
        raise CalibrationError(
            _("The group has the sectors and reasons %(names)s, but the same as the counts were expected."),
            names=", ".join((*group.sectors, *group.reasons)),
        )
    observed = np.hstack([counts.moves, counts.ends])
    pooled = np.zeros_like(observed) if group is None else np.hstack([group.moves, group.ends])
    possible = np.ones(observed.shape, dtype=bool) if impossible is None else ~impossible
    _check_possible(counts, observed, possible)
    pooled = np.where(possible, pooled, 0.0)
    total = pooled.sum(axis=1, keepdims=True)
    even = possible / possible.sum(axis=1, keepdims=True)
    leaning = np.where(total > 0, pooled / np.where(total > 0, total, 1.0), even)
    return Posterior(counts, observed + prior_count * leaning)


def _check_possible(counts: MoveCounts, observed: Array, possible: NDArray[np.bool_]) -> None:
    names = (*counts.sectors, *counts.reasons)
    for row, column in np.argwhere((observed > 0) & ~possible).tolist():
        raise CalibrationError(
            _("Row %(row)s has %(value)s in column %(column)s, which is said to be impossible."),
            row=counts.sectors[row],
            column=names[column],
            value=float(observed[row, column]),
        )
    for (row,) in np.argwhere(~possible.any(axis=1)).tolist():
        raise CalibrationError(
            _("Row %(row)s has %(value)s possible columns, but at least one is needed."),
            row=counts.sectors[row],
            value=0,
        )


def _check_level(level: float) -> None:
    if not 0 < level < 1:
        raise CalibrationError(
            _("The level is %(value)s, but a probability between 0 and 1 was expected."), value=level
        )
