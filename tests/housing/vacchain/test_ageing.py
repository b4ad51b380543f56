"""Part 1 draws for every household exactly what its number says, however many are compared at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.housing.vacchain import Task, death_probabilities
from husrom.housing.vacchain.ageing import BLOCK, DeathTable, Workspace, age_and_die
from husrom.housing.vacchain.stock import start_stock

from . import plain

STREAMS = np.uint64(2**63 + 12345), np.uint64(987654321)


def _die_plainly(ages: np.ndarray, dwelling: int, table: DeathTable) -> bool:
    first_bits = (plain.draw(int(STREAMS[0]), dwelling // 8) >> (8 * (dwelling % 8))) & 0xFF
    last_bits = plain.draw(int(STREAMS[1]), dwelling) >> 32
    return (first_bits << 32 | last_bits) < int(table.exact[ages[dwelling]])


@pytest.mark.parametrize("households", [1, 40, 3_000, 16 * BLOCK + 777])
def test_everyone_gets_a_year_older_and_the_right_ones_die(households: int) -> None:
    table = DeathTable.of(death_probabilities())
    stock = start_stock(Task.drawn(households, 1))
    before = stock.ages.copy()
    living = np.flatnonzero(before)
    queue, by_sector = np.zeros(households + 1, np.uint32), np.zeros(16, np.int64)
    deaths = age_and_die(stock, table, Workspace.empty(), STREAMS, queue, by_sector)
    older = before + (before > 0)
    dead = [dwelling for dwelling in living.tolist() if _die_plainly(older, dwelling, table)]
    assert sorted(queue[:deaths].tolist()) == dead
    assert [plain.sector_of(stock, dwelling) for dwelling in queue[:deaths].tolist()] == np.repeat(
        np.arange(16), by_sector
    ).tolist()
    older[dead] = 0
    np.testing.assert_array_equal(stock.ages, older)


def test_nobody_is_older_than_the_limit() -> None:
    task = Task.drawn(500, 1)
    stock = start_stock(Task(task.transitions, task.dwelling_sectors, np.full(500, 109, np.uint8), task.new_sectors))
    table = DeathTable.of(death_probabilities())
    queue = np.zeros(501, np.uint32)
    assert age_and_die(stock, table, Workspace.empty(), STREAMS, queue, np.zeros(16, np.int64)) == 500
    assert not stock.ages.any()


@given(st.lists(st.floats(0, 1), min_size=1, max_size=111).map(sorted))
def test_the_stair_is_nowhere_below_the_table(probabilities: list[float]) -> None:
    table = DeathTable.of(np.array(probabilities))
    for age, exact in enumerate(table.exact.tolist()):
        height = int(table.step_heights[table.step_ages <= age].sum())
        assert height >= min(exact >> 32, 255)


def test_the_table_is_exact_to_forty_bits() -> None:
    table = DeathTable.of(death_probabilities())
    assert np.abs(table.exact / 2**40 - death_probabilities()).max() < 2**-40
