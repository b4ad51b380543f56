"""Tables that meet their margins: proportional fitting, then rounding to whole numbers without losing the margins."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from husrom.figures.wording import gettext_noop as _
from husrom.housing.calibration.margins import Margin, fit_table
from husrom.housing.mobility.errors import MobilityInputError

Table = NDArray[np.float64]

_WHOLE = 1e-6
_LARGEST_RESIDUAL = 1e-4


def fitted(prior: ArrayLike, rows: ArrayLike, columns: ArrayLike) -> Table:
    """Scale a table to its margins, keeping its odds ratios and its zeros.

    Parameters
    ----------
    prior
        Shape (R, C), 0 where a combination is impossible.
    rows, columns
        Shapes (R,) and (C,), counts with the same sum.

    Returns
    -------
    array, shape (R, C), counts

    Raises
    ------
    MobilityInputError
        When the margins' sums differ, or the zeros leave no way to meet them.

    References
    ----------
    Deming, W. E. & Stephan, F. F. (1940). Annals of Mathematical Statistics 11(4).

    Examples
    --------
    >>> fitted([[1, 1], [1, 1]], [30, 10], [20, 20]).tolist()
    [[15.0, 15.0], [5.0, 5.0]]
    """
    row_sums, column_sums = (np.array(part, np.float64) for part in (rows, columns))
    if not np.isclose(row_sums.sum(), column_sums.sum(), rtol=1e-12, atol=1e-9):
        raise MobilityInputError(
            f"The rows sum to {row_sums.sum():g} and the columns to {column_sums.sum():g}, but they count the same."
        )
    table = fit_table(prior, _margin(row_sums), _margin(column_sums), largest_residual=np.inf).table
    residual = max(np.abs(table.sum(axis=0) - column_sums).max(), np.abs(table.sum(axis=1) - row_sums).max())
    if residual > _LARGEST_RESIDUAL:
        raise MobilityInputError(
            _("The margins cannot be met: %(left)s are left over, because needed combinations were ruled out."),
            left=float(residual),
        )
    return table


def _margin(sums: Table) -> Margin:
    return Margin.of([str(place) for place in range(sums.size)], sums)


def rounded(table: Table, random: np.random.Generator) -> NDArray[np.int64]:
    """Round a table to whole numbers so that every margin that is whole stays exactly what it is.

    Each cell becomes one of its two neighbours, with the probability that keeps its expectation.

    Parameters
    ----------
    table
        Shape (R, C), counts whose row and column sums are whole.
    random
        Where the choices come from.

    Returns
    -------
    array, shape (R, C), int64

    Raises
    ------
    MobilityInputError
        When a row or column does not sum to a whole number.

    References
    ----------
    Cox, L. H. (1987). A constructive procedure for unbiased controlled rounding. JASA 82(398).

    Examples
    --------
    >>> whole = rounded(np.array([[0.5, 0.5], [0.5, 0.5]]), np.random.default_rng(1))
    >>> whole.sum(axis=0).tolist(), whole.sum(axis=1).tolist()
    ([1, 1], [1, 1])
    """
    margins = np.concatenate([table.sum(axis=0), table.sum(axis=1)])
    if np.abs(margins - np.rint(margins)).max() > _LARGEST_RESIDUAL:
        worst = margins[np.abs(margins - np.rint(margins)).argmax()]
        raise MobilityInputError(f"A margin is {worst:g}, but only whole margins can be kept: round them first.")
    work = table.copy()
    while (loose := _fractions(work)).any():
        _shift(work, _cycle(loose), random)
    return np.rint(work).astype(np.int64)


def _fractions(work: Table) -> NDArray[np.bool_]:
    """Return which cells are not whole, and make whole those that only rounding errors keep from it.

    A cell alone in its row or column among whole ones is such: the margin is whole.
    """
    while True:
        near = np.rint(work)
        loose = np.abs(work - near) >= _WHOLE
        alone = loose & ((loose.sum(axis=1) == 1)[:, None] | (loose.sum(axis=0) == 1))
        done = ~loose | alone
        work[done] = near[done]
        if not alone.any():
            return loose


def _cycle(loose: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return cells that are not whole, each sharing by turns a row or a column with the next, round to the first.

    No row or column has one such cell alone, since its margin is whole; so a walk never comes to a dead end.
    """
    row, column = (int(place) for place in np.argwhere(loose)[0])
    path: list[tuple[int, int]] = []
    seen_rows: dict[int, int] = {}
    seen_columns: dict[int, int] = {}
    while True:
        if row in seen_rows:
            return path[seen_rows[row] :]
        seen_rows[row] = len(path)
        column = _other(loose[row], column if path else -1)
        path.append((row, column))
        if column in seen_columns:
            return path[seen_columns[column] :]
        seen_columns[column] = len(path)
        row = _other(loose[:, column], row)
        path.append((row, column))


def _other(loose: NDArray[np.bool_], but: int) -> int:
    places = np.flatnonzero(loose)
    return int(places[places != but][0])


def _shift(work: Table, cycle: list[tuple[int, int]], random: np.random.Generator) -> None:
    """Move mass around a cycle, up and down by turns, until some cell is whole."""
    rows, columns = (np.array(part) for part in zip(*cycle, strict=True))
    values = work[rows, columns]
    signs = np.where(np.arange(len(cycle)) % 2 == 0, 1.0, -1.0)
    above, below = np.ceil(values) - values, values - np.floor(values)
    up = float(np.where(signs > 0, above, below).min())
    down = float(np.where(signs > 0, below, above).min())
    step = up if random.random() < down / (up + down) else -down
    work[rows, columns] = values + signs * step
