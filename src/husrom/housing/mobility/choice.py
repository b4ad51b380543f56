"""The market of choice: households that want to move, or must, meet the dwellings that are vacant.

Each willing household has a key for each sector: how well the sector suits it, and a Gumbel number of its own. A vacant
dwelling goes to the household with the highest key among those still there, so a household is chosen with a
probability in proportion to exp(u) among those who can pay. The Gumbel numbers are keyed to household and sector: one
dwelling more changes nobody's luck.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from husrom.housing.mobility.codes import (
    FOR_DEMAND,
    FOR_DESIRE,
    FOR_WHEN,
    HOUSEHOLD_KINDS,
    MIDDLE_AGE,
    NO_ONE,
    OLDER_AGE,
    VACANT,
)
from husrom.housing.mobility.draws import uniform
from husrom.housing.mobility.errors import MobilityInputError
from husrom.housing.mobility.ledger import FILL, FIRST_ROWS, Rows, kind_of, with_room
from husrom.housing.mobility.moving import Town, move, moving_date
from husrom.housing.vacchain.compiling import compiled

Floats = NDArray[np.float64]

STAGES = ("under_35", "35_to_66", "67_or_over")
LIFE_CLASSES = len(HOUSEHOLD_KINDS) * len(STAGES)
_UNWILLING = -np.inf


class Choice(NamedTuple):
    """What households want and can pay. A life class is kind of household × 3 + stage, by the first adult's age.

    Attributes
    ----------
    preference
        Shape (12, S), utility of a sector to a life class, in units of the Gumbel's scale; -inf for never.
    budget_nok
        Shape (10,), the highest price each income decile can pay, kroner.
    crowded, spare, stairs
        Shape (2,) each: what it adds to the utility, and to the log odds of wanting to move, for each person more than
        there are rooms; for each room beyond one more than there are persons; and for the share of dwellings that
        somebody of 67 or over would find not accessible. Utilities are usually negative, log odds positive.
    desire
        Shape (12,), log odds of wanting to move in a year, by life class.
    pressure
        Added to the log odds for each percentage point of the stock that is vacant.
    """

    preference: Floats
    budget_nok: Floats
    crowded: Floats
    spare: Floats
    stairs: Floats
    desire: Floats
    pressure: float


def check_choice(choice: Choice, sectors: int) -> None:
    """Refuse what households could not go by.

    Raises
    ------
    MobilityInputError
        Naming the part and what it should be.
    """
    shapes = {
        "preference": (LIFE_CLASSES, sectors),
        "budget_nok": (10,),
        "crowded": (2,),
        "spare": (2,),
        "stairs": (2,),
        "desire": (LIFE_CLASSES,),
    }
    for name, shape in shapes.items():
        part: Floats = getattr(choice, name)
        if part.shape != shape:
            raise MobilityInputError(f"{name} has the shape {part.shape}, but {shape} was expected.")
        if np.isnan(part).any() or (part == np.inf).any():
            raise MobilityInputError(f"{name} has something that is no number: {part.ravel().tolist()}.")


@compiled
def life_class(town: Town, row: int) -> int:
    """Return a household's life class."""
    age = town.households.ages[row, 0]
    stage = (age >= MIDDLE_AGE) + (age >= OLDER_AGE)
    return int(kind_of(town.households.ages, row) * 3 + stage)


@compiled
def mismatch(town: Town, row: int, sector: int, out_of_reach: float, weights: Floats) -> float:
    """Return what too few rooms, too many and stairs add up to.

    Parameters
    ----------
    out_of_reach
        0 to 1, how surely the dwelling is not accessible.
    weights
        Shape (3,), for crowded, spare and stairs.
    """
    persons = 0
    for place in range(town.households.ages.shape[1]):
        persons += town.households.ages[row, place] != NO_ONE
    rooms = int(town.sectors.rooms[sector])
    older = town.households.ages[row, 0] >= OLDER_AGE
    rooms_short = weights[0] * max(0, persons - rooms) + weights[1] * max(0, rooms - persons - 1)
    return float(rooms_short + weights[2] * (out_of_reach if older else 0.0))


@compiled
def _wants(town: Town, choice: Choice, weights: Floats, pressure: float, stream: np.uint64) -> NDArray[np.bool_]:
    """Return who looks for a dwelling: those without one, couples with two, and those who want another."""
    households = town.households
    wants = np.zeros(len(households.number), np.bool_)
    for row in range(len(wants)):
        home = households.dwelling[row]
        if households.ages[row, 0] == NO_ONE:
            continue
        if home < 0 or households.second_dwelling[row] >= 0:
            wants[row] = True
            continue
        out_of_reach = 0.0 if town.dwellings.accessible[home] else 1.0
        odds = pressure + choice.desire[life_class(town, row)]
        odds += mismatch(town, row, town.dwellings.sector[home], out_of_reach, weights)
        wants[row] = uniform(stream, households.number[row], FOR_DESIRE, 0) < 1 / (1 + np.exp(-odds))
    return wants


@compiled
def _keys(
    town: Town, choice: Choice, weights: Floats, without_reach: Floats, rows: NDArray[np.int64], stream: np.uint64
) -> Floats:
    """Return each candidate's key for each sector, shape (S, C); -inf where it is not willing or cannot pay."""
    sectors = len(town.sectors.rooms)
    keys = np.full((sectors, len(rows)), _UNWILLING)
    utility = np.empty(sectors)
    for place, row in enumerate(rows):
        group, number = life_class(town, row), town.households.number[row]
        for sector in range(sectors):
            suits = mismatch(town, row, sector, without_reach[sector], weights)
            utility[sector] = choice.preference[group, sector] + suits
        home = town.households.dwelling[row]
        least = utility[town.dwellings.sector[home]] if home >= 0 else _UNWILLING
        budget = choice.budget_nok[town.households.decile[row] - 1]
        for sector in range(sectors):
            if utility[sector] > least and town.sectors.price_nok[sector] <= budget:
                luck = uniform(stream, number, FOR_DEMAND, sector)
                keys[sector, place] = utility[sector] - np.log(-np.log(luck + 1e-300))
    return keys


@compiled
def _match(
    town: Town,
    candidates: NDArray[np.int64],
    ranking: NDArray[np.int64],
    willing: NDArray[np.int64],
    vacancies: NDArray[np.int64],
    year_end: float,
    yearly: np.uint64,
    steady: np.uint64,
) -> Rows:
    """Give vacancies to candidates in rounds; what a round frees is the next round's, until nobody can be found."""
    fills, count = np.zeros(FIRST_ROWS, FILL), 0
    next_in_turn = np.zeros(len(willing), np.int64)
    gone = np.zeros(len(candidates), np.bool_)
    freed = np.empty(2, np.int32)
    queue = np.empty(len(vacancies) + 2 * len(candidates), np.int64)
    queue[: len(vacancies)] = vacancies
    first, last = 0, len(vacancies)
    while first < last:
        home, first = queue[first], first + 1
        sector = town.dwellings.sector[home]
        time = moving_date(town, home, steady)
        if time >= year_end:
            continue
        if time < year_end - 1:
            # It could have been taken before, but nobody would: whoever comes, comes this year.
            time = year_end - uniform(yearly, town.dwellings.vacancy[home], FOR_WHEN, 0)
        while next_in_turn[sector] < willing[sector] and gone[ranking[sector, next_in_turn[sector]]]:
            next_in_turn[sector] += 1
        if next_in_turn[sector] == willing[sector]:
            continue
        chosen = ranking[sector, next_in_turn[sector]]
        gone[chosen] = True
        fills = with_room(fills, count)
        freed_now = move(town, candidates[chosen], home, time, steady, fills[count], freed)
        count += 1
        for left in freed[:freed_now]:
            queue[last], last = left, last + 1
    return fills[:count]


def choose(
    town: Town, choice: Choice, vacancies: NDArray[np.int64], year_end: float, yearly: np.uint64, steady: np.uint64
) -> Rows:
    """Let households move until no dwelling is vacant or nobody willing can pay.

    Parameters
    ----------
    vacancies
        Rows of vacant dwellings, in the order to take them.
    year_end
        Calendar years; what nobody can move into before then waits for a later year.
    yearly, steady
        The stream of the year, and the one that does not change.

    Returns
    -------
    array of `ledger.FILL`
        A household moves once a year at most, and only to what suits it better than what it has.
    """
    on_utility, on_desire = (
        np.array([choice.crowded[place], choice.spare[place], choice.stairs[place]]) for place in (0, 1)
    )
    dwellings = town.dwellings
    vacant_pct = 100 * float((dwellings.status == VACANT).sum()) / max(1, len(dwellings.status))
    wants = _wants(town, choice, on_desire, choice.pressure * vacant_pct, yearly)
    candidates = np.flatnonzero(wants)
    sectors = len(town.sectors.rooms)
    there = np.bincount(dwellings.sector, minlength=sectors)
    accessible = np.bincount(dwellings.sector[dwellings.accessible], minlength=sectors)
    keys = _keys(town, choice, on_utility, 1 - accessible / np.maximum(1, there), candidates, yearly)
    ranking = np.argsort(-keys, axis=1, kind="stable")
    willing = (keys > _UNWILLING).sum(axis=1)
    return _match(town, candidates, ranking, willing, vacancies, year_end, yearly, steady)
