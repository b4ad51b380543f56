"""From people to need: assumptions are checked, alternatives are all there, and nothing comes of nothing."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.housing.errors import NeedInputError, ParameterError
from husrom.housing.households import HouseholdRates, adults_by_head_age, fit_to_counts, national_pattern
from husrom.housing.need import Assumptions, NeedInputs, assumptions_on, project_need
from husrom.housing.need import assumptions as assuming
from husrom.housing.parameters import Parameter, Reference

DAY = dt.date(2026, 11, 23)
PERSONS = np.array([250.0] * 13 + [230, 210, 180, 120, 70, 40])
COUNTS = np.array([1000.0, 560, 420, 120, 180])
HISTORY = np.array([4300.0, 4320, 4290, 4330, 4310, 4350])


@pytest.fixture
def standard() -> Assumptions:
    return assumptions_on(DAY)


def _rates() -> HouseholdRates:
    return fit_to_counts(national_pattern(), adults_by_head_age(PERSONS), COUNTS)


def _inputs(growth: float = 1.0, drift: float = 0.0, **projections: float) -> NeedInputs:
    paths = {"main": growth, **projections}
    persons = {name: np.linspace(1, last, 11)[:, None] * PERSONS for name, last in paths.items()}
    return NeedInputs(persons, _rates(), 2500.0, drift, HISTORY)


def test_level_people_without_drift_need_only_replacement(standard: Assumptions) -> None:
    found = project_need(_inputs(), standard)
    np.testing.assert_allclose(found.balance.build, 2500 * standard.losses_pct / 100)
    assert found.balance.households_change == pytest.approx(np.zeros(10), abs=1e-9)


def test_twice_the_place_needs_twice_as_much(standard: Assumptions) -> None:
    one = _inputs(growth=1.2, drift=0.001, low=0.9, high=1.4)
    twice = replace(
        one, persons={name: 2 * ages for name, ages in one.persons.items()}, dwellings_now=5000.0, history=2 * HISTORY
    )
    small, large = project_need(one, standard), project_need(twice, standard)
    np.testing.assert_allclose(large.alternatives, 2 * small.alternatives, rtol=1e-6)
    assert large.interval.p90 == pytest.approx(2 * small.interval.p90)


def test_every_alternative_is_in_the_interval(standard: Assumptions) -> None:
    found = project_need(_inputs(growth=1.2, drift=0.001, low=0.9, high=1.4), standard)
    assert found.alternatives.shape == (3, 3 * 3 * 3)
    assert list(found.by_projection) == ["main", "low", "high"]
    assert found.by_projection["low"] < found.by_projection["main"] < found.by_projection["high"]
    assert found.by_projection["main"] == pytest.approx(float(found.balance.total))
    assert found.interval.low <= min(found.by_projection.values())
    assert found.interval.high >= max(found.by_projection.values())
    flat = found.alternatives.ravel()
    assert np.abs(flat - found.balance.total).min() == pytest.approx(0, abs=1e-6)


@given(st.floats(0.5, 1.5), st.floats(-0.004, 0.004))
def test_persons_are_conserved_every_year(growth: float, drift: float) -> None:
    inputs = _inputs(growth=growth, drift=drift)
    households = project_need(inputs, assumptions_on(DAY)).households
    held = (households * inputs.rates.adults_per_household).sum(axis=2)
    np.testing.assert_allclose(held, adults_by_head_age(inputs.persons["main"]))


def test_a_drift_towards_smaller_households_needs_more(standard: Assumptions) -> None:
    totals = [float(project_need(_inputs(drift=drift), standard).balance.total) for drift in (-0.002, 0, 0.002)]
    assert totals == sorted(totals)
    assert totals[0] < totals[2]


def test_a_drift_that_does_not_last_is_one_alternative_less(standard: Assumptions) -> None:
    found = project_need(_inputs(drift=0.002), replace(standard, headship_damping=0.0))
    assert found.alternatives.shape == (1, 2 * 3 * 3)
    assert found.balance.households_change == pytest.approx(np.zeros(10), abs=1e-9)


def test_losses_of_the_place_itself_are_used(standard: Assumptions) -> None:
    found = project_need(replace(_inputs(), observed_losses_pct=1.0), standard)
    assert found.losses_pct == 1.0
    assert found.balance.losses == pytest.approx(np.full(10, 25.0))


def test_people_who_leave_leave_a_surplus(standard: Assumptions) -> None:
    found = project_need(_inputs(growth=0.8), standard)
    assert float(found.balance.total) < 0
    assert float(found.balance.surplus) == pytest.approx(0.2 * COUNTS.sum() / (1 - 0.02), rel=1e-6)
    assert 0 < float(found.balance.replacement) < 30


def test_a_need_without_a_main_projection_is_refused(standard: Assumptions) -> None:
    inputs = _inputs()
    with pytest.raises(NeedInputError, match=r"^The main projection is missing\.$"):
        project_need(replace(inputs, persons={"low": inputs.persons["main"]}), standard)


@pytest.mark.parametrize("years", [(11, 6), (1, 1)])
def test_projections_of_different_years_or_one_year_are_refused(standard: Assumptions, years: tuple[int, int]) -> None:
    ages = _inputs().persons["main"]
    persons = {"main": ages[: years[0]], "low": ages[: years[1]]}
    with pytest.raises(NeedInputError, match=r"^The projections cover \["):
        project_need(replace(_inputs(), persons=persons), standard)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"losses_pct": -1}, r"^losses_pct is -1; expected per cent from 0 to below 100\.$"),
        ({"disadvantaged_share_pct": 100}, r"^disadvantaged_share_pct is 100; expected per cent"),
        ({"backlog_years": 0}, r"^backlog_years is 0; expected at least one year\.$"),
        ({"losses_low_pct": 3}, r"^losses_low_pct is above losses_high_pct: 3 and "),
        ({"vacancy_reserve_low_pct": 9}, r"^vacancy_reserve_low_pct is above vacancy_reserve_high_pct: 9 and "),
    ],
)
def test_assumptions_that_cannot_be_are_refused(standard: Assumptions, values: dict[str, float], message: str) -> None:
    with pytest.raises(NeedInputError, match=message):
        replace(standard, **values)


def test_a_day_before_the_assumptions_is_refused() -> None:
    with pytest.raises(ParameterError, match=r"^need\.\w+ has no value on 1999-01-01"):
        assumptions_on(dt.date(1999, 1, 1))


def test_a_repealed_assumption_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    repealed = Parameter(
        "need.losses_low_pct", "Losses", "per_cent", ((DAY, None),), ((DAY, Reference("Nobody", None)),), DAY
    )
    monkeypatch.setattr(assuming, "parameter", lambda name: repealed)
    with pytest.raises(NeedInputError, match=r"^need\.losses_low_pct is repealed on 2026-11-23\. "):
        assumptions_on(DAY)
