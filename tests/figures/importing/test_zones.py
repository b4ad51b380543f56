"""Zones: valid areas in the municipality, in a known coordinate reference, that do not overlap."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from husrom.figures.importing import ImportedDataset, ImportRefusedError, completed, read_manual, ready_mappings
from husrom.figures.importing.content import read_content
from husrom.figures.importing.coordinates import reference_named, to_metres
from husrom.figures.importing.limits import USUAL, Limits
from husrom.figures.importing.mapping import ZoneProperties
from husrom.figures.importing.zones import Zone, read_zones, zones_geojson

Feature = dict[str, Any]
WriteZones = Callable[..., Path]
PROPERTIES = ZoneProperties("sone", "navn")


def square(identifier: str, east: float, north: float = 60.8, side: float = 0.01) -> Feature:
    ring = [[east, north], [east + side, north], [east + side, north + side], [east, north + side], [east, north]]
    return {
        "type": "Feature",
        "properties": {"sone": identifier, "navn": f"Sone {identifier}", "telefon": "99999999"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


@pytest.fixture
def geojson(tmp_path: Path) -> WriteZones:
    def written(*features: Feature, **members: Any) -> Path:
        path = tmp_path / "zones.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features, **members}))
        return path

    return written


def read(path: Path, limits: Limits = USUAL) -> tuple[Zone, ...]:
    return read_zones(read_content(path), PROPERTIES, "3403", limits)


def refusal(path: Path) -> str:
    with pytest.raises(ImportRefusedError) as refused:
        read(path)
    return str(refused.value)


def changed(**geometry: Any) -> Feature:
    return {**square("1", 11.06), "geometry": {"type": "Polygon", **geometry}}


def test_zones_that_share_a_border_are_read(geojson: WriteZones) -> None:
    zones = read(geojson(square("2", 11.07), square("1", 11.06)))

    assert [(zone.identifier, zone.name) for zone in zones] == [("1", "Sone 1"), ("2", "Sone 2")]
    # A hundredth of a degree at 60.8° N: 1,114 m by 545 m.
    assert zones[0].area_km2 == pytest.approx(0.606, abs=0.005)


@pytest.mark.parametrize("code", ["EPSG:25832", "EPSG:25833"])
def test_metres_become_the_same_degrees(geojson: WriteZones, code: str) -> None:
    feature = square("1", 11.06)
    reference = reference_named(code)
    assert reference is not None
    ring = np.array(feature["geometry"]["coordinates"][0])
    feature["geometry"]["coordinates"] = [to_metres(ring, reference).tolist()]
    crs = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:{code.replace(':', '::')}"}}

    written = json.loads(zones_geojson(read(geojson(feature, crs=crs))))

    np.testing.assert_allclose(written["features"][0]["geometry"]["coordinates"][0][0], ring, atol=1e-6)


def test_only_identifier_name_and_area_are_written(geojson: WriteZones) -> None:
    written = json.loads(zones_geojson(read(geojson(square("1", 11.06)))))

    assert written["features"][0]["properties"].keys() == {"zone_id", "name", "area_km2"}


def test_reference_comes_from_the_mapping_where_the_file_says_none(geojson: WriteZones) -> None:
    feature = square("1", 11.06)
    ring = to_metres(np.array(feature["geometry"]["coordinates"][0]))
    feature["geometry"]["coordinates"] = [ring.tolist()]
    path = geojson(feature)

    assert "these look like metres" in refusal(path)
    named = ZoneProperties("sone", "navn", "EPSG:25833")
    assert len(read_zones(read_content(path), named, "3403")) == 1


@pytest.mark.parametrize(
    ("features", "sentence"),
    [
        ([square("1", 11.06), square("2", 11.065)], "50% of the smaller lies in both"),
        ([square("1", 11.06), square("1", 11.08)], "each identifier once"),
        ([square("1", 5.3, 60.3)], "a zone in 3403 (Hamar)"),
        ([square("1", 60.8, 11.06)], "longitude before latitude"),
        ([square("1", -74.0, 40.7)], "an area in Norway"),
        ([square("=1+1", 11.06)], "a plain text that says which zone"),
        ([square("", 11.06)], "a plain text that says which zone"),
        ([changed(type="Point", coordinates=[11.06, 60.8])], "an area (Polygon or MultiPolygon), not Point"),
        ([{**square("1", 11.06), "geometry": None}], "not null"),
        (
            [changed(coordinates=[[[11.06, 60.8], [11.07, 60.81], [11.07, 60.8], [11.06, 60.81], [11.06, 60.8]]])],
            "cross",
        ),
        ([changed(coordinates=[[[11.06, 60.8], [11.07, 60.8], [11.06, 60.8]]])], "at least four corners"),
        ([changed(coordinates=[[[11.06, 60.8], [11.07, 60.8], [11.07, 60.9], [11.0, 60.8]]])], "the last the same"),
        ([changed(coordinates=[[[11.06, 60.8], [11.07], [11.07, 60.9], [11.06, 60.8]]])], "the same number"),
        ([changed(coordinates=[[["a", "b"]] * 4])], "two or three numbers"),
        ([changed(coordinates=[[[1e300, 60.8], [11.07, 60.8], [11.07, 60.9], [1e300, 60.8]]])], "on the Earth"),
        ([changed(coordinates={})], "lists of coordinates"),
        ([changed(coordinates=[[]])], "lists of coordinates"),
    ],
)
def test_faulty_areas_are_refused(geojson: WriteZones, features: list[Feature], sentence: str) -> None:
    assert sentence in refusal(geojson(*features))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{", "not well-formed JSON"),
        ('{"type": "Topology"}', "no GeoJSON FeatureCollection"),
        ('{"type": "FeatureCollection", "features": []}', "no GeoJSON FeatureCollection"),
        ('{"type": "FeatureCollection", "features": [1]}', "no GeoJSON FeatureCollection"),
        ("[" * 100_000, "not well-formed JSON"),
        ("sone;navn\n1;A\n", "is no GeoJSON file"),
    ],
)
def test_what_is_no_geojson_is_refused(tmp_path: Path, content: str, sentence: str) -> None:
    path = tmp_path / "zones.geojson"
    path.write_text(content)

    assert sentence in refusal(path)


def test_unknown_reference_is_refused(geojson: WriteZones) -> None:
    path = geojson(square("1", 11.06), crs={"type": "name", "properties": {"name": "EPSG:3857"}})

    assert 'are in "EPSG:3857", which is not known' in refusal(path)
    assert "which is not known" in refusal(geojson(square("1", 11.06), crs={"properties": []}))


def test_too_many_areas_or_corners_are_refused(geojson: WriteZones) -> None:
    path = geojson(square("1", 11.06), square("2", 11.08))

    with pytest.raises(ImportRefusedError, match="has 2 areas, and at most 1"):
        read(path, Limits(features=1))
    with pytest.raises(ImportRefusedError, match="borders of 10 corners, and at most 9"):
        read(path, Limits(vertices=9))


def imported(table: str, zones: Path, tmp_path: Path) -> ImportedDataset:
    path = tmp_path / "zones.csv"
    path.write_text("Sone;År;Innbyggere;Trangbodde prosent;Lavinntekt prosent;Flyttet siste år prosent\n" + table)
    mapping = completed(
        ready_mappings()["living_condition_zones"], received_on=dt.date(2026, 11, 20), municipality="3403"
    )
    return read_manual(path, mapping, zones_path=zones)


def test_figures_are_matched_with_the_zones(geojson: WriteZones, tmp_path: Path) -> None:
    zones = geojson(square("1", 11.06), square("2", 11.08), square("3", 11.1))

    dataset = imported("1;2025;1500;10,5;8;12\n2;2025;7;10,5;8;12\n", zones, tmp_path)

    assert dataset.frame["zone_id"].to_list() == ["1", "2"]
    assert dataset.frame["crowded_share_pct"].to_list() == [10.5, None]
    assert dataset.frame["persons_status"].to_list() == [None, "suppressed"]
    assert "These zones have no figures: 3." in map(str, dataset.warnings)
    assert [file.file for file in dataset.source.inputs] == ["zones.csv", "zones.geojson"]


def test_figures_of_a_zone_that_is_not_drawn_are_refused(geojson: WriteZones, tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match="zones that are not in the GeoJSON file"):
        imported("9;2025;1500;10;8;12\n", geojson(square("1", 11.06)), tmp_path)
