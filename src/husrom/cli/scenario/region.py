"""Which municipalities lie around another: those whose middle is near enough."""

import math

from husrom.figures.snapshot import table

_EARTH_RADIUS_KM = 6_371.0


def numbers_around(number: str, reach_km: float) -> list[str]:
    """Return the municipalities whose middle lies within reach, the nearest first."""
    columns = ("municipality_number", "latitude", "longitude")
    middles = {row[0]: (row[1], row[2]) for row in table("municipalities").select(columns).iter_rows()}
    own = middles[number]
    away = {other: _distance_km(own, middle) for other, middle in middles.items() if other != number}
    return sorted((other for other, distance in away.items() if distance <= reach_km), key=lambda other: away[other])


def _distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance between two places in degrees (haversine)."""
    (north, east), (other_north, other_east) = (tuple(math.radians(part) for part in place) for place in (one, other))
    rise = math.sin((other_north - north) / 2) ** 2
    along = math.cos(north) * math.cos(other_north) * math.sin((other_east - east) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(rise + along))
