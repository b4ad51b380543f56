"""CSV files to a grid."""

import csv
from collections.abc import Collection, Iterator
from io import StringIO
from itertools import islice

from husrom.figures.importing.content import Content
from husrom.figures.importing.encodings import decode
from husrom.figures.importing.faults import ImportRefusedError
from husrom.figures.importing.grid import Cell, Grid, tidy
from husrom.figures.importing.limits import USUAL, Limits
from husrom.figures.importing.sentences import grouped
from husrom.figures.wording import gettext_noop as _

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
    raise ImportRefusedError(
        _("%(name)s has no row %(header_row)s, where the headings should be."), name=content.name, header_row=header_row
    )


def _with_content(rows: Iterator[tuple[int, list[Cell]]]) -> Iterator[tuple[int, list[Cell]]]:
    return ((number, row) for number, row in rows if any(str(cell).strip() for cell in row))


def _delimiter(content: Content, text: str, wanted: Collection[str], header_row: int) -> str:
    lines = list(islice(StringIO(text, newline=""), header_row))
    header = lines[-1].strip("\r\n") if len(lines) == header_row else ""
    counts = {sign: len(set(wanted) & set(_headings(header, sign))) for sign in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda sign: (counts[sign], header.count(sign)))
    if not header.strip():
        raise ImportRefusedError(
            _("Row %(header_row)s of %(name)s is empty, but the headings should be there."),
            header_row=header_row,
            name=content.name,
        )
    return best


def _headings(header: str, sign: str) -> list[str]:
    return [tidy(cell) for row in csv.reader([header], delimiter=sign) for cell in row]


def _rows(name: str, text: str, delimiter: str, limits: Limits) -> Iterator[tuple[int, list[Cell]]]:
    reader = csv.reader(_lines(name, text, limits), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, row in enumerate(reader, start=1):
            if number > limits.rows:
                raise ImportRefusedError(
                    _("%(name)s has more than %(rows)s rows. Take out those not needed."),
                    name=name,
                    rows=grouped(limits.rows),
                )
            if len(row) > limits.columns:
                raise ImportRefusedError(
                    _("Row %(number)s of %(name)s has more than %(columns)s columns."),
                    number=number,
                    name=name,
                    columns=limits.columns,
                )
            if row and max(map(len, row)) > limits.cell_letters:
                raise ImportRefusedError(
                    _(
                        "A cell in row %(number)s of %(name)s has more than %(letters)s letters. If a quotation mark "
                        "there is not closed, close it; else shorten the text."
                    ),
                    number=number,
                    name=name,
                    letters=grouped(limits.cell_letters),
                )
            yield number, list(row)
    except csv.Error as error:
        raise ImportRefusedError(
            _("%(name)s is not well-formed CSV after row %(number)s (%(error)s). See to the quotation marks there."),
            name=name,
            number=number,
            error=error,
        ) from error


def _lines(name: str, text: str, limits: Limits) -> Iterator[str]:
    for number, line in enumerate(StringIO(text, newline=""), start=1):
        if len(line) > limits.line_letters:
            raise ImportRefusedError(
                _("Line %(number)s of %(name)s has more than %(letters)s letters."),
                number=number,
                name=name,
                letters=grouped(limits.line_letters),
            )
        yield line
