"""The pattern that comes with Husrom is the one its fit gives, and meets what has been published."""

import numpy as np
import pytest

from husrom.figures import model_arrays
from husrom.figures.snapshot import table
from husrom.housing.calibration import (
    TENDENCIES,
    chain_targets,
    fitted_patterns,
    pattern_prior,
    pattern_transitions,
    published_patterns,
    reference_market,
    unanswered_targets,
)
from husrom.housing.calibration.chain_targets import distances
from husrom.housing.chains import Transitions, solve

VALUES = np.array([pattern.values for pattern in published_patterns()])


def test_the_draws_that_ship_are_those_of_the_fit() -> None:
    fitted = fitted_patterns()
    assert pytest.approx(fitted.values, abs=1e-5) == VALUES
    assert fitted.rounds > 1


def test_every_draw_meets_every_target_that_can_be_asked() -> None:
    assert distances(reference_market(), VALUES).max() == 0
    asked = {target.identifier for target in chain_targets()}
    assert len(asked) == 8
    assert asked | {one.identifier for one in unanswered_targets()} == {f"T{number}" for number in range(1, 11)}


def test_draws_stay_within_the_prior_and_the_first_is_near_the_middle() -> None:
    low, high = pattern_prior()
    assert ((low <= VALUES) & (high >= VALUES)).all()
    apart = np.abs(VALUES - np.median(VALUES, axis=0)) / VALUES.std(axis=0)
    assert (apart[0] ** 2).sum() == pytest.approx((apart**2).sum(axis=1).min())


def test_targets_narrow_what_they_are_about() -> None:
    low, high = pattern_prior()
    width = np.ptp(np.quantile(VALUES, [0.1, 0.9], axis=0), axis=0) / (0.8 * (high - low))
    narrowed = dict(zip(TENDENCIES, width, strict=True))
    assert narrowed["continuation"] < 0.6
    assert narrowed["rented"] < 0.9


def test_targets_are_hard_for_the_prior() -> None:
    low, high = pattern_prior()
    drawn = np.random.default_rng(3).uniform(low, high, (2_000, len(low)))
    assert (distances(reference_market(), drawn) == 0).mean() < 0.1


def test_statistics_are_those_of_the_closed_form() -> None:
    market, values = reference_market(), VALUES[:1].copy()
    values[0, -1] = 1.0
    names = [str(row) for row in range(len(market.sectors))]
    solution = solve(Transitions.of(names, pattern_transitions(market.sectors, values[0])))
    found = market.statistics(values)
    assert found["freed_per_new"][0] == pytest.approx(float(market.new @ solution.freed_existing))
    lengths = solution.vacancies_incl_first
    asked = market.asked
    assert found["detached_beyond_flat"][0] == pytest.approx(lengths[asked["detached"]] - lengths[asked["owned_flat"]])
    houses = [sector.kind in {"detached", "semi_detached", "row"} for sector in market.sectors]
    visits = solution.transitions.moves @ solution.fundamental
    assert found["houses_freed_in_the_municipality"][0] == pytest.approx(
        54 / 177 * float((market.new @ visits)[houses].sum())
    )


def test_reference_stock_is_the_official_count_and_rents_as_officially_counted() -> None:
    market = reference_market()
    counted = table("national_dwellings").filter(table("national_dwellings")["year"] == 2026)
    official = dict(counted.select("building_type", "dwellings").iter_rows())
    names = {"row_house": "row", "apartment_block": "flat", "shared_housing": "shared"}
    for building_type, dwellings in official.items():
        kind = names.get(building_type, building_type)
        inside = sum(sector.dwellings for sector in market.sectors if sector.kind == kind)
        if kind != "all":
            assert inside == pytest.approx(dwellings)
    rented = sum(sector.dwellings for sector in market.sectors if not sector.owned)
    tenants = table("national_tenure").filter(table("national_tenure")["tenure"] == "tenant")
    official_share = tenants.filter(tenants["year"] == 2024)["households"].item() / model_arrays.national_households(
        2024
    )
    assert rented / sum(sector.dwellings for sector in market.sectors) == pytest.approx(official_share, abs=0.002)
