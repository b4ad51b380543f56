"""Texts are broken where there is room, and labels are kept apart."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from husrom.figures.charts.lettering import apart, width_px, wrapped

LABELS = st.lists(st.tuples(st.floats(0, 300), st.floats(14, 60)), min_size=1, max_size=5)


@given(LABELS)
def test_labels_neither_overlap_nor_leave_the_room(labels: list[tuple[float, float]]) -> None:
    middles, heights = [middle for middle, _ in labels], [height for _, height in labels]
    moved = apart(middles, heights, 0, 300)
    boxes = sorted((middle - height / 2, middle + height / 2) for middle, height in zip(moved, heights, strict=True))
    assert boxes[0][0] >= -1e-6
    assert boxes[-1][1] <= 300 + 1e-6
    assert all(after[0] >= before[1] - 1e-6 for before, after in pairwise(boxes))


@given(LABELS)
def test_labels_keep_their_order(labels: list[tuple[float, float]]) -> None:
    middles = [middle for middle, _ in labels]
    moved = apart(middles, [20.0] * len(labels), 0, 300)
    order = sorted(range(len(labels)), key=lambda place: (middles[place], place))
    assert [moved[place] for place in order] == sorted(moved)


def test_labels_with_room_are_not_moved() -> None:
    assert apart([100.0, 50.0], [20.0, 20.0], 0, 300) == [100.0, 50.0]


@given(st.text("abcæøåAW 0123456789-–", min_size=1, max_size=120))
def test_every_line_has_room_and_nothing_is_lost(text: str) -> None:
    lines = wrapped(text, 100, 12)
    assert all(width_px(line, 12) <= 100 + 1e-6 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_number_is_not_broken_between_its_thousands() -> None:
    assert wrapped("fra 20 000 til", 50, 12) == ("fra", "20\u00a0000", "til")
