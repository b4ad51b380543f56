"""Only totals known: the table nearest to a prior one that has them, or a refusal when none has."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from husrom.figures.wording import gettext_noop as _
from husrom.housing.calibration.errors import CalibrationError
from husrom.housing.chains.transitions import Array

LARGEST_RESIDUAL = 0.005
"""Totals missed by more than this share of themselves are not met: the table is refused."""

_PRECISION = 1e-12
_MOST_ROUNDS = 20_000
_LARGEST_FACTOR = 1e100
"""Factors grow without end where zeros make the totals impossible."""


@dataclass(frozen=True, slots=True, eq=False)
class Margin:
    """Totals by row or by column, each known exactly or as an interval.

    Attributes
    ----------
    names
        K names.
    low, high
        Shape (K,).
    """

    names: tuple[str, ...]
    low: Array
    high: Array

    @classmethod
    def of(cls, names: Sequence[str], low: ArrayLike, high: ArrayLike | None = None) -> "Margin":
        """Check totals.

        Parameters
        ----------
        low
            Shape (K,).
        high
            Shape (K,), infinity where nothing is known; None where `low` is the total itself.

        Raises
        ------
        CalibrationError
            When there is not one for each name, one is negative or no number, or low is above high.

        Examples
        --------
        >>> Margin.of(["house", "flat"], [10, 20]).high.tolist()
        [10.0, 20.0]
        """
        lower = np.array(low, dtype=np.float64)
        upper = lower.copy() if high is None else np.array(high, dtype=np.float64)
        if not lower.shape == upper.shape == (len(names),):
            raise CalibrationError(
                _("There are %(values)s totals, but one for each of the %(count)s names was expected."),
                values=min(lower.size, upper.size),
                count=len(names),
            )
        for name, least, most in zip(names, lower.tolist(), upper.tolist(), strict=True):
            if not 0 <= least <= most or np.isinf(least):
                raise CalibrationError(
                    _("The total of %(row)s is from %(value)s to %(high)s, but low to high was expected."),
                    row=name,
                    value=least,
                    high=most,
                )
        return cls(tuple(names), lower, upper)


@dataclass(frozen=True, slots=True, eq=False)
class FittedTable:
    """The table nearest to the prior one that has the totals.

    Attributes
    ----------
    table
        Shape (rows, columns).
    row_residuals, column_residuals
        How far each sum is outside its interval, as a share of the nearest end.
    slack
        How much of themselves the totals had to give way, because those of the rows and of the columns sum to
        different numbers; the rows one way, the columns the other.
    rounds
        Passes over rows and columns.
    """

    table: Array
    row_residuals: Array
    column_residuals: Array
    slack: float
    rounds: int

    @property
    def largest_residual(self) -> float:
        """The largest share by which any total is missed."""
        return float(max(self.row_residuals.max(), self.column_residuals.max()))


def fit_table(
    prior: ArrayLike, rows: Margin, columns: Margin, largest_residual: float = LARGEST_RESIDUAL
) -> FittedTable:
    """Return the table with given totals that is nearest to a prior one.

    Minimises Σ T ln(T / T₀) (Kullback and Leibler) by proportional fitting; a total known as an interval pulls only
    when the sum is outside it. What is 0 in the prior stays 0. When the two sides sum to different numbers both give
    way by the same share.

    Parameters
    ----------
    prior
        T₀, shape (rows, columns), not negative; 0 where something cannot happen. All ones give the most even table.
    largest_residual
        The share that any total may be missed by.

    Raises
    ------
    CalibrationError
        When shapes do not fit or a value is negative, or a total is missed by more than the largest residual; the
        sentence names it.

    References
    ----------
    Csiszár, I. (1975). I-divergence geometry of probability distributions and minimization problems. Annals of
    Probability 3(1).
    Censor, Y. & Lent, A. (1981). An iterative row-action method for interval convex programming. Journal of
    Optimization Theory and Applications 34(3).

    Examples
    --------
    >>> fitted = fit_table([[1, 1], [1, 1]], Margin.of(["house", "flat"], [30, 10]), Margin.of(["a", "b"], [20, 20]))
    >>> fitted.table.tolist(), fitted.largest_residual
    ([[15.0, 15.0], [5.0, 5.0]], 0.0)
    """
    start = np.array(prior, dtype=np.float64)
    _check_prior(start, rows, columns)
    slack = _slack(rows, columns)
    row_low, row_high = rows.low * (1 + slack), rows.high * (1 + slack)
    column_low, column_high = columns.low * (1 - slack), columns.high * (1 - slack)
    row_factors, column_factors, rounds = _factors(start, (row_low, row_high), (column_low, column_high))
    table = row_factors[:, None] * start * column_factors
    fitted = FittedTable(
        table=table,
        row_residuals=_residuals(table.sum(axis=1), rows.low, rows.high),
        column_residuals=_residuals(table.sum(axis=0), columns.low, columns.high),
        slack=abs(slack),
        rounds=rounds,
    )
    _check_residuals(fitted, rows, columns, largest_residual)
    return fitted


def _factors(start: Array, rows: tuple[Array, Array], columns: tuple[Array, Array]) -> tuple[Array, Array, int]:
    """Pull rows and columns in turn until no factor changes, or they grow without end."""
    row_factors = _pull(start.sum(axis=1), *rows)
    column_factors, rounds, change = np.ones(start.shape[1]), 0, np.inf
    while change > _PRECISION and rounds < _MOST_ROUNDS and _bounded(row_factors, column_factors):
        rounds += 1
        column_factors = _pull(row_factors @ start, *columns)
        factors = _pull(start @ column_factors, *rows)
        # That the sums are inside their intervals is not enough: a factor may still pull that need not.
        change = float((np.abs(factors - row_factors) / np.where(row_factors > 0, row_factors, 1.0)).max())
        row_factors = factors
    return row_factors, column_factors, rounds


def _pull(sums: Array, low: Array, high: Array) -> Array:
    """Return the factors that bring sums into their intervals, 1 where they are in."""
    reachable = sums > 0
    divisor = np.where(reachable, sums, 1.0)
    factors = np.clip(1.0, low / divisor, high / divisor)
    # A row that its zeros leave nothing keeps its factor; its residual tells.
    return np.where(reachable, factors, 1.0)


def _bounded(*factors: Array) -> bool:
    return all(side.max() < _LARGEST_FACTOR for side in factors)


def _slack(rows: Margin, columns: Margin) -> float:
    """Return the share rows grow and columns shrink by (or the reverse) for their sums to meet."""
    least, most = rows.low.sum(), rows.high.sum()
    other_least, other_most = columns.low.sum(), columns.high.sum()
    if most < other_least:
        return float((other_least - most) / (other_least + most))
    if least > other_most:
        return float((other_most - least) / (other_most + least))
    return 0.0


def _residuals(sums: Array, low: Array, high: Array) -> Array:
    outside = np.where(sums < low, low - sums, np.where(sums > high, sums - high, 0.0))
    end = np.where(sums < low, low, np.where(np.isinf(high), 1.0, high))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(outside > 0, outside / end, 0.0)


def _check_prior(prior: Array, rows: Margin, columns: Margin) -> None:
    if prior.shape != (len(rows.names), len(columns.names)):
        raise CalibrationError(
            _("The table is %(shape)s, but %(rows)s rows and %(columns)s columns were expected."),
            shape=" × ".join(map(str, prior.shape)),
            rows=len(rows.names),
            columns=len(columns.names),
        )
    for row, column in np.argwhere(~((prior >= 0) & np.isfinite(prior))).tolist():
        raise CalibrationError(
            _("Row %(row)s has %(value)s in column %(column)s, but a number from 0 upwards was expected."),
            row=rows.names[row],
            column=columns.names[column],
            value=float(prior[row, column]),
        )


def _check_residuals(fitted: FittedTable, rows: Margin, columns: Margin, largest: float) -> None:
    if fitted.largest_residual <= largest:
        return
    residuals = np.concatenate([fitted.row_residuals, fitted.column_residuals])
    worst = int(np.argmax(residuals))
    raise CalibrationError(
        _(
            "The total of %(row)s is missed by %(value)s %%, but at most %(most)s %% is accepted: the totals "
            "contradict each other or what is said to be impossible."
        ),
        row=(*rows.names, *columns.names)[worst],
        value=round(100 * float(residuals[worst]), 3),
        most=100 * largest,
    )
