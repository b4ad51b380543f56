"""The map of a network's members: outlines and members go in, what is drawn comes out.

Pure, like the street, and with coordinates as text for the same reason.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from husrom.figures.boundaries import Box, MapShapes, Shape

# Beyond this many, markers are plain dots: numbers would cover the map.
MOST_NUMBERED = 40
MARKER_SHARE_OF_HEIGHT = 0.0185
DOT_SHARE_OF_HEIGHT = 0.006
GAP_BETWEEN_MARKERS = 2.15  # in radii
ROUNDS_OF_PUSHING = 200
# Members within less than this share of the country's height are shown without the rest of the country.
CLOSE_UP_BELOW = 0.4
CLOSE_UP_MARGIN = 0.25


@dataclass(frozen=True, slots=True)
class MapMember:
    municipality_number: str
    label: str
    county: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Marker:
    number: int
    member: MapMember
    x: str
    y: str
    place_x: str
    place_y: str
    is_moved: bool
    """Whether the marker stands beside its place, so that a line must lead there."""


@dataclass(frozen=True, slots=True)
class CountyOfMarkers:
    name: str
    markers: tuple[Marker, ...]


@dataclass(frozen=True, slots=True)
class MemberMap:
    view_box: str
    counties: tuple[str, ...]
    """Paths of the outlines."""
    municipalities: tuple[str, ...]
    markers: tuple[Marker, ...]
    has_numbers: bool
    radius: str
    dot_radius: str
    text_size: str
    by_county: tuple[CountyOfMarkers, ...]
    attribution: str
    division_year: int


@dataclass(slots=True)
class _Spot:
    x: float
    y: float
    place_x: float
    place_y: float


def member_map(shapes: MapShapes, members: Sequence[MapMember]) -> MemberMap:
    """Return the map of members, numbered in the order they come; those without a shape are left to the list."""
    view = _view(shapes)
    largest = _largest_shapes(shapes)
    drawn = [member for member in members if member.municipality_number in largest]
    has_numbers = len(drawn) <= MOST_NUMBERED
    radius = view.height * (MARKER_SHARE_OF_HEIGHT if has_numbers else DOT_SHARE_OF_HEIGHT)
    places = [largest[member.municipality_number] for member in drawn]
    spots = [_Spot(shape.label_x, shape.label_y, shape.label_x, shape.label_y) for shape in places]
    if has_numbers:
        _push_apart(spots, radius * GAP_BETWEEN_MARKERS)
    markers = tuple(
        _marker(number, member, spot, radius)
        for number, (member, spot) in enumerate(zip(drawn, spots, strict=True), start=1)
    )
    return MemberMap(
        view_box=f"{view.left} {view.top} {view.width} {view.height}",
        counties=tuple(shape.path for shape in shapes.counties),
        municipalities=tuple(shape.path for shape in shapes.municipalities),
        markers=markers,
        has_numbers=has_numbers,
        radius=_text(radius),
        dot_radius=_text(view.height * DOT_SHARE_OF_HEIGHT / 2),
        text_size=_text(radius * 1.15),
        by_county=tuple(
            CountyOfMarkers(county, tuple(group))
            for county, group in groupby(markers, key=lambda marker: marker.member.county)
        ),
        attribution=shapes.source.attribution,
        division_year=shapes.division_year,
    )


def _view(shapes: MapShapes) -> Box:
    """Return the part of the country that is shown, with room around it."""
    members = shapes.members_box
    if members is None or members.height >= shapes.box.height * CLOSE_UP_BELOW:
        return _with_margin(shapes.box, round(shapes.box.height * 0.02))
    return _with_margin(members, round(max(members.width, members.height) * CLOSE_UP_MARGIN))


def _with_margin(box: Box, margin: int) -> Box:
    return Box(box.left - margin, box.top - margin, box.right + margin, box.bottom + margin)


def _largest_shapes(shapes: MapShapes) -> dict[str, Shape]:
    """Return one shape per number asked for: a municipality that was split has its marker in the largest part."""
    largest: dict[str, Shape] = {}
    for shape in shapes.municipalities:
        other = largest.get(shape.number)
        if other is None or shape.box.width * shape.box.height > other.box.width * other.box.height:
            largest[shape.number] = shape
    return largest


def _push_apart(spots: list[_Spot], least_distance: float) -> None:
    """Move markers that cover each other, a little at a time, until none does."""
    for _ in range(ROUNDS_OF_PUSHING):
        moved = False
        for place, first in enumerate(spots):
            for second in spots[place + 1 :]:
                moved = _push_pair(first, second, least_distance) or moved
        if not moved:
            return


def _push_pair(first: _Spot, second: _Spot, least_distance: float) -> bool:
    across, down = second.x - first.x, second.y - first.y
    distance = math.hypot(across, down)
    if distance >= least_distance * 0.999:
        return False
    if distance == 0:
        # Two members on the same ground, as a former municipality and its heir: to each side.
        across, down, distance = 1.0, 0.0, 1.0
    push = (least_distance - distance) / 2
    first.x -= across / distance * push
    first.y -= down / distance * push
    second.x += across / distance * push
    second.y += down / distance * push
    return True


def _marker(number: int, member: MapMember, spot: _Spot, radius: float) -> Marker:
    return Marker(
        number=number,
        member=member,
        x=_text(spot.x),
        y=_text(spot.y),
        place_x=_text(spot.place_x),
        place_y=_text(spot.place_y),
        is_moved=math.hypot(spot.x - spot.place_x, spot.y - spot.place_y) > radius * 0.5,
    )


def _text(value: float) -> str:
    return str(round(value))
