"""What happens to people in a year before anybody looks for a dwelling."""

import numpy as np
from numpy.typing import NDArray

from husrom.housing.mobility.accounts import Flows
from husrom.housing.mobility.codes import (
    ADULT_AGE,
    ADULT_PLACES,
    DEATH,
    FOR_BIRTH,
    FOR_DEATH,
    FOR_DECILE,
    FOR_IN_MIGRANT,
    FOR_INSTITUTION,
    FOR_LEAVING_HOME,
    FOR_OUT_MIGRATION,
    FORMATION,
    HIGHEST_AGE,
    IN_MIGRATION,
    INSTITUTION,
    NO_ONE,
    OUT_MIGRATION,
    PLACES,
)
from husrom.housing.mobility.draws import FIRST_TURN, new_numbers, stream_of, uniforms
from husrom.housing.mobility.leaving import close_all, dissolve_all, lose_members
from husrom.housing.mobility.rules import Arrivals, Rules
from husrom.housing.mobility.state import Dwellings, Households

_ARRIVALS = 0x41727269
"""Sets the random numbers of those who arrive apart from those of everyone else."""


def grow_older(households: Households) -> None:
    """Make everybody a year older, up to the highest age there are rates for."""
    households.ages[households.ages < HIGHEST_AGE] += 1


def die(dwellings: Dwellings, households: Households, rules: Rules, flows: Flows, stream: np.uint64, year: int) -> None:
    """Let people die, and households end with their last member."""
    died, ended, alone = lose_members(dwellings, households, rules.rates.death, PLACES, FOR_DEATH, DEATH, year, stream)
    flows.died += died
    flows.dissolved += ended
    flows.children_placed += alone


def enter_institutions(
    dwellings: Dwellings, households: Households, rules: Rules, flows: Flows, stream: np.uint64, year: int
) -> None:
    """Let adults move to institutions, where they are no longer in a private household."""
    entered, ended, alone = lose_members(
        dwellings, households, rules.rates.institution, ADULT_PLACES, FOR_INSTITUTION, INSTITUTION, year, stream
    )
    flows.to_institution += entered
    flows.institutionalised += ended
    flows.children_placed += alone


def give_birth(households: Households, rules: Rules, flows: Flows, stream: np.uint64) -> None:
    """Let households have a child; those without room for one more have none."""
    ages = households.ages
    youngest = ages[:, :ADULT_PLACES].min(axis=1)
    room = (ages[:, ADULT_PLACES:] == NO_ONE).any(axis=1) & (youngest <= HIGHEST_AGE)
    rows = np.flatnonzero(room)
    couple = ages[rows, 1] != NO_ONE
    chance = np.where(couple, rules.rates.birth_couple[youngest[rows]], rules.rates.birth_single[youngest[rows]])
    parents = rows[uniforms(stream, households.number[rows], FOR_BIRTH, FIRST_TURN) < chance]
    place = ADULT_PLACES + (ages[parents, ADULT_PLACES:] == NO_ONE).argmax(axis=1)
    ages[parents, place] = 0
    flows.born += len(parents)


def leave_home(households: Households, rules: Rules, flows: Flows, stream: np.uint64, year: int) -> Households:
    """Let grown children leave home, and return the households they make; no dwelling becomes vacant by it."""
    ages = households.ages
    children = ages[:, ADULT_PLACES:]
    row, place = np.nonzero((children >= ADULT_AGE) & (children != NO_ONE))
    chance = rules.rates.leaving_home[children[row, place]]
    leaves = uniforms(stream, households.number[row], FOR_LEAVING_HOME, place) < chance
    row, place = row[leaves], place[leaves]
    number = new_numbers(stream, households.number[row], place)
    formed = np.full((len(row), PLACES), NO_ONE, np.uint8)
    formed[:, 0] = children[row, place]
    children[row, place] = NO_ONE
    close_all(ages, row)
    flows.formed += len(row)
    return Households.waiting(number, formed, _first_deciles(rules, number, stream), FORMATION, year)


def _first_deciles(rules: Rules, number: NDArray[np.uint64], stream: np.uint64) -> NDArray[np.int64]:
    weights = np.ones(10) if rules.new_household_deciles is None else rules.new_household_deciles
    upper = np.cumsum(weights) / weights.sum()
    drawn = np.searchsorted(upper, uniforms(stream, number, FOR_DECILE, FIRST_TURN), side="right")
    return np.minimum(drawn, 9) + 1


def move_away(
    dwellings: Dwellings, households: Households, rules: Rules, flows: Flows, stream: np.uint64, year: int
) -> None:
    """Let households leave the municipality: some by their age, some because they have waited too long."""
    there = np.flatnonzero(households.ages[:, 0] != NO_ONE)
    chance = rules.rates.out_migration[households.ages[there, 0]]
    tired = (households.dwelling[there] < 0) & (year - households.since[there] >= rules.patience_years)
    leave = uniforms(stream, households.number[there], FOR_OUT_MIGRATION, FIRST_TURN) < chance
    flows.gave_up += int((tired & ~leave).sum())
    flows.moved_out += int(leave.sum())
    flows.persons_out += dissolve_all(dwellings, households, there[leave | tired], OUT_MIGRATION, year, stream)


def arrive(arrivals: Arrivals, how_many: int, after: int, seed: int, year: int) -> Households:
    """Return households that come from elsewhere.

    Parameters
    ----------
    how_many
        Households.
    after
        How many have arrived this year already, so that no two have the same number.
    """
    stream = stream_of(seed ^ _ARRIVALS, year)
    number = new_numbers(stream, np.arange(after, after + how_many, dtype=np.uint64), FIRST_TURN)
    copied = (uniforms(stream, number, FOR_IN_MIGRANT, FIRST_TURN) * len(arrivals.decile)).astype(np.int64)
    return Households.waiting(number, arrivals.ages[copied], arrivals.decile[copied], IN_MIGRATION, year)
