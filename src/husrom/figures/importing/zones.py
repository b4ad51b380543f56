"""Zones of a municipality (levekårssoner and the like) from a GeoJSON file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import orjson
from shapely import MultiPolygon, STRtree, transform

from husrom.figures.importing.cells import is_dangerous, text_of
from husrom.figures.importing.content import Content, Kind
from husrom.figures.importing.coordinates import (
    DEGREES,
    Points,
    Reference,
    reference_named,
    to_metres,
)
from husrom.figures.importing.faults import FaultList, ImportRefusedError
from husrom.figures.importing.limits import USUAL, Limits
from husrom.figures.importing.mapping import ZoneProperties
from husrom.figures.importing.sentences import grouped
from husrom.figures.importing.shapes import ShapeError, count_vertices, shape_of
from husrom.figures.municipalities import current_numbers, municipality_by_number
from husrom.figures.snapshot import boundaries
from husrom.figures.wording import gettext_noop as _

LARGEST_OVERLAP_SHARE = 0.01
"""Of the smaller of two zones; borders drawn by hand never meet exactly."""

_NORWAY_DEGREES = (4.0, 57.5, 31.6, 71.6)
"""West, south, east and north of the mainland with the sea around it; no municipality lies outside."""
_MARGIN_M = 2_000.0
_M2_PER_KM2 = 1_000_000
_LONGEST_TEXT = 200
_DEGREE_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of a municipality.

    Attributes
    ----------
    shape
        In longitude and latitude, degrees (WGS 84).
    area_km2
        Measured in UTM zone 33.
    """

    identifier: str
    name: str
    shape: MultiPolygon
    area_km2: float


def read_zones(
    content: Content, properties: ZoneProperties, municipality_number: str, limits: Limits = USUAL
) -> tuple[Zone, ...]:
    """Return the zones in a GeoJSON file, by identifier.

    Raises
    ------
    ImportRefusedError
        When it is no GeoJSON, is too large, has an unknown coordinate reference, or the areas are invalid, overlap,
        share an identifier or lie outside the municipality; all faults at once.
    """
    features = _features(content, limits)
    reference = _reference(content.name, features, properties)
    faults = FaultList()
    found = [_zone(feature, at, properties, reference, faults) for at, feature in enumerate(features["features"], 1)]
    zones = [zone for zone in found if zone is not None]
    _check_identifiers(zones, faults)
    faults.refuse(_("%(name)s cannot be read as zones."), name=content.name)
    _check_place(zones, municipality_number, faults)
    _check_overlaps(zones, faults)
    faults.refuse(_("The zones of %(name)s do not fit together."), name=content.name)
    return tuple(sorted(zones, key=lambda zone: zone.identifier))


def zones_geojson(zones: Sequence[Zone]) -> bytes:
    """Return zones as GeoJSON by RFC 7946: degrees with six decimals (0.1 m), and only what we know of them."""
    return orjson.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": {
                        "zone_id": zone.identifier,
                        "name": zone.name,
                        "area_km2": round(zone.area_km2, 3),
                    },
                    "geometry": transform(zone.shape, lambda points: points.round(_DEGREE_DECIMALS)).__geo_interface__,
                }
                for zone in zones
            ],
        }
    )


def _features(content: Content, limits: Limits) -> Mapping[str, Any]:
    name = content.name
    if content.kind is not Kind.GEOJSON:
        raise ImportRefusedError(
            _("%(name)s is no GeoJSON file. Export the zones as GeoJSON, and try again."), name=name
        )
    try:
        tree = orjson.loads(content.data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise ImportRefusedError(
            _("%(name)s is not well-formed JSON in UTF-8 (%(error)s). Export it anew."), name=name, error=error
        ) from error
    features = tree.get("features") if isinstance(tree, dict) and tree.get("type") == "FeatureCollection" else None
    if not isinstance(features, list) or not features or not all(isinstance(one, dict) for one in features):
        raise ImportRefusedError(
            _("%(name)s is no GeoJSON FeatureCollection with features. Export the zones as GeoJSON."), name=name
        )
    if len(features) > limits.features:
        raise ImportRefusedError(
            _("%(name)s has %(count)s areas, and at most %(most)s are read."),
            name=name,
            count=grouped(len(features)),
            most=grouped(limits.features),
        )
    vertices = sum(count_vertices(_coordinates(feature)) for feature in features)
    if vertices > limits.vertices:
        raise ImportRefusedError(
            _(
                "%(name)s has borders of %(count)s corners, and at most %(most)s are read. Simplify the borders "
                "in the map program, and try again."
            ),
            name=name,
            count=grouped(vertices),
            most=grouped(limits.vertices),
        )
    return {**tree, "features": features}


def _coordinates(feature: Mapping[str, Any]) -> Any:
    geometry = feature.get("geometry")
    return geometry.get("coordinates") if isinstance(geometry, dict) else None


def _reference(name: str, tree: Mapping[str, Any], properties: ZoneProperties) -> Reference:
    """Return the coordinate reference: what the file says, else what the mapping says, else degrees."""
    said = None
    if tree.get("crs") is not None:
        held = tree["crs"].get("properties") if isinstance(tree["crs"], dict) else None
        said = held.get("name") if isinstance(held, dict) else tree["crs"]
    known = reference_named(said if said is not None else properties.coordinates or DEGREES.code)
    if known is None:
        raise ImportRefusedError(
            _(
                'The coordinates of %(name)s are in "%(said)s", which is not known. Export the zones in '
                "WGS 84 (EPSG:4326), ETRS89 (EPSG:4258) or UTM zone 32 or 33 (EPSG:25832, EPSG:25833), and try again."
            ),
            name=name,
            said=str(said)[:60],
        )
    return known


def _zone(
    feature: Mapping[str, Any], row: int, properties: ZoneProperties, reference: Reference, faults: FaultList
) -> Zone | None:
    held = feature.get("properties")
    held = held if isinstance(held, dict) else {}
    texts = {key: _text(held.get(key)) for key in (properties.id_property, properties.name_property)}
    for key, text in texts.items():
        if not text:
            faults.add(_("a plain text that says which zone it is"), row=row, column=key, value=held.get(key))
    try:
        shape = shape_of(feature.get("geometry"), reference)
        _check_degrees(shape, reference)
    except ShapeError as error:
        faults.add(error.expected, row=row, column="geometry")
        return None
    if not all(texts.values()):
        return None
    area_km2 = _in_metres(shape).area / _M2_PER_KM2
    return Zone(texts[properties.id_property] or "", texts[properties.name_property] or "", shape, area_km2)


def _text(found: Any) -> str | None:
    if not isinstance(found, str | int | float) or is_dangerous(found):
        return None
    text = text_of(found)
    return text if text and len(text) <= _LONGEST_TEXT else None


def _check_degrees(shape: MultiPolygon, reference: Reference) -> None:
    west, south, east, north = shape.bounds
    least_east, least_north, most_east, most_north = _NORWAY_DEGREES
    if least_east <= west and east <= most_east and least_north <= south and north <= most_north:
        return
    if least_east <= south and north <= most_east and least_north <= west and east <= most_north:
        raise ShapeError(_("longitude before latitude; the two are swapped"))
    if reference.central_meridian is None and max(abs(west), abs(east)) > 180:  # noqa: PLR2004 - degrees of longitude
        raise ShapeError(
            _("degrees; these look like metres, so name the reference in the mapping (zones: coordinates)")
        )
    raise ShapeError(
        _("an area in Norway (%(code)s), not %(west)s–%(east)s° E, %(south)s–%(north)s° N"),
        code=reference.code,
        west=f"{west:.1f}",
        east=f"{east:.1f}",
        south=f"{south:.1f}",
        north=f"{north:.1f}",
    )


def _check_identifiers(zones: Sequence[Zone], faults: FaultList) -> None:
    identifiers = [zone.identifier for zone in zones]
    for identifier in sorted({found for found in identifiers if identifiers.count(found) > 1}):
        faults.add(_("each identifier once (several parts of a zone make one MultiPolygon)"), value=identifier)


def _check_place(zones: Sequence[Zone], municipality_number: str, faults: FaultList) -> None:
    """Check that every zone touches the rectangle around the municipality, with a margin for coarse borders."""
    label = municipality_by_number(municipality_number).label
    boxes = [_box_m(number) for number in current_numbers(municipality_number)]
    for zone in zones:
        west, south, east, north = _in_metres(zone.shape).bounds
        inside = any(west <= box[2] and east >= box[0] and south <= box[3] and north >= box[1] for box in boxes)
        if not inside:
            faults.add(_("a zone in %(label)s"), column="geometry", value=zone.identifier, label=label)


def _box_m(number: str) -> tuple[float, float, float, float]:
    drawn = boundaries()
    left, top, right, bottom = (edge * drawn["unit_m"] for edge in drawn["municipalities"][number]["bounds"])
    east, north = drawn["origin"]["east_m"], drawn["origin"]["north_m"]
    return east + left - _MARGIN_M, north - bottom - _MARGIN_M, east + right + _MARGIN_M, north - top + _MARGIN_M


def _check_overlaps(zones: Sequence[Zone], faults: FaultList) -> None:
    shapes = [_in_metres(zone.shape) for zone in zones]
    for first, second in np.sort(STRtree(shapes).query(shapes, predicate="intersects").T).tolist():
        if first >= second:
            continue
        shared = shapes[first].intersection(shapes[second]).area
        share = shared / min(shapes[first].area, shapes[second].area)
        if share > LARGEST_OVERLAP_SHARE:
            faults.add(
                _("zones that do not overlap; %(share)s of the smaller lies in both"),
                value=f"{zones[first].identifier} and {zones[second].identifier}",
                share=f"{share:.0%}",
            )


def _in_metres(shape: MultiPolygon) -> MultiPolygon:
    return transform(shape, _project)


def _project(points: Points) -> Points:
    return to_metres(points)
