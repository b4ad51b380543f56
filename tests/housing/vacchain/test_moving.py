"""Parts 2 and 3: built dwellings, and chains held against the page's own words."""

import numpy as np
import pytest
from scipy import stats

from husrom.housing.vacchain import Moment, Task, run
from husrom.housing.vacchain.draws import Purpose, stream
from husrom.housing.vacchain.moving import NOWHERE, Routes, _draw_again, build, walk_chains
from husrom.housing.vacchain.stock import Stock, start_stock

from . import plain


def _route(routes: Routes, sector: int, draw: int) -> int | None:
    found = int(routes.guide[sector, draw >> 22])
    while draw >= routes.cumulative[sector, found]:
        found += 1
    return found if found < 16 else None


def test_routes_are_the_smallest_sector_that_the_draw_is_below() -> None:
    transitions = Task.drawn(1).transitions
    routes = Routes.of(transitions)
    draws = np.random.default_rng(1).integers(0, 2**32, 500).tolist()
    for sector in range(16):
        # On both sides of every boundary too.
        edges = routes.cumulative[sector, :16].tolist()
        for draw in [*draws, 0, 2**32 - 1, *edges, *(edge - 1 for edge in edges)]:
            assert _route(routes, sector, draw) == plain.route(transitions[sector], draw)


def test_new_dwellings_stand_vacant_and_last() -> None:
    stock = start_stock(Task.drawn(1_000, 1))
    size = stock.size.copy()
    queue = np.zeros(20, np.uint32)
    assert build(stock, np.array([3, 3, 0], np.uint8), queue, 5) == 8
    assert queue[5:8].tolist() == [stock.first[3] + size[3], stock.first[3] + size[3] + 1, stock.first[0] + size[0]]
    assert not stock.ages[queue[5:8]].any()
    assert (stock.size - size).tolist() == [1, 0, 0, 2, *[0] * 12]


def _walk_by_the_page(moment: Moment, before: Stock, task: Task, start: int) -> None:
    """Follow the trace of a year by the rules of the task, one at a time."""
    assert moment.log is not None
    trace = iter(moment.trace.tolist())
    fill = 0
    moves = np.zeros((16, 16), np.int64)
    for chain, first in enumerate(moment.queue.tolist()):
        vacant, length = first, 0
        while True:
            length += 1
            sector = plain.sector_of(before, vacant)
            origin = plain.route(task.transitions[sector], plain.draw(start, fill) >> 32)
            fill += 1
            drawn = next(trace)
            if origin is None:
                assert drawn == -1
                break
            assert plain.sector_of(before, drawn) == origin
            assert before.ages[drawn] > 0, "the drawn dwelling is occupied"
            before.ages[vacant], before.ages[drawn] = before.ages[drawn], 0
            moves[origin, sector] += 1
            vacant = drawn
        before.ages[vacant] = 25
        assert moment.log.lengths[chain] == length
        assert moment.log.sectors[chain] == plain.sector_of(before, first)
    assert next(trace, None) is None
    np.testing.assert_array_equal(moment.log.moves, moves)
    np.testing.assert_array_equal(before.ages, moment.stock.ages)


@pytest.mark.parametrize("seed", [1, 2])
def test_chains_follow_the_page(seed: int) -> None:
    task = Task.drawn(2_000, 3, seed)
    before: list[Stock] = []

    def look(moment: Moment) -> None:
        if moment.part == 2:
            before.append(Stock(*(array.copy() for array in moment.stock)))
        if moment.part == 3:
            _walk_by_the_page(moment, before[-1], task, int(stream(seed, moment.year, Purpose.CHAIN)))

    run(task, seed=seed, look=look, traced=True)
    assert len(before) == 3


def _sparse_stock(occupied: list[int], size: int = 5_000) -> Stock:
    ages = np.zeros(size + 64, np.uint8)
    ages[occupied] = 30
    first, sizes = np.zeros(16, np.uint64), np.zeros(16, np.uint64)
    sizes[0] = size
    first[1:] = size
    return Stock(ages, first, sizes)


def test_a_draw_where_few_live_is_uniform() -> None:
    """After many vain tries the occupied are counted; the count must be as fair as the tries."""
    occupied = [0, 7, 2_500, 4_999]
    stock = _sparse_stock(occupied)
    drawn = [int(_draw_again(stock, np.uint64(0), np.uint64(number))) for number in range(8_000)]
    found = np.array([drawn.count(dwelling) for dwelling in occupied])
    assert found.sum() == 8_000
    assert stats.chisquare(found).pvalue > 0.001


def test_a_draw_where_few_live_finds_one_of_them() -> None:
    stock = _sparse_stock([7, 2_500])
    assert {int(_draw_again(stock, np.uint64(0), np.uint64(number))) for number in range(12)} == {7, 2_500}


def test_a_draw_where_nobody_lives_finds_nobody() -> None:
    assert _draw_again(_sparse_stock([]), np.uint64(0), np.uint64(1)) == NOWHERE


@pytest.mark.parametrize("size", [1, 5_000])
def test_a_chain_ends_where_nobody_lives_in_the_sector_drawn(size: int) -> None:
    transitions = np.zeros((16, 16))
    transitions[0, [0, 5]] = 0.3, 0.4
    stock = _sparse_stock([], size)
    moves, lengths = np.zeros((17, 16), np.int64), np.zeros(1, np.uint16)
    queue, sectors, trace = np.zeros(1, np.uint32), np.zeros(1, np.uint8), np.zeros(9, np.int64)
    fallbacks = [
        walk_chains(
            _sparse_stock([], size), Routes.of(transitions), np.uint64(start), queue, sectors, lengths, moves, trace
        )
        for start in range(300)
    ]
    assert stats.binomtest(sum(fallbacks), 300, 0.7).pvalue > 0.001
    assert moves[16, 0] == 300 == moves.sum()
    assert lengths.tolist() == [1]
    assert trace[0] == -1
    assert stock.ages[0] == 0, "each walk had its own stock"
