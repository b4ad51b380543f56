"""JSON-stat 2.0, the format in which Statistics Norway, the FHI and others answer, read to a cube and written."""

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import orjson

from husrom.figures.cubes.cells import read_status, read_values
from husrom.figures.cubes.cube import Cube, Values
from husrom.figures.cubes.dimensions import (
    read_dimensions,
    read_notes,
    written_dimension,
    written_mandatory,
    written_notes,
)
from husrom.figures.cubes.errors import NotAJsonStatError
from husrom.figures.cubes.expectations import object_where_given, unreadable, where_given
from husrom.figures.cubes.pieces import Member, parse_around, parse_whole

# Beyond, whole numbers and floating-point numbers part ways.
_LARGEST_WHOLE = 2**53


def decode(content: bytes) -> Cube:
    """Return the cube that an answer holds.

    Parameters
    ----------
    content
        A JSON-stat 2.0 document of class "dataset", UTF-8. `value` may be a list or an object; `status` a list, an
        object or one text. A table's metadata, with sizes but without values, gives a cube without values.

    Raises
    ------
    NotAJsonStatError
        When the content is broken, of another class, or its parts contradict one another.

    References
    ----------
    https://json-stat.org/full/

    Examples
    --------
    >>> cube = decode(b'''{"version": "2.0", "class": "dataset", "id": ["Tid"], "size": [2],
    ...     "dimension": {"Tid": {"category": {"index": ["2025", "2026"]}}},
    ...     "value": [0, null], "status": {"1": ".."}}''')
    >>> cube.cell({"Tid": "2025"}), cube.cell({"Tid": "2026"})
    (Cell(value=0.0, status=''), Cell(value=None, status='..'))
    >>> decode(b"<html>")
    Traceback (most recent call last):
    husrom.figures.cubes.errors.NotAJsonStatError: This is not a JSON-stat 2.0 dataset that can be read: it is not
    JSON (...). Ask the source for json-stat2 again.
    """
    try:
        return _cube(*parse_around(content))
    except (orjson.JSONDecodeError, NotAJsonStatError):
        # Read as a whole, it may be right after all, or the reason be clearer.
        pass
    try:
        return _cube(*parse_whole(content))
    except orjson.JSONDecodeError as error:
        raise unreadable(f"it is not JSON ({error})") from error


def _cube(document: Any, members: Mapping[str, Member]) -> Cube:
    if not isinstance(document, dict):
        raise unreadable("it is not an object")
    if document.get("class") != "dataset":
        raise unreadable(f'its class is {_named(document.get("class"))}, but should be "dataset"')
    dimensions = read_dimensions(document)
    values = read_values(members.get("value"), math.prod(len(dimension.codes) for dimension in dimensions))
    status, signs = read_status(members.get("status"), values.size)
    values.setflags(write=False)
    extension = object_where_given(document.get("extension"))
    px = object_where_given(extension.get("px"))
    return Cube(
        label=where_given(document.get("label"), str) or "",
        source=where_given(document.get("source"), str) or "",
        updated=_moment(document.get("updated")),
        dimensions=dimensions,
        values=values,
        status=status,
        status_signs=signs,
        notes=read_notes(document.get("note"), extension.get("noteMandatory")),
        table=where_given(px.get("tableid"), str),
        decimals=where_given(px.get("decimals"), int),
        aggregation_allowed=where_given(px.get("aggregallowed"), bool),
        official=where_given(px.get("official-statistics"), bool),
        discontinued=where_given(extension.get("discontinued"), bool),
    )


def _named(given: object) -> str:
    return "missing" if given is None else f'"{str(given)[:40]}"'


def _moment(text: object) -> dt.datetime | None:
    if not isinstance(text, str):
        return None
    try:
        moment = dt.datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None


def encode(cube: Cube) -> bytes:
    """Return the cube as a JSON-stat 2.0 document; `decode` gives it back.

    Examples
    --------
    >>> cube = decode(b'''{"class": "dataset", "id": ["Tid"], "size": [1], "value": [7],
    ...     "dimension": {"Tid": {"category": {"label": {"2026": "2026"}}}}}''')
    >>> decode(encode(cube)) == cube
    True
    """
    roles: dict[str, list[str]] = {}
    for dimension in cube.dimensions:
        if dimension.role:
            roles.setdefault(dimension.role, []).append(dimension.code)
    updated = cube.updated.astimezone(dt.UTC).isoformat().replace("+00:00", "Z") if cube.updated else None
    document = {
        "version": "2.0",
        "class": "dataset",
        "label": cube.label,
        "source": cube.source,
        "updated": updated,
        **written_notes(cube.notes),
        "role": roles,
        "id": [dimension.code for dimension in cube.dimensions],
        "size": cube.shape,
        "dimension": {dimension.code: written_dimension(dimension) for dimension in cube.dimensions},
        "extension": _written_extension(cube),
        "value": _written_values(cube.values),
        "status": _written_status(cube),
    }
    unsaid = {key for key in ("updated", "role", "extension", "status") if not document[key]}
    return orjson.dumps({key: value for key, value in document.items() if key not in unsaid})


def _written_extension(cube: Cube) -> dict[str, object]:
    px = {
        "tableid": cube.table,
        "decimals": cube.decimals,
        "aggregallowed": cube.aggregation_allowed,
        "official-statistics": cube.official,
    }
    extension = {
        "noteMandatory": written_mandatory(cube.notes),
        "px": {key: value for key, value in px.items() if value is not None},
        "discontinued": cube.discontinued,
    }
    return {key: value for key, value in extension.items() if value not in (None, {})}


def _written_values(values: Values) -> list[float | None]:
    known = values[~np.isnan(values)]
    # Persons are written 12, not 12.0.
    if (np.abs(known) < _LARGEST_WHOLE).all() and (known == np.trunc(known)).all():
        return [None if number != number else int(number) for number in values.tolist()]  # noqa: PLR0124 -- NaN
    numbers: list[float | None] = values.tolist()
    return numbers


def _written_status(cube: Cube) -> dict[str, str]:
    if cube.status is None:
        return {}
    marked = np.flatnonzero(cube.status)
    return {str(cell): cube.status_signs[cube.status[cell]] for cell in marked.tolist()}
