"""Coordinate references that Norwegian map files use, and the way between degrees and metres.

The projection is Krüger's series for transverse Mercator to the fourth order, as in Karney (2011), "Transverse Mercator
with an accuracy of a few nanometers", Journal of Geodesy 85, equations 7 to 36; the tests compare it with PROJ.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""Shape (n, 2): longitude and latitude in degrees, or east and north in metres."""

# GRS 80, the ellipsoid of ETRS89; WGS 84's differs by a tenth of a millimetre.
_RADIUS_M = 6_378_137.0
_FLATTENING = 1 / 298.257222101
_SCALE = 0.9996
_FALSE_EAST_M = 500_000.0

_N = _FLATTENING / (2 - _FLATTENING)
_RECTIFYING_M = _RADIUS_M / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_ECCENTRICITY = 2 * math.sqrt(_N) / (1 + _N)
_FORWARD = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16 + 41 * _N**4 / 180,
    13 * _N**2 / 48 - 3 * _N**3 / 5 + 557 * _N**4 / 1440,
    61 * _N**3 / 240 - 103 * _N**4 / 140,
    49_561 * _N**4 / 161_280,
)
_INVERSE = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96 - _N**4 / 360,
    _N**2 / 48 + _N**3 / 15 - 437 * _N**4 / 1440,
    17 * _N**3 / 480 - 37 * _N**4 / 840,
    4_397 * _N**4 / 161_280,
)
_TO_LATITUDE = (
    2 * _N - 2 * _N**2 / 3 - 2 * _N**3 + 116 * _N**4 / 45,
    7 * _N**2 / 3 - 8 * _N**3 / 5 - 227 * _N**4 / 45,
    56 * _N**3 / 15 - 136 * _N**4 / 35,
    4_279 * _N**4 / 630,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A coordinate reference.

    Attributes
    ----------
    code
        Such as `EPSG:25833`.
    central_meridian
        Of the UTM zone, in degrees east; None for longitude and latitude.
    """

    code: str
    central_meridian: int | None


DEGREES = Reference("EPSG:4326", None)
UTM_33 = Reference("EPSG:25833", 15)
# ETRS89 and WGS 84 differ by less than a metre in Norway, which no zone of living conditions notices.
_KNOWN = {
    "CRS84": DEGREES,
    "4326": DEGREES,
    "4258": Reference("EPSG:4258", None),
    "25832": Reference("EPSG:25832", 9),
    "25833": UTM_33,
    "32632": Reference("EPSG:32632", 9),
    "32633": Reference("EPSG:32633", 15),
}


def reference_named(name: Any) -> Reference | None:
    """Return the reference a map file names; None where it is not one of the known.

    Examples
    --------
    >>> reference_named("urn:ogc:def:crs:EPSG::25833").code, reference_named("EPSG:3857")
    ('EPSG:25833', None)
    """
    return _KNOWN.get(name.rpartition(":")[2].upper()) if isinstance(name, str) else None


def to_degrees(points: Points, reference: Reference) -> Points:
    """Return longitude and latitude, in degrees.

    Examples
    --------
    >>> to_degrees(np.array([[500000.0, 6700000.0]]), UTM_33).round(4).tolist()
    [[15.0, 60.4363]]
    """
    if reference.central_meridian is None:
        return points
    eta = (points[:, 0] - _FALSE_EAST_M) / (_SCALE * _RECTIFYING_M)
    xi = points[:, 1] / (_SCALE * _RECTIFYING_M)
    xi_straight = xi - sum(b * np.sin(2 * j * xi) * np.cosh(2 * j * eta) for j, b in enumerate(_INVERSE, 1))
    eta_straight = eta - sum(b * np.cos(2 * j * xi) * np.sinh(2 * j * eta) for j, b in enumerate(_INVERSE, 1))
    conformal = np.arcsin(np.sin(xi_straight) / np.cosh(eta_straight))
    latitude = conformal + sum(d * np.sin(2 * j * conformal) for j, d in enumerate(_TO_LATITUDE, 1))
    longitude = np.arctan2(np.sinh(eta_straight), np.cos(xi_straight))
    return np.column_stack((reference.central_meridian + np.degrees(longitude), np.degrees(latitude)))


def to_metres(points: Points, reference: Reference = UTM_33) -> Points:
    """Return east and north in a UTM zone, in metres, of longitude and latitude in degrees.

    Examples
    --------
    >>> to_metres(np.array([[10.75, 59.91]])).round().tolist()
    [[262410.0, 6649018.0]]
    """
    longitude = np.radians(points[:, 0] - (reference.central_meridian or 0))
    sine = np.sin(np.radians(points[:, 1]))
    t = np.sinh(np.arctanh(sine) - _ECCENTRICITY * np.arctanh(_ECCENTRICITY * sine))
    xi = np.arctan2(t, np.cos(longitude))
    eta = np.arctanh(np.sin(longitude) / np.sqrt(1 + t**2))
    east = eta + sum(a * np.cos(2 * j * xi) * np.sinh(2 * j * eta) for j, a in enumerate(_FORWARD, 1))
    north = xi + sum(a * np.sin(2 * j * xi) * np.cosh(2 * j * eta) for j, a in enumerate(_FORWARD, 1))
    return np.column_stack((_FALSE_EAST_M + _SCALE * _RECTIFYING_M * east, _SCALE * _RECTIFYING_M * north))
