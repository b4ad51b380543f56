"""Published absorbing chains are reproduced to the precision they are printed with, and exactly as fractions."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from husrom.housing.chains import ChainSolution, Transitions, length_distribution, release_table, solve, visits_variance

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "vacancy_chains.yaml").read_text(encoding="utf-8"))
NAMES = [case["name"] for case in CASES]
PRINTED = 5.1e-7


def _fractions(rows: list[list[str]]) -> list[list[Fraction]]:
    return [[Fraction(value) for value in row] for row in rows]


def _solved(case: dict[str, Any]) -> ChainSolution:
    moves, ends = (np.array(_fractions(case[key]), dtype=np.float64) for key in ("moves", "ends"))
    return solve(Transitions.of(case["sectors"], moves, ends, case["reasons"]))


def _exact_fundamental(moves: list[list[Fraction]]) -> list[list[Fraction]]:
    """Invert I - Q by elimination in whole fractions: nothing is shared with what is tested."""
    size = len(moves)
    rows = [
        [Fraction(i == j) - moves[i][j] for j in range(size)] + [Fraction(i == j) for j in range(size)]
        for i in range(size)
    ]
    for column in range(size):
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for other in range(size):
            if other != column:
                factor = rows[other][column]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[column], strict=True)]
    return [row[size:] for row in rows]


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_published_results_are_met_to_their_printed_precision(case: dict[str, Any]) -> None:
    solution = _solved(case)
    found = {
        "fundamental": solution.fundamental,
        "vacancies_incl_first": solution.vacancies_incl_first,
        "variance": solution.variance,
        "visits_variance": visits_variance(solution.fundamental),
    }
    for key in found.keys() & case.keys():
        np.testing.assert_allclose(found[key], case[key], rtol=0, atol=PRINTED, err_msg=key)
    np.testing.assert_allclose(solution.freed_existing, solution.vacancies_incl_first - 1)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_the_exact_fractions_are_met_to_the_last_digits_of_floating_point(case: dict[str, Any]) -> None:
    exact = _exact_fundamental(_fractions(case["moves"]))
    lengths = [sum(row, Fraction(0)) for row in exact]
    assert lengths == [Fraction(value) for value in case["exact_vacancies_incl_first"]]
    solution = _solved(case)
    np.testing.assert_allclose(solution.fundamental, np.array(exact, dtype=np.float64), rtol=1e-14)
    np.testing.assert_allclose(solution.vacancies_incl_first, np.array(lengths, dtype=np.float64), rtol=1e-14)


@pytest.mark.parametrize("case", [case for case in CASES if "absorption" in case], ids=lambda case: case["name"])
def test_the_reasons_of_the_end_are_the_published_ones(case: dict[str, Any]) -> None:
    expected = np.array(_fractions(case["absorption"]), dtype=np.float64)
    np.testing.assert_allclose(_solved(case).absorption, expected, rtol=1e-14)


def test_the_maze_entered_anywhere_takes_six_rooms() -> None:
    assert _solved(CASES[2]).vacancies_incl_first.mean() == pytest.approx(6)


def test_the_clergy_have_the_published_lengths_and_spectral_radius() -> None:
    clergy = _solved(CASES[0])
    # The fifth probability is printed with five decimals.
    np.testing.assert_allclose(
        length_distribution(clergy.transitions, 5).T, CASES[0]["length_distribution"], rtol=0, atol=5.1e-6
    )
    assert clergy.spectral_radius == pytest.approx(CASES[0]["spectral_radius"], abs=PRINTED)
    assert clergy.fundamental[0, 0] == pytest.approx(float(Fraction(39, 100) / Fraction(173, 1000)), rel=1e-15)


def test_the_toy_overstates_what_flats_free() -> None:
    """The clergy as houses, flats and rentals: 40.5 houses for 100 flats, where a Swedish study found 22."""
    freed = release_table(_solved(CASES[0]))[1]
    np.testing.assert_allclose(freed, [40.5, 102.3, 92.5], atol=0.05)
