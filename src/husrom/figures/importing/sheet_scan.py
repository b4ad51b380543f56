"""A look through the XML of a workbook before it is read: how large it is, and which cells have no value to trust."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from husrom.figures.importing.faults import ImportRefusedError
from husrom.figures.importing.limits import Limits
from husrom.figures.importing.sentences import Sentence, grouped
from husrom.figures.wording import gettext_noop as _

Place = tuple[int, int]
"""Row and column of a cell, both from 1."""

_MOST_REMEMBERED = 1_000
_LETTERS = 26


@dataclass(slots=True)
class SheetScan:
    """What was found in one sheet.

    Attributes
    ----------
    spoiled
        Cells with an error, to the error (`#REF!`), and formulas whose answer is not stored, to nothing.
    formulas
        How many cells are formulas with a stored answer.
    hidden_rows
        How many rows are hidden, by hand or by a filter.
    """

    rows: int = 0
    columns: int = 0
    cells: int = 0
    formulas: int = 0
    hidden_rows: int = 0
    spoiled: dict[Place, str] = field(default_factory=dict)


def text_lengths(name: str, part: bytes, limits: Limits) -> list[int]:
    """Return the number of letters in each of the texts that the cells share."""
    lengths: list[int] = []

    def start(element: str, _attributes: Mapping[str, str]) -> None:
        if _local(element) == "si":
            if len(lengths) >= limits.cells:
                raise _too_large(name, _("more than %(cells)s texts"), cells=grouped(limits.cells))
            lengths.append(0)

    def text(letters: str) -> None:
        if lengths:
            lengths[-1] += len(letters)

    _parse(name, part, start, text=text)
    return lengths


def named_parts(name: str, workbook: bytes, relations: bytes) -> dict[str, str]:
    """Return the part of the archive that holds each sheet, by the name of the sheet."""
    identifiers: dict[str, str] = {}
    targets: dict[str, str] = {}

    def sheet(element: str, attributes: Mapping[str, str]) -> None:
        if _local(element) == "sheet":
            found = (value for key, value in attributes.items() if _local(key) == "id")
            identifiers[attributes.get("name", "")] = next(found, "")

    def relation(element: str, attributes: Mapping[str, str]) -> None:
        if _local(element) == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "").removeprefix("/xl/")

    _parse(name, workbook, sheet)
    _parse(name, relations, relation)
    return {sheet_name: f"xl/{targets.get(identifier, '')}" for sheet_name, identifier in identifiers.items()}


def check_xml(name: str, part: bytes) -> None:
    """Refuse a part that is not plain XML."""
    _parse(name, part, lambda _element, _attributes: None)


def scan_sheet(name: str, part: bytes, lengths: Sequence[int], limits: Limits) -> SheetScan:
    """Return what is in a sheet.

    Raises
    ------
    ImportRefusedError
        When it has more rows, columns, cells or text than the limits allow.
    """
    scanner = _SheetScanner(name, lengths, limits)
    _parse(name, part, scanner.start, text=scanner.text, end=scanner.end_cell)
    return scanner.found


class _SheetScanner:
    def __init__(self, name: str, lengths: Sequence[int], limits: Limits) -> None:
        self.found = SheetScan()
        self._name = name
        self._lengths = lengths
        self._limits = limits
        self._row = 0
        self._column = 0
        self._letters_in_all = 0
        self._kind: str | None = None
        self._in_cell = False
        self._is_formula = False
        self._value: list[str] = []
        self._reads_value = False

    def start(self, element: str, attributes: Mapping[str, str]) -> None:
        """Note an element. A cell ends where the next begins: the end of each element is not asked for, for speed."""
        if ":" in element:
            element = _local(element)
        if element in {"v", "t"}:
            self._reads_value = True
        elif element == "c":
            self.end_cell()
            self._start_cell(attributes)
        elif element == "f":
            self._is_formula = True
            self._reads_value = False
        elif element == "row":
            self.end_cell()
            self._row = int(attributes.get("r") or self._row + 1)
            self._column = 0
            self.found.hidden_rows += attributes.get("hidden") in {"1", "true"}
        elif element not in {"is", "r"}:
            self._reads_value = False

    def text(self, letters: str) -> None:
        if self._reads_value:
            self._value.append(letters)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        if reference := attributes.get("r"):
            self._row, self._column = place(reference)
        else:
            self._column += 1
        self._kind = attributes.get("t")
        self._in_cell = True
        self._reads_value = False
        self._is_formula = False
        self._value.clear()
        found, limits = self.found, self._limits
        found.cells += 1
        found.rows = max(found.rows, self._row)
        found.columns = max(found.columns, self._column)
        if found.cells > limits.cells:
            raise _too_large(self._name, _("more than %(cells)s cells"), cells=grouped(limits.cells))
        if found.rows > limits.rows or found.columns > limits.columns or found.rows * found.columns > limits.area:
            raise _too_large(
                self._name,
                _("cells as far out as row %(rows)s, column %(columns)s"),
                rows=found.rows,
                columns=found.columns,
            )

    def end_cell(self) -> None:
        """Judge the cell that was begun last."""
        if not self._in_cell:
            return
        self._in_cell = False
        value = "".join(self._value).strip()
        letters = self._lengths[int(value)] if self._kind == "s" and value else len(value)
        self._letters_in_all += letters
        if letters > self._limits.cell_letters:
            raise _too_large(
                self._name,
                _("more than %(letters)s letters in row %(row)s"),
                letters=grouped(self._limits.cell_letters),
                row=self._row,
            )
        if self._letters_in_all > self._limits.repeated_letters:
            raise _too_large(self._name, _("more text than can be read"))
        spoiled = self.found.spoiled
        if len(spoiled) < _MOST_REMEMBERED:
            if self._kind == "e":
                spoiled[self._row, self._column] = value or "#ERROR!"
            elif self._is_formula and not value and self._kind != "str":
                spoiled[self._row, self._column] = ""
        self.found.formulas += self._is_formula


def place(reference: str) -> Place:
    """Return row and column of a cell.

    Examples
    --------
    >>> place("A1"), place("AB12")
    ((1, 1), (12, 28))
    """
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters.upper():
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return int(reference[len(letters) :]), column


def _parse(
    name: str,
    part: bytes,
    start: Callable[[str, Mapping[str, str]], None],
    *,
    end: Callable[[], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    parser: XMLParserType = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text

    def refuse_definitions(*_arguments: object) -> None:
        # Entities defined here could stand for gigabytes of text, and no spreadsheet program writes any.
        raise ImportRefusedError(
            _("%(name)s defines its own XML entities, as no workbook does. Save it anew from Excel."), name=name
        )

    parser.StartDoctypeDeclHandler = refuse_definitions
    try:
        parser.Parse(part, True)  # noqa: FBT003 - the parser takes it by position only
        if end is not None:
            end()
    except (ExpatError, ValueError, LookupError) as error:
        raise ImportRefusedError(
            _("%(name)s is damaged (%(error)s). Save it again from Excel, and try again."), name=name, error=error
        ) from error


def _local(element: str) -> str:
    return element.rpartition(":")[2]


def _too_large(name: str, template: str, **values: object) -> ImportRefusedError:
    return ImportRefusedError(
        _("%(name)s has %(what)s. Keep only the table that is needed, and try again."),
        name=name,
        what=Sentence(template, **values),
    )
