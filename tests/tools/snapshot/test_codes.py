"""Municipality numbers: followed year by year, and split where they were split."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

Load = Callable[[str], ModuleType]
FILE = "municipality_code_history_all.csv"
HISTORY = """# where it came from
kommunenr_2024,kommunenr_gammel,vekt,fra_aar,til_aar
5060,1750,1.0,1940,2017
5060,1751,1.0,1940,2017
5060,5050,1.0,2018,2019
5060,5051,1.0,2018,2019
5060,5060,1.0,2020,2026
1103,1103,1.0,1940,2026
1103,1141,1.0,1940,2019
3232,3031,1.0,2020,2023
3232,3232,1.0,2023,2026
"""
SPLIT = """1508,1507,0.5,2020,2023
1580,1507,0.5,2020,2023
1508,1508,1.0,2024,2026
1580,1580,1.0,2024,2026
"""


@pytest.fixture
def history(load: Load, tmp_path: Path) -> Callable[[str], Any]:
    def declared(text: str) -> Any:
        (tmp_path / FILE).write_text(text, encoding="utf-8")
        return load("reading").TableInputs(tmp_path, "municipality_codes", [FILE])

    return declared


def test_numbers_are_followed_year_by_year(load: Load, history: Callable[[str], Any]) -> None:
    codes = load("codes")
    periods = codes.read_periods(history(HISTORY))
    successors = {period.number: codes.successors_of(period, periods) for period in periods if period.last_year < 2026}
    assert successors == {
        "1141": ["1103"],
        "1750": ["5050"],
        "1751": ["5051"],
        "3031": ["3232"],
        "5050": ["5060"],
        "5051": ["5060"],
    }
    assert {period.number: period.first_year for period in periods}["3232"] == 2024


def test_a_number_with_two_periods_stops_the_build(
    load: Load, history: Callable[[str], Any], error: type[Exception]
) -> None:
    with pytest.raises(error, match="Municipality number 3031 has two periods"):
        load("codes").read_periods(history(HISTORY + "3232,3031,1.0,2010,2012\n"))


def test_weights_that_are_not_a_whole_stop_the_build(
    load: Load, history: Callable[[str], Any], error: type[Exception]
) -> None:
    with pytest.raises(error, match="Weights of 1750 sum to"):
        load("codes").read_periods(history(HISTORY.replace("5060,1750,1.0", "5060,1750,0.9")))


def test_a_split_by_persons_takes_the_place_of_a_rough_half(load: Load, history: Callable[[str], Any]) -> None:
    periods = load("codes").read_periods(history(HISTORY + SPLIT))
    (before,) = [period for period in periods if period.number == "1507"]
    assert before.weights == {"1508": 58039 / 67520, "1580": 9481 / 67520}
