"""Single cells: Norwegian numbers, periods, and text that cannot be a formula."""

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache

from husrom.figures.importing.grid import Cell, tidy
from husrom.figures.importing.mapping import Coding
from husrom.figures.wording import gettext_noop as _

PERIOD_EXPECTED: Mapping[Coding, str] = {
    "year": _("a year, such as 2025"),
    "quarter": _("a quarter, such as 2025K1"),
    "month": _("a month, such as 2025M01"),
}
_SPACES = " \u00a0\u2007\u2009\u202f"
_MINUS = str.maketrans({"−": "-", "–": "-"})
_FORMULA_BEGINNINGS = "=+-@＝＋－＠"
_FIRST_YEAR, _LAST_YEAR = 1800, 2150
_DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)(?:[T ]\d\d:\d\d(?::\d\d(?:\.0+)?)?)?"),
    re.compile(r"(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>\d{4})"),
)
_CODINGS = {
    "year": re.compile(r"(?P<year>\d{4})"),
    "quarter": re.compile(
        r"(?P<year>\d{4})[ -]?[KkQq](?P<part>[1-4])"
        r"|(?P<part_first>[1-4])\. ?(?:kv\.|kvartal) ?(?P<year_last>\d{4})"
        r"|(?P<year_first>\d{4}) ?(?P<part_last>[1-4])\. ?(?:kv\.|kvartal)"
    ),
    "month": re.compile(r"(?P<year>\d{4})(?:M|-|M-)(?P<part>\d\d)|(?P<part_first>\d\d)[./](?P<year_last>\d{4})"),
}
_MONTHS = 12
_LARGEST = 1e15
"""Whole numbers are exact below this; no figure about a municipality comes near it."""


def number_of(cell: Cell, decimal: str = ",", thousands: str = " ") -> float | None:
    r"""Return the number in a cell; None where there is none that can be trusted.

    Parameters
    ----------
    decimal, thousands
        The signs of numbers written as text; a space stands for every kind of space.

    Examples
    --------
    >>> number_of("1\u00a0234,5"), number_of("1.234"), number_of("−3"), number_of(12.0), number_of("12 %")
    (1234.5, None, -3.0, 12.0, 12.0)
    """
    if isinstance(cell, bool) or not isinstance(cell, str | float | int):
        return None
    if not isinstance(cell, str):
        return float(cell) if abs(cell) < _LARGEST else None
    text = cell.strip(_SPACES).translate(_MINUS).removesuffix("%").rstrip(_SPACES)
    if not _number_pattern(decimal, thousands).fullmatch(text):
        return None
    kept = "".join(letter for letter in text if letter.isdecimal() or letter in {"-", decimal})
    return float(kept.replace(decimal, "."))


@cache
def _number_pattern(decimal: str, thousands: str) -> re.Pattern[str]:
    between = f"[{_SPACES}]" if thousands == " " else re.escape(thousands)
    grouped = rf"|[0-9]{{1,3}}(?:{between}[0-9]{{3}}){{1,4}}" if thousands else ""
    return re.compile(rf"-?(?:[0-9]{{1,15}}{grouped})(?:{re.escape(decimal)}[0-9]{{1,15}})?")


def period_of(cell: Cell, coding: Coding) -> tuple[int, int | None] | None:
    """Return year, and quarter or month where the coding has them; None where the cell is no such period.

    A date is taken as the period it lies in.

    Examples
    --------
    >>> period_of("2025", "year"), period_of(2025.0, "year"), period_of("31.12.2025", "quarter")
    ((2025, None), (2025, None), (2025, 4))
    >>> period_of("2. kvartal 2025", "quarter"), period_of("2025M11", "month"), period_of("25", "year")
    ((2025, 2), (2025, 11), None)
    """
    if isinstance(cell, dt.date):
        return _of_date(cell, coding)
    if isinstance(cell, float) and cell.is_integer():
        cell = str(int(cell))
    if not isinstance(cell, str):
        return None
    text = tidy(cell)
    if (day := _date_of(text)) is not None:
        return _of_date(day, coding)
    if (found := _CODINGS[coding].fullmatch(text)) is None:
        return None
    groups = {name.partition("_")[0]: value for name, value in found.groupdict().items() if value is not None}
    year, part = int(groups["year"]), int(groups["part"]) if "part" in groups else None
    if not _FIRST_YEAR <= year <= _LAST_YEAR or (coding == "month" and not 1 <= (part or 0) <= _MONTHS):
        return None
    return year, part


def _date_of(text: str) -> dt.date | None:
    for pattern in _DATES:
        if found := pattern.fullmatch(text):
            try:
                return dt.date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                return None
    return None


def _of_date(day: dt.date, coding: Coding) -> tuple[int, int | None] | None:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return None
    return day.year, {"year": None, "quarter": (day.month + 2) // 3, "month": day.month}[coding]


def text_of(cell: Cell) -> str | None:
    """Return the text in a cell; None where it is a date, a fraction or True, which a category never is.

    Examples
    --------
    >>> text_of(111.0), text_of(" Enebolig "), text_of(0.5)
    ('111', 'Enebolig', None)
    """
    if isinstance(cell, str):
        return tidy(cell)
    if isinstance(cell, float | int) and not isinstance(cell, bool) and float(cell).is_integer():
        return str(int(cell))
    return None


def is_dangerous(cell: Cell) -> bool:
    r"""Tell whether a text would be run as a formula when it is opened in a spreadsheet, or hides control characters.

    Examples
    --------
    >>> is_dangerous("=HYPERLINK(A1)"), is_dangerous("-5"), is_dangerous("-5+cmd"), is_dangerous("\tx")
    (True, False, True, True)
    """
    if not isinstance(cell, str):
        return False
    if any(letter < " " or letter == "\x7f" for letter in cell):
        return True
    text = cell.strip(_SPACES)
    if not text.startswith(tuple(_FORMULA_BEGINNINGS)):
        return False
    number = text.removeprefix("+")
    return text != "-" and number_of(number) is None and number_of(number, ".", ",") is None
