"""The figures that groups by growth and decline are made from."""

import datetime as dt

import pytest

from husrom.figures import population
from husrom.figures.growth import growth_indicators
from husrom.figures.municipalities import municipalities

EVERYONE = [found.number for found in municipalities(on=dt.date(2026, 1, 1))]


def test_growth_indicators_keep_the_order_and_the_number_asked_for() -> None:
    found = growth_indicators(["1002", "3403"])
    assert [(entry.requested_number, entry.municipality_number, entry.name) for entry in found] == [
        ("1002", "4205", "Lindesnes"),
        ("3403", "3403", "Hamar"),
    ]


def test_growth_indicators_name_what_is_missing() -> None:
    without_price = [entry for entry in growth_indicators(EVERYONE) if entry.detached_price_nok_per_m2 is None]
    assert len(without_price) == 93
    assert {entry.missing for entry in without_price} == {
        (("detached_price_nok_per_m2", "No price for detached houses is published."),)
    }


def test_growth_indicators_of_unknown_population_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(population, "observed", lambda number, year: None)
    monkeypatch.setattr(population, "projected", lambda number, year: None)
    monkeypatch.setattr(population, "share_aged_pct", lambda number, age: None)
    (entry,) = growth_indicators(["3403"])
    assert entry.missing == (
        ("change_10_years_pct", "The population is not known for both years."),
        ("change_5_years_pct", "The population is not known for both years."),
        ("projected_change_pct", "There is no projection for the municipality."),
        ("share_aged_80_or_over_pct", "The population by age is not known."),
    )


def test_shares_need_an_age_that_begins_a_group() -> None:
    assert population.share_aged_pct("3403", 120) is None
