"""A table reads only what it has declared, and a missing file is named."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

Load = Callable[[str], ModuleType]


def test_a_table_may_not_read_what_it_has_not_declared(load: Load, error: type, tmp_path: Path) -> None:
    inputs = load("reading").TableInputs(tmp_path, "household_income", ["income.csv"])
    with pytest.raises(error) as caught:
        inputs.rows("prices.csv")
    assert str(caught.value) == "household_income reads prices.csv, which it has not declared."


def test_a_missing_input_is_named(load: Load, error: type, tmp_path: Path) -> None:
    inputs = load("reading").TableInputs(tmp_path, "household_income", ["income.csv"])
    with pytest.raises(error, match=r"income\.csv is missing: household_income is built from it\."):
        inputs.rows("income.csv")


def test_a_table_without_a_description_is_not_built(load: Load, error: type, tmp_path: Path) -> None:
    with pytest.raises(error, match=r"rents has no entry in descriptions\.yaml"):
        load("reading").Inputs(tmp_path).of("rents")
