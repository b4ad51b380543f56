"""Whole runs: conserved, right in the mean, the same again, and small in memory."""

from itertools import pairwise

import numpy as np
import pytest

from husrom.housing.vacchain import DrawAudit, Ledger, Moment, Run, Task, deaths_found, length_z, run


def _checked(task: Task, seed: int) -> tuple[Run, Ledger, DrawAudit]:
    ledger, audit = Ledger(task), DrawAudit()

    def look(moment: Moment) -> None:
        ledger.look(moment)
        audit.look(moment)

    return run(task, seed=seed, look=look, traced=True), ledger, audit


@pytest.mark.parametrize("seed", range(2, 12))
def test_ten_seeds_hold_every_check(seed: int) -> None:
    """The seeds and the size the task asks for: a repeated excess would be a fault."""
    task = Task.drawn(100_000, seed=seed)
    finished, ledger, audit = _checked(task, seed)
    assert ledger.faults == []
    assert np.abs(length_z(finished)).max() < 3.5
    assert deaths_found(ledger.exposed, ledger.died).hold
    assert audit.found().hold
    assert sum(year.fallbacks for year in finished.log) == 0


@pytest.mark.parametrize(("households", "years"), [(1, 3), (99, 5), (1_700, 20)])
def test_every_size_is_conserved(households: int, years: int) -> None:
    task = Task.drawn(households, years)
    ledger = Ledger(task)
    finished = run(task, seed=4, look=ledger.look)
    assert [fault for fault in ledger.faults if "nobody lived" not in fault] == []
    assert len(finished.log) == years
    assert int(finished.stock.size.sum()) == households + years * (households // 100)


def test_first_and_last_year_are_as_plausible_as_the_page_says() -> None:
    finished = run(Task.drawn(100_000), seed=1)
    first, last = finished.log[0], finished.log[-1]
    assert 0.047 < first.deaths / 100_000 < 0.051
    assert 0.068 < first.moves.sum() / 100_000 < 0.083
    assert 0.013 < last.deaths / 119_000 < 0.016
    assert 73_000 < finished.chain_lengths.size < 74_000
    assert 0.0405 < finished.moves / finished.task.household_years < 0.0425


def test_a_seed_gives_the_same_run_again_and_another_seed_another() -> None:
    task = Task.drawn(20_000, 3)
    one, same, other = run(task, seed=5), run(task, seed=5, traced=True), run(task, seed=6)
    np.testing.assert_array_equal(one.stock.ages, same.stock.ages)
    np.testing.assert_array_equal(one.chain_lengths, same.chain_lengths)
    np.testing.assert_array_equal(one.chain_sectors, same.chain_sectors)
    assert not np.array_equal(one.stock.ages, other.stock.ages)


def test_years_do_not_repeat_one_another() -> None:
    """A stream that is the year before's, shifted, would show as chains of the same lengths one place on."""
    finished = run(Task.drawn(50_000, 6), seed=1)
    lengths = [year.lengths.astype(float) for year in finished.log]
    for before, after in pairwise(lengths):
        for shift in range(-5, 6):
            both = min(before.size, after.size) - 10
            agreement = np.corrcoef(before[5 : 5 + both], after[5 + shift : 5 + shift + both])[0, 1]
            assert abs(agreement) < 4.5 / np.sqrt(both)


def test_the_log_has_a_row_for_each_chain() -> None:
    finished = run(Task.drawn(5_000, 4), seed=1)
    for number, year in enumerate(finished.log):
        assert year.years.tolist() == [number] * year.lengths.size
        assert year.sectors.size == year.lengths.size == year.absorptions == year.deaths + 50


def test_state_and_log_are_at_most_32_bytes_a_household() -> None:
    finished = run(Task.drawn(100_000), seed=1)
    log = sum(array.nbytes for year in finished.log for array in (year.years, year.sectors, year.lengths, year.moves))
    longest_queue = max(year.lengths.size for year in finished.log) * 4
    assert finished.stock.ages.nbytes < 1.3 * 100_000
    assert finished.stock.ages.nbytes + log + longest_queue < 6 * 100_000
