"""When a dwelling counts as freed: the definition that a national statistic was wrong about for two years.

Statistics Netherlands counted dwellings that a part of the occupants stayed in, and published 2.24 freed dwellings per
new one; corrected on 23 May 2025 to 1.45.
"""

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from husrom.figures.wording import gettext_noop as _
from husrom.housing.chains.errors import ChainInputError
from husrom.housing.chains.transitions import Array

Register = NDArray[np.int64]

NOWHERE = -1
"""The dwelling of who has none here: not yet moved in, gone abroad, dead."""


class Vacated(StrEnum):
    """When a dwelling counts as freed."""

    NO_FORMER_OCCUPANT_REMAINS = "no_former_occupant_remains"
    """The right one."""
    SOMEONE_LEFT = "someone_left"
    """The mistake; here so that it can be shown and measured."""


def vacated_dwellings(before: ArrayLike, after: ArrayLike, definition: Vacated) -> Register:
    """Return the dwellings that were freed between two dates.

    Parameters
    ----------
    before, after
        Shape (P,): the dwelling of each person at the two dates; `NOWHERE` where there is none.

    Returns
    -------
    array, int64
        Dwellings in rising order, each once.

    Raises
    ------
    ChainInputError
        When the two have not one entry for each person.

    Examples
    --------
    A daughter leaves her parents (dwelling 1); a couple leaves dwelling 2.

    >>> before, after = [1, 1, 1, 2, 2], [1, 1, 3, 4, 4]
    >>> vacated_dwellings(before, after, Vacated.NO_FORMER_OCCUPANT_REMAINS).tolist()
    [2]
    >>> vacated_dwellings(before, after, Vacated.SOMEONE_LEFT).tolist()
    [1, 2]
    """
    was, now = _register(before), _register(after)
    if was.shape != now.shape or was.ndim != 1:
        raise ChainInputError(
            _("There are %(rows)s dwellings before and %(columns)s after, but both were expected for every person."),
            rows=was.size,
            columns=now.size,
        )
    housed = was != NOWHERE
    left = np.unique(was[housed & (was != now)])
    if definition is Vacated.SOMEONE_LEFT:
        return left
    remain = was[housed & (was == now)]
    return np.setdiff1d(left, remain)


def traced_links(before: ArrayLike, after: ArrayLike, new_dwellings: ArrayLike, definition: Vacated) -> Array:
    """Return counts by link of the chains that new dwellings start.

    Parameters
    ----------
    before, after
        Shape (P,): the dwelling of each person at the two dates.
    new_dwellings
        The dwellings that start chains.

    Returns
    -------
    array, shape (K + 1,), vacancies
        Link 0 is the new dwellings that someone moved into; each dwelling is counted once.

    Raises
    ------
    ChainInputError
        As `vacated_dwellings`.

    Examples
    --------
    >>> before, after = [1, 1, 1, 2, 2], [1, 1, 2, 9, 9]
    >>> traced_links(before, after, [9], Vacated.NO_FORMER_OCCUPANT_REMAINS).tolist()
    [1.0, 1.0]
    >>> traced_links(before, after, [9], Vacated.SOMEONE_LEFT).tolist()
    [1.0, 1.0, 1.0]
    """
    vacated = vacated_dwellings(before, after, definition)
    was, now = _register(before), _register(after)
    moved_in = (was != now) & (now != NOWHERE)
    link = np.intersect1d(_register(new_dwellings), now[moved_in])
    seen, counts = link, []
    while len(link):
        counts.append(float(len(link)))
        left = was[moved_in & np.isin(now, link)]
        link = np.setdiff1d(np.intersect1d(left, vacated), seen)
        seen = np.union1d(seen, link)
    return np.array(counts)


def _register(values: ArrayLike) -> Register:
    return np.asarray(values, dtype=np.int64)
