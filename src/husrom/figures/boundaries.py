"""Shapes for small maps, ready to draw as SVG: nothing is projected or simplified when a page is shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from husrom.figures.catalogue import source
from husrom.figures.municipalities import current_numbers, municipality_by_number
from husrom.figures.provenance import Source
from husrom.figures.snapshot import boundaries

MARGIN = 60
"""Room around a drawing, in its own units."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the drawing's units; y grows downwards."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Width in the drawing's units."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Height in the drawing's units."""
        return self.bottom - self.top

    @property
    def view_box(self) -> str:
        """The rectangle with a margin, as SVG's `viewBox` wants it."""
        return f"{self.left - MARGIN} {self.top - MARGIN} {self.width + 2 * MARGIN} {self.height + 2 * MARGIN}"


@dataclass(frozen=True, slots=True)
class Shape:
    """A municipality or a county as one SVG path.

    Attributes
    ----------
    number
        The number that was asked for; of the snapshot's division for counties.
    path
        The `d` of an SVG path, in the drawing's units.
    label_x, label_y
        A point well inside the largest part.
    """

    number: str
    name: str
    path: str
    box: Box
    label_x: int
    label_y: int


@dataclass(frozen=True, slots=True)
class MapShapes:
    """What a map draws: every county, and the municipalities that were asked for.

    Attributes
    ----------
    unit_m
        Metres per unit (100), in UTM zone 33 (EPSG:25833) with y turned downwards.
    box
        All counties; `members_box` is the municipalities, None when there are none.
    """

    counties: tuple[Shape, ...]
    municipalities: tuple[Shape, ...]
    box: Box
    members_box: Box | None
    unit_m: int
    division_year: int
    source: Source


def map_shapes(numbers: Iterable[str] = ()) -> MapShapes:
    """Return the outlines of all counties and of some municipalities.

    A number that is no longer in use gives the shape of the municipality its ground belongs to today, under the number
    that was asked for; a municipality that was split gives one shape for each part.

    Raises
    ------
    UnknownMunicipalityError
        When no municipality has had a number.

    Examples
    --------
    >>> drawing = map_shapes(["3031", "1868"])
    >>> [shape.name for shape in drawing.municipalities], len(drawing.counties)
    (['Nittedal', 'Øksnes'], 15)
    >>> drawing.municipalities[0].path[:1], drawing.box.view_box
    ('M', '137 41 11872 14981')
    """
    shapes = tuple(
        _shape(number, boundaries()["municipalities"][current], name=municipality_by_number(current).name)
        for number in numbers
        for current in current_numbers(number)
    )
    return MapShapes(
        counties=_counties(),
        municipalities=shapes,
        box=_around(_counties()),
        members_box=_around(shapes) if shapes else None,
        unit_m=boundaries()["unit_m"],
        division_year=boundaries()["division_year"],
        source=source("boundaries"),
    )


@cache
def _counties() -> tuple[Shape, ...]:
    return tuple(_shape(number, drawn, name=drawn["name"]) for number, drawn in boundaries()["counties"].items())


def _shape(number: str, drawn: Mapping[str, Any], *, name: str) -> Shape:
    label_x, label_y = drawn["label"]
    return Shape(number=number, name=name, path=drawn["d"], box=Box(*drawn["bounds"]), label_x=label_x, label_y=label_y)


def _around(shapes: tuple[Shape, ...]) -> Box:
    boxes = [shape.box for shape in shapes]
    return Box(
        left=min(box.left for box in boxes),
        top=min(box.top for box in boxes),
        right=max(box.right for box in boxes),
        bottom=max(box.bottom for box in boxes),
    )
