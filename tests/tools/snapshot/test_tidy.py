"""The form of a table: leading columns, statuses beside values, and no row twice."""

from collections.abc import Callable
from types import ModuleType

import polars as pl
import pytest

Load = Callable[[str], ModuleType]
VALUES = {"persons": pl.Int32}


@pytest.fixture
def tidy(load: Load) -> ModuleType:
    return load("tidy")


def _row(year: int, **values: object) -> dict[str, object]:
    return {"municipality_number": "3403", "year": year, **values}


def test_a_table_is_sorted_and_has_its_leading_columns(tidy: ModuleType) -> None:
    rows = [_row(2026, **tidy.cell("persons", 2)), _row(2025, **tidy.cell("persons", 1))]
    found = tidy.tidy(rows, dimensions={}, values=VALUES)
    assert found.columns == ["municipality_number", "division_year", "year", "persons", "persons_status"]
    assert found.rows() == [("3403", 2024, 2025, 1, None), ("3403", 2024, 2026, 2, None)]


def test_a_value_that_is_not_there_is_missing_unless_more_is_known(tidy: ModuleType) -> None:
    assert tidy.cell("persons", None) == {"persons": None, "persons_status": "missing"}
    assert tidy.cell("persons", None, "suppressed") == {"persons": None, "persons_status": "suppressed"}
    assert tidy.cell("persons", 0) == {"persons": 0, "persons_status": None}


def test_the_same_row_twice_stops_the_build(tidy: ModuleType, error: type) -> None:
    rows = [_row(2026, **tidy.cell("persons", 1)), _row(2026, **tidy.cell("persons", 2))]
    with pytest.raises(error, match=r"The same row twice: \[\('3403', 2026\)\]"):
        tidy.tidy(rows, dimensions={}, values=VALUES)


@pytest.mark.parametrize(
    ("persons", "status"),
    [(None, None), (None, "estimated"), (1, "missing"), (1, "suppressed"), (None, "gone"), (1, "not_applicable")],
)
def test_a_value_and_its_status_must_agree(
    tidy: ModuleType, error: type, persons: int | None, status: str | None
) -> None:
    with pytest.raises(error, match="A value and its status disagree"):
        tidy.tidy([_row(2026, persons=persons, persons_status=status)], dimensions={}, values=VALUES)


def test_quarters_tell_rows_apart(tidy: ModuleType) -> None:
    rows = [{**_row(0), **tidy.quarter(label), **tidy.cell("persons", 1)} for label in ("2026K2", "2026K1")]
    found = tidy.tidy(rows, dimensions={}, values=VALUES, quarterly=True)
    assert found.select("year", "quarter").rows() == [(2026, 1), (2026, 2)]
