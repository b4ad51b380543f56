"""A table of numbers from a CSV file, as a spreadsheet in any language writes it; every fault names its row."""

import csv
import re
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from django.utils.translation import gettext as _

from husrom.cli.errors import CommandError

MOST_ROWS = 1_000
"""A matrix of so many sectors is a million numbers; no study has come near it."""

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]*)?")
_LARGEST = 1e15
"""Whole numbers are exact below this; no count of vacancies comes near it."""
_MOST_LETTERS = 200
_SHOWN_LETTERS = 40


@dataclass(frozen=True, slots=True)
class NumberTable:
    """A table with a name for each row and column.

    Attributes
    ----------
    cells
        The numbers by row and column.
    decimal
        The decimal sign the file uses, so that sentences about it can use the same.
    """

    name: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[float, ...], ...]
    decimal: str

    def number(self, value: float) -> str:
        """Write a number as the file does."""
        return f"{value:.10g}".replace(".", self.decimal)


def read_number_table(path: Path, *, columns: int | None = None) -> NumberTable:
    """Return the table of a CSV file.

    Parameters
    ----------
    columns
        How many columns of numbers there must be; None takes any number.
    """
    lines, delimiter = read_lines(path)
    (_line, header), body = lines[0], lines[1:]
    if columns is not None and len(header) != columns + 1:
        raise CommandError(
            _("%(name)s has %(found)s columns, but %(count)s were expected.")
            % {"name": path.name, "found": len(header), "count": columns + 1}
        )
    if len(body) > MOST_ROWS or len(header) > MOST_ROWS:
        raise CommandError(
            _("%(name)s has %(found)s rows or columns, but at most %(most)s are read.")
            % {"name": path.name, "found": max(len(body), len(header)), "most": MOST_ROWS}
        )
    headings = tuple(header[1:])
    _check_headings(path.name, headings)
    rows = tuple(_row_name(path.name, number, cells) for number, cells in body)
    _check_unique(path.name, rows)
    cells = tuple(
        _numbers(row, headings, cells[1:], delimiter) for row, (_number, cells) in zip(rows, body, strict=True)
    )
    decimal = "," if delimiter != "," and any("," in cell for _number, line in body for cell in line[1:]) else "."
    return NumberTable(path.name, rows, headings, cells, decimal)


def read_lines(path: Path) -> tuple[list[tuple[int, list[str]]], str]:
    """Return the lines with content, each with its number in the file, and the sign between cells."""
    text = _text(path)
    first, _end, rest = text.partition("\n")
    delimiter, offset = _delimiter(next((line for line in text.splitlines() if line.strip()), "")), 0
    if marked := re.fullmatch(r"sep=(.)\r?", first):
        delimiter, offset, text = marked[1], 1, rest
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
        read = [(number + offset, [_tidy(cell) for cell in line]) for number, line in enumerate(reader, 1)]
    except csv.Error as error:
        raise CommandError(
            _("%(name)s is not well-formed CSV: a quotation mark is not closed, or a line is broken.")
            % {"name": path.name}
        ) from error
    lines = [(number, line) for number, line in read if any(line)]
    if not lines:
        raise CommandError(_("%(name)s has no rows with content.") % {"name": path.name})
    # A spreadsheet writes empty columns too, where something once was.
    width = max(index for _number, line in lines for index, cell in enumerate(line, 1) if cell)
    return [(number, line[:width]) for number, line in lines], delimiter


def _delimiter(header: str) -> str:
    """Return the sign that parts the headings; a comma may stand in a name, or be the decimal sign."""
    return next((sign for sign in ";\t|" if len(next(csv.reader([header], delimiter=sign))) > 1), ",")


def _text(path: Path) -> str:
    from husrom.figures.importing.content import Kind, read_content
    from husrom.figures.importing.encodings import decode
    from husrom.figures.importing.faults import ImportRefusedError

    try:
        content = read_content(path)
        if content.kind is Kind.XLSX:
            raise CommandError(
                _("%(name)s is an Excel workbook. Save the sheet as CSV, and try again.") % {"name": path.name}
            )
        return decode(content)
    except ImportRefusedError as error:
        raise CommandError(error.in_words(_)) from error


def _tidy(cell: str) -> str:
    """Return a cell on one line, without the signs that cannot be seen."""
    from husrom.figures.importing.grid import tidy

    return tidy("".join(sign if sign.isprintable() else " " * sign.isspace() for sign in cell))


def _check_headings(file: str, headings: tuple[str, ...]) -> None:
    for number, heading in enumerate(headings, 2):
        if not heading:
            message = _("Column %(number)s of %(name)s has no heading: give each column a name.")
            raise CommandError(message % {"number": number, "name": file})
        _check_length(file, heading)
    _check_unique(file, headings)


def _check_unique(file: str, names: tuple[str, ...]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise CommandError(
                _("%(row)s is there twice in %(name)s: give each row and each column its own name.")
                % {"row": name, "name": file}
            )
        seen.add(name)


def _check_length(file: str, name: str) -> None:
    if len(name) > _MOST_LETTERS:
        raise CommandError(
            _("A name in %(name)s has %(found)s letters, but at most %(most)s are read: %(beginning)s …")
            % {"name": file, "found": len(name), "most": _MOST_LETTERS, "beginning": name[:_SHOWN_LETTERS]}
        )


def _row_name(file: str, number: int, cells: list[str]) -> str:
    name = cells[0]
    if not name:
        message = _("Line %(number)s of %(name)s has no name in its first column.")
        raise CommandError(message % {"number": number, "name": file})
    _check_length(file, name)
    return name


def _numbers(row: str, headings: tuple[str, ...], cells: list[str], delimiter: str) -> tuple[float, ...]:
    if len(cells) > len(headings):
        message = (
            _(
                "Row %(row)s has %(found)s numbers, but the headings are %(count)s: use semicolons between cells "
                "where the decimal sign is a comma."
            )
            if delimiter == ","
            else _("Row %(row)s has %(found)s numbers, but the headings are %(count)s.")
        )
        raise CommandError(message % {"row": row, "found": len(cells), "count": len(headings)})
    filled = [*cells, *[""] * (len(headings) - len(cells))]
    return tuple(_number(row, heading, cell, delimiter) for heading, cell in zip(headings, filled, strict=True))


def _number(row: str, column: str, cell: str, delimiter: str) -> float:
    if not cell:
        raise CommandError(
            _("Row %(row)s has nothing in column %(column)s, but a number was expected: write 0 if it is none.")
            % {"row": row, "column": column}
        )
    value = number_of(cell, comma_is_decimal=delimiter != ",")
    if value is None:
        raise CommandError(
            _("Row %(row)s has “%(value)s” in column %(column)s, but a number from 0 upwards was expected.")
            % {"row": row, "column": column, "value": cell[:_SHOWN_LETTERS]}
        )
    return value


def number_of(cell: str, *, comma_is_decimal: bool) -> float | None:
    """Return the number in a cell; None where it is none, is negative or is beyond all counts."""
    text = cell.replace("−", "-")
    if comma_is_decimal and text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    if not (_NUMBER.fullmatch(text) or _GROUPED.fullmatch(text)):
        return None
    value = float(text.replace(" ", ""))
    return value if 0 <= value <= _LARGEST else None
