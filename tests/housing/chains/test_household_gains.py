"""Who gains: chains marked with households add up to the chains, and the gains to what is filled."""

import numpy as np
import pytest

from husrom.housing.chains import ChainInputError, MarkedTransitions, household_moves, release, solve

SECTORS, KINDS, REASONS = ["house", "row", "flat"], ["family", "single", "67+"], ["formation", "in-migration"]


@pytest.fixture
def marked() -> MarkedTransitions:
    generator = np.random.default_rng(3)
    cells = generator.dirichlet(np.ones(16), size=3)[:, :15].reshape(3, 5, 3)
    return MarkedTransitions.of(SECTORS, KINDS, cells[:, :3], cells[:, 3:], REASONS)


def test_the_marks_add_up_to_the_chains(marked: MarkedTransitions) -> None:
    chains = marked.transitions
    np.testing.assert_allclose(chains.moves, marked.movers.sum(axis=2))
    assert chains.reasons == (*REASONS, "out")
    assert (chains.ends[:, 2] > 0).all()


def test_everyone_who_moves_in_has_left_something_or_is_a_newcomer(marked: MarkedTransitions) -> None:
    built = [0, 20, 80]
    moves, freed = household_moves(marked, built), release(solve(marked.transitions), built)
    np.testing.assert_allclose((moves.moved_in - moves.newcomers).sum(axis=0), moves.moved_out.sum(axis=0))
    np.testing.assert_allclose(moves.moved_out.sum(axis=1), freed.freed_existing)
    # What no kind of household fills is what the rows lack.
    unfilled = freed.vacancies * marked.transitions.ends[:, 2]
    np.testing.assert_allclose(moves.moved_in.sum(axis=1) + unfilled, freed.vacancies)


def test_gaining_a_house_means_not_having_left_one(marked: MarkedTransitions) -> None:
    gaining = marked.gaining("family", ["house", "row"])
    expected = marked.movers[0, 2, 0] + marked.newcomers[0, :, 0].sum()
    assert gaining[0] == pytest.approx(expected)
    assert gaining[2] == 0
    assert (gaining <= marked.moving_in()[:, 0]).all()
    everywhere = marked.gaining("single", SECTORS)
    np.testing.assert_allclose(everywhere, marked.newcomers[:, :, 1].sum(axis=1))


def test_what_is_unknown_or_negative_is_refused(marked: MarkedTransitions) -> None:
    with pytest.raises(ChainInputError, match="no kind of household couple: the kinds are family"):
        marked.gaining("couple", ["house"])
    with pytest.raises(ChainInputError, match="no sector castle"):
        marked.gaining("family", ["castle"])
    with pytest.raises(ChainInputError, match="but 3 × 1 × 3 was expected"):
        MarkedTransitions.of(SECTORS, KINDS, marked.movers, marked.movers, ["formation"])
    negative = marked.movers.copy()
    negative[1, 0, 2] = -0.5
    with pytest.raises(ChainInputError, match=r"Row row has -0\.5"):
        MarkedTransitions.of(SECTORS, KINDS, negative, marked.newcomers, REASONS)
