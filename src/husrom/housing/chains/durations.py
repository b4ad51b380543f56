"""When chains reach where they go: vacancies take time to be filled, and dwellings to be completed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from husrom.figures.wording import gettext_noop as _
from husrom.housing.chains.errors import ChainInputError
from husrom.housing.chains.exponential import exponential_of_rates
from husrom.housing.chains.fundamental import inverse_of
from husrom.housing.chains.lengths import link_sectors
from husrom.housing.chains.programme import start_vector
from husrom.housing.chains.transitions import Array, Transitions


@dataclass(frozen=True, slots=True)
class Completion:
    """When the dwellings of a programme are completed.

    Attributes
    ----------
    lag_years
        From the start of the clock, such as the permission to start, to the first completed dwelling.
    over_years
        How long completions go on, evenly; 0 when all are completed at once.
    """

    lag_years: float = 0.0
    over_years: float = 0.0

    def __post_init__(self) -> None:
        """Refuse times that are negative or no numbers."""
        for value in (self.lag_years, self.over_years):
            if not 0 <= value < np.inf:
                raise ChainInputError(
                    _("A completion takes %(value)s years, but a number from 0 upwards was expected."), value=value
                )


AT_ONCE = Completion()
AT_ONCE_YEARS = 1e-6
"""A vacancy of half a minute is none."""


@dataclass(frozen=True, slots=True, eq=False)
class ChainPath:
    """Where the chains of a programme are at given times.

    Attributes
    ----------
    times_years
        Shape (T,).
    vacant
        Shape (T, S): dwellings vacant because of the programme, new ones included.
    filled
        Shape (T, S): vacancies filled so far.
    freed_existing
        Shape (T, S): existing dwellings freed so far.
    """

    times_years: Array
    vacant: Array
    filled: Array
    freed_existing: Array


def chain_path(
    transitions: Transitions,
    new_dwellings: ArrayLike,
    vacancy_years: ArrayLike,
    times_years: Sequence[float],
    completion: Completion = AT_ONCE,
) -> ChainPath:
    """Return the expected course of a programme's chains.

    Solves dv/dt = b - (I - Q)' L v exactly, L the rates 1 / vacancy_years; nothing is stepped. Sectors whose vacancies
    take no time (sellers who buy before they sell, settled the same day) are passed at once.

    Parameters
    ----------
    new_dwellings
        Shape (S,).
    vacancy_years
        h, shape (S,): mean time a vacancy lasts in each sector; 0 is allowed.
    times_years
        T times to tell of, from the start of the clock.

    Raises
    ------
    ChainInputError
        When a time or a number of dwellings is negative or missing.

    References
    ----------
    White, H. C. (1970). Chains of Opportunity, on the time of moves; the exponential of Xue and Ye (2013).

    Examples
    --------
    >>> path = chain_path(Transitions.of(["flat"], [[0.5]]), [100], [0.25], [0, 0.5, 50])
    >>> path.vacant.ravel().round(1).tolist(), path.filled.ravel().round(1).tolist()
    ([100.0, 36.8, 0.0], [0.0, 126.4, 200.0])
    """
    start = start_vector(transitions.sectors, new_dwellings)
    years = start_vector(transitions.sectors, vacancy_years)
    times = start_vector(tuple(f"time {place + 1}" for place in range(len(times_years))), times_years)
    quick = years < AT_ONCE_YEARS
    passing = _Passing(transitions.moves, quick)
    shares = np.array([_completed(time, completion) for time in times.tolist()])
    stock = [_vacant(passing, start, years[~quick], time, completion) for time in times.tolist()]
    vacant, filled = np.zeros((len(times), len(start))), np.zeros((len(times), len(start)))
    vacant[:, ~quick] = np.reshape(stock, (len(times), int((~quick).sum())))
    # What came and is no longer vacant has been filled, and each fill led to the next: the same N as without time.
    gone = np.outer(shares, passing.start(start)) - vacant[:, ~quick]
    filled[:, ~quick] = np.maximum(gone @ inverse_of(passing.moves), 0.0)
    came = np.outer(shares, start[quick]) + filled[:, ~quick] @ transitions.moves[np.ix_(~quick, quick)]
    filled[:, quick] = came @ passing.through
    return ChainPath(times, vacant, filled, filled @ transitions.moves)


class _Passing:
    """Chains with the sectors left out that take no time."""

    def __init__(self, moves: Array, quick: np.ndarray) -> None:
        self.quick = quick
        self.through = inverse_of(moves[np.ix_(quick, quick)])
        onward = self.through @ moves[np.ix_(quick, ~quick)]
        self.onward = onward
        self.moves = moves[np.ix_(~quick, ~quick)] + moves[np.ix_(~quick, quick)] @ onward

    def start(self, vacancies: Array) -> Array:
        """Return where vacancies are when those that take no time have been filled."""
        arrived: Array = vacancies[~self.quick] + vacancies[self.quick] @ self.onward
        return arrived


def _vacant(passing: _Passing, start: Array, years: Array, time: float, completion: Completion) -> Array:
    """Return the stock of the sectors that take time."""
    begun, since = passing.start(start), time - completion.lag_years
    if since < 0:
        return np.zeros_like(begun)
    rates = (passing.moves - np.eye(len(years))).T / years
    if completion.over_years == 0:
        return exponential_of_rates(rates, since) @ begun
    building = min(since, completion.over_years)
    left = begun - exponential_of_rates(rates, building) @ begun
    # The stock that a steady stream of new dwellings has built up: (I - exp) / rates, and N turns the rates around.
    stock = years * (left @ inverse_of(passing.moves)) / completion.over_years
    return exponential_of_rates(rates, since - building) @ np.maximum(stock, 0.0)


def _completed(time: float, completion: Completion) -> float:
    """Return the share of a programme that is completed."""
    since = time - completion.lag_years
    if completion.over_years == 0:
        return float(since >= 0)
    return min(max(since / completion.over_years, 0.0), 1.0)


def years_until_chain_ends(fundamental: Array, vacancy_years: ArrayLike) -> Array:
    """Return the expected time from a vacancy until the last one of its chain is filled.

    Parameters
    ----------
    fundamental
        N, shape (S, S).
    vacancy_years
        h, shape (S,).

    Returns
    -------
    array, shape (S,), years
        N h, by the sector where the chain starts.

    Examples
    --------
    >>> years_until_chain_ends(np.array([[2.0, 1.0], [0.0, 2.0]]), [0.25, 0.5]).tolist()
    [1.0, 1.0]
    """
    years: Array = fundamental @ np.asarray(vacancy_years, dtype=np.float64)
    return years


def years_until_link(transitions: Transitions, new_dwellings: ArrayLike, vacancy_years: ArrayLike, links: int) -> Array:
    """Return the expected time until the vacancy of each link is filled, or the chain has ended before.

    Returns
    -------
    array, shape (links + 1,), years
        Per chain: the sum of the vacancies' durations along f Qᵏ. Rises towards the time until chains end.

    Raises
    ------
    ChainInputError
        When nothing is built, or a number is negative.

    Examples
    --------
    >>> years_until_link(Transitions.of(["flat"], [[0.5]]), [10], [0.5], 2).tolist()
    [0.5, 0.75, 0.875]
    """
    start = start_vector(transitions.sectors, new_dwellings)
    years = start_vector(transitions.sectors, vacancy_years)
    if not start.any():
        raise ChainInputError(_("There are 0 new dwellings, but some are needed to start chains."))
    waited: Array = np.cumsum(link_sectors(transitions, start, links) @ years) / start.sum()
    return waited
