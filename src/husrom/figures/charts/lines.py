"""Lines through time: where they are broken, how they are told apart, and the labels at their ends."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from husrom.figures.charts import style
from husrom.figures.charts.lettering import LINE_HEIGHT, Text, apart, width_px, wrapped
from husrom.figures.charts.picture import LABEL_GAP_PX, LABEL_SIZE, MARGIN_PX, Room
from husrom.figures.charts.scale import Scale

FEW_POINTS = 12
"""A line of fewer points shows each of them; more would hide the line."""
POINT_SIZE = 45
AXIS_GAP_PX = 6
_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Point:
    """A figure at a place in time."""

    time: float
    value: float
    is_projected: bool = False


@dataclass(frozen=True, slots=True)
class Ending:
    """What is written beside the end of a line: its name, and under it something more."""

    value: float
    name: str
    more: str
    color: str


def place_in_time(period: str) -> float:
    """Return a period as a number of years.

    Examples
    --------
    >>> place_in_time("2020"), place_in_time("2020K2")
    (2020.0, 2020.25)
    """
    year, _k, quarter = period.partition("K")
    return int(year) + (int(quarter) - 1) / 4 if quarter else float(year)


def stretches(points: Sequence[Point]) -> list[list[Point]]:
    """Return points in order of time as unbroken lines.

    A line is broken where a period is missing, as told by how close the others lie, and where a projection begins;
    the projection is drawn from the last figure before it.

    Examples
    --------
    >>> line = [Point(year, 1.0, is_projected=year > 2026) for year in (2020, 2021, 2023, 2026, 2027, 2028)]
    >>> [[point.time for point in stretch] for stretch in stretches(line)]
    [[2020, 2021], [2023], [2026], [2026, 2027, 2028]]
    """
    usual = min((after.time - before.time for before, after in pairwise(points)), default=1.0)
    found: list[list[Point]] = []
    for point in points:
        last = found[-1][-1] if found else None
        if last is None or point.time - last.time > usual + _SLACK:
            found.append([point])
        elif point.is_projected and not last.is_projected:
            found.append([last, point])
        else:
            found[-1].append(point)
    return found


def line_layers(
    points: Sequence[Point], color: str, *, dash: Sequence[int] = (), width: float = 2.5, shows_points: bool = True
) -> list[dict[str, Any]]:
    """Return the layers of one line, a dashed one where it is projected, and points where a line would not show.

    Parameters
    ----------
    dash
        Of what is not projected; empty is unbroken.
    shows_points
        Whether a line of few points shows them all.
    """
    runs = [(place, run) for place, run in enumerate(stretches(points)) if len(run) > 1]
    layers: list[dict[str, Any]] = []
    for is_projected, same in groupby(runs, key=lambda run: run[1][-1].is_projected):
        drawn = style.PROJECTED_DASH if is_projected else dash
        mark = {"type": "line", "color": color, "strokeWidth": width, "strokeJoin": "round"}
        layers.append(
            {
                "data": {"values": [{**_datum(point), "run": place} for place, run in same for point in run]},
                "mark": {**mark, "strokeDash": list(drawn)} if drawn else mark,
                "encoding": {"detail": {"field": "run", "type": "nominal"}},
            }
        )
    dots = points if shows_points and len(points) < FEW_POINTS else _alone(points)
    return [*layers, dot_layer(dots, color)] if dots else layers


def dot_layer(points: Iterable[Point], color: str) -> dict[str, Any]:
    """Return a layer with a dot at each point."""
    mark = {"type": "point", "filled": True, "size": POINT_SIZE, "color": color, "opacity": 1}
    return {"data": {"values": [_datum(point) for point in points]}, "mark": mark}


def zero_layer(scale: Scale) -> list[dict[str, Any]]:
    """Return a line at zero where the scale goes on both sides of it."""
    if not scale.low < 0 < scale.high:
        return []
    mark = {"type": "rule", "color": style.ZERO_LINE, "strokeWidth": 1}
    across = {"x": {"value": 0}, "x2": {"value": "width"}}
    return [{"data": {"values": [{"value": 0}]}, "mark": mark, "encoding": across}]


def time_encoding(times: Scale, values: Scale) -> dict[str, Any]:
    """Return the encoding that all lines of a chart share."""
    years = {"format": "d", "grid": False, "labelFlush": False, "labelPadding": AXIS_GAP_PX}
    return {
        "x": times.encoding("time", years),
        "y": values.encoding("value", {"domain": False, "ticks": False, "labelPadding": AXIS_GAP_PX}),
    }


def room_for(scale: Scale) -> Room:
    """Return how a chart of lines is divided: as always, but with more to the left where the axis has long numbers.

    Examples
    --------
    >>> room_for(Scale(0, 50, 10)).left_px, room_for(Scale(0, 3e10, 1e10)).left_px
    (70, 107)
    """
    longest = max(width_px(f"{tick:,.{scale.decimals}f}", LABEL_SIZE) for tick in scale.ticks)
    return Room(left_px=max(Room().left_px, math.ceil(longest) + MARGIN_PX + AXIS_GAP_PX))


def ending_texts(endings: Sequence[Ending], scale: Scale, room: Room) -> list[Text]:
    """Return the labels to the right of the plot, each as near the end of its line as the others let it."""
    inside = room.right_px - MARGIN_PX - LABEL_GAP_PX
    line = LABEL_SIZE * LINE_HEIGHT
    lines = [
        [(text, True) for text in wrapped(ending.name, inside, LABEL_SIZE, bold=True)]
        + [(text, False) for text in (wrapped(ending.more, inside, LABEL_SIZE) if ending.more else ())]
        for ending in endings
    ]
    middles = [(1 - scale.share(ending.value)) * room.height_px for ending in endings]
    heights = [line * len(block) + 4 for block in lines]
    texts: list[Text] = []
    for ending, block, middle in zip(endings, lines, apart(middles, heights, 0, room.height_px + 8), strict=True):
        first = middle - line * (len(block) - 1) / 2
        texts += [
            Text(room.width_px + LABEL_GAP_PX, first + line * at, text, ending.color, LABEL_SIZE, bold)
            for at, (text, bold) in enumerate(block)
        ]
    return texts


def _datum(point: Point) -> Mapping[str, Any]:
    return {"time": point.time, "value": point.value}


def _alone(points: Sequence[Point]) -> list[Point]:
    """Return the points that no line goes through."""
    joined = Counter(point.time for run in stretches(points) if len(run) > 1 for point in run)
    return [point for point in points if not joined[point.time]]
