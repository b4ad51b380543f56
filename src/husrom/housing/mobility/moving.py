"""A household moves into a vacant dwelling: what is written, what is filled and what becomes vacant."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from husrom.housing.mobility.codes import (
    FOR_DURATION,
    FOR_FATE,
    FOR_NEW_ID,
    NOWHERE,
    OCCUPIED,
    SECONDARY,
    VACANT,
    WITHDRAWN,
)
from husrom.housing.mobility.draws import bits_of, uniform
from husrom.housing.mobility.ledger import Fill, reason_of, record_mover
from husrom.housing.mobility.sectors import SectorColumns
from husrom.housing.mobility.state import Dwellings, Households
from husrom.housing.mobility.staying import Stay
from husrom.housing.vacchain.compiling import compiled


class Town(NamedTuple):
    """All that a move may touch, for compiled code."""

    dwellings: Dwellings
    households: Households
    sectors: SectorColumns
    stay: Stay


@compiled
def moving_date(town: Town, home: int, stream: np.uint64) -> float:
    """Return when somebody can move into a vacant dwelling: the same however often it is asked.

    Parameters
    ----------
    stream
        One that does not change with the year.

    Returns
    -------
    float
        Calendar years: from when it became vacant, an exponential time with the sector's mean.
    """
    mean: float = town.stay.vacancy_years[town.dwellings.sector[home]]
    luck = uniform(stream, town.dwellings.vacancy[home], FOR_DURATION, 0)
    since: float = town.dwellings.vacant_since[home]
    return float(since - np.log(1 - luck) * mean)


@compiled
def move(
    town: Town, mover: int, home: int, time: float, stream: np.uint64, fill: Fill, freed: NDArray[np.int32]
) -> int:
    """Let a household move in, and write it down.

    Parameters
    ----------
    mover, home
        Rows of a household and of a vacant dwelling.
    time
        Calendar years.
    stream
        One that does not change with the year.
    fill
        The row of the ledger to write.
    freed
        Shape (2,); gets the rows of the dwellings that become vacant by the move.

    Returns
    -------
    int
        How many become vacant: 0, 1 or 2.
    """
    dwellings, households = town.dwellings, town.households
    record_mover(fill, dwellings, households, town.sectors, mover, home)
    fill.chain, fill.link, fill.dwelling = dwellings.chain[home], dwellings.link[home], dwellings.number[home]
    fill.time, fill.since = time, dwellings.vacant_since[home]
    first, second = households.dwelling[mover], households.second_dwelling[mover]
    fill.freed = fill.kept_secondary = fill.withdrawn = 0
    for turn, left in enumerate((first, second)):
        if left >= 0:
            status = _leave(town, left, home, turn, time, stream)
            fill.kept_secondary += status == SECONDARY
            fill.withdrawn += status == WITHDRAWN
            if status == VACANT:
                freed[fill.freed] = left
                fill.freed += 1
    dwellings.status[home], dwellings.household[home] = OCCUPIED, mover
    dwellings.chain[home] = NOWHERE
    households.dwelling[mover], households.second_dwelling[mover] = home, NOWHERE
    households.has_owned[mover] |= town.sectors.owned[dwellings.sector[home]]
    fill.reason = reason_of(fill, households.origin[mover])
    return int(fill.freed)


@compiled
def _leave(town: Town, left: int, home: int, turn: int, time: float, stream: np.uint64) -> int:
    """Decide what becomes of a dwelling that is left, and return its status."""
    dwellings, sector = town.dwellings, town.dwellings.sector[left]
    luck = uniform(stream, dwellings.vacancy[home], FOR_FATE, turn)
    status = VACANT
    if luck < town.stay.kept_secondary[sector]:
        status = SECONDARY
    elif luck < town.stay.kept_secondary[sector] + town.stay.withdrawn[sector]:
        status = WITHDRAWN
    dwellings.status[left], dwellings.household[left] = status, NOWHERE
    if status == VACANT:
        dwellings.chain[left], dwellings.link[left] = dwellings.chain[home], dwellings.link[home] + 1
        dwellings.vacancy[left] = bits_of(stream, dwellings.vacancy[home], FOR_NEW_ID, turn)
        dwellings.vacant_since[left] = time
    return status
