"""The checks catch wrong engines: each is shown one that breaks its rule."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from husrom.housing.vacchain import Ledger, Moment, Run, Task, YearLog, death_probabilities, deaths_found, length_z, run
from husrom.housing.vacchain.stock import start_stock

Wrong = Callable[[Moment], Moment]


def _first_occupied(moment: Moment) -> int:
    return int(np.flatnonzero(moment.stock.ages)[0])


def _kill_one(moment: Moment) -> Moment:
    if moment.part == 3:
        moment.stock.ages[_first_occupied(moment)] = 0
    return moment


def _make_one_younger(moment: Moment) -> Moment:
    if moment.part == 1:
        moment.stock.ages[_first_occupied(moment)] = 1
    return moment


def _change_an_age_in_a_chain(moment: Moment) -> Moment:
    if moment.part == 3:
        moment.stock.ages[_first_occupied(moment)] = 2
    return moment


def _vacate_without_a_queue(moment: Moment) -> Moment:
    return replace(moment, queue=moment.queue[1:]) if moment.part == 1 else moment


def _with_log(**changes: Callable[[YearLog], object]) -> Wrong:
    def wrong(moment: Moment) -> Moment:
        if moment.log is None:
            return moment
        return replace(moment, log=replace(moment.log, **{name: new(moment.log) for name, new in changes.items()}))

    return wrong


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        (_kill_one, "1: no dwelling is vacant"),
        (_make_one_younger, "nobody is born, and everyone gets a year older"),
        (_change_an_age_in_a_chain, "2: chains change no age"),
        (_vacate_without_a_queue, "each vacancy is in the queue once"),
        (_with_log(deaths=lambda log: log.deaths + 1), "2: deaths are those counted"),
        (_with_log(absorptions=lambda log: log.absorptions - 1), "3: absorptions are deaths and new dwellings"),
        (_with_log(moves=lambda log: log.moves + 1), "4: moves are the lengths less one"),
        (_with_log(lengths=lambda log: log.lengths * 0), "4: every chain has a length"),
        (_with_log(years=lambda log: log.years + 1), "every chain has its year"),
        (_with_log(fallbacks=lambda _log: 1), "nobody lived in the sector drawn"),
    ],
)
def test_the_ledger_names_the_rule_that_is_broken(wrong: Wrong, rule: str) -> None:
    task = Task.drawn(2_000, 1)
    ledger = Ledger(task)
    run(task, seed=1, look=lambda moment: ledger.look(wrong(moment)))
    assert not ledger.conserved
    assert any(rule in fault for fault in ledger.faults)


def test_the_ledger_sees_a_dwelling_in_the_wrong_sector() -> None:
    task = Task.drawn(2_000, 1)
    moved = replace(task, dwelling_sectors=np.roll(task.dwelling_sectors, 1) // 2)
    ledger = Ledger(moved)
    run(task, seed=1, look=ledger.look)
    assert any("each sector holds its dwellings" in fault for fault in ledger.faults)


def test_lengths_by_other_transitions_are_seen() -> None:
    task = Task.drawn(100_000, 5)
    other = replace(task, transitions=task.transitions * 0.95)
    right, wrong = run(task, seed=1), run(other, seed=1)
    assert np.abs(length_z(right)).max() < 3.5
    assert np.abs(length_z(replace(wrong, task=task))).max() > 3.5


def test_a_sector_without_chains_has_no_z() -> None:
    task = Task.drawn(1, 1)
    log = YearLog(
        np.zeros(1, np.uint8), np.zeros(1, np.uint8), np.ones(1, np.uint16), np.zeros((16, 16), np.int64), 1, 1, 0
    )
    assert np.isnan(length_z(Run(task, (log,), start_stock(task), 1.0))).all()


def _exposed_and_died(table: np.ndarray, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    exposed = np.full(111, 20_000)
    return exposed, np.random.default_rng(seed).binomial(exposed, table)


@pytest.mark.parametrize("seed", range(20))
def test_deaths_by_the_table_are_accepted(seed: int) -> None:
    assert deaths_found(*_exposed_and_died(death_probabilities(), seed)).hold


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(np.minimum(1, 2 * death_probabilities()), id="doubled"),
        pytest.param(np.roll(death_probabilities(), 1), id="the old age, not the new"),
        pytest.param(np.full(111, death_probabilities()[50]), id="nobody gets older"),
    ],
)
def test_deaths_by_another_table_are_refused(wrong: np.ndarray) -> None:
    assert not deaths_found(*_exposed_and_died(wrong)).hold


def test_too_few_exposed_prove_nothing() -> None:
    nobody = np.zeros(111, np.int64)
    assert not deaths_found(nobody, nobody).hold
