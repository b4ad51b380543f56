"""`husrom scenario`: real municipalities from official figures; controls are met, every number says where from."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from husrom.cli.scenario.document import Asked, scenario_tree
from husrom.cli.scenario.place import ADULTS, Place, place_of
from husrom.cli.scenario.region import numbers_around
from husrom.cli.scenario.stock import FEWEST, stock_of
from husrom.cli.simulate.faults import faults
from husrom.cli.simulate.scenario import scenario_of
from husrom.cli.simulate.scenario_text import ScenarioFile, scenario_schema
from husrom.figures.municipalities import municipalities, municipality_by_number
from husrom.figures.population import observed
from husrom.housing.mobility.codes import HOUSEHOLD_KINDS, NO_ONE
from husrom.housing.mobility.effects import check_effect
from husrom.housing.mobility.state import Households
from husrom.housing.need import assumptions_on
from tests.cli.conftest import Husrom

DAY = dt.date(2026, 12, 1)
NUMBERS = tuple(one.number for one in municipalities(on=DAY))
ASKED = Asked("200 boliger", "flat", 3, owned=True, dwellings=200, start_year=2026, lag_years=1, accessible_share=1.0)


def place(number: str) -> Place:
    found = place_of(number, municipality_by_number(number).name, 12, assumptions_on(DAY))
    assert found is not None
    return found


def tree_of(number: str) -> dict[str, Any]:
    return scenario_tree(2026, 12, ASKED, place(number), None)


def kinds_of(households: Households) -> np.ndarray:
    grown, children = households.ages[:, 1] != NO_ONE, (households.ages[:, 2:] != NO_ONE).any(axis=1)
    kind = np.where(grown, np.where(children, 2, 1), np.where(children, 3, 0))
    return np.bincount(kind, minlength=len(HOUSEHOLD_KINDS))


def test_every_municipality_has_a_scenario_whose_controls_can_be_met() -> None:
    assert len(NUMBERS) == 357
    for number in NUMBERS:
        tree = tree_of(number)
        assert list(faults(tree)) == [], number
        persons = sum(tree["population"]["persons"]["by_age"].values())
        households = list(tree["population"]["households"]["by_kind"].values())
        count = observed(number, 2026)
        assert count is not None
        assert persons == count.persons
        assert ADULTS @ households <= persons
        assert sum(entry["dwellings"] for entry in tree["sectors"]["list"]) >= sum(households)
        projected = tree["projections"]["list"]
        low, main, high = (
            next(one["arrivals_per_year"] for one in projected if one["name"] == name)
            for name in ("low", "main", "high")
        )
        assert low <= main <= high


@pytest.mark.parametrize("number", [*NUMBERS[3::40], "3403", "1151"])
def test_the_synthetic_population_meets_every_published_control(number: str) -> None:
    tree = tree_of(number)
    scenario = scenario_of(ScenarioFile(number, number, tree), 1)
    dwellings, households = scenario.start.dwellings, scenario.start.households
    there = households.ages[households.ages != NO_ONE]
    for band, count in tree["population"]["persons"]["by_age"].items():
        first, last = map(int, band.split("-"))
        assert ((there >= first) & (there <= last)).sum() == count
    assert kinds_of(households).tolist() == list(tree["population"]["households"]["by_kind"].values())
    stock = np.bincount(dwellings.sector, minlength=len(tree["sectors"]["list"]))
    assert stock.tolist() == [entry["dwellings"] for entry in tree["sectors"]["list"]]
    check_effect(scenario.start, scenario.rules_of(0, 0), scenario.years, scenario.horizons)


def test_the_stock_has_the_published_building_types_and_tenure() -> None:
    hamar = place("3403")
    sectors = [one.sector for one in stock_of(hamar, "")]
    total = sum(sector.dwellings for sector in sectors)
    flats = sum(sector.dwellings for sector in sectors if sector.kind == "flat")
    assert flats / total == pytest.approx(0.28402, abs=0.001)
    assert sum(sector.dwellings for sector in sectors if not sector.owned) / total == pytest.approx(0.217, abs=0.001)
    utsira = stock_of(place("1151"), "")
    kinds = [one.sector.kind for one in utsira]
    assert all(one.sector.dwellings >= FEWEST or kinds.count(one.sector.kind) == 1 for one in utsira)


def test_the_region_is_the_municipalities_near_enough_the_nearest_first() -> None:
    around = numbers_around("3403", 40)
    assert [municipality_by_number(number).name for number in around[:3]] == ["Ringsaker", "Løten", "Stange"]
    assert set(around) < set(numbers_around("3403", 60))
    assert numbers_around("3403", 0) == []


def test_the_file_says_of_every_part_where_it_is_from(husrom: Husrom, tmp_path: Path) -> None:
    path = tmp_path / "hamar.yaml"
    outcome = husrom("scenario", "Hamar", "--out", path)
    assert outcome.status == 0, outcome.err
    assert "Ringsaker" in outcome.err
    tree = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert tree["example"] is False
    assert tree["population"]["persons"]["reference"]["verified"] is True
    assert tree["rates"]["death"]["reference"]["verified"] is True
    assert tree["rates"]["pairing"]["reference"]["verified"] is False
    assert [one["scope"] for one in tree["areas"]["list"]] == ["local", "region"]
    assert all(sum(one["fillers_from"].values()) < 1 for one in tree["areas"]["list"])
    assert set(tree) <= set(scenario_schema()["properties"])


def test_a_scenario_can_be_simulated_as_it_is(husrom: Husrom, tmp_path: Path) -> None:
    path = tmp_path / "utsira.yaml"
    husrom("scenario", "Utsira", "--dwellings", "5", "--kind", "row", "--rooms", "4", "--reach-km", "0", "--out", path)
    data = json.loads(husrom("simulate", path, "--runs", "2", "--json").out)
    assert (data["data_grade"], data["example"], data["new_dwellings"]) == ("C", False, 5)
    assert "moves" in data["unverified"]
    assert "population.persons" not in data["unverified"]


def test_a_kind_that_a_place_lacks_can_be_asked_for(husrom: Husrom) -> None:
    outcome = husrom("scenario", "Utsira", "--kind", "flat", "--rooms", "5", "--rented", "--reach-km", "0")
    tree = yaml.safe_load(outcome.out)
    (asked,) = [entry for entry in tree["sectors"]["list"] if entry["name"] == tree["projects"]["list"][0]["sector"]]
    assert (asked["kind"], asked["rooms"], asked["tenure"], asked["dwellings"]) == ("flat", 5, "rented", 0)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("Norge",), "Et scenario er for én kommune"),
        (("Hamar", "--kind", "castle"), "ingen boligtype castle"),
        (("Hamar", "--start", "2040"), "Byggingen starter i 2040, men 2026 til 2036 var ventet"),
        (("Hamra",), "Hamar"),
    ],
)
def test_scenario_refuses_what_cannot_be_asked(husrom: Husrom, options: tuple[str, ...], said: str) -> None:
    outcome = husrom("scenario", *options)
    assert (outcome.status, outcome.out) == (2, "")
    assert said in outcome.err


def test_scenario_says_when_the_file_cannot_be_written(husrom: Husrom, tmp_path: Path) -> None:
    outcome = husrom("scenario", "Utsira", "--reach-km", "0", "--out", tmp_path / "none" / "utsira.yaml")
    assert outcome.status == 2
    assert "kan ikke skrives" in outcome.err
