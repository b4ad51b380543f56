"""One row of a file: its key (where, when, which categories) and its values, each with a status."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from husrom.figures.importing.cells import PERIOD_EXPECTED, is_dangerous, number_of, period_of, text_of
from husrom.figures.importing.faults import FaultList
from husrom.figures.importing.grid import Cell
from husrom.figures.importing.mapping import DimensionColumn, ImportMapping, ValueColumn
from husrom.figures.importing.regions import MunicipalityReader
from husrom.figures.importing.sentences import Sentence
from husrom.figures.wording import gettext_noop as _

Key = tuple[str | int | None, ...]
"""In the order of `key_schema`."""
Value = tuple[float | None, str | None]
"""A value and its status; null status is observed."""

_LONGEST_CATEGORIES_SHOWN = 8


@dataclass(slots=True)
class Row:
    """A row under reading: what is wrong with it is noted in `faults`."""

    number: int
    cells: Sequence[Cell]
    places: Mapping[str, int]
    spoiled: Mapping[tuple[int, int], str]
    faults: FaultList

    def cell(self, heading: str) -> Cell:
        """Return the cell under a heading; a row that is short ends in empty cells."""
        at = self.places[heading]
        return self.cells[at] if at < len(self.cells) else ""

    def is_sound(self, heading: str) -> bool:
        """Note a fault and return False where a cell has no value or is a formula in disguise."""
        at = self.number, self.places[heading] + 1
        if (error := self.spoiled.get(at)) is not None:
            if error:
                self.fault(_("a value, not an error"), heading, error)
            else:
                self.fault(
                    _("a value (this formula has no stored answer; open the file in Excel and save it)"), heading, None
                )
            return False
        cell = self.cell(heading)
        if is_dangerous(cell):
            self.fault(_("plain text or a number, not what a spreadsheet would run as a formula"), heading, cell)
            return False
        return True

    def fault(self, expected: str | Sentence, heading: str, value: object, **values: object) -> None:
        """Note a fault in a cell."""
        self.faults.add(expected, row=self.number, column=heading, value=value, **values)


class RowReader:
    """Reads row after row by one mapping."""

    def __init__(self, mapping: ImportMapping) -> None:
        self.municipalities = MunicipalityReader(mapping.region)
        self._mapping = mapping
        period = mapping.period
        self._fixed_period = None if period.fixed is None else period_of(period.fixed, period.coding)

    def is_ignored(self, row: Row) -> bool:
        """Tell whether a row is one of those the mapping leaves out."""
        column = self._mapping.region.column
        return column is not None and text_of(row.cell(column)) in self._mapping.region.ignored

    def key(self, row: Row) -> Key | None:
        """Return what tells the row from others; None where something is wrong with it."""
        where = self._where(row)
        when = self._when(row)
        categories = [_category(dimension, row) for dimension in self._mapping.dimensions]
        if where is None or when is None or any(found is None for found in categories):
            return None
        year, part = when
        parts = () if self._mapping.period.coding == "year" else (part,)
        return (*where[:2], year, *parts, *where[2:], *(one for found in categories if found for one in found))

    def values(self, row: Row) -> list[Value]:
        """Return the values in the order of the mapping."""
        return [self._value(column, row) for column in self._mapping.values]

    def suppressed(self, count: float) -> bool:
        """Tell whether a count is too small to keep."""
        below = self._mapping.small_numbers_below
        return below is not None and 0 < count < below

    def _where(self, row: Row) -> tuple[str | int, ...] | None:
        region = self._mapping.region
        if region.kind == "municipality" and region.column is not None:
            if not row.is_sound(region.column):
                return None
            return self.municipalities.read(row.cell(region.column), row.number, row.faults)
        whole: tuple[str | int, ...] = (region.municipality or "", region.division_year)
        if region.column is None:
            return whole
        zone = text_of(row.cell(region.column)) if row.is_sound(region.column) else ""
        if not zone:
            row.fault(_("the identifier of a zone"), region.column, row.cell(region.column))
            return None
        return (*whole, zone)

    def _when(self, row: Row) -> tuple[int, int | None] | None:
        period = self._mapping.period
        if period.column is None:
            return self._fixed_period
        found = period_of(row.cell(period.column), period.coding) if row.is_sound(period.column) else None
        if found is None:
            row.fault(PERIOD_EXPECTED[period.coding], period.column, row.cell(period.column))
        return found

    def _value(self, column: ValueColumn, row: Row) -> Value:
        if not row.is_sound(column.column):
            return None, "missing"
        cell = row.cell(column.column)
        sign = self._mapping.signs.get(cell.strip() if isinstance(cell, str) else "0")
        if sign is not None and sign != "refused":
            return (0.0, None) if sign == "zero" else (None, sign)
        number = number_of(cell, self._mapping.file.decimal, self._mapping.file.thousands)
        if number is None or not _is_within(number, column):
            row.fault(_expected(column, self._mapping), column.column, cell)
            return None, "missing"
        if (column.kind == "count" and self.suppressed(number)) or self._rests_on_few(column, row):
            return None, "suppressed"
        return number, None

    def _rests_on_few(self, column: ValueColumn, row: Row) -> bool:
        """Tell whether a value rests on too few cases, or on a number of cases that is itself not told."""
        if column.rests_on is None or not row.is_sound(column.rests_on):
            return False
        cell = row.cell(column.rests_on)
        if isinstance(cell, str) and cell.strip() in self._mapping.signs:
            return True
        count = number_of(cell, self._mapping.file.decimal, self._mapping.file.thousands)
        if count is None or count < 0 or not count.is_integer():
            row.fault(_("the number of cases behind the value, a whole number"), column.rests_on, cell)
            return True
        return count < (self._mapping.small_numbers_below or 0)


def _category(dimension: DimensionColumn, row: Row) -> Key | None:
    if not row.is_sound(dimension.column):
        return None
    if dimension.bands is not None:
        return _band(dimension, dimension.bands, row)
    cell = row.cell(dimension.column)
    text = text_of(cell)
    if text == "" and dimension.empty is not None:
        return (dimension.empty,)
    if not text:
        told = _("a text") if text == "" else _("a text (Excel may have made it a date or a fraction)")
        row.fault(told, dimension.column, cell)
        return None
    return (text,) if dimension.categories is None else _named_category(dimension, dimension.categories, text, row)


def _named_category(dimension: DimensionColumn, categories: Mapping[str, str], text: str, row: Row) -> Key | None:
    if (found := categories.get(text)) is not None:
        return (found,)
    more = ", …" if len(categories) > _LONGEST_CATEGORIES_SHOWN else ""
    row.fault(
        _("one of %(known)s%(more)s"),
        dimension.column,
        text,
        known=", ".join(list(categories)[:_LONGEST_CATEGORIES_SHOWN]),
        more=more,
    )
    return None


def _band(dimension: DimensionColumn, bands: tuple[int, ...], row: Row) -> Key | None:
    """Return the first and last number of the band; null where the band is open, both where the cell is empty."""
    cell = row.cell(dimension.column)
    if text_of(cell) == "" and dimension.empty is not None:
        return None, None
    number = number_of(cell, thousands="")
    if number is None or not number.is_integer():
        row.fault(_("a whole number"), dimension.column, cell)
        return None
    before = [lowest for lowest in bands if lowest <= number]
    after = [lowest for lowest in bands if lowest > number]
    return before[-1] if before else None, after[0] - 1 if after else None


def _is_within(number: float, column: ValueColumn) -> bool:
    if column.type == "integer" and not number.is_integer():
        return False
    return (column.minimum is None or number >= column.minimum) and (column.maximum is None or number <= column.maximum)


def _expected(column: ValueColumn, mapping: ImportMapping) -> Sentence:
    what = _("a whole number") if column.type == "integer" else _("a number")
    bounds = {
        (False, False): _("%(what)s, written like %(example)s, or a sign listed under signs"),
        (True, False): _("%(what)s of at least %(least)s, written like %(example)s, or a sign listed under signs"),
        (False, True): _("%(what)s of at most %(most)s, written like %(example)s, or a sign listed under signs"),
        (True, True): _("%(what)s from %(least)s to %(most)s, written like %(example)s, or a sign listed under signs"),
    }
    decimals = "" if column.type == "integer" else f"{mapping.file.decimal}5"
    return Sentence(
        bounds[column.minimum is not None, column.maximum is not None],
        what=Sentence(what),
        least=column.minimum,
        most=column.maximum,
        example=f"1{mapping.file.thousands}234{decimals}",
    )
