"""The years of a simulation, one after the other, each in the same order and each with its accounts checked."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from husrom.housing.mobility.accounts import Flows, YearAccount, check, count
from husrom.housing.mobility.building import complete, open_chains
from husrom.housing.mobility.choice import choose
from husrom.housing.mobility.codes import NO_ONE, RESIDENT, VACANT
from husrom.housing.mobility.draws import stream_of
from husrom.housing.mobility.ledger import CHAIN, FILL, Rows, with_open
from husrom.housing.mobility.moving import Town
from husrom.housing.mobility.people import (
    arrive,
    die,
    enter_institutions,
    give_birth,
    grow_older,
    leave_home,
    move_away,
)
from husrom.housing.mobility.rules import Rules, check_rules
from husrom.housing.mobility.sectors import sector_columns
from husrom.housing.mobility.state import Dwellings, Households, check_dwellings, check_households
from husrom.housing.mobility.supply import members_of, walk
from husrom.housing.mobility.unions import let_second_dwellings_go, pair, separate

_STEADY_YEAR = 0
"""The year of the stream that draws keyed to a vacancy come from: a vacancy may last into another year."""


@dataclass(slots=True)
class State:
    """Where a simulation has come.

    Attributes
    ----------
    year
        The year that comes next.
    opened, filled
        Arrays of `ledger.CHAIN` and `ledger.FILL`, one for each year so far.
    accounts
        One for each year so far.
    """

    year: int
    dwellings: Dwellings
    households: Households
    opened: tuple[Rows, ...] = ()
    filled: tuple[Rows, ...] = ()
    accounts: tuple[YearAccount, ...] = ()

    def copy(self) -> Self:
        """Return the same in memory of its own, to go on from here more than once."""
        return type(self)(
            self.year, self.dwellings.copy(), self.households.copy(), self.opened, self.filled, self.accounts
        )

    @property
    def chains(self) -> Rows:
        """Return what each chain of all years so far began with; its row is the chain's number in the ledger."""
        return np.concatenate([np.zeros(0, CHAIN), *self.opened])

    @property
    def fills(self) -> Rows:
        """Return what vacancies of all years so far led to, those still open left out."""
        return np.concatenate([np.zeros(0, FILL), *self.filled])

    def ledger(self) -> Rows:
        """Return what every vacancy led to, those still open among them."""
        return with_open(self.fills, self.dwellings)


def simulate(start: State, rules: Rules, years: int, seed: int) -> State:
    """Simulate some years.

    Parameters
    ----------
    start
        Left as it is.
    years
        How many.
    seed
        A whole number from 0; the same seed gives the same result, however the work is divided.

    Raises
    ------
    MobilityInputError
        When dwellings, households or rules contradict themselves.
    ConservationError
        When the engine has lost or invented something.
    """
    check_rules(rules)
    check_dwellings(start.dwellings, len(rules.sectors))
    check_households(start.households)
    state = start.copy()
    for _year in range(years):
        advance(state, rules, seed)
    return state


def advance(state: State, rules: Rules, seed: int) -> None:
    """Simulate the next year, in place."""
    before, flows = count(state.dwellings, state.households), Flows()
    _live(state, rules, flows, seed)
    _build(state, rules, flows, seed)
    _allocate(state, rules, flows, seed)
    _forget_the_gone(state)
    after = count(state.dwellings, state.households)
    check(state.year, before, after, flows)
    state.accounts = (*state.accounts, YearAccount(state.year, flows, after))
    state.year += 1


def _live(state: State, rules: Rules, flows: Flows, seed: int) -> None:
    """Let people age, die, be born, leave home, pair, part, enter institutions, and leave or reach the place."""
    dwellings, households, year = state.dwellings, state.households, state.year
    stream = stream_of(seed, year)
    let_second_dwellings_go(dwellings, households, stream, year)
    grow_older(households)
    die(dwellings, households, rules, flows, stream, year)
    give_birth(households, rules, flows, stream)
    households = households.and_(leave_home(households, rules, flows, stream, year))
    pair(dwellings, households, rules, flows, stream, year)
    households = households.and_(separate(households, rules, flows, stream, year))
    enter_institutions(dwellings, households, rules, flows, stream, year)
    move_away(dwellings, households, rules, flows, stream, year)
    arrived = arrive(rules.arrivals, rules.arrivals.per_year, 0, seed, year)
    flows.arrived += len(arrived.number)
    flows.persons_in += arrived.persons()
    state.households = households.and_(arrived)


def _build(state: State, rules: Rules, flows: Flows, seed: int) -> None:
    stream = stream_of(seed, state.year)
    state.dwellings = state.dwellings.and_(complete(rules, flows, stream, state.year))
    before = sum(map(len, state.opened))
    # Where vacancies choose, those there from the start are the market's reserve and stay so.
    supplied = rules.choice is None
    opened = open_chains(state.dwellings, rules, flows, stream, before, state.year, reserve=supplied)
    state.opened = (*state.opened, opened)


def _allocate(state: State, rules: Rules, flows: Flows, seed: int) -> None:
    steady = stream_of(seed, _STEADY_YEAR)
    if rules.choice is None:
        fills = _by_supply(state, rules, flows, seed, steady)
    else:
        vacancies, yearly = _open_vacancies(state.dwellings), stream_of(seed, state.year)
        fills = choose(_town(state, rules), rules.choice, vacancies, float(state.year + 1), yearly, steady)
    flows.filled += len(fills)
    flows.released += int(fills["freed"].sum())
    flows.kept_secondary += int(fills["kept_secondary"].sum())
    flows.withdrawn += int(fills["withdrawn"].sum())
    state.filled = (*state.filled, fills)


def _by_supply(state: State, rules: Rules, flows: Flows, seed: int, steady: np.uint64) -> Rows:
    """Let vacancies find their fillers; where nobody here waits, somebody comes from elsewhere."""
    vacancies = _open_vacancies(state.dwellings)
    # Each vacancy's chain ends with one newcomer at most, and so does the second dwelling that a couple leaves.
    pool = len(vacancies) + int((state.households.second_dwelling >= 0).sum())
    waiting = _in_turn(state.households)
    extra = max(0, pool - len(waiting))
    newcomers = arrive(rules.arrivals, extra, rules.arrivals.per_year, seed, state.year)
    residents = len(state.households.number)
    state.households = state.households.and_(newcomers)
    waiting = np.concatenate([waiting, np.arange(residents, residents + extra)])
    members = members_of(state.dwellings, len(rules.sectors))
    upper = np.cumsum(rules.moves, axis=1)
    fills = walk(_town(state, rules), members, upper, vacancies, waiting, float(state.year + 1), steady)
    _send_back(state, residents, flows)
    return fills


def _town(state: State, rules: Rules) -> Town:
    return Town(state.dwellings, state.households, sector_columns(rules.sectors), rules.stay)


def _open_vacancies(dwellings: Dwellings) -> NDArray[np.int64]:
    """Return the vacant dwellings of chains, the oldest chain first."""
    rows = np.flatnonzero((dwellings.status == VACANT) & (dwellings.chain >= 0))
    return rows[np.lexsort((dwellings.number[rows], dwellings.chain[rows]))]


def _in_turn(households: Households) -> NDArray[np.int64]:
    """Return the households without a dwelling, those who have waited longest first; luck decides within a year."""
    rows = np.flatnonzero((households.ages[:, 0] != NO_ONE) & (households.dwelling < 0))
    origin_last = households.origin[rows] == RESIDENT
    return rows[np.lexsort((households.number[rows], origin_last, households.since[rows]))]


def _send_back(state: State, residents: int, flows: Flows) -> None:
    """Forget the newcomers whom no vacancy asked for: they never came."""
    # They are taken in order, so those who came stand before those who did not.
    came = int((state.households.dwelling[residents:] >= 0).sum())
    flows.arrived += came
    flows.persons_in += int((state.households.ages[residents : residents + came] != NO_ONE).sum())
    state.households.ages[residents + came :] = NO_ONE


def _forget_the_gone(state: State) -> None:
    """Drop the rows of households that have ended."""
    there = state.households.ages[:, 0] != NO_ONE
    state.households = state.households.only(there)
    housed = state.households.dwelling >= 0
    rows = np.arange(len(housed), dtype=np.int32)
    state.dwellings.household[state.households.dwelling[housed]] = rows[housed]
    second = state.households.second_dwelling >= 0
    state.dwellings.household[state.households.second_dwelling[second]] = rows[second]
