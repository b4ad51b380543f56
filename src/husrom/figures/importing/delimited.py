"""CSV files to a grid."""

import csv
from collections.abc import Collection, Iterator
from io import StringIO

from husrom.figures.importing.content import Content
from husrom.figures.importing.encodings import decode
from husrom.figures.importing.faults import ImportRefusedError
from husrom.figures.importing.grid import Cell, Grid, tidy
from husrom.figures.importing.limits import USUAL, Limits

_DELIMITERS = (";", ",", "\t", "|")


def read_delimited(
    content: Content,
    wanted: Collection[str],
    *,
    header_row: int = 1,
    delimiter: str | None = None,
    encoding: str | None = None,
    limits: Limits = USUAL,
) -> Grid:
    """Return the table of a CSV file.

    Parameters
    ----------
    wanted
        Headings that are looked for; the sign between cells is the one that yields most of them.

    Raises
    ------
    ImportRefusedError
        When the encoding is not known, a quotation mark is not closed, or there are more rows, columns or letters
        than the limits allow.
    """
    text = decode(content, encoding)
    chosen = delimiter or _delimiter(content, text, wanted, header_row)
    rows = _rows(content.name, text, chosen, limits)
    for number, row in rows:
        if number == header_row:
            return Grid(headings=tuple(tidy(str(cell)) for cell in row), rows=_with_content(rows))
    raise ImportRefusedError(f"{content.name} has no row {header_row}, where the headings should be.")


def _with_content(rows: Iterator[tuple[int, list[Cell]]]) -> Iterator[tuple[int, list[Cell]]]:
    return ((number, row) for number, row in rows if any(str(cell).strip() for cell in row))


def _delimiter(content: Content, text: str, wanted: Collection[str], header_row: int) -> str:
    lines = text.splitlines()[:header_row] if header_row > 1 else [text.partition("\n")[0]]
    header = lines[-1] if lines else ""
    counts = {sign: len(set(wanted) & set(_headings(header, sign))) for sign in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda sign: (counts[sign], header.count(sign)))
    if not header.strip():
        raise ImportRefusedError(f"Row {header_row} of {content.name} is empty, but the headings should be there.")
    return best


def _headings(header: str, sign: str) -> list[str]:
    return [tidy(cell) for row in csv.reader([header], delimiter=sign) for cell in row]


def _rows(name: str, text: str, delimiter: str, limits: Limits) -> Iterator[tuple[int, list[Cell]]]:
    reader = csv.reader(_lines(name, text, limits), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, row in enumerate(reader, start=1):
            if number > limits.rows:
                raise ImportRefusedError(f"{name} has more than {limits.rows:,} rows. Take out those not needed.")
            if len(row) > limits.columns:
                raise ImportRefusedError(f"Row {number} of {name} has more than {limits.columns} columns.")
            if row and max(map(len, row)) > limits.cell_letters:
                raise ImportRefusedError(
                    f"A cell in row {number} of {name} has more than {limits.cell_letters:,} letters. If a quotation "
                    "mark there is not closed, close it; else shorten the text."
                )
            yield number, list(row)
    except csv.Error as error:
        raise ImportRefusedError(
            f"{name} is not well-formed CSV after row {number} ({error}). See to the quotation marks there."
        ) from error


def _lines(name: str, text: str, limits: Limits) -> Iterator[str]:
    for number, line in enumerate(StringIO(text, newline=""), start=1):
        if len(line) > limits.line_letters:
            raise ImportRefusedError(f"Line {number} of {name} has more than {limits.line_letters:,} letters.")
        yield line
