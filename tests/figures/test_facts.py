"""Facts about a municipality: right, sourced, and honest about what is missing."""

import datetime as dt
from pathlib import Path

import pytest
import yaml

from husrom.figures import population
from husrom.figures.errors import SplitMunicipalityError, UnknownMunicipalityError
from husrom.figures.facts import Fact, facts_for, municipality_facts
from husrom.figures.facts.fact import NO_PRICE, SPLIT_NOTE, SUPPRESSED
from husrom.figures.growth import growth_indicators
from husrom.figures.municipalities import municipalities

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "municipality_facts.yaml").read_text(encoding="utf-8"))
EVERYONE = [found.number for found in municipalities(on=dt.date(2026, 1, 1))]


def _fact(number: str, key: str) -> Fact:
    (found,) = [fact for fact in municipality_facts(number) if fact.key == key]
    return found


@pytest.mark.parametrize("case", CASES, ids=[f"{case['name']} {case['fact']}" for case in CASES])
def test_a_fact_is_the_published_figure(case: dict[str, object]) -> None:
    fact = _fact(str(case["number"]), str(case["fact"]))
    shown = None if fact.value is None else round(fact.value, fact.decimals)
    assert (shown, fact.year, fact.source.table) == (case["value"], case["year"], case["table"])


def test_every_fact_of_every_municipality_has_a_figure_or_a_reason() -> None:
    every = [fact for found in facts_for(EVERYONE).values() for fact in found]
    assert len(every) == 357 * len(municipality_facts("3403"))
    wrong = [
        (fact.municipality_number, fact.key) for fact in every if (fact.value is None) != bool(fact.missing_reason)
    ]
    assert wrong == []
    assert [fact.key for fact in every if not (fact.label and fact.unit and fact.sources)] == []


def test_the_facts_come_in_the_same_order_for_everyone() -> None:
    keys = [fact.key for fact in municipality_facts("3403")]
    assert len(set(keys)) == len(keys)
    assert {tuple(fact.key for fact in found) for found in facts_for(EVERYONE).values()} == {tuple(keys)}


def test_a_former_number_gives_the_facts_of_today_under_the_number_asked_for() -> None:
    (asked,) = facts_for(["3031"])
    assert asked == "3031"
    assert facts_for(["3031"])["3031"] == municipality_facts("3232")
    assert {fact.municipality_number for fact in municipality_facts("1002")} == {"4205"}


def test_a_withheld_price_and_an_unknown_one_have_different_reasons() -> None:
    reasons = [_fact(number, "price_apartment_nok_per_m2").missing_reason for number in ("4218", "1868")]
    assert reasons == [SUPPRESSED, NO_PRICE]


def test_a_price_comes_with_the_number_of_sales() -> None:
    assert _fact("3403", "price_detached_nok_per_m2").observations == 228


def test_a_change_across_a_split_names_both_tables_and_says_so() -> None:
    haram, hamar = (_fact(number, "population_change_10_years_pct") for number in ("1580", "3403"))
    assert ([used.table for used in haram.sources], haram.note) == (["07459", "14288"], SPLIT_NOTE)
    assert ([used.table for used in hamar.sources], hamar.note) == (["07459"], "")


def test_a_change_says_the_year_it_is_counted_from() -> None:
    change = _fact("5605", "population_change_5_years_pct")
    assert (change.from_year, change.year) == (2021, 2026)


def test_facts_of_a_split_or_unknown_municipality_are_refused() -> None:
    with pytest.raises(SplitMunicipalityError):
        municipality_facts("1507")
    with pytest.raises(UnknownMunicipalityError):
        municipality_facts("9999")


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
