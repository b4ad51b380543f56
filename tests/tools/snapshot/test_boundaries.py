"""Boundaries: neighbours share their line, and small islands are not worth drawing."""

from collections.abc import Callable
from types import ModuleType

Load = Callable[[str], ModuleType]


def test_neighbours_meet_and_small_islands_are_left_out(load: Load) -> None:
    boundaries = load("boundaries")
    arcs = [[(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)], [(50, 50), (51, 50), (51, 51), (50, 50)]]
    polygons = boundaries._polygons({"type": "MultiPolygon", "arcs": [[[0]], [[1]]]}, arcs)
    assert len(polygons) == 2
    drawn = boundaries._largest_and(polygons, 4)
    assert boundaries._path(drawn) == "M0 0l10 0 0 10-10 0z"
    assert boundaries._path(boundaries._largest_and(polygons[1:], 4)) == "M50 50l1 0 0 1z"
