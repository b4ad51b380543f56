"""What is counted in a ledger: dwellings freed, who gained by them, and why chains ended."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from husrom.housing.mobility.codes import DETACHED, DWELLING_KINDS, OLDER_AGE, OPEN_AT_HORIZON, REASONS
from husrom.housing.mobility.ledger import Rows
from husrom.housing.mobility.sectors import Sector, sector_columns

Floats = NDArray[np.float64]

LOW_DECILE = 4
"""The highest income decile of the two fifths of households that earn least."""

_ENDS = tuple(reason for place, reason in enumerate(REASONS) if place)
MEASURES = (
    "fills",
    "freed_existing",
    "freed_local",
    "freed_regional",
    *(f"freed_{kind}" for kind in DWELLING_KINDS),
    "families_to_detached",
    "first_time_buyers",
    "older_to_accessible",
    "older_from_detached",
    "fills_by_lowest_four_deciles",
    "unfilled",
    *(f"ended_{reason}" for reason in _ENDS),
)
"""What `measures` counts, in its order.

`fills` are households that moved in; `freed_existing` vacancies that came of a move within the places simulated (the
first vacancy of a chain not counted), `freed_local` and `freed_regional` in the municipality and in the rest of its
region, and by kind of dwelling; `families_to_detached` households with children under 18 that
came to a detached house from something else; `first_time_buyers` those who had never owned;
`older_to_accessible` and `older_from_detached` households whose first adult is 67 or over; `unfilled` vacancies still
open at the horizon. `ended_…` are the vacancies after which a chain went no further, by reason.
"""


def measures(ledger: Rows, sectors: Sequence[Sector], until: float) -> Floats:
    """Count what a ledger, or a part of it, says up to a date.

    Parameters
    ----------
    ledger
        Rows of `ledger.FILL`, those still open included.
    until
        Calendar years.

    Returns
    -------
    array, shape (len(MEASURES),), counts

    Examples
    --------
    >>> from husrom.housing.mobility.ledger import FILL
    >>> measures(np.zeros(0, FILL), [Sector("a", "flat", 2, True)], 2030.0).sum()
    np.float64(0.0)
    """
    kind, local = sector_columns(sectors).kind, np.array([sector.local for sector in sectors])
    vacant = ledger[ledger["since"] < until]
    filled = vacant["time"] < until
    fills, freed = vacant[filled], vacant[vacant["link"] > 0]
    from_kind = np.where(fills["from_sector"] >= 0, kind[fills["from_sector"]], len(DWELLING_KINDS))
    older = fills["age"] >= OLDER_AGE
    leaves_detached = older & (from_kind == DETACHED) & (kind[fills["to_sector"]] != DETACHED)
    ends = np.bincount(fills["reason"], minlength=len(REASONS))[1:]
    ends[OPEN_AT_HORIZON - 1] = (~filled).sum()
    return np.concatenate(
        [
            [len(fills), len(freed)],
            np.bincount(~local[freed["to_sector"]], minlength=2),
            np.bincount(kind[freed["to_sector"]], minlength=len(DWELLING_KINDS)),
            [fills["children_to_detached"].sum(), fills["first_time_buyer"].sum()],
            [fills["older_to_accessible"].sum(), leaves_detached.sum()],
            [(fills["decile"] <= LOW_DECILE).sum(), (~filled).sum()],
            ends,
        ]
    ).astype(np.float64)


def months_to_first_freed(ledger: Rows, chains: Rows) -> Floats:
    """Return the months from the start of each chain until it first frees a dwelling.

    Parameters
    ----------
    ledger, chains
        Rows of a run; the `chain` of the ledger is a row of the chains.

    Returns
    -------
    array, shape (chains,), months
        NaN where the chain frees none.
    """
    months = np.full(len(chains), np.nan)
    first = ledger[ledger["link"] == 1]
    months[first["chain"]] = 12 * (first["since"] - chains["start"][first["chain"]])
    return months
