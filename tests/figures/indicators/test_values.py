"""The values that pages, charts and the command line read: right, sourced, and honest about what is missing."""

import datetime as dt
import time
from pathlib import Path

import pytest
import yaml

from husrom.figures.errors import SplitMunicipalityError, UnknownIndicatorError, UnknownMunicipalityError
from husrom.figures.indicators import Status, Value, cross_section, indicator, indicators, latest, periods, series
from husrom.figures.municipalities import municipalities

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "indicators.yaml").read_text(encoding="utf-8"))
EVERYONE = [found.number for found in municipalities(on=dt.date(2026, 1, 1))]
KEYS = [found.key for found in indicators()]
LANGUAGES = ("nb", "nn", "en")


def _value(key: str, number: str, period: str) -> Value:
    (found,) = [value for value in series(key, number) if value.period == period]
    return found


@pytest.mark.parametrize("case", CASES, ids=[f"{case['name']} {case['indicator']}" for case in CASES])
def test_value_is_the_published_figure(case: dict[str, str]) -> None:
    value = _value(case["indicator"], case["number"], case["period"])
    shown = None if value.value is None else round(value.value, value.indicator.decimals)
    assert (shown, value.sources[0].table) == (case["value"], case["table"])


@pytest.mark.parametrize("key", KEYS)
def test_every_municipality_and_norway_has_a_value_or_a_reason(key: str) -> None:
    values = [latest(key, number) for number in [*EVERYONE, "0"]]
    assert [value.municipality_number for value in values] == [*EVERYONE, "0"]
    wrong = [value.municipality_number for value in values if (value.value is None) == (value.reason is None)]
    assert wrong == []
    unsaid = [value for value in values if value.reason and not all(getattr(value.reason, one) for one in LANGUAGES)]
    assert unsaid == []
    told = {text for value in values for text in (value.reason, value.note) if text}
    assert [text for text in told if any("{" in getattr(text, one) for one in LANGUAGES)] == []


@pytest.mark.parametrize("key", KEYS)
def test_what_has_a_value_has_period_and_source(key: str) -> None:
    found = [value for value in cross_section(key) if value.value is not None]
    assert [value for value in found if not (value.period and value.sources)] == []
    with_value = {Status.OBSERVED, Status.ESTIMATED, Status.PROJECTED}
    assert {value.status for value in found} <= with_value
    assert {value.status for value in cross_section(key) if value.value is None}.isdisjoint(with_value)


def test_cross_section_has_everyone_in_order_and_one_period() -> None:
    for key in ("population", "completed_dwellings", "crowded_share_pct"):
        found = cross_section(key)
        assert [value.municipality_number for value in found] == EVERYONE
        assert len({value.period for value in found}) == 1


def test_cross_section_of_a_period_a_municipality_lacks_names_its_newest() -> None:
    found = {value.municipality_number: value for value in cross_section("dwelling_change_5_years_pct", "2018")}
    skien = found["4003"]
    assert (skien.period, skien.value is None) == ("2018", False)
    horten = {value.municipality_number: value for value in cross_section("share_aged_67_or_over_pct", "2020")}
    assert horten["3901"].value is not None
    bodoe = horten["1804"]
    assert (bodoe.value, bodoe.reason and bodoe.reason.en) == (
        None,
        "The municipality has no figure for 2020. The newest is for 2026.",
    )


def test_series_is_in_order_and_within_its_bounds() -> None:
    found = [value.period for value in series("population", "3403", first=2005, last=2010)]
    assert found == ["2005", "2006", "2007", "2008", "2009", "2010"]
    quarters = [value.period for value in series("county_price_all_nok_per_m2", "1804")]
    assert quarters == ["2025K1", "2025K2", "2025K3", "2025K4", "2026K1", "2026K2"]
    assert periods("county_price_all_nok_per_m2") == tuple(quarters)


def test_former_number_gives_the_municipality_of_today() -> None:
    assert latest("population", "3031").municipality_number == "3232"
    assert {value.municipality_number for value in series("population", "1002")} == {"4205"}


def test_split_or_unknown_municipality_is_refused() -> None:
    with pytest.raises(SplitMunicipalityError):
        latest("population", "1507")
    with pytest.raises(UnknownMunicipalityError):
        series("population", "9999")


def test_unknown_indicator_is_refused_with_what_looks_like_it() -> None:
    with pytest.raises(UnknownIndicatorError, match="Did you mean population") as refused:
        indicator("populasjon")
    assert "population" in refused.value.near
    with pytest.raises(UnknownIndicatorError, match="husrom figures list --indicators"):
        latest("zzz", "3403")


def test_change_across_a_split_names_both_tables_and_says_so() -> None:
    haram, hamar = (latest("population_change_10_years_pct", number) for number in ("1580", "3403"))
    assert [used.table for used in haram.sources] == ["07459", "14288"]
    assert haram.note is not None
    assert haram.note.nb == "Kommunen er senere delt; folketallet før delingen følger dagens grenser."
    assert ([used.table for used in hamar.sources], hamar.note) == (["07459"], None)


def test_estimate_says_that_it_is_one() -> None:
    value = _value("completed_dwellings", "1806", "2015")
    assert value.status is Status.ESTIMATED
    assert value.note is not None
    assert value.note.en == "An estimate; borders have changed, and the table does not follow them fully."
    assert _value("completed_dwellings", "1806", "2025").note is None


def test_change_says_the_year_it_is_counted_from() -> None:
    change = latest("population_change_5_years_pct", "5605")
    assert (change.from_year, change.period) == (2021, "2026")
    assert latest("population", "5605").from_year is None


def test_price_comes_with_the_number_of_sales() -> None:
    assert latest("price_detached_nok_per_m2", "3403").observations == 228


def test_what_is_added_up_rests_on_observations_only_where_they_are_counted() -> None:
    for key in ("completed_dwellings", "completed_dwellings_5_years", "net_new_dwellings"):
        assert {value.observations for value in cross_section(key)} == {None}


def test_withheld_and_unknown_price_have_different_reasons() -> None:
    withheld, unknown = (latest("price_apartment_nok_per_m2", number) for number in ("4218", "1868"))
    assert (withheld.status, unknown.status) == (Status.SUPPRESSED, Status.MISSING)
    assert (withheld.reason and withheld.reason.nb) == "SSB oppgir ikke pris når få boliger er solgt."
    assert withheld.reason != unknown.reason


def test_where_the_population_falls_the_ratio_is_undefined_and_says_why() -> None:
    undefined = [
        value for value in cross_section("started_per_new_resident_5_years") if value.status is Status.UNDEFINED
    ]
    falling = {number for number in EVERYONE if (latest("population_change_5_years_persons", number).value or 0) <= 0}
    having_permits = {number for number in EVERYONE if latest("started_dwellings", number).value is not None}
    assert {value.municipality_number for value in undefined} == falling & having_permits
    assert {value.value for value in undefined} == {None}
    assert {value.reason.en[:9] for value in undefined if value.reason} == {"Undefined"}


def test_table_that_is_not_here_is_asked_for_by_the_command_that_fetches_it() -> None:
    reason = latest("crowded_share_pct", "3403").reason
    assert reason is not None
    assert "husrom figures update --only fhi-794" in reason.nb


def test_table_we_have_in_part_says_for_how_many() -> None:
    value = latest("dwellings", "3403")
    assert value.reason is not None
    assert value.reason.en.startswith("We have the figure for 97 of 357 municipalities, and not for this one.")
    assert "husrom figures update --only ssb-06265" in value.reason.nn
    assert [used.table for used in value.sources] == ["06265", "06265"]


def test_norway_is_not_made_of_a_part_of_the_municipalities() -> None:
    assert latest("property_sales", "0").value is None
    assert latest("population", "0").value == sum(latest("population", number).value or 0 for number in EVERYONE)


def test_newest_values_of_a_page_are_read_in_less_than_a_millisecond() -> None:
    keys = KEYS[:20]
    for key in keys:
        latest(key, "3403")
    rounds = []
    for _ in range(20):
        start = time.perf_counter()
        for key in keys:
            latest(key, "3403")
        rounds.append(time.perf_counter() - start)
    assert min(rounds) < 0.001
