"""Map shapes can be drawn as they are."""

import re

import pytest

from husrom.figures.boundaries import Box, Shape, map_shapes
from husrom.figures.errors import UnknownMunicipalityError

PATH = re.compile(r"(M-?\d+ ?-?\d+l(-?\d+ ?)+z)+")


def _inside(inner: Box, outer: Box) -> bool:
    return (
        outer.left <= inner.left
        and inner.right <= outer.right
        and outer.top <= inner.top
        and inner.bottom <= outer.bottom
    )


def _label_is_inside(shape: Shape) -> bool:
    return shape.box.left <= shape.label_x <= shape.box.right and shape.box.top <= shape.label_y <= shape.box.bottom


def _corners(shape: Shape) -> Box:
    """Walk the path and return the box it fills."""
    xs, ys = [], []
    for start, steps in re.findall(r"M([-\d ]+)l([-\d ]+)z", shape.path):
        x, y = map(int, re.findall(r"-?\d+", start))
        numbers = list(map(int, re.findall(r"-?\d+", steps)))
        xs.append(x)
        ys.append(y)
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            xs.append(x)
            ys.append(y)
    return Box(min(xs), min(ys), max(xs), max(ys))


def test_the_counties_are_light_enough_for_every_page() -> None:
    drawing = map_shapes()
    assert len(drawing.counties) == 15
    assert sum(len(shape.path) for shape in drawing.counties) <= 30_000
    assert (drawing.municipalities, drawing.members_box) == ((), None)


@pytest.mark.parametrize("number", ["0301", "1144", "1868", "3403", "5605", "4205"])
def test_a_shape_is_a_path_within_its_box(number: str) -> None:
    (shape,) = map_shapes([number]).municipalities
    assert PATH.fullmatch(shape.path)
    assert _corners(shape) == shape.box
    assert _label_is_inside(shape)


def test_every_county_is_a_path_within_the_drawing() -> None:
    drawing = map_shapes()
    assert [shape.name for shape in drawing.counties if not PATH.fullmatch(shape.path)] == []
    assert [shape.name for shape in drawing.counties if not _inside(shape.box, drawing.box)] == []


def test_north_is_up() -> None:
    oksnes, kristiansand = map_shapes(["1868", "4204"]).municipalities
    assert oksnes.box.bottom < kristiansand.box.top


def test_the_members_box_goes_around_the_members() -> None:
    drawing = map_shapes(["3403", "3405"])
    assert drawing.members_box is not None
    assert [_inside(shape.box, drawing.members_box) for shape in drawing.municipalities] == [True, True]
    assert drawing.members_box.height < drawing.box.height


def test_a_former_number_gives_the_shape_its_ground_has_today() -> None:
    mandal, alesund, haram = map_shapes(["1002", "1507"]).municipalities
    assert (mandal.number, mandal.name) == ("1002", "Lindesnes")
    assert [(shape.number, shape.name) for shape in (alesund, haram)] == [("1507", "Ålesund"), ("1507", "Haram")]


def test_a_number_nobody_has_had_is_refused() -> None:
    with pytest.raises(UnknownMunicipalityError):
        map_shapes(["9999"])


def test_the_source_is_kartverket() -> None:
    assert map_shapes().source.attribution == "© Kartverket"
