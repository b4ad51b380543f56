"""The projection is PROJ's, to a hundredth of a millimetre over all of Norway."""

import numpy as np
import pyproj
import pytest

from husrom.figures.importing.coordinates import reference_named, to_degrees, to_metres

GRID = np.array([[east, north] for east in np.linspace(4, 31.5, 40) for north in np.linspace(57.5, 71.5, 40)])


@pytest.mark.parametrize("code", ["EPSG:25832", "EPSG:25833"])
def test_projection_equals_proj(code: str) -> None:
    reference = reference_named(code)
    assert reference is not None
    proj = pyproj.Transformer.from_crs("EPSG:4258", code, always_xy=True)
    metres = np.column_stack(proj.transform(GRID[:, 0], GRID[:, 1]))

    np.testing.assert_allclose(to_metres(GRID, reference), metres, rtol=0, atol=1e-5)
    np.testing.assert_allclose(to_degrees(metres, reference), GRID, rtol=0, atol=1e-10)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"),
        ("urn:ogc:def:crs:EPSG::25832", "EPSG:25832"),
        ("EPSG:4258", "EPSG:4258"),
        ("EPSG:32633", "EPSG:32633"),
    ],
)
def test_references_are_known_by_their_names(name: str, code: str) -> None:
    reference = reference_named(name)

    assert reference is not None
    assert reference.code == code


@pytest.mark.parametrize("name", ["EPSG:3857", "EPSG:27393", "", None, 25833, {"name": "EPSG:25833"}])
def test_other_references_are_not_known(name: object) -> None:
    assert reference_named(name) is None
