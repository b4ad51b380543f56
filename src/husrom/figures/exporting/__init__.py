"""Take figures away: the same values as CSV, Excel, JSON-stat or Parquet, each with status, reason and source."""

from collections.abc import Sequence

from husrom.figures.cubes.jsonstat import encode
from husrom.figures.exporting.cube import values_cube
from husrom.figures.exporting.dataset import dataset_cube, dataset_frame, export_dataset
from husrom.figures.exporting.errors import NotExportableError
from husrom.figures.exporting.frame import sources_of, values_frame
from husrom.figures.exporting.kinds import TableKind
from husrom.figures.exporting.parquet import parquet_bytes
from husrom.figures.exporting.text import csv_bytes
from husrom.figures.exporting.workbook import values_workbook
from husrom.figures.indicators import Value
from husrom.figures.wording import gettext_noop as _

__all__ = [
    "NotExportableError",
    "TableKind",
    "dataset_cube",
    "dataset_frame",
    "export",
    "export_dataset",
    "values_cube",
    "values_frame",
    "values_workbook",
]


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
        When the kind is none of `TableKind`.
    NotExportableError
        When there is no value, or there are more values than an Excel sheet has room for.

    Examples
    --------
    >>> from husrom.figures.indicators import series
    >>> export(series("population", "3403", first=2026), "csv").decode().splitlines()[1][:42]
    'population;Folketall;3403;Hamar;2026;33817'
    """
    chosen = TableKind(kind)
    if not values:
        raise NotExportableError(_("There is nothing to export: no value was given."))
    if chosen is TableKind.JSON:
        return encode(values_cube(values, language))
    if chosen is TableKind.XLSX:
        return values_workbook(values, language)
    frame = values_frame(values, language)
    if chosen is TableKind.PARQUET:
        return parquet_bytes(frame, sources_of(values), language)
    return csv_bytes(frame, norwegian=chosen is TableKind.CSV)
