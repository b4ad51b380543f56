"""Draw municipalities and counties as compact SVG paths.

The boundaries share their lines (TopoJSON arcs), so each line is simplified once and neighbours still meet. Geometry
is projected to UTM zone 33 (EPSG:25833), rounded to whole units of 100 m, and turned so that y grows downwards.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.ops import polylabel

from snapshot.codes import norwegian_name
from snapshot.reading import DIVISION_YEAR, MUNICIPALITY_COUNT, TableInputs, expect

UNIT_M = 100
CRS = "EPSG:25833"
MUNICIPALITY_TOLERANCE = 2  # units: 200 m
MUNICIPALITY_SMALLEST_ISLAND = 100  # square units: 1 km²
COUNTY_TOLERANCE = 15
COUNTY_SMALLEST_ISLAND = 4_000
LABEL_TOLERANCE = 2
# A corner of the drawing outside every point of Norway: units west-east and south-north of EPSG:25833.
ORIGIN = (-800, 79_500)

Point = tuple[int, int]


def _project(arcs: list[list[list[float]]]) -> list[np.ndarray]:
    transformer = Transformer.from_crs("EPSG:4326", CRS, always_xy=True)
    projected = []
    for arc in arcs:
        longitude, latitude = np.array(arc).T
        east, north = transformer.transform(longitude, latitude)
        projected.append(np.column_stack((east / UNIT_M - ORIGIN[0], ORIGIN[1] - north / UNIT_M)))
    return projected


def _simplify(arc: np.ndarray, tolerance: float) -> list[Point]:
    """Return an arc with fewer points; its ends stay, so that the arcs still meet."""
    simple = shapely.get_coordinates(LineString(arc).simplify(tolerance)) if len(arc) > 2 else arc
    return [(round(x), round(y)) for x, y in simple]


def _ring(indices: list[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(point for point in arc if not points or point != points[-1])
    return points


def _polygons(geometry: dict[str, Any], arcs: list[list[Point]]) -> list[Polygon]:
    parts = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    polygons = []
    for part in parts:
        rings = [ring for ring in (_ring(indices, arcs) for indices in part) if len(set(ring)) > 2]
        if rings:
            repaired = shapely.make_valid(Polygon(rings[0], rings[1:]))
            polygons.extend(piece for piece in _pieces(repaired) if piece.area > 0)
    return polygons


def _pieces(geometry: Any) -> list[Polygon]:
    if isinstance(geometry, Polygon):
        return [geometry]
    return [piece for part in getattr(geometry, "geoms", ()) for piece in _pieces(part)]


def _largest_and(polygons: Iterable[Polygon], smallest_area: float) -> list[Polygon]:
    """Return the polygons worth drawing, the largest first: always at least one."""
    ordered = sorted(polygons, key=lambda polygon: (-polygon.area, polygon.bounds))
    return [polygon for index, polygon in enumerate(ordered) if index == 0 or polygon.area >= smallest_area]


def _path(polygons: list[Polygon]) -> str:
    """Return an SVG path of relative steps, the shortest way to write many small polygons."""
    words = []
    for polygon in polygons:
        for ring in (polygon.exterior, *polygon.interiors):
            points = [(round(x), round(y)) for x, y in ring.coords[:-1]]
            steps = [(x - px, y - py) for (px, py), (x, y) in itertools.pairwise(points)]
            words.append(f"M{points[0][0]} {points[0][1]}l{' '.join(f'{dx} {dy}' for dx, dy in steps)}z")
    return "".join(words).replace(" -", "-")


def _shape(polygons: list[Polygon]) -> dict[str, Any]:
    bounds = MultiPolygon(polygons).bounds
    label = polylabel(polygons[0], LABEL_TOLERANCE)
    return {
        "bounds": [round(value) for value in bounds],
        "label": [round(label.x), round(label.y)],
        "d": _path(polygons),
    }


def build_boundaries(inputs: TableInputs) -> dict[str, Any]:
    topology = inputs.json("geo/robhop_Kommuner-S.topojson")
    geometries = topology["objects"]["Kommuner"]["geometries"]
    expect(holds=len(geometries) == MUNICIPALITY_COUNT, otherwise=f"{len(geometries)} boundaries; expected 357.")
    names = {row["kommunenr"]: row["navn"] for row in inputs.rows("kommuner_centroid_bbox_2024.csv")}
    county_names = {row["kommunenr"][:2]: row["fylke"] for row in inputs.rows("kommuner_centroid_bbox_2024.csv")}
    projected = _project(topology["arcs"])
    fine = [_simplify(arc, MUNICIPALITY_TOLERANCE) for arc in projected]
    coarse = [_simplify(arc, COUNTY_TOLERANCE) for arc in projected]
    municipalities: dict[str, Any] = {}
    by_county: dict[str, list[Polygon]] = defaultdict(list)
    for geometry in sorted(geometries, key=lambda geometry: str(geometry["properties"]["id"])):
        number = geometry["properties"]["id"]
        # A municipality of many small islands may vanish when simplified; it is then drawn from its full lines.
        polygons = _polygons(geometry, fine) or _polygons(geometry, [_simplify(arc, 0) for arc in projected])
        drawn = _largest_and(polygons, MUNICIPALITY_SMALLEST_ISLAND)
        municipalities[number] = {"name": norwegian_name(number, names[number]), **_shape(drawn)}
        by_county[number[:2]].extend(_polygons(geometry, coarse))
    counties = {
        number: {"name": county_names[number]}
        | _shape(_largest_and(_pieces(shapely.union_all(polygons)), COUNTY_SMALLEST_ISLAND))
        for number, polygons in sorted(by_county.items())
    }
    return {
        "crs": CRS,
        "unit_m": UNIT_M,
        "origin": {"east_m": ORIGIN[0] * UNIT_M, "north_m": ORIGIN[1] * UNIT_M},
        "y_axis": "down",
        "division_year": DIVISION_YEAR,
        "counties": counties,
        "municipalities": municipalities,
    }
