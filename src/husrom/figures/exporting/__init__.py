"""Take figures away: the same values as CSV, Excel, JSON-stat or Parquet, each with status, reason and source."""

import io
from collections.abc import Sequence
from enum import StrEnum

import polars as pl

from husrom.figures.cubes.jsonstat import encode
from husrom.figures.exporting.cube import values_cube
from husrom.figures.exporting.frame import values_frame
from husrom.figures.exporting.workbook import values_workbook
from husrom.figures.indicators import Value

__all__ = ["TableKind", "export", "values_cube", "values_frame", "values_workbook"]


class TableKind(StrEnum):
    """The files values can be exported as; the name is the file's ending. `json` is JSON-stat 2.0."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    PARQUET = "parquet"

    @property
    def media_type(self) -> str:
        """What a web server calls the kind of file."""
        return {
            "csv": "text/csv; charset=utf-8",
            "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "json": "application/json",
            "parquet": "application/vnd.apache.parquet",
        }[self.value]


def export(values: Sequence[Value], kind: TableKind | str, language: str = "nb") -> bytes:
    """Return values as a file.

    Parameters
    ----------
    values
        At least one; of one or several indicators, municipalities and periods. Those without a figure come along with
        their reason.

    Raises
    ------
    ValueError
        When there is no value, or the kind is none of `TableKind`.

    Examples
    --------
    >>> from husrom.figures.indicators import series
    >>> export(series("population", "3403", first=2026), "csv").decode().splitlines()[1][:41]
    'population;Folketall;3403;Hamar;2026;3381'
    """
    chosen = TableKind(kind)
    if not values:
        raise ValueError("There is nothing to export: no value was given.")
    if chosen is TableKind.JSON:
        return encode(values_cube(values, language))
    frame = values_frame(values, language)
    if chosen is TableKind.XLSX:
        return values_workbook(frame)
    return _csv(frame) if chosen is TableKind.CSV else _parquet(frame)


def _csv(frame: pl.DataFrame) -> bytes:
    """Return text that both a spreadsheet in Norwegian and a program can read: semicolons, and a mark for UTF-8."""
    return frame.write_csv(separator=";", include_bom=True).encode()


def _parquet(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    return buffer.getvalue()
