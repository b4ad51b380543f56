"""Figures as an Excel workbook: the figures on the first sheet, what they are and where they come from on the next."""

import datetime as dt
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl
import xlsxwriter
import yaml

from husrom.figures.exporting.errors import NotExportableError
from husrom.figures.exporting.frame import sources_of, values_frame
from husrom.figures.exporting.text import flat
from husrom.figures.indicators import Indicator, Value
from husrom.figures.provenance import Source, Title, said_in
from husrom.figures.wording import gettext_noop as _

MOST_ROWS = 1_048_575
"""As many as a sheet of Excel has room for under its headings."""
SHOWN = (
    *("title", "municipality_number", "municipality", "period", "value", "unit", "status", "reason", "note"),
    *("observations", "division_year", "source", "indicator"),
)
_WIDEST, _NARROWEST = 60, 8
_DATE = "yyyy-mm-dd"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: a table with a heading for each column.

    Attributes
    ----------
    decimals
        For each row, with how many decimals the numbers of a column are shown; a column that is not here shows what
        its numbers have.
    """

    name: str
    frame: pl.DataFrame
    headings: Sequence[str]
    decimals: Mapping[str, Sequence[int]] = field(default_factory=dict)


def values_workbook(values: Sequence[Value], language: str = "nb") -> bytes:
    """Return a workbook with the values, the definitions of their indicators, and their sources.

    Raises
    ------
    NotExportableError
        When there are more values than a sheet has room for.
    """
    frame = values_frame(values, language).select(SHOWN)
    statuses = {key: said_in(title, language) for key, title in _words("statuses").items()}
    return workbook(
        [
            Sheet(
                _name("values", language),
                frame.with_columns(pl.col("status").replace_strict(statuses, return_dtype=pl.String)),
                headings(SHOWN, language),
                {"value": [value.indicator.decimals for value in values]},
            ),
            _indicator_sheet(list({value.indicator.key: value.indicator for value in values}.values()), language),
            source_sheet(sources_of(values), language),
        ]
    )


def source_sheet(sources: Sequence[Source], language: str) -> Sheet:
    """Return the sheet that says where the figures come from."""
    columns = ("source", "title", "producer", "table", "licence", "url", "retrieved_on", "note")
    rows = [
        (
            *(one.attribution, said_in(one.title, language), one.producer, one.table),
            *(one.licence.name, one.url, one.retrieved_on),
            " ".join(said_in(text, language) for text in (*one.notes, *one.unverified)) or None,
        )
        for one in sources
    ]
    schema = {name: pl.Date if name == "retrieved_on" else pl.String for name in columns}
    names = headings(columns, language)
    return Sheet(_name("sources", language), pl.DataFrame(rows, schema=schema, orient="row"), names)


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook. What looks like a formula or a link is text.

    Raises
    ------
    NotExportableError
        When a sheet has more rows than Excel has room for.
    """
    for sheet in sheets:
        if sheet.frame.height > MOST_ROWS:
            sentence = _(
                "An Excel sheet has room for %(most)d rows, and there are %(rows)d. "
                "Export less at a time, or as CSV or Parquet."
            )
            raise NotExportableError(sentence, most=MOST_ROWS, rows=sheet.frame.height)
    buffer = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(buffer, options) as book:
        formats = cache(lambda pattern: book.add_format({"num_format": pattern}))
        for sheet in sheets:
            _write(book.add_worksheet(sheet.name), sheet, formats, book.add_format({"bold": True, "bottom": 1}))
    return buffer.getvalue()


def headings(columns: Sequence[str], language: str) -> list[str]:
    """Return what columns are called; a column of a dataset has its own name."""
    words = _words("columns")
    return [said_in(words[name], language) if name in words else name for name in columns]


def _indicator_sheet(indicators: Sequence[Indicator], language: str) -> Sheet:
    columns = ("title", "definition", "domain", "unit", "version", "indicator")
    rows = [
        (
            *(said_in(text, language) for text in (one.title, one.definition, one.domain, one.unit.label)),
            *(one.version, one.key),
        )
        for one in indicators
    ]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")
    return Sheet(_name("indicators", language), frame, headings(columns, language))


def _write(worksheet: Any, sheet: Sheet, formats: Callable[[str], Any], heading: Any) -> None:
    frame = flat(sheet.frame)
    worksheet.freeze_panes(1, 0)
    for place, (name, title) in enumerate(zip(frame.columns, sheet.headings, strict=True)):
        column = frame[name]
        worksheet.set_column(place, place, _width(column, title))
        worksheet.write_string(0, place, title, heading)
        _write_column(worksheet, place, column, sheet.decimals.get(name), formats)
    if frame.height:
        worksheet.autofilter(0, 0, frame.height, frame.width - 1)
        # The numbers of municipalities are text, because of those that begin with zero.
        worksheet.ignore_errors({"number_stored_as_text": f"A1:XFD{frame.height + 1}"})


def _write_column(
    worksheet: Any, place: int, column: pl.Series, decimals: Sequence[int] | None, formats: Callable[[str], Any]
) -> None:
    """Write one column; an empty cell is not written."""
    cells = [(row, cell) for row, cell in enumerate(column, 1) if cell is not None]
    if column.dtype == pl.String:
        for row, cell in cells:
            worksheet.write_string(row, place, cell)
    elif column.dtype == pl.Date:
        for row, cell in cells:
            worksheet.write_datetime(row, place, dt.datetime.combine(cell, dt.time()), formats(_DATE))
    elif decimals is None:
        for row, cell in cells:
            worksheet.write_number(row, place, cell)
    else:
        for row, cell in cells:
            worksheet.write_number(row, place, cell, formats(_pattern(decimals[row - 1])))


@cache
def _pattern(decimals: int) -> str:
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"


def _width(column: pl.Series, title: str) -> int:
    """Return how many characters wide a column is shown."""
    longest = column.cast(pl.String).str.len_chars().max() or 0
    return max(_NARROWEST, min(_WIDEST, max(int(str(longest)), len(title)) + 2))


def _name(sheet: str, language: str) -> str:
    return said_in(_words("sheets")[sheet], language)


@cache
def _words(part: str) -> Mapping[str, Title]:
    text = (files("husrom.figures.exporting") / "headings.yaml").read_text(encoding="utf-8")
    return {key: Title(**entry) for key, entry in yaml.safe_load(text)[part].items()}
