"""Population: by age, by sex, as totals and as projected; files that overlap must agree."""

from collections.abc import Callable
from types import ModuleType

import polars as pl
import pytest

Load = Callable[[str], ModuleType]
Inputs = Callable[..., object]
MEMBERS, NORTHERN = "population_1yr_age_sex_2005_2026_17.csv", "nn_population_1yr_age_2026_80.csv"
FIVE_YEARS = "population_5yr_age_2005_2026_all.csv"
EXTRACT_2026 = 29_883


@pytest.fixture
def population(load: Load, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    room = load("population")
    monkeypatch.setattr(room, "POPULATION_OF_NORWAY_2026", EXTRACT_2026)
    return room


def test_ages_come_in_groups_and_a_year_without_figures_is_missing(population: ModuleType, inputs: Inputs) -> None:
    found = population.population_by_age(inputs("population_by_age"))
    saltdal = found.filter((pl.col("municipality_number") == "1840") & (pl.col("year") == 2026))
    assert saltdal["persons"].sum() == 4865
    assert saltdal.select("age_from", "age_to").rows()[::18] == [(0, 4), (90, None)]
    absent = found.filter((pl.col("municipality_number") == "1840") & (pl.col("year") == 2019))
    assert set(absent.select("persons", "persons_status").rows()) == {(None, "missing")}


def test_ages_of_a_municipality_later_split_are_estimated(population: ModuleType, inputs: Inputs) -> None:
    found = population.population_by_age(inputs("population_by_age"))
    narvik = found.filter(pl.col("municipality_number") == "1806")
    assert set(narvik.filter(pl.col("year") == 2019)["persons_status"]) == {"estimated"}
    assert set(narvik.filter(pl.col("year") == 2026)["persons_status"]) == {None}


def test_municipalities_that_do_not_sum_to_norway_stop_the_build(load: Load, inputs: Inputs, error: type) -> None:
    with pytest.raises(error, match=f"Population of the last year sums to {EXTRACT_2026}; expected 5627400"):
        load("population").population_by_age(inputs("population_by_age"))


def test_single_years_are_by_sex_and_for_all(population: ModuleType, inputs: Inputs) -> None:
    found = population.population_by_age_and_sex(inputs("population_by_age_and_sex"))
    assert found.height == 3 * 106
    sums = dict(found.group_by("sex").agg(pl.col("persons").sum()).iter_rows())
    assert (sums["all"], sums["female"] + sums["male"]) == (4865, 4865)


def test_single_years_of_two_files_must_agree(population: ModuleType, inputs: Inputs, error: type) -> None:
    edited = inputs("population_by_age_and_sex", (NORTHERN, "Saltdal,Nordland,2026,10,", "Saltdal,Nordland,2026,10,9"))
    with pytest.raises(error, match=r"disagree on \[\('1840', 2026, 10\)\]"):
        population.population_by_age_and_sex(edited)


def test_single_years_must_sum_to_the_groups(population: ModuleType, inputs: Inputs, error: type) -> None:
    edited = inputs("population_by_age_and_sex", (FIVE_YEARS, "1840,Saltdal,2026,", "1840,Saltdal,2026,9"))
    with pytest.raises(error, match=r"five-year group \[\('1840', 2026, 0\)\]"):
        population.population_by_age_and_sex(edited)


def test_imputed_figures_are_refused(population: ModuleType, inputs: Inputs, error: type) -> None:
    edited = inputs(
        "population_by_age_and_sex", (MEMBERS, "1840,Saltdal,2026,105,0,0,False", "1840,Saltdal,2026,105,0,0,True")
    )
    with pytest.raises(error, match="Population of 1840 in 2026 is imputed"):
        population.population_by_age_and_sex(edited)


def test_the_country_is_region_0(load: Load, inputs: Inputs) -> None:
    found = load("population").national_population_by_age(inputs("national_population_by_age"))
    assert (found.columns[0], set(found["region_code"]), found["persons"].sum()) == ("region_code", {"0"}, 5_627_400)


def test_a_country_of_another_size_stops_the_build(population: ModuleType, inputs: Inputs, error: type) -> None:
    with pytest.raises(error, match="Population of Norway in 2026 sums to 5627400"):
        population.national_population_by_age(inputs("national_population_by_age"))


def test_totals_are_observed_and_then_projected(population: ModuleType, inputs: Inputs) -> None:
    found = population.population_totals(inputs("population_totals"))
    saltdal = found.filter(pl.col("municipality_number") == "1840")
    assert dict(saltdal.group_by("basis").agg(pl.col("year").max()).iter_rows()) == {
        "observed": 2024,
        "projected": 2050,
    }


def test_three_files_must_have_the_same_population(population: ModuleType, inputs: Inputs, error: type) -> None:
    edited = inputs(
        "population_totals", ("population_2024_all.csv", "1840,Saltdal,Nordland,", "1840,Saltdal,Nordland,1")
    )
    with pytest.raises(error, match="Three files differ on the population of 1840 in 2024"):
        population.population_totals(edited)


def test_a_projection_has_three_alternatives_and_ages_of_the_main_one(population: ModuleType, inputs: Inputs) -> None:
    found = population.projection(inputs("projection")).filter(pl.col("year") == 2027)
    assert found.select("alternative", "age_from", "age_to", "persons").rows() == [
        ("high", 0, None, 4946),
        ("low", 0, None, 4868),
        ("main", 0, None, 4914),
        ("main", 0, 19, 1039),
        ("main", 20, 64, 2650),
        ("main", 65, None, 1225),
    ]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("4865,4865,4865,1033", "4866,4865,4865,1034", "does not begin with its population in 2026"),
        ("4914,4868,4946,1039", "4914,4868,4946,1040", "Projected ages of 1840 in 2027 miss the total"),
    ],
)
def test_a_projection_that_does_not_add_up_stops_the_build(
    population: ModuleType, inputs: Inputs, error: type, before: str, after: str, told: str
) -> None:
    with pytest.raises(error, match=told):
        population.projection(inputs("projection", ("nn_projection_14746_2026_2050_80.csv", before, after)))
