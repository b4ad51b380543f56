"""What answers hang on, and the question asked backwards."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.housing.chains import (
    ChainInputError,
    Target,
    Transitions,
    release,
    required_programme,
    sensitivity,
    solve,
)
from tests.housing.chains.drawn import chains

BUILT, HOUSES = [0, 100, 5], [1, 0, 0]
STEP = 1e-6


def test_every_derivative_is_the_slope(clergy: Transitions) -> None:
    found = sensitivity(solve(clergy), BUILT, HOUSES)
    assert found.value == pytest.approx(release(solve(clergy), BUILT).vacancies[0])
    for place in np.ndindex(3, 3):
        moved = clergy.moves.copy()
        moved[place] += STEP
        after = release(solve(Transitions.of(clergy.sectors, moved)), BUILT).vacancies[0]
        assert (after - found.value) / STEP == pytest.approx(found.by_move[place], rel=1e-4)
    np.testing.assert_allclose(found.elasticity, found.by_move * clergy.moves / found.value)


def test_one_more_dwelling_gives_what_its_chain_gives(clergy: Transitions) -> None:
    found = sensitivity(solve(clergy), BUILT, HOUSES)
    np.testing.assert_allclose(found.by_new_dwelling, solve(clergy).fundamental[:, 0])


def test_nothing_built_has_no_elasticity(clergy: Transitions) -> None:
    assert np.isnan(sensitivity(solve(clergy), [0, 0, 0], HOUSES).elasticity).all()


@given(chains(least=2), st.floats(1, 1_000))
def test_the_required_programme_reaches_its_target_and_no_single_sector_needs_fewer(
    transitions: Transitions, wanted: float
) -> None:
    solution = solve(transitions)
    gains = np.zeros(len(transitions.sectors))
    gains[0] = 0.5
    answer = required_programme(solution, [Target("families", wanted, gains)])
    assert answer.is_feasible
    assert answer.reached[0] == pytest.approx(wanted, rel=1e-6)
    assert answer.new_dwellings.sum() == pytest.approx(answer.alone.min(), rel=1e-6)
    freed = release(solution, answer.new_dwellings)
    assert freed.vacancies @ gains == pytest.approx(wanted, rel=1e-6)


def test_fifty_families_in_houses_by_flats_alone(clergy: Transitions) -> None:
    """The clergy as houses, flats and rentals; two of five vacant houses give a family one."""
    solution = solve(clergy)
    answer = required_programme(solution, [Target("families", 50, [0.4, 0, 0])], most=[0, np.inf, np.inf])
    assert answer.new_dwellings.tolist() == pytest.approx([0, 50 / (0.4 * 0.07 / 0.173), 0])
    assert answer.most_reachable.tolist() == [np.inf]


def test_what_cannot_be_reached_is_said_with_how_far_one_comes(clergy: Transitions) -> None:
    target = Target("families", 50, [0.4, 0, 0])
    answer = required_programme(solve(clergy), [target], most=[0, 100, 100])
    assert not answer.is_feasible
    assert answer.new_dwellings.tolist() == [0, 100, 100]
    assert answer.reached[0] == pytest.approx(answer.most_reachable[0]) == pytest.approx(40 * (0.07 + 0.01) / 0.173)
    assert answer.alone[0] < answer.alone[1] < answer.alone[2]


def test_what_no_chain_leads_to_is_never_reached() -> None:
    """Rentals that only rentals are left for free no house, however many are built."""
    chains_apart = solve(Transitions.of(["house", "rental"], [[0.5, 0], [0, 0.5]]))
    answer = required_programme(chains_apart, [Target("houses", 1, [1, 0])], most=[0, np.inf])
    assert (answer.is_feasible, answer.most_reachable.tolist()) == (False, [0])
    assert answer.alone.tolist() == [0.5, np.inf]
    assert answer.new_dwellings.tolist() == [0, 0]


def test_two_targets_are_met_together(clergy: Transitions) -> None:
    targets = [Target("houses", 40, [1, 0, 0]), Target("rentals", 300, [0, 0, 1])]
    answer = required_programme(solve(clergy), targets)
    assert (answer.reached >= np.array([40, 300]) * (1 - 1e-9)).all()
    assert answer.new_dwellings.sum() <= answer.alone.min()
    none_wanted = required_programme(solve(clergy), [Target("houses", 0, [1, 0, 0])])
    assert not none_wanted.new_dwellings.any()


@pytest.mark.parametrize(
    ("targets", "most", "said"),
    [
        ([], None, "0 targets"),
        ([Target("houses", -1, [1, 0, 0])], None, "Row houses has -1"),
        ([Target("houses", 1, [1, 0])], None, "There are 2 numbers"),
        ([Target("houses", 1, [1, 0, 0])], [1, -1, 0], "Row Middle has -1"),
        ([Target("houses", 1, [1, 0, 0])], [1, float("nan"), 0], "Row Middle has nan"),
    ],
)
def test_questions_with_faults_are_refused(clergy: Transitions, targets: list, most: list | None, said: str) -> None:
    with pytest.raises(ChainInputError, match=said):
        required_programme(solve(clergy), targets, most)
