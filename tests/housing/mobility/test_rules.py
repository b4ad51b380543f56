from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from husrom.housing.mobility.errors import MobilityInputError
from husrom.housing.mobility.rules import Project, Rates, Stay, check_rules
from husrom.housing.mobility.sectors import Sector, sector_columns
from tests.housing.mobility.towns import MOVES, rules


def test_check_rules_takes_rules_in_order() -> None:
    check_rules(rules())


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"moves": MOVES * 2}, "moves is 1.34 in place 0"),
        ({"moves": MOVES - 0.2}, "moves is -0.33 in place 0"),
        ({"moves": MOVES - np.eye(5) * 0.2}, "moves has -0.06 somewhere"),
        ({"moves": np.zeros(4)}, r"moves has the shape \(4,\)"),
        ({"rates": Rates.none()._replace(death=np.full(111, np.nan))}, "death is nan in place 0"),
        ({"rates": Rates.none()._replace(pairing=np.zeros(3))}, r"pairing has the shape \(3,\)"),
        ({"stay": Stay(np.full(5, -1.0), np.zeros(5), np.zeros(5))}, "vacancy_years is"),
        ({"stay": Stay(np.zeros(5), np.full(5, 0.6), np.full(5, 0.6))}, r"kept_secondary \+ withdrawn is 1.2"),
        ({"projects": (Project("a", 0, 1, 2026), Project("a", 1, 1, 2026))}, "project a is there twice"),
        ({"projects": (Project("a", 9, 1, 2026),)}, "in sector 9, which is not there"),
        ({"projects": (Project("a", 0, -1, 2026),)}, "a number below 0"),
        ({"projects": (Project("a", 0, 1, 2026, accessible_share=1.5),)}, "accessible share over 1"),
    ],
)
def test_check_rules_names_what_is_wrong_and_its_value(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(MobilityInputError, match=sentence):
        check_rules(rules(**changes))


def test_check_rules_refuses_arrivals_without_a_household_or_an_adult() -> None:
    arrivals = rules().arrivals
    with pytest.raises(MobilityInputError, match="no household that arrivals can be copies of"):
        check_rules(rules(arrivals=replace(arrivals, ages=arrivals.ages[:0], decile=arrivals.decile[:0])))
    with pytest.raises(MobilityInputError, match="first adult below 18"):
        check_rules(rules(arrivals=replace(arrivals, ages=np.minimum(arrivals.ages, 17))))


@pytest.mark.parametrize(
    ("sectors", "sentence"),
    [
        ((), "There are 0 sectors"),
        ((Sector("a", "flat", 2, owned=True), Sector("a", "flat", 3, owned=True)), "sector a is there twice"),
        ((Sector("a", "castle", 2, owned=True),), "of the kind castle"),
        ((Sector("a", "flat", 0, owned=True),), "has 0 rooms"),
        ((Sector("a", "flat", 1, owned=True, price_nok=-1),), "costs -1 kroner"),
    ],
)
def test_sector_columns_names_what_is_wrong(sectors: tuple[Sector, ...], sentence: str) -> None:
    with pytest.raises(MobilityInputError, match=sentence):
        sector_columns(sectors)
