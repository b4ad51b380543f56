"""The kinds of files figures can be taken away in."""

from enum import StrEnum


class TableKind(StrEnum):
    """The files figures can be exported as.

    Excel comes as `xlsx`, and JSON-stat 2.0 as `json`. There are two kinds of CSV, because no file can be read both by
    Excel in Norwegian and by a program without being told how:

    - `csv` opens right with a double click in Excel in Norwegian: semicolons, a decimal comma, and a mark that says
      UTF-8. With decimal points, Excel in Norwegian would read 23.2 as the 23rd of February.
    - `plain-csv` is for programs, as RFC 4180: commas, a decimal point, UTF-8 without a mark.

    In both, a text that begins as a formula would (with =, +, -, @, a tab or a line break) has an apostrophe before it,
    so that it is harmless in a spreadsheet. Numbers are left as they are.
    """

    CSV = "csv"
    PLAIN_CSV = "plain-csv"
    XLSX = "xlsx"
    JSON = "json"
    PARQUET = "parquet"

    @property
    def media_type(self) -> str:
        """What a web server calls the kind of file."""
        return {
            "csv": "text/csv; charset=utf-8",
            "plain-csv": "text/csv; charset=utf-8",
            "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "json": "application/json",
            "parquet": "application/vnd.apache.parquet",
        }[self.value]

    @property
    def is_text(self) -> bool:
        """Whether a person can read the file as it is."""
        return self in {TableKind.CSV, TableKind.PLAIN_CSV, TableKind.JSON}
