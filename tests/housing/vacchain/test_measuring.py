"""What a measurement says follows from its seconds, and counts only when every check holds."""

from dataclasses import replace

import numpy as np
import pytest

from husrom.housing.vacchain import Checked, Measured, Task, check, measure, run
from husrom.housing.vacchain.measuring import compiling_seconds


@pytest.fixture(scope="module")
def measured() -> Measured:
    return measure(Task.drawn(100_000), seed=1, runs=2)


@pytest.fixture(scope="module")
def checked(measured: Measured) -> Checked:
    return check(measured, seed=1)


def test_rates_are_household_years_over_seconds(measured: Measured) -> None:
    given = replace(measured, seconds=(4.0, 1.0, 2.0))
    assert given.household_years_per_second == (547_500, 1_095_000, 2_190_000)
    assert given.moves_per_second == measured.last.moves / 2


def test_a_right_run_is_accepted(checked: Checked) -> None:
    assert checked.accepted
    assert checked.same_log
    assert checked.max_abs_z == np.abs(checked.z).max()


@pytest.mark.parametrize(
    "change",
    [
        {"faults": ("Year 0, rule broken.",)},
        {"z": np.full(16, 3.6)},
        {"z": np.full(16, np.nan)},
        {"same_log": False},
    ],
)
def test_one_broken_check_is_enough(checked: Checked, change: dict[str, object]) -> None:
    assert not replace(checked, **change).accepted  # type: ignore[arg-type]


def test_wrong_deaths_or_draws_are_enough(checked: Checked) -> None:
    assert not replace(checked, deaths=replace(checked.deaths, chi_square=1e6)).accepted
    assert not replace(checked, draws=replace(checked.draws, age_z=9.0)).accepted


def test_another_log_than_the_timed_one_is_seen(measured: Measured) -> None:
    other = replace(measured, last=run(measured.task, seed=2))
    assert not check(other, seed=1).same_log


def test_compiling_takes_no_time_once_it_is_done() -> None:
    compiling_seconds()
    assert abs(compiling_seconds()) < 5
