"""The input is the one every implementation gets: the check values of the task's own page."""

import numpy as np
import pytest

from husrom.housing.vacchain import Task, TaskError, death_probabilities, expected_lengths

EXPECTED_MEAN = [
    2.687507, 2.590901, 2.548903, 2.491638, 2.412685, 2.408148, 2.331833, 2.272576,
    2.214844, 2.144023, 2.085766, 1.993175, 1.934048, 1.906383, 1.803109, 1.764806,
]  # fmt: skip
EXPECTED_DEVIATION = [
    1.7371, 1.7115, 1.7162, 1.7104, 1.6870, 1.7176, 1.6921, 1.6779,
    1.6629, 1.6303, 1.6091, 1.5467, 1.5179, 1.5261, 1.4334, 1.4246,
]  # fmt: skip


@pytest.fixture(scope="module")
def task() -> Task:
    return Task.drawn(10_000)


def test_transitions_have_the_check_values(task: Task) -> None:
    corners = task.transitions[[0, 0, 15, 15], [0, 15, 0, 15]]
    np.testing.assert_allclose(corners, [0.0464121317, 0.0411233186, 0.0071627659, 0.0233891161], atol=5e-11)
    assert np.linalg.det(np.eye(16) - task.transitions) == pytest.approx(0.402042728, abs=5e-10)
    assert np.abs(np.linalg.eigvals(task.transitions)).max() == pytest.approx(0.551095, abs=5e-7)
    np.testing.assert_allclose(task.transitions.sum(axis=1), 0.75 - 0.4 * np.arange(16) / 15)


def test_expected_lengths_have_the_check_values(task: Task) -> None:
    lengths = expected_lengths(task.transitions)
    np.testing.assert_allclose(lengths.mean, EXPECTED_MEAN, atol=5e-7)
    np.testing.assert_allclose(lengths.deviation, EXPECTED_DEVIATION, atol=5e-5)
    assert lengths.mean.mean() == pytest.approx(2.224397, abs=5e-7)


def test_expected_lengths_of_one_sector_are_geometric() -> None:
    lengths = expected_lengths(np.array([[0.75]]))
    assert lengths.mean[0] == pytest.approx(4)
    assert lengths.deviation[0] == pytest.approx(np.sqrt(12))


def test_first_draws_have_the_check_values(task: Task) -> None:
    assert task.dwelling_sectors[:5].tolist() == [2, 0, 5, 1, 3]
    assert task.ages[:5].tolist() == [71, 21, 23, 76, 53]
    assert task.new_sectors[0, :5].tolist() == [8, 9, 2, 10, 4]


def test_drawing_in_pieces_is_drawing_at_once() -> None:
    households = 200_003
    task = Task.drawn(households, 2, seed=7)
    generator = np.random.default_rng(7)
    generator.random((16, 16))
    np.testing.assert_array_equal(task.dwelling_sectors, generator.integers(0, 16, households))
    np.testing.assert_array_equal(task.ages, generator.integers(20, 95, households))
    for sectors in task.new_sectors:
        np.testing.assert_array_equal(sectors, generator.integers(0, 16, households // 100))


@pytest.mark.parametrize(
    ("age", "probability"),
    [(21, 0.000544), (25, 0.000765), (60, 0.014982), (80, 0.082011), (100, 0.448924), (109, 0.964734), (110, 1)],
)
def test_deaths_have_the_check_values(age: int, probability: float) -> None:
    assert death_probabilities()[age] == pytest.approx(probability, abs=5e-7)


@pytest.mark.parametrize(("years", "per_household"), [(20, 21.9), (5, 5.1)])
def test_household_years_are_those_of_the_formula(years: int, per_household: float) -> None:
    assert Task.drawn(10_000, years).household_years == per_household * 10_000


def test_there_is_one_new_dwelling_per_hundred_households() -> None:
    assert Task.drawn(1_099, 3).new_sectors.shape == (3, 10)
    assert Task.drawn(99, 3).new_sectors.shape == (3, 0)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"households": 0}, "for households is 0; give one from 1"),
        ({"households": 10, "years": 257}, "for years is 257; give one from 1 to 256"),
        ({"households": 10, "seed": -1}, "for seed is -1; give one from 0"),
    ],
)
def test_a_number_outside_its_range_is_refused(arguments: dict[str, int], sentence: str) -> None:
    with pytest.raises(TaskError, match=sentence):
        Task.drawn(**arguments)


def _with(**arrays: object) -> Task:
    task = Task.drawn(10, 1)
    given = {
        "transitions": task.transitions,
        "dwelling_sectors": task.dwelling_sectors,
        "ages": task.ages,
        "new_sectors": task.new_sectors,
    } | arrays
    return Task(**given)  # type: ignore[arg-type]


def _transitions(row: int, value: float) -> np.ndarray:
    transitions = np.zeros((16, 16))
    transitions[row, 3] = value
    return transitions


@pytest.mark.parametrize(
    ("arrays", "sentence"),
    [
        ({"transitions": np.zeros((2, 2))}, r"shape \(2, 2\); give \(16, 16\)"),
        ({"ages": np.full(10, 30)}, "The ages are of type int64; give uint8"),
        ({"transitions": _transitions(4, 1.0)}, "Row 4 .* the sum 1; give"),
        ({"transitions": _transitions(5, -0.1)}, "Row 5 .* a negative number"),
        ({"transitions": _transitions(6, np.nan)}, "Row 6 .* the sum nan"),
        ({"ages": np.full(9, 30, np.uint8)}, "sectors of 10 dwellings and ages of 9 households"),
        ({"new_sectors": np.zeros(3, np.uint8)}, "new dwellings in 1 dimensions"),
        ({"dwelling_sectors": np.full(10, 16, np.uint8)}, "A dwelling is in sector 16"),
        ({"new_sectors": np.full((1, 2), 17, np.uint8)}, "A new dwelling is in sector 17"),
        ({"ages": np.full(10, 110, np.uint8)}, "from 110 to 110; give"),
        ({"ages": np.zeros(10, np.uint8)}, "from 0 to 0; give"),
    ],
)
def test_an_input_that_is_not_of_the_task_is_refused(arrays: dict[str, object], sentence: str) -> None:
    with pytest.raises(TaskError, match=sentence):
        _with(**arrays)
