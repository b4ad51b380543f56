"""What the Norwegian Mapping Authority answers about municipalities, as dataclasses."""

from dataclasses import dataclass
from typing import Any

from husrom.figures.clients.contents import Record, unexpected

Ring = tuple[tuple[float, float], ...]
"""Points east and north, the last one the first again."""

# Three corners, and the first again.
_SHORTEST_RING = 4


@dataclass(frozen=True, slots=True)
class NamedMunicipality:
    """A municipality; `name` is the first of its official names, in any of its languages."""

    number: str
    name: str
    norwegian_name: str


@dataclass(frozen=True, slots=True)
class OfficialName:
    """One of a municipality's official names; `language` in English as the source writes it, such as Northern Sami."""

    name: str
    language: str


@dataclass(frozen=True, slots=True)
class DescribedMunicipality:
    """A municipality with its county, its names in order and a point within it in degrees."""

    number: str
    norwegian_name: str
    county_number: str
    county_name: str
    official_names: tuple[OfficialName, ...]
    in_sami_area: bool
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class County:
    """A county."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Area:
    """The area of a municipality or county, the sea within its border included.

    Attributes
    ----------
    polygons
        Of each its outer ring and then its holes, in the units of the coordinate system.
    epsg
        The code of the coordinate system.
    """

    number: str
    name: str
    polygons: tuple[tuple[Ring, ...], ...]
    epsg: int


@dataclass(frozen=True, slots=True)
class Place:
    """The municipality and county that a point lies in."""

    municipality_number: str
    municipality_name: str
    county_number: str
    county_name: str


def named_municipality(record: Record) -> NamedMunicipality:
    """Return a line of the list of municipalities."""
    name = record.text("kommunenavn")
    return NamedMunicipality(record.text("kommunenummer"), name, record.optional_text("kommunenavnNorsk") or name)


def described_municipality(record: Record) -> DescribedMunicipality:
    """Return the description of a municipality."""
    longitude, latitude = _point(record.record("punktIOmrade"))
    names = (OfficialName(name.text("navn"), name.text("sprak")) for name in _given_names(record))
    return DescribedMunicipality(
        number=record.text("kommunenummer"),
        norwegian_name=record.optional_text("kommunenavnNorsk") or record.text("kommunenavn"),
        county_number=record.text("fylkesnummer"),
        county_name=record.text("fylkesnavn"),
        official_names=tuple(names),
        in_sami_area=record.fields.get("samiskForvaltningsomrade") is True,
        longitude=longitude,
        latitude=latitude,
    )


def _point(geometry: Record) -> tuple[float, float]:
    try:
        east, north, *_height = map(float, geometry.fields.get("coordinates") or ())
    except (TypeError, ValueError) as error:
        raise unexpected(f"The answer's point cannot be read ({error})", geometry.where) from error
    return east, north


def _given_names(record: Record) -> list[Record]:
    """Return the names in their order; the source has three places and leaves those not in use empty."""
    given = [name for name in record.records("gyldigeNavn") if name.optional_text("navn")]
    return sorted(given, key=lambda name: name.whole("prioritet"))


def county(record: Record) -> County:
    """Return a line of the list of counties."""
    return County(record.text("fylkesnummer"), record.text("fylkesnavn"))


def place(record: Record) -> Place:
    """Return what a point lies in."""
    return Place(
        municipality_number=record.text("kommunenummer"),
        municipality_name=record.text("kommunenavn"),
        county_number=record.text("fylkesnummer"),
        county_name=record.text("fylkesnavn"),
    )


def area(record: Record, prefix: str, epsg: int) -> Area:
    """Return an area; `prefix` is what its fields begin with, and `epsg` the coordinate system that was asked for."""
    geometry = record.record("omrade")
    answered = geometry.record("crs").record("properties").text("name") if "crs" in geometry.fields else f"EPSG:{epsg}"
    if answered != f"EPSG:{epsg}":
        raise unexpected(f"The area came in {answered}, though EPSG:{epsg} was asked for", record.where)
    return Area(record.text(f"{prefix}nummer"), record.text(f"{prefix}navn"), _polygons(geometry), epsg)


def _polygons(geometry: Record) -> tuple[tuple[Ring, ...], ...]:
    kind = geometry.text("type")
    coordinates: Any = geometry.fields.get("coordinates")
    if kind not in {"Polygon", "MultiPolygon"}:
        raise unexpected(f"The area is of the type {kind}, where polygons were expected", geometry.where)
    try:
        polygons = [coordinates] if kind == "Polygon" else coordinates
        read = tuple(tuple(_ring(ring) for ring in polygon) for polygon in polygons or ())
    except (TypeError, ValueError) as error:
        raise unexpected(f"The area cannot be read ({error})", geometry.where) from error
    if not read or not all(read):
        raise unexpected("The area is empty", geometry.where)
    return read


def _ring(points: Any) -> Ring:
    ring = tuple((float(east), float(north)) for east, north, *_height in points)
    if len(ring) < _SHORTEST_RING or ring[0] != ring[-1]:
        raise ValueError(f"a ring of {len(ring)} points is not closed")
    return ring
