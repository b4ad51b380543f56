"""Excel workbooks to a grid."""

from collections.abc import Iterator
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook

from husrom.figures.importing.archives import pack, unpack
from husrom.figures.importing.content import Content
from husrom.figures.importing.faults import ImportRefusedError
from husrom.figures.importing.grid import Cell, Grid, tidy
from husrom.figures.importing.limits import USUAL, Limits
from husrom.figures.importing.sentences import Sentence
from husrom.figures.importing.sheet_scan import SheetScan, check_xml, named_parts, scan_sheet, text_lengths
from husrom.figures.wording import gettext_noop as _


def read_workbook(content: Content, sheet: str | None = None, header_row: int = 1, limits: Limits = USUAL) -> Grid:
    """Return one sheet of a workbook.

    Parameters
    ----------
    sheet
        Name of the sheet; None takes the only one, and refuses where there are several.
    header_row
        The row of the headings, from 1.

    Raises
    ------
    ImportRefusedError
        When the workbook is unsafe, damaged or too large, or has no such sheet or row.
    """
    parts = {name.lower(): (name, part) for name, part in unpack(content, limits).items()}
    plain = {name: part for name, (_written, part) in parts.items()}
    for name, part in plain.items():
        if not name.startswith("xl/worksheets/"):
            check_xml(content.name, part)
    relations = plain.get("xl/_rels/workbook.xml.rels", b"<none/>")
    sheets = named_parts(content.name, plain["xl/workbook.xml"], relations)
    chosen = _chosen(content.name, sheet, list(sheets))
    used = sheets[chosen].lower()
    if used not in plain:
        raise ImportRefusedError(
            _('The sheet "%(chosen)s" of %(name)s is no table. Name another sheet.'), chosen=chosen, name=content.name
        )
    lengths = text_lengths(content.name, plain.get("xl/sharedstrings.xml", b"<none/>"), limits)
    found = scan_sheet(content.name, plain[used], lengths, limits)
    kept = {written: part for name, (written, part) in parts.items() if _is_kept(name, used)}
    return _grid(content.name, _cells(content.name, kept, chosen), header_row, found)


def _is_kept(name: str, used: str) -> bool:
    return name == used or not name.startswith("xl/worksheets/")


def _chosen(name: str, sheet: str | None, sheets: list[str]) -> str:
    listed = ", ".join(f'"{found}"' for found in sheets[:20])
    if sheet is None:
        if len(sheets) == 1:
            return sheets[0]
        raise ImportRefusedError(
            _("%(name)s has %(sheets)s sheets: %(listed)s. Name one in the mapping (file: sheet)."),
            name=name,
            sheets=len(sheets),
            listed=listed,
        )
    if sheet not in sheets:
        raise ImportRefusedError(
            _('%(name)s has no sheet "%(sheet)s". It has %(listed)s. Name one in the mapping.'),
            name=name,
            sheet=sheet,
            listed=listed,
        )
    return sheet


def _cells(name: str, parts: dict[str, bytes], sheet: str) -> list[list[Cell]]:
    try:
        with CalamineWorkbook.from_filelike(BytesIO(pack(parts))) as workbook:
            rows: list[list[Cell]] = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except (CalamineError, ValueError) as error:
        raise ImportRefusedError(
            _("%(name)s is damaged (%(error)s). Save it again from Excel, and try again."), name=name, error=error
        ) from error
    return rows


def _grid(name: str, rows: list[list[Cell]], header_row: int, found: SheetScan) -> Grid:
    if len(rows) < header_row:
        raise ImportRefusedError(
            _("%(name)s has %(rows)s rows, but the headings should be in row %(header_row)s."),
            name=name,
            rows=len(rows),
            header_row=header_row,
        )
    warnings = []
    if found.formulas:
        warnings.append(
            Sentence(
                _("Cells that are formulas: %(count)s. The answers stored in the file are used."), count=found.formulas
            )
        )
    if found.hidden_rows:
        warnings.append(Sentence(_("Hidden rows: %(count)s. They are read like the others."), count=found.hidden_rows))
    headings = tuple(tidy(str(cell)) for cell in rows[header_row - 1])
    return Grid(headings, _numbered(rows, header_row), found.spoiled, tuple(warnings))


def _numbered(rows: list[list[Cell]], header_row: int) -> Iterator[tuple[int, list[Cell]]]:
    return ((number, row) for number, row in enumerate(rows[header_row:], start=header_row + 1) if any_content(row))


def any_content(row: list[Cell]) -> bool:
    """Tell whether a row has anything in it; zero and False are something."""
    return any(cell != "" for cell in row)
