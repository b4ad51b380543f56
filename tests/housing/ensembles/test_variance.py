"""Variance components found again in numbers made from known ones."""

import numpy as np
import pytest

from husrom.housing.ensembles import standard_error, variance_shares, weighted_quantiles


def made(parameter: float, projection: float, chance: float, draws: int = 4_000) -> np.ndarray:
    random = np.random.default_rng(11)
    by_draw = parameter * random.standard_normal((1, draws, 1))
    by_projection = projection * np.array([-1.0, 0.0, 1.0])[:, None, None]
    return by_draw + by_projection + chance * random.standard_normal((3, draws, 2))


@pytest.mark.parametrize(("parameter", "projection", "chance"), [(2.0, 3.0, 1.0), (0.0, 1.0, 5.0), (1.0, 0.0, 1.0)])
def test_shares_are_those_that_the_numbers_were_made_with(parameter: float, projection: float, chance: float) -> None:
    weights = np.array([1.0, 2.0, 1.0])
    parts = np.array([parameter**2, projection**2 / 2, chance**2])
    found = variance_shares(made(parameter, projection, chance), weights)
    told = np.array([found.parameter, found.projection, found.chance])
    assert told == pytest.approx(parts / parts.sum(), abs=0.04)
    assert told.sum() == pytest.approx(1)


def test_certain_parameters_have_no_share() -> None:
    found = variance_shares(made(0, 1, 1, draws=1)[:, :, :], np.ones(3))
    assert float(found.parameter) == 0
    assert float(found.projection + found.chance) == pytest.approx(1)


def test_where_each_draw_is_run_once_nothing_is_put_down_to_chance() -> None:
    found = variance_shares(made(1, 0, 1)[:, :, :1], np.ones(3))
    assert (float(found.parameter), float(found.chance)) == (pytest.approx(1, abs=0.01), 0)


def test_nothing_varies_where_all_runs_agree_and_one_run_tells_nothing() -> None:
    agreed = variance_shares(np.full((1, 2, 2, 3), 7.0), np.ones(1))
    assert agreed.parameter.tolist() == agreed.chance.tolist() == [0, 0, 0]
    assert np.isnan(variance_shares(np.ones((1, 1, 1, 2)), np.ones(1)).chance).all()
    assert np.isnan(standard_error(np.ones((1, 1, 1, 2)), np.ones(1))).all()


def test_standard_error_is_that_of_independent_draws() -> None:
    values = made(2, 3, 1)
    units = values.mean(axis=(0, 2))
    assert float(standard_error(values, np.ones(3))) == pytest.approx(units.std(ddof=1) / np.sqrt(len(units)))


def test_quantiles_follow_the_weights() -> None:
    values = np.array([1.0, 2.0])[:, None, None]
    median, weights = np.array([0.5]), np.array([0.9, 0.1])
    assert weighted_quantiles(values, weights, median).tolist() == [1]
    assert weighted_quantiles(values, np.ones(2), median).tolist() == [1.5]
