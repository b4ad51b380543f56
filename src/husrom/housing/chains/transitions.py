"""Where a vacancy goes next: the sectors, the moves between them and the reasons a chain ends."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from husrom.figures.wording import gettext_noop as _
from husrom.housing.chains.errors import ChainInputError

Array = NDArray[np.float64]

OUT = "out"
"""The reason of what no other reason accounts for."""

SUM_TOLERANCE = 1e-9
"""How far a row's sum may be from 1 by rounding alone; also the least share that can end a chain."""


@dataclass(frozen=True, slots=True, eq=False)
class Transitions:
    """Probabilities of what a vacancy leads to.

    Vacancies move opposite to people: `moves[i, j]` is the probability that a vacancy in sector i is filled by a
    household that leaves a vacancy in sector j.

    Attributes
    ----------
    sectors
        S names, each once.
    reasons
        R names of why a chain ends, each once, none of them a sector.
    moves
        Q, shape (S, S), probabilities.
    ends
        Shape (S, R), probabilities. Each row of `moves` and `ends` together sums to 1.

    References
    ----------
    White, H. C. (1970). Chains of Opportunity. Harvard University Press.
    """

    sectors: tuple[str, ...]
    reasons: tuple[str, ...]
    moves: Array
    ends: Array

    @classmethod
    def of(
        cls,
        sectors: Sequence[str],
        moves: ArrayLike,
        ends: ArrayLike | None = None,
        reasons: Sequence[str] = (),
    ) -> "Transitions":
        """Check probabilities, and let what the rows lack up to 1 be the reason `out`.

        Parameters
        ----------
        sectors
            S names.
        moves
            Shape (S, S).
        ends
            Shape (S, R), in the order of `reasons`; None where no reason is known.
        reasons
            R names; a reason called `out` takes what the rows lack.

        Raises
        ------
        ChainInputError
            When the shapes do not fit, a name is empty or there twice, a value is negative or no number, a row sums to
            more than 1, or a vacancy started somewhere would never end. The sentence names the row and the value.

        Examples
        --------
        >>> clergy = Transitions.of(["top", "bottom"], [[0.5, 0.25], [0, 0.5]])
        >>> clergy.reasons, clergy.ends.tolist()
        (('out',), [[0.25], [0.5]])
        >>> Transitions.of(["house"], [[1.25]])
        Traceback (most recent call last):
        ...
        husrom.housing.chains.errors.ChainInputError: Row house sums to 1.25, but probabilities sum to at most 1.
        """
        names, causes = tuple(sectors), tuple(reasons)
        _check_names(names, causes)
        q, r = _table(names, names, moves), _table(names, causes, np.empty((len(names), 0)) if ends is None else ends)
        sums = q.sum(axis=1) + r.sum(axis=1)
        if (sums > 1 + SUM_TOLERANCE).any():
            worst = int(np.argmax(sums))
            raise ChainInputError(
                _("Row %(row)s sums to %(value)s, but probabilities sum to at most 1."),
                row=names[worst],
                value=float(sums[worst]),
            )
        causes, r = _with_rest(causes, r, 1 - sums)
        _check_ends(names, q, r)
        return cls(names, causes, q, r)

    def position(self, sector: str) -> int:
        """Return the place of a sector in every vector and matrix.

        Raises
        ------
        ChainInputError
            When there is no such sector.

        Examples
        --------
        >>> Transitions.of(["house", "flat"], [[0, 0.5], [0.5, 0]]).position("flat")
        1
        """
        if sector not in self.sectors:
            raise ChainInputError(
                _("There is no sector %(row)s: the sectors are %(sectors)s."),
                row=sector,
                sectors=", ".join(self.sectors),
            )
        return self.sectors.index(sector)


def _check_names(sectors: tuple[str, ...], reasons: tuple[str, ...]) -> None:
    if not sectors:
        raise ChainInputError(_("There are no rows: at least one sector is needed."))
    seen: set[str] = set()
    for name in (*sectors, *reasons):
        if not name.strip():
            raise ChainInputError(_("A sector or a reason has no name: give each row and column one."))
        if name in seen:
            raise ChainInputError(_("The name %(row)s is there twice: give each row and column its own."), row=name)
        seen.add(name)


def _table(rows: tuple[str, ...], columns: tuple[str, ...], values: ArrayLike) -> Array:
    table = np.array(values, dtype=np.float64)
    if table.shape != (len(rows), len(columns)):
        raise ChainInputError(
            _("The table is %(shape)s, but %(rows)s rows and %(columns)s columns were expected."),
            shape=" × ".join(map(str, table.shape)),
            rows=len(rows),
            columns=len(columns),
        )
    # A NaN is not at least 0, so it is found here too.
    if (wrong := ~((table >= 0) & np.isfinite(table))).any():
        row, column = (int(place[0]) for place in np.nonzero(wrong))
        raise ChainInputError(
            _("Row %(row)s has %(value)s in column %(column)s, but a number from 0 upwards was expected."),
            row=rows[row],
            column=columns[column],
            value=float(table[row, column]),
        )
    return table


def _with_rest(reasons: tuple[str, ...], ends: Array, rest: Array) -> tuple[tuple[str, ...], Array]:
    """Give what the rows lack to the reason `out`; a lack from rounding alone makes no reason of its own."""
    rest = np.where(np.abs(rest) > SUM_TOLERANCE, rest, 0.0)
    if OUT not in reasons:
        if reasons and not rest.any():
            return reasons, ends
        return (*reasons, OUT), np.column_stack([ends, rest])
    ends[:, reasons.index(OUT)] += rest
    return reasons, ends


def _check_ends(sectors: tuple[str, ...], moves: Array, ends: Array) -> None:
    """See that every chain ends: from each sector some way leads to where a chain can end."""
    ending = ends.sum(axis=1) > SUM_TOLERANCE
    while ((found := ending | (moves @ ending.astype(np.float64) > 0)) != ending).any():
        ending = found
    if not ending.all():
        row = int(np.argmin(ending))
        raise ChainInputError(
            _("Row %(row)s sums to %(value)s within sectors that chains never leave, so a chain there does not end."),
            row=sectors[row],
            value=float(moves[row].sum()),
        )
