"""A grid and a mapping to one tidy frame, or a list of everything that is wrong."""

from collections import Counter

import polars as pl

from husrom.figures.importing.faults import FaultList, shortened
from husrom.figures.importing.grid import Grid
from husrom.figures.importing.mapping import ImportMapping
from husrom.figures.importing.row_reading import Key, Row, RowReader, Value
from husrom.figures.importing.sentences import Sentence
from husrom.figures.wording import gettext_noop as _


def tidy_frame(grid: Grid, mapping: ImportMapping, name: str) -> tuple[pl.DataFrame, tuple[Sentence, ...]]:
    """Return the figures in the project's schema, and what the person should know about them.

    Parameters
    ----------
    name
        What messages call the file.

    Returns
    -------
    polars.DataFrame
        `municipality_number`, `division_year`, `year`, `quarter` or `month` where the periods have them, `zone_id` for
        zones, the dimensions, then `<value>` and `<value>_status` (null = observed) for each value; sorted by the key.
    tuple of Sentence
        Warnings.

    Raises
    ------
    ImportRefusedError
        When anything in the columns that are read is not as the mapping says, or two rows have the same key.
    """
    faults = FaultList()
    reader = RowReader(mapping)
    places = _places(grid, mapping, faults)
    faults.refuse(
        _("%(name)s does not have the columns that the mapping %(mapping)s names."), name=name, mapping=mapping.name
    )
    table = _CountedRows(reader) if mapping.row_count else _ValueRows(reader)
    for number, cells in grid.rows:
        row = Row(number, cells, places, grid.spoiled, faults)
        if any(cell not in {"", None} for cell in cells[len(grid.headings) :]):
            faults.add(_("no more cells than there are headings (is the decimal comma quoted?)"), row=number)
        elif not reader.is_ignored(row) and (key := reader.key(row)) is not None:
            table.add(row, key)
    faults.refuse(_("%(name)s cannot be read by the mapping %(mapping)s."), name=name, mapping=mapping.name)
    if not table.rows:
        faults.add(_("at least one row of figures under the headings"))
        faults.refuse(_("%(name)s has no figures."), name=name)
    frame = _frame(table.rows, mapping)
    return frame, (*grid.warnings, *reader.municipalities.warnings(), *_suppressed(frame, mapping))


class _ValueRows:
    """Rows that carry values: each key once."""

    def __init__(self, reader: RowReader) -> None:
        self.rows: dict[Key, list[Value]] = {}
        self._reader = reader
        self._first: dict[Key, int] = {}

    def add(self, row: Row, key: Key, /) -> None:
        values = self._reader.values(row)
        if (first := self._first.setdefault(key, row.number)) != row.number:
            shown = ", ".join(str(part) for part in key)
            row.faults.add(
                _("each place, period and category once; row %(first)s has the same"),
                row=row.number,
                value=shown,
                first=first,
            )
        else:
            self.rows[key] = values


class _CountedRows:
    """Rows that are single cases: counted, and none of them kept."""

    def __init__(self, reader: RowReader) -> None:
        self._reader = reader
        self._counts: Counter[Key] = Counter()

    @property
    def rows(self) -> dict[Key, list[Value]]:
        return {
            key: [(None, "suppressed") if self._reader.suppressed(count) else (float(count), None)]
            for key, count in self._counts.items()
        }

    def add(self, _row: Row, key: Key, /) -> None:
        self._counts[key] += 1


def _places(grid: Grid, mapping: ImportMapping, faults: FaultList) -> dict[str, int]:
    counts = Counter(grid.headings)
    for heading in mapping.headings:
        if counts[heading] == 0:
            there = shortened(", ".join(found for found in grid.headings[:30] if found))
            faults.add(_("this column in the file, which has the columns %(there)s"), column=heading, there=there)
        elif counts[heading] > 1:
            faults.add(_("one column of this name, not %(count)s"), column=heading, count=counts[heading])
    return {heading: grid.headings.index(heading) for heading in mapping.headings if counts[heading] == 1}


def key_schema(mapping: ImportMapping) -> dict[str, pl.DataType]:
    """Return the columns that tell rows apart, with their types."""
    schema: dict[str, pl.DataType] = {
        "municipality_number": pl.String(),
        "division_year": pl.Int16(),
        "year": pl.Int16(),
    }
    if mapping.period.coding != "year":
        schema[mapping.period.coding] = pl.Int8()
    if mapping.region.kind == "zone":
        schema["zone_id"] = pl.String()
    for dimension in mapping.dimensions:
        if dimension.bands is None:
            schema[dimension.name] = pl.String()
        else:
            schema |= {f"{dimension.name}_from": pl.Int32(), f"{dimension.name}_to": pl.Int32()}
    return schema


def _frame(rows: dict[Key, list[Value]], mapping: ImportMapping) -> pl.DataFrame:
    keys = key_schema(mapping)
    columns: dict[str, pl.Series] = {
        name: pl.Series(name, [key[at] for key in rows], dtype=dtype) for at, (name, dtype) in enumerate(keys.items())
    }
    for at, (name, dtype) in enumerate(_value_types(mapping).items()):
        numbers = [values[at][0] for values in rows.values()]
        columns[name] = pl.Series(name, numbers, dtype=pl.Float64).cast(dtype)
        statuses = [values[at][1] for values in rows.values()]
        columns[f"{name}_status"] = pl.Series(f"{name}_status", statuses, dtype=pl.String)
    return pl.DataFrame(columns).sort(list(keys), nulls_last=True)


def _value_types(mapping: ImportMapping) -> dict[str, pl.DataType]:
    if mapping.row_count is not None:
        return {mapping.row_count.name: pl.Int64()}
    return {value.name: pl.Int64() if value.type == "integer" else pl.Float64() for value in mapping.values}


def _suppressed(frame: pl.DataFrame, mapping: ImportMapping) -> list[Sentence]:
    if mapping.small_numbers_below is None:
        return []
    counts = {name: (frame[f"{name}_status"] == "suppressed").sum() for name in _value_types(mapping)}
    return [
        Sentence(
            _("Suppressed values of %(name)s: %(count)s. A total published beside them could reveal what is behind."),
            name=name,
            count=count,
        )
        for name, count in counts.items()
        if count
    ]
