"""Every table is described, declares what it reads, and covers what it should; the same inputs give the same bytes."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from husrom.figures.tables import datasets

Load = Callable[[str], ModuleType]
Inputs = Callable[..., object]


def test_every_table_is_described_and_in_the_catalogue(load: Load) -> None:
    described = load("reading").Inputs(Path()).tables
    registers = {"municipalities", "municipality_codes", "municipality_code_mapping", "boundaries"}
    assert described.keys() - registers == load("tables").TABLES.keys()
    assert described.keys() <= datasets().keys()


def test_every_file_is_used_and_every_used_file_is_described(load: Load) -> None:
    inputs = load("reading").Inputs(Path())
    assert {name for about in inputs.tables.values() for name in about["inputs"]} == inputs.files.keys()


def test_a_table_of_the_whole_country_must_cover_it(load: Load, inputs: Inputs, error: type) -> None:
    with pytest.raises(error, match="tenure_shares covers 3 municipalities; expected 357"):
        load("tables").reshape("tenure_shares", inputs("tenure_shares"))


def test_a_table_of_some_municipalities_need_not(load: Load, inputs: Inputs) -> None:
    assert load("tables").reshape("municipal_dwellings", inputs("municipal_dwellings")).height == 2


def test_the_same_inputs_are_the_same_bytes(load: Load, inputs: Inputs, tmp_path: Path) -> None:
    def written(name: str) -> bytes:
        table = load("tables").reshape("dwellings", inputs("dwellings"))
        content: bytes = load("writing").write_parquet(table, tmp_path / name).read_bytes()
        return content

    assert written("first.parquet") == written("second.parquet")
