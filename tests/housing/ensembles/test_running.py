"""The same result however the work is divided, and after work was lost."""

from pathlib import Path

import pytest

from husrom.housing.ensembles import Cell, EnsembleError, Plan, Result, all_cells, checksum, cluster, local, run
from tests.housing.ensembles.tasks import DiesOnce, drawn, fails, given_up

CELLS = all_cells([Plan(2, 2, 5), Plan(1, 1, 5)])


class Drawer:
    """A shelf in memory."""

    def __init__(self, kept: dict[Cell, Result]) -> None:
        self.kept, self.new = kept, list[Cell]()

    def find(self, cell: Cell) -> Result | None:
        return self.kept.get(cell)

    def keep(self, cell: Cell, result: Result) -> None:
        self.new.append(cell)


@pytest.mark.parametrize("workers", [1, 2, 8])
def test_result_is_the_same_for_any_number_of_workers(workers: int) -> None:
    alone, seen = run(drawn, CELLS), list[Cell]()
    with local(workers) as client:
        divided = run(drawn, CELLS, client, seen=seen.append)
    assert list(divided) == CELLS
    assert sorted(seen) == CELLS
    assert checksum(divided) == checksum(alone)


def test_result_is_the_same_after_a_worker_was_killed(tmp_path: Path) -> None:
    task = DiesOnce(tmp_path / "died")
    with local(2) as client:
        found = run(task, CELLS, client)
    assert task.mark.exists()
    assert checksum(found) == checksum(run(drawn, CELLS))


def test_run_whose_workers_died_again_and_again_is_told_of_in_a_sentence() -> None:
    with local(1) as client, pytest.raises(EnsembleError, match="died again and again"):
        run(given_up, CELLS[:1], client)


def test_fault_of_a_run_reaches_the_caller_from_here_and_from_elsewhere() -> None:
    with pytest.raises(ValueError, match="luck 4"):
        run(fails, CELLS[4:5])
    with local(1) as client, pytest.raises(ValueError, match="luck 4"):
        run(fails, CELLS[4:5], client)


def test_runs_that_are_kept_are_not_made_again() -> None:
    whole, seen = run(drawn, CELLS), list[Cell]()
    drawer = Drawer({cell: whole[cell] for cell in CELLS[:7]})
    found = run(drawn, CELLS, shelf=drawer, seen=seen.append)
    assert drawer.new == CELLS[7:]
    assert seen == CELLS
    assert checksum(found) == checksum(whole)
    with local(1) as client:
        assert list(run(fails, CELLS[:7], client, shelf=drawer)) == CELLS[:7]


def test_checksum_tells_one_number_from_another() -> None:
    whole = run(drawn, CELLS)
    other = {**whole, CELLS[0]: {**whole[CELLS[0]], "numbers": whole[CELLS[1]]["numbers"]}}
    assert checksum(whole) != checksum(other)


def test_cluster_that_does_not_answer_is_told_of_with_its_address() -> None:
    with pytest.raises(EnsembleError, match="No Dask scheduler answers at not an address"), cluster("not an address"):
        pytest.fail("never reached")


def test_two_crews_at_once_do_not_wait_for_each_other() -> None:
    with local(1) as first, local(1) as second:
        assert checksum(run(drawn, CELLS[:3], first)) == checksum(run(drawn, CELLS[:3], second))
