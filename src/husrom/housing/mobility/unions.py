"""Two households become one, or one becomes two."""

import numpy as np
from numpy.typing import NDArray

from husrom.housing.mobility.accounts import Flows
from husrom.housing.mobility.codes import (
    ADULT_PLACES,
    FOR_PAIRING,
    FOR_PAIRING_ORDER,
    FOR_SEPARATION,
    FOR_TWO_DWELLINGS,
    FOR_WHEN,
    NO_ONE,
    NOWHERE,
    PAIRING,
    PLACES,
    SEPARATION,
)
from husrom.housing.mobility.draws import FIRST_TURN, new_numbers, uniform, uniforms
from husrom.housing.mobility.leaving import vacate
from husrom.housing.mobility.rules import Rules
from husrom.housing.mobility.state import Dwellings, Households
from husrom.housing.vacchain.compiling import compiled


def pair(
    dwellings: Dwellings, households: Households, rules: Rules, flows: Flows, stream: np.uint64, year: int
) -> None:
    """Let adults without a partner find one; the couple lives where there are more rooms, or keeps both dwellings."""
    alone = np.flatnonzero((households.ages[:, 0] != NO_ONE) & (households.ages[:, 1] == NO_ONE))
    number = households.number[alone]
    chance = rules.rates.pairing[households.ages[alone, 0]]
    looking = alone[uniforms(stream, number, FOR_PAIRING, FIRST_TURN) < chance]
    spread = rules.partner_age_spread_years * uniforms(
        stream, households.number[looking], FOR_PAIRING_ORDER, FIRST_TURN
    )
    looking = looking[np.argsort(households.ages[looking, 0] + spread, kind="stable")]
    couples = looking[: len(looking) // 2 * 2].reshape(-1, 2)
    fits = (households.ages[couples][:, :, ADULT_PLACES:] != NO_ONE).sum(axis=(1, 2)) <= PLACES - ADULT_PLACES
    couples = _larger_first(couples[fits], dwellings, households, rules)
    _merge(dwellings, households, couples, rules.two_dwellings_share, year, stream)
    flows.merged += len(couples)


def _larger_first(
    couples: NDArray[np.int64], dwellings: Dwellings, households: Households, rules: Rules
) -> NDArray[np.int64]:
    """Put the one with more rooms first; one without a dwelling is last, and the lower number decides a tie."""
    rooms = np.array([sector.rooms for sector in rules.sectors])
    homes = households.dwelling[couples]
    size = np.where(homes >= 0, rooms[dwellings.sector[homes]], 0)
    number = households.number[couples]
    swap = (size[:, 1] > size[:, 0]) | ((size[:, 1] == size[:, 0]) & (number[:, 1] < number[:, 0]))
    return np.where(swap[:, None], couples[:, ::-1], couples)


@compiled
def _merge(
    dwellings: Dwellings,
    households: Households,
    couples: NDArray[np.int64],
    keep_both: float,
    year: int,
    stream: np.uint64,
) -> None:
    for couple in range(len(couples)):
        stays, joins = couples[couple, 0], couples[couple, 1]
        _join_persons(households.ages, stays, joins)
        households.has_owned[stays] |= households.has_owned[joins]
        number, home = households.number[stays], households.dwelling[joins]
        if home >= 0 and uniform(stream, number, FOR_TWO_DWELLINGS, 0) < keep_both:
            households.second_dwelling[stays] = home
            dwellings.household[home] = stays
        else:
            vacate(dwellings, home, PAIRING, year + uniform(stream, households.number[joins], FOR_WHEN, 0))
        households.dwelling[joins] = NOWHERE


@compiled
def _join_persons(ages: NDArray[np.uint8], stays: int, joins: int) -> None:
    ages[stays, 1] = ages[joins, 0]
    free = ADULT_PLACES
    for place in range(ADULT_PLACES, ages.shape[1]):
        if ages[joins, place] != NO_ONE:
            while ages[stays, free] != NO_ONE:
                free += 1
            ages[stays, free] = ages[joins, place]
    ages[joins, :] = NO_ONE


def let_second_dwellings_go(dwellings: Dwellings, households: Households, stream: np.uint64, year: int) -> None:
    """Let couples who found nothing new in the year they paired give up the smaller of their two dwellings."""
    rows = np.flatnonzero(households.second_dwelling >= 0)
    since = year + uniforms(stream, households.number[rows], FOR_WHEN, FIRST_TURN)
    for row, when in zip(rows, since, strict=True):
        vacate(dwellings, int(households.second_dwelling[row]), PAIRING, float(when))
    households.second_dwelling[rows] = NOWHERE


def separate(households: Households, rules: Rules, flows: Flows, stream: np.uint64, year: int) -> Households:
    """Let couples part, and return those who leave; the other stays in the dwelling, with the children."""
    couples = np.flatnonzero(households.ages[:, 1] != NO_ONE)
    chance = rules.rates.separation[households.ages[couples, 0]]
    number = households.number[couples]
    parting = couples[uniforms(stream, number, FOR_SEPARATION, FIRST_TURN) < chance]
    ages = np.full((len(parting), PLACES), NO_ONE, np.uint8)
    ages[:, 0] = households.ages[parting, 1]
    households.ages[parting, 1] = NO_ONE
    flows.separated += len(parting)
    # The turn sets it apart from the child that leaves the same home, whose turn is its place.
    number = new_numbers(stream, households.number[parting], np.full(1, PLACES, np.int64))
    leaving = Households.waiting(number, ages, households.decile[parting], SEPARATION, year)
    leaving.has_owned[:] = households.has_owned[parting]
    return leaving
