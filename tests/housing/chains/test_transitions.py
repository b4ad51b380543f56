"""What is no chain is refused with a sentence that names row and value."""

import re

import numpy as np
import pytest

from husrom.housing.chains import ChainInputError, Transitions, fundamental_matrix, release, solve

TWO = ["house", "flat"]


@pytest.mark.parametrize(
    ("moves", "said"),
    [
        ([[0.5, 0.75], [0, 0]], "Row house sums to 1.25, but"),
        ([[0.5, 0.25], [0, -0.25]], "Row flat has -0.25 in column flat, but"),
        ([[0.5, float("nan")], [0, 0]], "Row house has nan in column flat, but"),
        ([[0.5, 0], [float("inf"), 0]], "Row flat has inf in column house, but"),
        ([[0.5, 0.25, 0], [0, 0, 0]], "The table is 2 × 3, but 2 rows and 2 columns"),
        ([[0.5, 0.5], [0.5, 0.5]], "Row house sums to 1 within sectors that chains never leave"),
        ([[0.5, 0], [0, 1]], "Row flat sums to 1 within sectors that chains never leave"),
    ],
)
def test_what_is_no_chain_is_refused_with_row_and_value(moves: list[list[float]], said: str) -> None:
    with pytest.raises(ChainInputError, match=re.escape(said)):
        Transitions.of(TWO, moves)


@pytest.mark.parametrize(
    ("sectors", "reasons", "said"),
    [
        ([], [], "no rows"),
        (["house", "house"], [], "house is there twice"),
        (TWO, ["flat"], "flat is there twice"),
        (["house", " "], [], "no name"),
    ],
)
def test_names_are_there_once(sectors: list[str], reasons: list[str], said: str) -> None:
    size = len(sectors)
    with pytest.raises(ChainInputError, match=said):
        Transitions.of(sectors, np.zeros((size, size)), np.zeros((size, len(reasons))), reasons)


def test_what_a_row_lacks_is_out_beside_the_given_reasons() -> None:
    chains = Transitions.of(["house"], [[0.5]], [[0.25]], ["formation"])
    assert (chains.reasons, chains.ends.tolist()) == (("formation", "out"), [[0.25, 0.25]])
    whole = Transitions.of(["house"], [[0.5]], [[0.5]], ["formation"])
    assert whole.reasons == ("formation",)
    named = Transitions.of(["house"], [[0.5]], [[0.25]], ["out"])
    assert (named.reasons, named.ends.tolist()) == (("out",), [[0.5]])


def test_a_sum_that_is_one_but_for_rounding_is_one() -> None:
    tenths = Transitions.of(TWO, [[0.1, 0.2], [0, 0]], [[0.7], [1]], ["formation"])
    assert tenths.reasons == ("formation",)


def test_what_is_given_is_not_kept_and_changed() -> None:
    given = np.array([[0.5]])
    Transitions.of(["house"], given).moves[0, 0] = 0.25
    assert given[0, 0] == 0.5


def test_chains_of_a_thousand_million_links_are_refused() -> None:
    with pytest.raises(ChainInputError, match=r"spectral radius is 0\.9999999999"):
        fundamental_matrix(np.array([[1 - 1e-10]]))
    with pytest.raises(ChainInputError, match="Row flat ends only 0 of its chains"):
        solve(Transitions.of(TWO, [[0, 1 - 1.5e-9], [1, 0]]))


def test_a_sector_is_found_by_name(clergy: Transitions) -> None:
    assert clergy.position("Bottom") == 2
    with pytest.raises(ChainInputError, match="no sector Bishop: the sectors are Top, Middle, Bottom"):
        clergy.position("Bishop")


@pytest.mark.parametrize(
    ("built", "said"), [([1, 2], "There are 2 numbers"), ([1, 2, -3], "Row Bottom has -3"), ([np.nan, 0, 0], "Row Top")]
)
def test_a_programme_has_a_number_for_each_sector(clergy: Transitions, built: list[float], said: str) -> None:
    with pytest.raises(ChainInputError, match=said):
        release(solve(clergy), built)
