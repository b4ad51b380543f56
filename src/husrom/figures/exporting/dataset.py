"""A dataset of the snapshot as a file: the tidy table as it is, with its source."""

from collections.abc import Collection, Sequence

import numpy as np
import polars as pl

from husrom.figures.catalogue import source
from husrom.figures.cubes.cube import Cube, Dimension, Note, Role, StatusIndices, Values
from husrom.figures.cubes.jsonstat import encode
from husrom.figures.exporting.errors import NotExportableError
from husrom.figures.exporting.frame import place_name
from husrom.figures.exporting.kinds import TableKind
from husrom.figures.exporting.parquet import parquet_bytes
from husrom.figures.exporting.text import csv_bytes
from husrom.figures.exporting.workbook import Sheet, source_sheet, workbook
from husrom.figures.provenance import Source, said_in
from husrom.figures.snapshot import table
from husrom.figures.wording import gettext_noop as _

MOST_CELLS = 20_000_000
STATUS = "_status"
MUNICIPALITY, REGION, YEAR, QUARTER = "municipality_number", "region_code", "year", "quarter"
AGE_FROM, AGE_TO = "age_from", "age_to"
# The signs of Statistics Norway, as in `cube`.
SIGNS = {"not_applicable": ".", "missing": "..", "not_available": "..", "suppressed": ":", "estimated": "e"}


def dataset_frame(
    identifier: str, *, numbers: Collection[str] = (), first: int | None = None, last: int | None = None
) -> pl.DataFrame:
    """Return a dataset, or the rows of some municipalities and years of it.

    Parameters
    ----------
    numbers
        Of the division the dataset follows; none is all.
    first, last
        The first and last year, both included.

    Raises
    ------
    SnapshotError
        When the snapshot has no such table.
    NotExportableError
        When municipalities or years are asked for, and the dataset has none.
    """
    frame = table(identifier)
    if numbers:
        if MUNICIPALITY not in frame.columns:
            sentence = _("%(dataset)s has no municipalities to choose between. Export it without --municipality.")
            raise NotExportableError(sentence, dataset=identifier)
        frame = frame.filter(pl.col(MUNICIPALITY).is_in(list(numbers)))
    if (first, last) != (None, None) and YEAR not in frame.columns:
        sentence = _("%(dataset)s has no years to choose between. Export it without --from and --to.")
        raise NotExportableError(sentence, dataset=identifier)
    if first is not None:
        frame = frame.filter(pl.col(YEAR) >= first)
    return frame if last is None else frame.filter(pl.col(YEAR) <= last)


def export_dataset(identifier: str, frame: pl.DataFrame, kind: TableKind | str, language: str = "nb") -> bytes:
    """Return rows of a dataset as a file that carries the source with it.

    CSV has the columns `source`, `licence`, `url` and `retrieved_on` on every row, so that they cannot be parted from
    the figures; Parquet has the source as metadata, Excel on a sheet of its own, and JSON-stat as source and notes.

    Parameters
    ----------
    frame
        As `dataset_frame` gives it, with at least one row.

    Raises
    ------
    ValueError
        When the kind is none of `TableKind`.
    NotExportableError
        When there is no row, or the table cannot be written so.
    """
    chosen, its_source = TableKind(kind), source(identifier)
    if frame.is_empty():
        raise NotExportableError(_("There is nothing to export: %(dataset)s has no such rows."), dataset=identifier)
    if chosen is TableKind.JSON:
        return encode(dataset_cube(frame, its_source, language))
    if chosen is TableKind.PARQUET:
        return parquet_bytes(frame, [its_source], language)
    if chosen is TableKind.XLSX:
        figures = Sheet(identifier[:31], frame, frame.columns)
        return workbook([figures, source_sheet([its_source], language)])
    return csv_bytes(_with_source(frame, its_source), norwegian=chosen is TableKind.CSV)


def dataset_cube(frame: pl.DataFrame, its_source: Source, language: str = "nb") -> Cube:
    """Return a dataset as a cube: a dimension for each column that says what a figure is about, and one of contents.

    A combination the dataset does not have has no number and the sign `..`. An age group is written `0-4`, an open one
    `90-`.

    Raises
    ------
    NotExportableError
        When the table holds no figures, has a row twice, or would make too large a cube.
    """
    contents = [name for name in frame.columns if f"{name}{STATUS}" in frame.columns]
    if not contents:
        sentence = _("%(dataset)s holds no figures, only names and codes. Export it as CSV, Excel or Parquet.")
        raise NotExportableError(sentence, dataset=its_source.identifier)
    about = [name for name in frame.columns if name not in contents and not name.endswith(STATUS)]
    dimensions = _dimension_columns(about)
    keys = frame.select(_code(name, columns) for name, columns in dimensions.items())
    if keys.is_duplicated().any():
        sentence = _("%(dataset)s has several rows about the same. Export it as CSV, Excel or Parquet.")
        raise NotExportableError(sentence, dataset=its_source.identifier)
    codes = {name: _codes_in_order(frame, name, columns) for name, columns in dimensions.items()}
    cells = int(np.prod([len(its) for its in codes.values()], dtype=np.int64)) * len(contents)
    if cells > MOST_CELLS:
        sentence = _(
            "%(dataset)s would be %(cells)d cells as JSON-stat, and %(most)d is the most. "
            "Choose municipalities or years, or export it as CSV or Parquet."
        )
        raise NotExportableError(sentence, dataset=its_source.identifier, cells=cells, most=MOST_CELLS)
    values, status, signs = _filled(frame, keys, codes, contents)
    return Cube(
        label=said_in(its_source.title, language),
        source=its_source.attribution,
        updated=None,
        dimensions=(
            *(_dimension(name, its, language) for name, its in codes.items()),
            Dimension("contents", "contents", tuple(contents), tuple(contents), role="metric"),
        ),
        values=values,
        status=status,
        status_signs=signs,
        notes=(
            Note(f"{its_source.licence.name}. {its_source.url}"),
            *(Note(said_in(text, language)) for text in (*its_source.notes, *its_source.unverified)),
        ),
        table=its_source.table,
    )


def _with_source(frame: pl.DataFrame, its_source: Source) -> pl.DataFrame:
    return frame.with_columns(
        source=pl.lit(its_source.attribution),
        licence=pl.lit(its_source.licence.name),
        url=pl.lit(its_source.url),
        retrieved_on=pl.lit(its_source.retrieved_on, pl.Date),
    )


def _dimension_columns(about: Sequence[str]) -> dict[str, list[str]]:
    """Return the columns each dimension is made of: year and quarter are the period, both ends of an age its group."""
    together = {YEAR: "period", QUARTER: "period"}
    if AGE_TO in about:
        together |= {AGE_FROM: "age", AGE_TO: "age"}
    dimensions: dict[str, list[str]] = {}
    for column in about:
        dimensions.setdefault(together.get(column, column), []).append(column)
    return dimensions


def _code(name: str, columns: Sequence[str]) -> pl.Expr:
    between = "K" if name == "period" else "-"
    return pl.concat_str([pl.col(column).cast(pl.String).fill_null("") for column in columns], separator=between).alias(
        name
    )


def _codes_in_order(frame: pl.DataFrame, name: str, columns: Sequence[str]) -> list[str]:
    """Return the codes of a dimension, numbers in the order of numbers."""
    ordered = frame.select(columns).unique().sort(columns, nulls_last=True)
    codes: list[str] = ordered.select(_code(name, columns))[name].to_list()
    return codes


def _dimension(name: str, codes: list[str], language: str) -> Dimension:
    labels = tuple(place_name(code, language) for code in codes) if name == MUNICIPALITY else tuple(codes)
    roles: dict[str, Role] = {MUNICIPALITY: "geo", REGION: "geo", "period": "time"}
    return Dimension(name, name, tuple(codes), labels, role=roles.get(name))


def _filled(
    frame: pl.DataFrame, keys: pl.DataFrame, codes: dict[str, list[str]], contents: list[str]
) -> tuple[Values, StatusIndices, tuple[str, ...]]:
    """Return values, status and signs of a cube with the dimensions given, the contents last."""
    shape = tuple(len(its) for its in codes.values())
    places = [
        keys[name].replace_strict(its, range(len(its)), return_dtype=pl.Int64).to_numpy() for name, its in codes.items()
    ]
    rows = np.ravel_multi_index(places, shape)
    signs = ("", *dict.fromkeys(SIGNS.values()))
    by_status = {key: signs.index(sign) for key, sign in SIGNS.items()}
    values = np.full((int(np.prod(shape)), len(contents)), np.nan)
    status = np.full(values.shape, signs.index(".."), np.uint8)
    for column, name in enumerate(contents):
        values[rows, column] = frame[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
        said_of = frame[f"{name}{STATUS}"].replace_strict(by_status, default=0, return_dtype=pl.UInt8).fill_null(0)
        status[rows, column] = said_of.to_numpy()
    return values.ravel(), status.ravel(), signs
