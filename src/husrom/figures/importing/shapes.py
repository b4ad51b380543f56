"""The coordinates of one GeoJSON feature to a shape, or a sentence about what is wrong with it."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from shapely import MultiPolygon, Polygon, is_valid_reason
from shapely.errors import GEOSException

from husrom.figures.importing.coordinates import Points, Reference, to_degrees
from husrom.figures.importing.sentences import Sentence
from husrom.figures.wording import gettext_noop as _

_FEWEST_CORNERS = 4
"""Of a ring, the first repeated at the end."""
_DIMENSIONS = (2, 3)
_FARTHEST_M = 2e7
"""Half way around the Earth: no coordinate in metres or degrees is larger."""


class ShapeError(Exception):
    """The coordinates are no area; `expected` says what they should have been."""

    def __init__(self, template: str, /, **values: object) -> None:
        self.expected = Sentence(template, **values)
        super().__init__(template)


def count_vertices(coordinates: Any) -> int:
    """Return how many corners there are, whatever the nesting, without calling itself.

    Examples
    --------
    >>> count_vertices([[[10.0, 60.0], [10.1, 60.0], [10.1, 60.1], [10.0, 60.0]]])
    4
    """
    return sum(1 for _ in _positions(coordinates))


def _positions(coordinates: Any) -> Iterator[list[Any]]:
    waiting = [coordinates]
    while waiting:
        found = waiting.pop()
        if isinstance(found, list) and found:
            if isinstance(found[0], list):
                waiting.extend(found)
            else:
                yield found


def shape_of(geometry: Any, reference: Reference) -> MultiPolygon:
    """Return an area in longitude and latitude.

    Raises
    ------
    ShapeError
        When the geometry is not a valid polygon or several.
    """
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in {"Polygon", "MultiPolygon"}:
        raise ShapeError(_("an area (Polygon or MultiPolygon), not %(kind)s"), kind=kind or "null")
    parts = geometry.get("coordinates")
    polygons = _list([parts] if kind == "Polygon" else parts)
    try:
        shape = MultiPolygon([_polygon(rings, reference) for rings in polygons])
    except (GEOSException, ValueError, TypeError) as error:
        raise ShapeError(_("coordinates that make an area (%(error)s)"), error=error) from error
    if not shape.is_valid:
        raise ShapeError(
            _("an area whose border does not cross itself (%(reason)s)"),
            reason=is_valid_reason(shape),
        )
    if shape.is_empty or shape.area == 0:
        raise ShapeError(_("an area that is not empty"))
    return shape


def _polygon(rings: Any, reference: Reference) -> Polygon:
    outer, *holes = [_ring(ring, reference) for ring in _list(rings)]
    return Polygon(outer, holes)


def _ring(ring: Any, reference: Reference) -> Points:
    try:
        corners = np.asarray(_list(ring))
    except ValueError as error:
        raise ShapeError(_("corners that all have the same number of coordinates")) from error
    if corners.dtype.kind not in "iuf" or corners.ndim != len(_DIMENSIONS) or corners.shape[1] not in _DIMENSIONS:
        raise ShapeError(_("corners of two or three numbers"))
    if len(corners) < _FEWEST_CORNERS or not np.array_equal(corners[0], corners[-1]):
        raise ShapeError(_("rings of at least four corners, the last the same as the first"))
    plane: Points = corners[:, :2].astype(np.float64)
    if np.abs(plane).max() > _FARTHEST_M:
        raise ShapeError(_("coordinates on the Earth"))
    return to_degrees(plane, reference)


def _list(found: Any) -> list[Any]:
    if not isinstance(found, list) or not found:
        raise ShapeError(_("lists of coordinates"))
    return found
