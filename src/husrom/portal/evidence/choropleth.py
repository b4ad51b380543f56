"""An indicator on a map: values go in, shades and their legend come out.

Pure. The shades say where a value lies among the values, not whether it is good; a municipality without a value is
left white with a grey line.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from husrom.figures.boundaries import MapShapes

SHADES = 5
NO_VALUE = "none"


@dataclass(frozen=True, slots=True)
class ShadedShape:
    number: str
    name: str
    path: str
    shade: str


@dataclass(frozen=True, slots=True)
class LegendStep:
    """The lowest and the highest value that got a shade, and how many municipalities they are."""

    shade: str
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Choropleth:
    view_box: str
    shapes: tuple[ShadedShape, ...]
    counties: tuple[str, ...]
    legend: tuple[LegendStep, ...]
    without_value: int
    attribution: str


def choropleth(outlines: MapShapes, values: Mapping[str, float | None]) -> Choropleth:
    """Shade municipalities in (up to) five equally large groups; equal values always get the same shade."""
    known = sorted(value for value in values.values() if value is not None)
    limits = _limits(known)
    shapes = tuple(
        ShadedShape(shape.number, shape.name, shape.path, _shade(values.get(shape.number), limits))
        for shape in outlines.municipalities
    )
    return Choropleth(
        view_box=outlines.box.view_box,
        shapes=shapes,
        counties=tuple(shape.path for shape in outlines.counties),
        legend=_legend(known, limits),
        without_value=sum(shape.shade == NO_VALUE for shape in shapes),
        attribution=outlines.source.attribution,
    )


def _limits(known: Sequence[float]) -> tuple[float, ...]:
    """Return the lowest value of each shade but the first."""
    starts = (known[len(known) * step // SHADES] for step in range(1, SHADES)) if known else ()
    return tuple(sorted(set(starts) - set(known[:1])))


def _shade(value: float | None, limits: Sequence[float]) -> str:
    return NO_VALUE if value is None else str(bisect_right(limits, value) + 1)


def _legend(known: Sequence[float], limits: Sequence[float]) -> tuple[LegendStep, ...]:
    groups: dict[str, list[float]] = {}
    for value in known:
        groups.setdefault(_shade(value, limits), []).append(value)
    return tuple(LegendStep(shade, group[0], group[-1], len(group)) for shade, group in groups.items())
