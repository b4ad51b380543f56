"""Totals to a table: what proportional fitting keeps and meets, and what it refuses."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from husrom.housing.calibration import CalibrationError, FittedTable, Margin, fit_table

positive = st.floats(0.05, 20)
tables = st.tuples(st.integers(2, 5), st.integers(2, 5)).flatmap(
    lambda shape: st.tuples(arrays(np.float64, shape, elements=positive), arrays(np.float64, shape, elements=positive))
)


def _margins(table: np.ndarray) -> tuple[Margin, Margin]:
    rows, columns = (
        [f"{side}{place}" for place in range(count)] for side, count in zip("rc", table.shape, strict=True)
    )
    return Margin.of(rows, table.sum(axis=1)), Margin.of(columns, table.sum(axis=0))


def _fitted(prior: np.ndarray, goal: np.ndarray) -> FittedTable:
    return fit_table(prior, *_margins(goal))


@given(tables)
def test_totals_are_met_and_odds_kept(pair: tuple[np.ndarray, np.ndarray]) -> None:
    prior, goal = pair
    fitted = _fitted(prior, goal)
    np.testing.assert_allclose(fitted.table.sum(axis=1), goal.sum(axis=1), rtol=1e-10)
    np.testing.assert_allclose(fitted.table.sum(axis=0), goal.sum(axis=0), rtol=1e-10)
    assert (fitted.largest_residual, fitted.slack) == (pytest.approx(0, abs=1e-10), pytest.approx(0, abs=1e-12))
    for table in (prior, fitted.table):
        np.testing.assert_allclose(_odds(table), _odds(prior), rtol=1e-9)


def _odds(table: np.ndarray) -> np.ndarray:
    return table[:-1, :-1] * table[1:, 1:] / (table[:-1, 1:] * table[1:, :-1])


@given(tables)
def test_a_prior_that_has_the_totals_is_returned(pair: tuple[np.ndarray, np.ndarray]) -> None:
    np.testing.assert_allclose(_fitted(pair[0], pair[0]).table, pair[0], rtol=1e-13)


@given(tables)
def test_it_does_not_matter_which_side_comes_first(pair: tuple[np.ndarray, np.ndarray]) -> None:
    prior, goal = pair
    np.testing.assert_allclose(_fitted(prior, goal).table, _fitted(prior.T, goal.T).table.T, rtol=1e-9)


def test_zeros_stay_zero() -> None:
    prior = np.array([[1.0, 0, 2], [1, 1, 0], [3, 1, 1]])
    goal = prior * [[4, 1, 2], [1, 5, 1], [2, 1, 1]]
    fitted = _fitted(prior, goal)
    assert (fitted.table[prior == 0] == 0).all()
    np.testing.assert_allclose(fitted.table.sum(axis=0), goal.sum(axis=0), rtol=1e-9)


def test_the_most_even_table_is_the_product_of_the_shares() -> None:
    rows, columns = Margin.of(["a", "b"], [30, 70]), Margin.of(["x", "y", "z"], [50, 30, 20])
    np.testing.assert_allclose(fit_table(np.ones((2, 3)), rows, columns).table, np.outer([30, 70], [0.5, 0.3, 0.2]))


@given(tables, st.floats(0, 0.5))
def test_a_total_known_as_an_interval_pulls_only_as_far_as_it_must(
    pair: tuple[np.ndarray, np.ndarray], width: float
) -> None:
    prior, goal = pair
    rows, columns = _margins(goal)
    loose = Margin.of(rows.names, rows.low * (1 - width), rows.high * (1 + width))
    fitted = fit_table(prior, loose, columns)
    sums = fitted.table.sum(axis=1)
    assert (sums >= loose.low * (1 - 1e-9)).all()
    assert (sums <= loose.high * (1 + 1e-9)).all()
    exact = fit_table(prior, rows, columns).table
    # The exact solution has the intervals too, so the nearest that has them is no farther from the prior.
    assert _divergence(fitted.table, prior) <= _divergence(exact, prior) + 1e-6


def _divergence(table: np.ndarray, prior: np.ndarray) -> float:
    return float((table * np.log(table / prior) - table + prior).sum())


def test_a_total_inside_its_interval_leaves_the_prior_alone() -> None:
    prior = np.array([[2.0, 3], [4, 1]])
    wide = Margin.of(["a", "b"], [1, 1], [9, np.inf])
    np.testing.assert_array_equal(fit_table(prior, wide, Margin.of(["x", "y"], [0, 0], [np.inf, 9])).table, prior)


@pytest.mark.parametrize(("rows", "columns"), [([50.2, 50.2], [50, 50]), ([50, 50], [50.2, 50.2])])
def test_totals_that_differ_a_little_both_give_way(rows: list[float], columns: list[float]) -> None:
    fitted = fit_table(np.ones((2, 2)), Margin.of(["a", "b"], rows), Margin.of(["x", "y"], columns))
    assert fitted.slack == pytest.approx(0.4 / 200.4)
    assert fitted.largest_residual == pytest.approx(0.4 / 200.4)
    np.testing.assert_allclose(fitted.row_residuals, fitted.column_residuals)


def test_totals_that_differ_more_than_half_a_per_cent_are_refused() -> None:
    rows, columns = Margin.of(["a", "b"], [52, 50]), Margin.of(["x", "y"], [50, 50])
    with pytest.raises(CalibrationError, match=r"The total of \w is missed by 0\.99 %, but at most 0\.5 % is accepted"):
        fit_table(np.ones((2, 2)), rows, columns)
    assert fit_table(np.ones((2, 2)), rows, columns, largest_residual=0.01).slack == pytest.approx(2 / 202)


def test_totals_that_the_zeros_make_impossible_are_refused() -> None:
    rows, columns = Margin.of(["a", "b"], [60, 40]), Margin.of(["x", "y"], [50, 50])
    with pytest.raises(CalibrationError, match=r"The total of . is missed by 2[05] %"):
        fit_table([[1, 0], [1, 1]], rows, columns)
    with pytest.raises(CalibrationError, match=r"The total of b is missed by 100 %"):
        fit_table([[1, 1], [0, 0]], rows, columns)


def test_an_empty_total_empties_its_row() -> None:
    rows, columns = Margin.of(["a", "b"], [0, 40]), Margin.of(["x", "y"], [30, 10])
    assert fit_table(np.ones((2, 2)), rows, columns).table.tolist() == [[0, 0], [30, 10]]


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        ([1], None, "There are 1 totals"),
        ([1, 2], [1], "There are 1 totals"),
        ([1, -2], None, "The total of b is from -2"),
        ([1, 2], [1, 1], "The total of b is from 2 to 1"),
        ([1, float("nan")], None, "The total of b is from nan"),
        ([1, float("inf")], None, "The total of b is from inf"),
    ],
)
def test_totals_with_faults_are_refused(low: list[float], high: list[float] | None, said: str) -> None:
    with pytest.raises(CalibrationError, match=said):
        Margin.of(["a", "b"], low, high)


@pytest.mark.parametrize(
    ("prior", "said"),
    [
        ([[1, 1]], "The table is 1 × 2"),
        ([[1, 1], [1, -1]], "Row b has -1 in column y"),
        ([[1, np.inf], [1, 1]], "Row a"),
    ],
)
def test_priors_with_faults_are_refused(prior: list, said: str) -> None:
    with pytest.raises(CalibrationError, match=said):
        fit_table(prior, Margin.of(["a", "b"], [1, 1]), Margin.of(["x", "y"], [1, 1]))
