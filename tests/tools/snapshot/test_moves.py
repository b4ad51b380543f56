"""Moves: names become numbers, and pairs in two files agree."""

from collections.abc import Callable
from types import ModuleType

import pytest

Load = Callable[[str], ModuleType]
Inputs = Callable[..., object]
IN, OUT = "telemark/tilflytting_13864_2025.csv", "telemark/fraflytting_13864_2025.csv"


@pytest.fixture
def moves(load: Load) -> ModuleType:
    return load("moves")


def test_pairs_of_names_become_pairs_of_numbers(moves: ModuleType, inputs: Inputs) -> None:
    found = moves.migration_flows(inputs("migration_flows"))
    assert found.select("municipality_number", "to_municipality_number", "persons").rows() == [
        ("0301", "4003", 227),
        ("4003", "1515", 3),
        ("4003", "3114", 3),
        ("4003", "4010", 50),
        ("4010", "4003", 68),
    ]


def test_pairs_in_both_files_must_agree(moves: ModuleType, inputs: Inputs, error: type) -> None:
    edit = (IN, "2025,Siljan,Telemark,Skien,Telemark,68", "2025,Siljan,Telemark,Skien,Telemark,67")
    with pytest.raises(error, match=r"The two files of moves disagree on \('4010', '4003', 2025\)"):
        moves.migration_flows(inputs("migration_flows", edit))


def test_a_name_that_is_no_municipality_stops_the_build(moves: ModuleType, inputs: Inputs, error: type) -> None:
    edit = (OUT, "Våler (Østfold),Østfold", "Våler (Østfold),Viken")
    with pytest.raises(error, match=r"No municipality Våler \(Østfold\) in Viken"):
        moves.migration_flows(inputs("migration_flows", edit))


def test_moves_by_age_have_todays_number_and_a_blank_is_missing(moves: ModuleType, inputs: Inputs) -> None:
    found = moves.moves_by_age(inputs("moves_by_age")).drop("division_year")
    assert found.rows() == [
        ("3901", 2020, 0, 27, None, 19, None),
        ("3901", 2020, 64, 10, None, None, "missing"),
        ("3901", 2020, 70, 5, None, 5, None),
    ]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("0 år,19,27,8", "0 år,19,27,9", "Net moves of 0 år in 2020: 8"),
        ("2020,3801 Horten,0 år", "2020,3802 Holmestrand,0 år", "Moves of 3802 Holmestrand"),
    ],
)
def test_moves_that_do_not_add_up_stop_the_build(
    moves: ModuleType, inputs: Inputs, error: type, before: str, after: str, told: str
) -> None:
    with pytest.raises(error, match=told):
        moves.moves_by_age(inputs("moves_by_age", ("horten_moves_by_age_2016_2020.csv", before, after)))
