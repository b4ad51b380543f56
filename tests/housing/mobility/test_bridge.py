"""The simulated market beside White's closed form: with constant rates they must tell the same."""

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import chi2

from husrom.housing.mobility.rules import Rates, Rules, Stay
from husrom.housing.mobility.simulation import State, simulate
from tests.housing.mobility.towns import MOVES, rates, rules, state

SEEDS = range(1, 11)


def lengths(end: State, before: float = np.inf) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the sector each chain began in and its vacancies, the first included, of chains begun before a date."""
    ledger = end.ledger()
    length = np.bincount(ledger["chain"], minlength=len(end.chains))
    early = end.chains["start"] < before
    return end.chains["sector"][early].astype(np.int64), length[early]


def runs(town: Rules, years: int, households: int = 3_000) -> Iterator[State]:
    start = state(households)
    for seed in SEEDS:
        yield simulate(start, town, years, seed)


def scores(found: list[tuple[NDArray[np.int64], NDArray[np.int64]]], moves: NDArray[np.float64]) -> list[float]:
    """Return how many standard errors each sector's mean length is from the closed form."""
    mean = np.linalg.inv(np.eye(len(moves)) - moves).sum(axis=1)
    sector, length = (np.concatenate(parts) for parts in zip(*found, strict=True))
    inside = [length[sector == place] for place in range(len(moves))]
    return [(part.mean() - mean[place]) / (part.std() / np.sqrt(len(part))) for place, part in enumerate(inside)]


def test_mean_lengths_are_those_of_the_closed_form_over_ten_seeds() -> None:
    town = rules(two_dwellings_share=0.0)
    found = [lengths(end) for end in runs(town, 8)]
    assert np.abs(scores(found, MOVES)).max() < 3.5
    # A stream that repeats itself, shifted by a year, shows in single runs before it shows in their sum.
    assert np.median([np.abs(scores([one], MOVES)).max() for one in found]) < 3.0


def test_mean_lengths_with_vacancies_that_last_are_the_same_once_chains_have_had_time() -> None:
    slow = Stay(np.array([0.3, 0.2, 0.2, 0.1, 0.4]), np.zeros(5), np.zeros(5))
    found = [lengths(end, before=2028) for end in runs(rules(two_dwellings_share=0.0, stay=slow), 14)]
    assert np.abs(scores(found, MOVES)).max() < 3.5


def test_dwellings_kept_or_withdrawn_shorten_chains_as_the_closed_form_says() -> None:
    leaks = Stay(np.zeros(5), np.full(5, 0.10), np.array([0.0, 0.1, 0.2, 0.1, 0.0]))
    found = [lengths(end) for end in runs(rules(two_dwellings_share=0.0, stay=leaks), 6)]
    assert np.abs(scores(found, MOVES * (1 - leaks.kept_secondary - leaks.withdrawn))).max() < 3.5


def test_moves_between_sectors_are_the_rows_of_q() -> None:
    fills = np.concatenate([end.fills for end in runs(rules(two_dwellings_share=0.0), 5)])
    counts = np.zeros((5, 6))
    np.add.at(counts, (fills["to_sector"], fills["from_sector"]), 1)  # column -1 is the last: no dwelling left
    expected = np.column_stack([MOVES, 1 - MOVES.sum(axis=1)]) * counts.sum(axis=1)[:, None]
    assert ((counts - expected) ** 2 / expected).sum() < chi2.ppf(0.9999, 5 * 5)


def test_one_sector_gives_geometric_lengths() -> None:
    again = 0.55
    # Each dwelling's filler comes from its own sector or from outside: five markets with the same law.
    town = rules(two_dwellings_share=0.0, moves=np.eye(5) * again)
    length = np.concatenate([lengths(end)[1] for end in runs(town, 5)])
    observed = np.bincount(np.minimum(length, 9), minlength=10)[1:]
    law = (1 - again) * again ** np.arange(8)
    expected = np.append(law, 1 - law.sum()) * len(length)
    assert ((observed - expected) ** 2 / expected).sum() < chi2.ppf(0.9999, 8)


def test_chance_of_being_drawn_is_the_same_for_every_household_of_a_sector() -> None:
    start = state(3_000)
    only_deaths = rules(rates=Rates.none()._replace(death=rates().death), two_dwellings_share=0.0)
    place: list[NDArray[np.float64]] = []
    for seed in SEEDS:
        fills = simulate(start, only_deaths, 1, seed).fills
        for sector in range(5):
            inside = np.sort(start.households.number[start.dwellings.sector[start.households.dwelling] == sector])
            movers = fills["household"][fills["from_sector"] == sector]
            place.append(np.searchsorted(inside, movers) / len(inside))
    counts, _edges = np.histogram(np.concatenate(place), bins=50, range=(0, 1))
    assert ((counts - counts.mean()) ** 2 / counts.mean()).sum() < chi2.ppf(0.9999, 49)


@pytest.mark.parametrize("place", range(5))
def test_more_absorption_shortens_every_chain(place: int) -> None:
    fewer = MOVES.copy()
    fewer[place] *= 0.5
    start = state(1_500)
    many, few = (
        np.mean(
            [lengths(simulate(start, rules(moves=moves, two_dwellings_share=0.0), 4, seed))[1].mean() for seed in SEEDS]
        )
        for moves in (MOVES, fewer)
    )
    assert few < many
