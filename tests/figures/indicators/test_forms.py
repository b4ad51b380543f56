"""The forms: what is true of them whatever the figures are."""

from collections.abc import Sequence

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.figures.indicators.forms import ZERO_BASE, Frames, formed
from husrom.figures.indicators.recipe import Form, Measure, Recipe

COUNTS = st.lists(st.integers(0, 10**7), min_size=2, max_size=8)
PART = Measure(indicator="population")
SCHEMA = {
    "number": pl.String,
    "year": pl.Int16,
    "quarter": pl.Int8,
    "value": pl.Float64,
    "status": pl.String,
    "reason": pl.String,
    "observations": pl.Int64,
    "sources": pl.String,
    "notes": pl.String,
}


def _frame(values: Sequence[float | None], *, status: str = "observed", name: str = "one") -> pl.DataFrame:
    """Return a series of one municipality from the year 2000."""
    known, unknown = (status, None), ("missing", "missing")
    rows = [
        ("3403", 2000 + place, 0, value, *(unknown if value is None else known), None, name, None)
        for place, value in enumerate(values)
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _made(form: Form, part: pl.DataFrame, base: pl.DataFrame | None = None, **given_to_recipe: float) -> pl.DataFrame:
    recipe = Recipe(form, PART, None if base is None else PART, **given_to_recipe)  # type: ignore[arg-type] -- years is whole
    return formed(recipe, Frames(part, base)).sort("year")


@given(COUNTS)
def test_shares_of_all_parts_sum_to_a_hundred(parts: list[int]) -> None:
    whole = _frame([sum(parts)])
    shares = [_made(Form.SHARE, _frame([part]), whole, times=100)["value"][0] for part in parts]
    if sum(parts) == 0:
        assert shares == [None] * len(parts)
    else:
        assert sum(shares) == pytest.approx(100)


@given(st.integers(1, 10**7), st.integers(1, 10**7))
def test_a_change_there_and_back_ends_where_it_began(before: int, after: int) -> None:
    there = _made(Form.CHANGE, _frame([before, after]), times=100, years=1)["value"][0]
    back = _made(Form.CHANGE, _frame([after, before]), times=100, years=1)["value"][0]
    assert before * (1 + there / 100) == pytest.approx(after)
    assert (1 + there / 100) * (1 + back / 100) == pytest.approx(1)


@given(COUNTS)
def test_differences_of_single_years_sum_to_that_of_all(values: list[int]) -> None:
    years = len(values) - 1
    yearly = _made(Form.DIFFERENCE, _frame(values), years=1)["value"].sum()
    assert yearly == _made(Form.DIFFERENCE, _frame(values), years=years)["value"][0]


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.sampled_from([1, 100, 1000]))
def test_a_quotient_times_its_base_is_the_part(part: int, base: int, times: int) -> None:
    value = _made(Form.PER, _frame([part]), _frame([base]), times=times)["value"][0]
    assert value * base / times == pytest.approx(part)


def test_net_is_a_difference_and_may_be_below_zero() -> None:
    assert _made(Form.NET, _frame([3]), _frame([8]))["value"].to_list() == [-5]


@pytest.mark.parametrize("form", [Form.SHARE, Form.PER, Form.RATIO])
def test_nothing_is_divided_by_nothing(form: Form) -> None:
    (row,) = _made(form, _frame([3]), _frame([0]), times=1).to_dicts()
    assert (row["value"], row["status"], row["reason"]) == (None, "undefined", ZERO_BASE)


def test_a_change_from_nothing_is_undefined() -> None:
    (row,) = _made(Form.CHANGE, _frame([0, 5]), times=100, years=1).to_dicts()
    assert (row["value"], row["reason"]) == (None, ZERO_BASE)


@pytest.mark.parametrize(("part", "base"), [([None], [4.0]), ([4.0], [None])])
def test_what_lacks_a_part_has_no_value_and_says_why(part: list[float | None], base: list[float | None]) -> None:
    (row,) = _made(Form.SHARE, _frame(part), _frame(base), times=100).to_dicts()
    assert (row["value"], row["status"], row["reason"]) == (None, "missing", "missing")


@pytest.mark.parametrize(
    ("one", "other", "made"),
    [
        ("observed", "observed", "observed"),
        ("estimated", "observed", "estimated"),
        ("observed", "projected", "projected"),
        ("projected", "estimated", "projected"),
    ],
)
def test_a_value_is_as_certain_as_the_least_certain_of_its_parts(one: str, other: str, made: str) -> None:
    found = _made(Form.SHARE, _frame([1], status=one), _frame([2], status=other), times=100)
    assert found["status"].to_list() == [made]


def test_every_source_is_named() -> None:
    found = _made(Form.SHARE, _frame([1], name="dwellings"), _frame([2], name="population_by_age"), times=100)
    assert found["sources"].to_list() == ["dwellings population_by_age"]


def test_one_base_may_hold_for_every_year() -> None:
    recipe = Recipe(Form.RATIO, PART, Measure(dataset="municipalities", values=("area_km2",), every_year=True))
    found = formed(recipe, Frames(_frame([10, 20, 30]), _frame([10]))).sort("year")
    assert found["value"].to_list() == [1, 2, 3]


def test_periods_that_only_one_of_the_measures_has_are_left_out() -> None:
    assert _made(Form.SHARE, _frame([1, 2, 3]), _frame([1, 2]), times=100)["year"].to_list() == [2000, 2001]
