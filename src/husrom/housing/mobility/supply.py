"""The supply-driven market, as White saw it: the vacancy decides where its filler comes from."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from husrom.housing.mobility.codes import FOR_MOVER, FOR_ORIGIN_SECTOR, NOWHERE, OCCUPIED
from husrom.housing.mobility.draws import uniform
from husrom.housing.mobility.ledger import FILL, FIRST_ROWS, Rows, with_room
from husrom.housing.mobility.moving import Town, move, moving_date
from husrom.housing.mobility.state import Dwellings
from husrom.housing.vacchain.compiling import compiled


class Members(NamedTuple):
    """The occupied dwellings of each sector, so that one can be drawn at once.

    Attributes
    ----------
    rows
        Shape (D,), int32: each sector's occupied dwellings stand together from `start`, with room after them.
    start, living
        Shape (S,), int64.
    place
        Shape (D,), int32: where in `rows` an occupied dwelling stands.
    """

    rows: NDArray[np.int32]
    start: NDArray[np.int64]
    living: NDArray[np.int64]
    place: NDArray[np.int32]


def members_of(dwellings: Dwellings, sectors: int) -> Members:
    """Return the occupied dwellings of each sector, in the order of the stock."""
    capacity = np.bincount(dwellings.sector, minlength=sectors)
    start = np.concatenate([[0], np.cumsum(capacity)[:-1]]).astype(np.int64)
    rows = np.full(len(dwellings.sector), NOWHERE, np.int32)
    place = np.full(len(dwellings.sector), NOWHERE, np.int32)
    occupied = np.flatnonzero(dwellings.status == OCCUPIED)
    occupied = occupied[np.argsort(dwellings.sector[occupied], kind="stable")]
    sector = dwellings.sector[occupied]
    count = np.bincount(sector, minlength=sectors)
    first = np.concatenate([[0], np.cumsum(count)[:-1]])
    place[occupied] = start[sector] + np.arange(len(occupied)) - first[sector]
    rows[place[occupied]] = occupied
    return Members(rows, start, count.astype(np.int64), place)


@compiled
def _remove(members: Members, sector: int, row: int) -> None:
    last = members.start[sector] + members.living[sector] - 1
    place, moved = members.place[row], members.rows[last]
    members.rows[place], members.place[moved] = moved, place
    members.place[row] = NOWHERE
    members.living[sector] -= 1


@compiled
def _add(members: Members, sector: int, row: int) -> None:
    end = members.start[sector] + members.living[sector]
    members.rows[end], members.place[row] = row, end
    members.living[sector] += 1


@compiled
def _origin(town: Town, upper: NDArray[np.float64], members: Members, home: int, stream: np.uint64) -> int:
    """Return a dwelling whose household moves in: its sector from the row of Q, then evenly; -1 for a newcomer."""
    vacancy = town.dwellings.vacancy[home]
    sector = np.searchsorted(
        upper[town.dwellings.sector[home]], uniform(stream, vacancy, FOR_ORIGIN_SECTOR, 0), side="right"
    )
    if sector == upper.shape[1] or members.living[sector] == 0:
        return NOWHERE
    place = int(uniform(stream, vacancy, FOR_MOVER, 0) * members.living[sector])
    return int(members.rows[members.start[sector] + place])


@compiled
def _update(town: Town, members: Members, home: int, first: int, second: int) -> None:
    """Keep the lists in step with a move."""
    for left in (first, second):
        if left >= 0:
            _remove(members, town.dwellings.sector[left], left)
    _add(members, town.dwellings.sector[home], home)


@compiled
def walk(
    town: Town,
    members: Members,
    upper: NDArray[np.float64],
    vacancies: NDArray[np.int64],
    waiting: NDArray[np.int64],
    year_end: float,
    stream: np.uint64,
) -> Rows:
    """Follow each vacancy to its chain's end, or to the end of the year.

    Parameters
    ----------
    upper
        Shape (S, S), the rows of Q summed up from the left.
    vacancies
        Rows of vacant dwellings, in the order to take them.
    waiting
        Rows of households without a dwelling, in the order they are taken; enough of them.
    year_end
        Calendar years; what nobody can move into before then waits for a later year.
    stream
        One that does not change with the year.

    Returns
    -------
    array of `ledger.FILL`
        A row for each household that moved in.
    """
    fills, count, taken = np.zeros(FIRST_ROWS, FILL), 0, 0
    freed = np.empty(2, np.int32)
    stack = np.empty(len(town.dwellings.number) + 2, np.int32)
    for root in vacancies:
        stack[0], depth = root, 1
        while depth > 0:
            depth -= 1
            home = stack[depth]
            time = moving_date(town, home, stream)
            if time >= year_end:
                continue
            origin = _origin(town, upper, members, home, stream)
            if origin >= 0:
                mover = int(town.dwellings.household[origin])
            else:
                mover, taken = waiting[taken], taken + 1
            first, second = town.households.dwelling[mover], town.households.second_dwelling[mover]
            fills = with_room(fills, count)
            freed_now = move(town, mover, home, time, stream, fills[count], freed)
            count += 1
            _update(town, members, home, first, second)
            for left in freed[:freed_now]:
                stack[depth] = left
                depth += 1
    return fills[:count]
