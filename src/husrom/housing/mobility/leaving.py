"""How dwellings become vacant without anybody moving within the municipality."""

import numpy as np
from numpy.typing import NDArray

from husrom.housing.mobility.codes import ADULT_AGE, ADULT_PLACES, FOR_WHEN, NO_ONE, NOWHERE, VACANT
from husrom.housing.mobility.draws import uniform
from husrom.housing.mobility.state import Dwellings, Households
from husrom.housing.vacchain.compiling import compiled

GONE, CHILDREN_ALONE, REMAIN = 0, 1, 2


@compiled
def vacate(dwellings: Dwellings, row: int, cause: int, since: float) -> None:
    """Let nobody live in a dwelling any longer; nothing happens where there is none."""
    if row >= 0:
        dwellings.status[row] = VACANT
        dwellings.household[row] = NOWHERE
        dwellings.chain[row] = NOWHERE
        dwellings.cause[row] = cause
        dwellings.vacant_since[row] = since


@compiled
def dissolve(dwellings: Dwellings, households: Households, row: int, cause: int, year: int, stream: np.uint64) -> None:
    """End a household, and leave what it lived in."""
    since = year + uniform(stream, households.number[row], FOR_WHEN, 0)
    vacate(dwellings, households.dwelling[row], cause, since)
    vacate(dwellings, households.second_dwelling[row], cause, since)
    households.dwelling[row] = NOWHERE
    households.second_dwelling[row] = NOWHERE
    households.ages[row, :] = NO_ONE


@compiled
def dissolve_all(
    dwellings: Dwellings, households: Households, rows: NDArray[np.int64], cause: int, year: int, stream: np.uint64
) -> int:
    """End households, and return how many persons they had."""
    persons = 0
    for row in rows:
        for place in range(households.ages.shape[1]):
            persons += households.ages[row, place] != NO_ONE
        dissolve(dwellings, households, row, cause, year, stream)
    return persons


@compiled
def close_ranks(ages: NDArray[np.uint8], row: int) -> int:
    """Let those who remain take the places of those who are gone.

    Returns
    -------
    int
        `GONE` when nobody remains, `CHILDREN_ALONE` when only children under 18 do, else `REMAIN`.
    """
    if ages[row, 0] == NO_ONE:
        ages[row, 0], ages[row, 1] = ages[row, 1], NO_ONE
    last, eldest = ADULT_PLACES, -1
    for place in range(ADULT_PLACES, ages.shape[1]):
        age = ages[row, place]
        if age != NO_ONE:
            ages[row, place] = NO_ONE
            ages[row, last] = age
            if eldest < 0 or age > ages[row, eldest]:
                eldest = last
            last += 1
    if ages[row, 0] != NO_ONE:
        return REMAIN
    if eldest < 0:
        return GONE
    if ages[row, eldest] < ADULT_AGE:
        return CHILDREN_ALONE
    ages[row, 0], ages[row, eldest] = ages[row, eldest], ages[row, last - 1]
    ages[row, last - 1] = NO_ONE
    return REMAIN


@compiled
def close_all(ages: NDArray[np.uint8], rows: NDArray[np.int64]) -> None:
    """Close the ranks of households that members have left; once or more often comes to the same."""
    for row in rows:
        close_ranks(ages, row)


@compiled
def lose_members(
    dwellings: Dwellings,
    households: Households,
    chance: NDArray[np.float64],
    places: int,
    purpose: int,
    cause: int,
    year: int,
    stream: np.uint64,
) -> tuple[int, int, int]:
    """Take persons out of their households, each with the probability of their age.

    Parameters
    ----------
    chance
        Shape (111,).
    places
        How many places of a household it can happen to: 2 for adults alone.
    purpose, cause
        Codes of `codes.PURPOSES` and `codes.CAUSES`.

    Returns
    -------
    tuple
        Persons taken; households that ended by it; children under 18 who were left alone and are cared for elsewhere.
    """
    taken, ended, alone = 0, 0, 0
    for row in range(len(households.number)):
        before = taken
        for place in range(places):
            age = households.ages[row, place]
            if age != NO_ONE and uniform(stream, households.number[row], purpose, place) < chance[age]:
                households.ages[row, place] = NO_ONE
                taken += 1
        if taken > before:
            remaining = close_ranks(households.ages, row)
            if remaining != REMAIN:
                for place in range(ADULT_PLACES, households.ages.shape[1]):
                    alone += households.ages[row, place] != NO_ONE
                dissolve(dwellings, households, row, cause, year, stream)
                ended += 1
    return taken, ended, alone
