"""Cubes as data frames and as Parquet files."""

import dataclasses
from pathlib import Path

import numpy as np
import polars as pl

from husrom.figures.cubes.cube import NO_SIGN, Cube
from husrom.figures.cubes.errors import CubeError
from husrom.figures.cubes.jsonstat import decode, encode

VALUE, STATUS = "value", "status"
_DESCRIPTION = "husrom.cube"


def cube_frame(cube: Cube, *, labels: bool = False) -> pl.DataFrame:
    """Return a row for each cell, in the order of the values.

    Parameters
    ----------
    labels
        Whether each dimension's column is followed by one of labels, `<code>_label`.

    Returns
    -------
    polars.DataFrame
        A column for each dimension, named by its code, of its categories' codes; `value`, Float64, null where there
        is no number; `status`, the sign, null where nothing is said. Codes and signs are Enum: a byte or two a cell,
        sorted as in the table. Cast them to String to join with texts.

    Raises
    ------
    CubeError
        When the cube has no values, or a dimension has the name of another column.

    Examples
    --------
    >>> from husrom.figures.cubes.cube import Dimension
    >>> years = Dimension("Tid", "year", ("2025", "2026"), ("2025", "2026"))
    >>> cube = Cube("Dwellings", "SSB", None, (years,), np.array([0, np.nan]), np.array([0, 1], np.uint8), ("", ":"))
    >>> cube_frame(cube).rows()
    [('2025', 0.0, None), ('2026', None, ':')]
    """
    if not cube.has_values:
        raise CubeError(f'"{cube.label}" only describes its {cube.size} cells. Ask for the data of the table.')
    columns = _dimension_columns(cube, labels=labels)
    names = [column.name for column in columns] + [VALUE, STATUS]
    if len(set(names)) != len(names):
        raise CubeError(f'"{cube.label}" would need two columns of one name: {", ".join(names)}. Rename a dimension.')
    return pl.DataFrame([*columns, pl.Series(VALUE, cube.values, nan_to_null=True), _status_column(cube)])


def _dimension_columns(cube: Cube, *, labels: bool) -> list[pl.Series]:
    columns = []
    before, after = 1, cube.size
    for dimension in cube.dimensions:
        count = len(dimension.codes)
        after //= max(count, 1)
        places = np.broadcast_to(np.arange(count, dtype=np.uint32)[:, None], (before, count, after)).ravel()
        before *= count
        columns.append(_chosen(dimension.code, dimension.codes, places))
        if labels:
            columns.append(_chosen(f"{dimension.code}_label", dimension.labels, places))
    return columns


def _chosen(name: str, texts: tuple[str, ...], places: np.ndarray) -> pl.Series:
    # Two categories may have one label.
    return pl.Series(name, texts, pl.Enum(list(dict.fromkeys(texts)))).gather(pl.Series(places))


def _status_column(cube: Cube) -> pl.Series:
    signs = [sign or None for sign in cube.status_signs]
    kind = pl.Enum(sorted({sign for sign in signs if sign}))
    if cube.status is None:
        return pl.Series(STATUS, [None], kind).extend_constant(None, cube.size).head(cube.size)
    return pl.Series(STATUS, signs, kind).gather(pl.Series(cube.status.astype(np.uint32)))


def write_parquet(cube: Cube, path: Path) -> None:
    """Write the frame of a cube, with labels, units and notes in the file's metadata as JSON-stat.

    Raises
    ------
    CubeError
        As `cube_frame`.
    """
    description = encode(dataclasses.replace(cube, values=np.empty(0), status=None))
    cube_frame(cube).write_parquet(path, metadata={_DESCRIPTION: description.decode()})


def read_parquet(path: Path) -> Cube:
    """Return the cube that `write_parquet` wrote.

    Raises
    ------
    CubeError
        When the file is another one, or its rows are no longer those that were written.
    """
    try:
        description = pl.read_parquet_metadata(path).get(_DESCRIPTION)
        frame = pl.read_parquet(path)
    except pl.exceptions.PolarsError as error:
        raise CubeError(f"{path} is not a Parquet file that can be read: {error}. Fetch the table again.") from error
    if description is None:
        raise CubeError(f"{path} does not say what its columns mean: it was not written here. Fetch the table again.")
    described = decode(description.encode())
    if frame.height != described.size or not {VALUE, STATUS} <= set(frame.columns):
        raise CubeError(f"{path} has {frame.height} rows, but describes {described.size} cells. Fetch the table again.")
    signs = frame[STATUS].cast(pl.String).fill_null(NO_SIGN)
    in_use = [NO_SIGN, *sorted(set(signs.unique()) - {NO_SIGN})]
    return dataclasses.replace(
        described,
        values=frame[VALUE].fill_null(np.nan).to_numpy(),
        status=signs.replace_strict(in_use, list(range(len(in_use))), return_dtype=pl.UInt8).to_numpy(),
        status_signs=tuple(in_use),
    )
