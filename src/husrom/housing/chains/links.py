"""Counts by link, as registers are published: to and from what chains are like."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import mul

import numpy as np

from husrom.figures.wording import gettext_noop as _
from husrom.housing.chains.errors import ChainInputError
from husrom.housing.chains.transitions import Array

ROUNDING = 0.005
"""How far links may exceed their published total, as a share of it: both are rounded."""


@dataclass(frozen=True, slots=True, eq=False)
class LinkAccount:
    """What counts by link tell.

    Attributes
    ----------
    vacancies
        Shape (K + 1,): link 0 is the new dwellings, link k the existing dwellings freed k moves later.
    continuation
        Shape (K,): vacancies of link k for each of link k - 1; NaN after a link without any. More than 1 cannot come of
        one household leaving one dwelling: couples that leave two, or a dwelling counted that someone stays in.
    freed_existing
        Existing dwellings freed in all: the published total, or the links that are counted.
    tail_vacancies
        What the total holds beyond the counted links; NaN without a total.
    tail_continuation
        The constant continuation after the last counted link that gives the tail; NaN without a total.
    constant_continuation
        The one continuation after link 1 that gives the total; NaN where nothing is freed.
    """

    vacancies: Array
    continuation: Array
    freed_existing: float
    tail_vacancies: float
    tail_continuation: float
    constant_continuation: float

    @property
    def freed_per_new_dwelling(self) -> float:
        """Existing dwellings freed per new dwelling: a lower bound where the total is not known."""
        return self.freed_existing / float(self.vacancies[0])

    @property
    def vacancies_incl_first(self) -> float:
        """Mean length of the chains with the new dwelling counted."""
        return 1 + self.freed_per_new_dwelling


def link_account(vacancies: Sequence[float], total: float | None = None) -> LinkAccount:
    """Return what counts by link tell of the chains.

    Parameters
    ----------
    vacancies
        Counts from link 0, the new dwellings, on.
    total
        Existing dwellings freed at all links together, the new dwellings not among them; None where not published.

    Raises
    ------
    ChainInputError
        When there are no new dwellings, a count is negative or no number, a link has vacancies though the one before
        has none, or the links are more than the total.

    Examples
    --------
    New dwellings in the Netherlands occupied in 2019 (Statistics Netherlands, corrected 23 May 2025), in thousands:

    >>> dutch = link_account([64.2, 44.2, 26], total=93)
    >>> round(dutch.freed_per_new_dwelling, 3), dutch.continuation.round(3).tolist(), round(dutch.tail_continuation, 3)
    (1.449, [0.688, 0.588], 0.467)
    """
    counts = _checked(vacancies, total)
    with np.errstate(divide="ignore", invalid="ignore"):
        continuation = counts[1:] / counts[:-1]
    counted = float(counts[1:].sum())
    freed = counted if total is None else max(total, counted)
    tail = freed - counted if total is not None else float("nan")
    return LinkAccount(
        vacancies=counts,
        continuation=continuation,
        freed_existing=freed,
        tail_vacancies=tail,
        tail_continuation=_share(tail, tail + float(counts[-1])),
        constant_continuation=1 - _share(float(counts[1]) if len(counts) > 1 else 0.0, freed),
    )


def links_of(new_dwellings: float, continuation: Sequence[float], tail_continuation: float, links: int) -> Array:
    """Return counts by link from how often chains go on: the way back from `link_account`.

    Parameters
    ----------
    continuation
        From link 0 to 1, from 1 to 2, and so on.
    tail_continuation
        For every link after those.
    links
        How many links after the new dwellings.

    Returns
    -------
    array, shape (links + 1,), vacancies

    Examples
    --------
    >>> links_of(64.2, [44.2 / 64.2, 26 / 44.2], 0.4672, 4).round(1).tolist()
    [64.2, 44.2, 26.0, 12.1, 5.7]
    """
    factors = [*continuation, *[tail_continuation] * links][:links]
    return np.array(list(accumulate([new_dwellings, *factors], mul)), dtype=np.float64)


def constant_continuation(freed_per_new_dwelling: float) -> float:
    """Return the continuation of chains that all go on equally often, from the dwellings they free.

    Examples
    --------
    >>> constant_continuation(1.5)
    0.6
    """
    return freed_per_new_dwelling / (1 + freed_per_new_dwelling)


def freed_at_constant_continuation(continuation: float) -> float:
    """Return the dwellings freed per new dwelling by chains that all go on equally often.

    Raises
    ------
    ChainInputError
        When the continuation is no probability under 1.

    Examples
    --------
    >>> freed_at_constant_continuation(0.5)
    1.0
    """
    if not 0 <= continuation < 1:
        raise ChainInputError(
            _("The continuation is %(value)s, but a probability from 0 and under 1 was expected."), value=continuation
        )
    return continuation / (1 - continuation)


def _checked(vacancies: Sequence[float], total: float | None) -> Array:
    counts = np.array(vacancies, dtype=np.float64)
    for link, value in enumerate(counts.tolist()):
        if not 0 <= value < np.inf:
            raise ChainInputError(
                _("Link %(row)s has %(value)s vacancies, but a number from 0 upwards was expected."),
                row=link,
                value=value,
            )
        if link and value > 0 and counts[link - 1] == 0:
            raise ChainInputError(
                _("Link %(row)s has %(value)s vacancies, but there are none at the link before."), row=link, value=value
            )
    if not len(counts) or counts[0] == 0:
        raise ChainInputError(_("There are 0 new dwellings at link 0, but some are needed to start chains."))
    if total is not None and not float(counts[1:].sum()) <= total * (1 + ROUNDING):
        raise ChainInputError(
            _("The links after 0 sum to %(sum)s, but their total is %(value)s: it holds all but the new dwellings."),
            sum=float(counts[1:].sum()),
            value=total,
        )
    return counts


def _share(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")
