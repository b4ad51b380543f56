"""The chain ledger: what every vacancy led to, a row for each, and what every chain began with."""

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from husrom.housing.mobility.codes import (
    ADULT_AGE,
    ADULT_PLACES,
    BY_KEPT_SECONDARY,
    BY_WAITING_RESIDENT,
    BY_WITHDRAWN,
    CONTINUES,
    COUPLE,
    COUPLE_WITH_CHILDREN,
    DETACHED,
    NO_ONE,
    NOWHERE,
    OLDER_AGE,
    OPEN_AT_HORIZON,
    RESIDENT,
    SINGLE,
    SINGLE_PARENT,
    VACANT,
)
from husrom.housing.mobility.sectors import SectorColumns
from husrom.housing.mobility.state import Dwellings, Households
from husrom.housing.vacchain.compiling import compiled

Rows = NDArray[np.void]

CHAIN = np.dtype(
    [
        ("dwelling", np.uint64),
        ("sector", np.int16),
        ("cause", np.uint8),
        ("project", np.int16),
        ("start", np.float64),
    ]
)
"""What a chain began with: number and sector of the dwelling, a code of `codes.CAUSES`, the project or -1, the date."""

# Rows have fields as attributes in plain Python too, as they have where the code is compiled.
FILL = np.dtype(
    (
        np.record,
        [
            ("chain", np.int32),
            ("link", np.int16),
            ("time", np.float64),
            ("since", np.float64),
            ("dwelling", np.uint64),
            ("from_sector", np.int16),
            ("to_sector", np.int16),
            ("household", np.uint64),
            ("kind", np.uint8),
            ("age", np.uint8),
            ("decile", np.uint8),
            ("children", np.uint8),
            ("freed", np.uint8),
            ("kept_secondary", np.uint8),
            ("withdrawn", np.uint8),
            ("reason", np.uint8),
            ("children_to_detached", np.bool_),
            ("first_time_buyer", np.bool_),
            ("older_to_accessible", np.bool_),
        ],
    )
)
"""What a vacancy led to.

`chain` is a row of the chains, `link` the moves before it in its chain, `since` when it became vacant and `time` when
somebody moved in (calendar years: 2026.5 is midsummer 2026). `from_sector` is -1 for a household that had no dwelling
here. `children` are those under 18. `freed` is how many dwellings became vacant by the move: 0 ends the chain, 2 is a
couple from a dwelling each. `kept_secondary` and `withdrawn` are how many of those left did not become vacant, but
second homes or nothing. `reason` is a code of `codes.REASONS`. An open vacancy has the
`time` NaN, the household 0 and the age 255.
"""

FIRST_ROWS = 1024


class Fill(Protocol):
    """A row of `FILL`, as compiled code sees it."""

    chain: Any
    link: Any
    time: Any
    since: Any
    dwelling: Any
    from_sector: Any
    to_sector: Any
    household: Any
    kind: Any
    age: Any
    decile: Any
    children: Any
    freed: Any
    kept_secondary: Any
    withdrawn: Any
    reason: Any
    children_to_detached: Any
    first_time_buyer: Any
    older_to_accessible: Any


@compiled
def with_room(rows: Rows, count: int) -> Rows:
    """Return the ledger with room for one row more."""
    if count < len(rows):
        return rows
    longer = np.empty(2 * len(rows), rows.dtype)
    longer[: len(rows)] = rows
    return longer


@compiled
def kind_of(ages: NDArray[np.uint8], row: int) -> int:
    """Return the kind of a household, and see children as those under 18."""
    children = children_of(ages, row) > 0
    if ages[row, 1] != NO_ONE:
        return COUPLE_WITH_CHILDREN if children else COUPLE
    return SINGLE_PARENT if children else SINGLE


@compiled
def children_of(ages: NDArray[np.uint8], row: int) -> int:
    """Return how many children under 18 a household has."""
    count = 0
    for place in range(ADULT_PLACES, ages.shape[1]):
        if ages[row, place] < ADULT_AGE:
            count += 1
    return count


@compiled
def record_mover(
    fill: Fill, dwellings: Dwellings, households: Households, sectors: SectorColumns, mover: int, home: int
) -> None:
    """Write who moves into a vacant dwelling, before they do."""
    left, to_sector = households.dwelling[mover], dwellings.sector[home]
    from_sector = dwellings.sector[left] if left >= 0 else NOWHERE
    fill.from_sector, fill.to_sector = from_sector, to_sector
    fill.household, fill.decile = households.number[mover], households.decile[mover]
    fill.age, fill.kind = households.ages[mover, 0], kind_of(households.ages, mover)
    fill.children = children_of(households.ages, mover)
    to_detached = sectors.kind[to_sector] == DETACHED and (left < 0 or sectors.kind[from_sector] != DETACHED)
    fill.children_to_detached = fill.children > 0 and to_detached
    fill.first_time_buyer = sectors.owned[to_sector] and not households.has_owned[mover]
    better = dwellings.accessible[home] and (left < 0 or not dwellings.accessible[left])
    fill.older_to_accessible = fill.age >= OLDER_AGE and better


@compiled
def reason_of(fill: Fill, origin: int) -> int:
    """Return what a fill led to; `origin` is the mover's, a code of `codes.ORIGINS`."""
    if fill.freed > 0:
        return CONTINUES
    if fill.kept_secondary > 0:
        return BY_KEPT_SECONDARY
    if fill.withdrawn > 0:
        return BY_WITHDRAWN
    # The reasons stand in the order of the origins that follow `resident`.
    return BY_WAITING_RESIDENT if origin == RESIDENT else CONTINUES + origin


def with_open(fills: Rows, dwellings: Dwellings) -> Rows:
    """Return the ledger with a row for each vacancy of a chain that nobody has moved into.

    Returns
    -------
    array of `FILL`
        In memory of its own.
    """
    vacant = np.flatnonzero((dwellings.status == VACANT) & (dwellings.chain >= 0))
    rows = np.zeros(len(vacant), FILL)
    rows["chain"], rows["link"] = dwellings.chain[vacant], dwellings.link[vacant]
    rows["since"], rows["time"] = dwellings.vacant_since[vacant], np.nan
    rows["dwelling"], rows["to_sector"] = dwellings.number[vacant], dwellings.sector[vacant]
    rows["from_sector"], rows["age"], rows["reason"] = NOWHERE, NO_ONE, OPEN_AT_HORIZON
    return np.concatenate([fills, rows])
