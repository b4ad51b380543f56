"""Excel workbooks to a grid."""

from collections.abc import Iterator, Mapping
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
    packed, chosen, found = _checked(content, sheet, limits)
    headings, rows = _table(content.name, packed, chosen, header_row)
    return Grid(headings, rows, found.spoiled, _warnings(found))


def _checked(content: Content, sheet: str | None, limits: Limits) -> tuple[bytes, str, SheetScan]:
    """Return an archive with one sheet and what it needs, the name of the sheet, and what was found in it."""
    parts = {name.lower(): (name, part) for name, part in unpack(content, limits).items()}
    for name, (_written, part) in parts.items():
        if not name.startswith("xl/worksheets/"):
            check_xml(content.name, part)
    sheets = named_parts(content.name, parts["xl/workbook.xml"][1], _part(parts, "xl/_rels/workbook.xml.rels"))
    chosen = _chosen(content.name, sheet, list(sheets))
    used = sheets[chosen].lower()
    if used not in parts:
        raise ImportRefusedError(
            _('The sheet "%(chosen)s" of %(name)s is no table. Name another sheet.'), chosen=chosen, name=content.name
        )
    lengths = text_lengths(content.name, _part(parts, "xl/sharedstrings.xml"), limits)
    found = scan_sheet(content.name, parts[used][1], lengths, limits)
    return pack({written: part for name, (written, part) in parts.items() if _is_kept(name, used)}), chosen, found


def _part(parts: Mapping[str, tuple[str, bytes]], name: str) -> bytes:
    """Return a part that a workbook may do without."""
    return parts.get(name, (name, b"<none/>"))[1]


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


def _table(
    name: str, packed: bytes, sheet: str, header_row: int
) -> tuple[tuple[str, ...], Iterator[tuple[int, list[Cell]]]]:
    """Return the headings of a sheet, and the rows under them that have anything in them."""
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(packed))
        found = workbook.get_sheet_by_name(sheet)
    except (CalamineError, ValueError) as error:
        raise ImportRefusedError(
            _("%(name)s is damaged (%(error)s). Save it again from Excel, and try again."), name=name, error=error
        ) from error
    # Rows come from the first column that has anything; the empty ones before it are put back.
    before: list[Cell] = [""] * (found.start[1] if found.start else 0)
    rows: Iterator[tuple[int, list[Cell]]] = ((at, before + row) for at, row in enumerate(found.iter_rows(), start=1))
    for number, row in rows:
        if number == header_row:
            headings = tuple(tidy(str(cell)) for cell in row)
            return headings, ((at, cells) for at, cells in rows if any(cell != "" for cell in cells))
    raise ImportRefusedError(
        _("%(name)s has %(rows)s rows, but the headings should be in row %(header_row)s."),
        name=name,
        rows=found.total_height,
        header_row=header_row,
    )


def _warnings(found: SheetScan) -> tuple[Sentence, ...]:
    formulas = Sentence(
        _("Cells that are formulas: %(count)s. The answers stored in the file are used."), count=found.formulas
    )
    hidden = Sentence(_("Hidden rows: %(count)s. They are read like the others."), count=found.hidden_rows)
    return (*([formulas] if found.formulas else []), *([hidden] if found.hidden_rows else []))
