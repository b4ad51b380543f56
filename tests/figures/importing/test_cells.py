"""Single cells: Norwegian numbers, periods and text that a spreadsheet would run."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.figures.importing.cells import is_dangerous, number_of, period_of, text_of


@given(st.integers(-(10**12), 10**12), st.sampled_from([" ", "\u00a0", "\u202f", "\u2009"]))
def test_number_is_read_as_it_was_written_in_norwegian(number: int, space: str) -> None:
    assert number_of(f"{number:,}".replace(",", space)) == number


@given(st.decimals(-99_999, 99_999, places=3, allow_nan=False))
def test_decimals_are_read_by_the_sign_of_the_mapping(number: object) -> None:
    assert number_of(str(number).replace(".", ",")) == pytest.approx(float(str(number)))
    assert number_of(str(number), ".", "") == pytest.approx(float(str(number)))


@pytest.mark.parametrize(
    "cell",
    ["1.234", "1,2,3", "12 34", "1e5", "nan", "inf", "kr 5", "5 stk", "", "--5", "٣", "1234567890123456"],
)
def test_text_that_could_be_misread_is_no_number(cell: str) -> None:
    assert number_of(cell) is None


@pytest.mark.parametrize("cell", [True, 1e300, float("inf"), float("nan"), dt.date(2025, 3, 4)])
def test_other_cells_are_no_number(cell: float | dt.date) -> None:
    assert number_of(cell) is None


@pytest.mark.parametrize(
    ("cell", "coding", "period"),
    [
        ("2025", "year", (2025, None)),
        (2025.0, "year", (2025, None)),
        (dt.date(2025, 7, 1), "quarter", (2025, 3)),
        ("01.02.2025", "month", (2025, 2)),
        ("2025-02-01", "year", (2025, None)),
        ("2025K4", "quarter", (2025, 4)),
        ("4. kv. 2025", "quarter", (2025, 4)),
        ("2025 2. kvartal", "quarter", (2025, 2)),
        ("2025M12", "month", (2025, 12)),
        ("12.2025", "month", (2025, 12)),
        ("2025M13", "month", None),
        ("31.02.2025", "year", None),
        ("25", "year", None),
        ("9999", "year", None),
        ("2025", "quarter", None),
        (2025.5, "year", None),
        (True, "year", None),
    ],
)
def test_periods(cell: str | float, coding: str, period: tuple[int, int | None] | None) -> None:
    assert period_of(cell, coding) == period  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "-Enebolig", " =A1", "\tx", "a\rb", "a\nb", "＝1+1", "\x07"],
)
def test_formulas_and_control_characters_are_dangerous(cell: str) -> None:
    assert is_dangerous(cell)


@pytest.mark.parametrize("cell", ["-5", "+5", "-1 234,5", "-", "Enebolig", "a=b", "", 5.0, "60+"])
def test_numbers_and_plain_text_are_not_dangerous(cell: str | float) -> None:
    assert not is_dangerous(cell)


def test_text_is_composed_and_has_single_spaces() -> None:
    assert text_of(" A\u030as \u00a0 kommune ") == "Ås kommune"
