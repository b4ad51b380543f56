"""Text in a picture: how much room it takes, where it is broken, and how labels are kept off one another."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

FONT = "Liberation Sans, Arial, sans-serif"
"""Liberation Sans is built into the drawing program, so that PNG and PDF are the same on every machine."""
LINE_HEIGHT = 1.25
_BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")
# The widths of Liberation Sans and Arial, in parts of the letter's size.
_NARROW, _WIDE, _UPPER, _OTHER, _BOLD = 0.3, 0.89, 0.72, 0.556, 1.08


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text at a place in the picture, in pixels from the upper left corner of the plot.

    Attributes
    ----------
    y
        The middle of the line.
    has_rim
        Whether it has a rim of paper, so that it can be read across a line.
    """

    x: float
    y: float
    text: str
    color: str
    size: int = 12
    bold: bool = False
    align: Literal["left", "center", "right"] = "left"
    has_rim: bool = False


def width_px(text: str, size: int, *, bold: bool = False) -> float:
    """Return about how wide a text is drawn.

    Examples
    --------
    >>> round(width_px("Sør-Varanger", 12))
    72
    """
    ems = sum(_width_em(character) for character in text)
    return ems * size * (_BOLD if bold else 1)


def _width_em(character: str) -> float:
    if character in "iljtfrI.,:;'|!()[]/ -\u00a0«»":
        return _NARROW
    if character in "mwMWæÆ%@":
        return _WIDE
    return _UPPER if character.isupper() else _OTHER


def wrapped(text: str, room_px: float, size: int, *, bold: bool = False) -> tuple[str, ...]:
    r"""Return a text as lines that have room, broken between words; a word that has no room alone is broken too.

    Examples
    --------
    >>> wrapped("Midten av «20 000 til 49 999 innbyggere»", 140, 12)
    ('Midten av «20\xa0000 til', '49\xa0999 innbyggere»')
    """
    lines: list[str] = []
    # A number is never broken at the space between its thousands.
    for word in _BETWEEN_DIGITS.sub("\u00a0", text).split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_px(longer, size, bold=bold) <= room_px:
            lines[-1] = longer
        else:
            lines.extend(_pieces(word, room_px, size, bold=bold))
    return tuple(lines)


def _pieces(word: str, room_px: float, size: int, *, bold: bool) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and width_px(pieces[-1] + character, size, bold=bold) > room_px:
            pieces.append("")
        pieces[-1] += character
    return pieces


def apart(middles_px: Sequence[float], heights_px: Sequence[float], low_px: float, high_px: float) -> list[float]:
    """Return middles moved as little as needed for the labels neither to overlap nor to leave the room.

    Parameters
    ----------
    middles_px, heights_px
        Where each label would stand, and how high it is.
    low_px, high_px
        The room; where it is too small for all of them they go beyond its lower end.

    Examples
    --------
    >>> apart([50, 52, 10], [20, 20, 20], 0, 100)
    [41.0, 61.0, 10.0]
    """
    order = sorted(range(len(middles_px)), key=lambda place: middles_px[place])
    # Labels that touch form a block, which stands around the mean of what its labels would like.
    blocks: list[tuple[list[int], float]] = []
    for place in order:
        block, top = [place], _top([place], middles_px, heights_px, low_px, high_px)
        while blocks and blocks[-1][1] + sum(heights_px[one] for one in blocks[-1][0]) > top:
            block = blocks.pop()[0] + block
            top = _top(block, middles_px, heights_px, low_px, high_px)
        blocks.append((block, top))
    moved = [0.0] * len(middles_px)
    for block, start in blocks:
        at = start
        for place in block:
            moved[place] = at + heights_px[place] / 2
            at += heights_px[place]
    return moved


def _top(
    block: Sequence[int], middles: Sequence[float], heights: Sequence[float], low_px: float, high_px: float
) -> float:
    """Return where a block of labels begins."""
    above, tops = 0.0, []
    for place in block:
        tops.append(middles[place] - heights[place] / 2 - above)
        above += heights[place]
    return max(low_px, min(sum(tops) / len(tops), high_px - above))


def text_layers(texts: Iterable[Text], paper: str) -> list[dict[str, Any]]:
    """Return the layers of a Vega-Lite definition that draw texts, one for each way they look."""
    layers: list[dict[str, Any]] = []
    for look, same in groupby(sorted(texts, key=_look), key=_look):
        size, bold, align, has_rim = look
        weight = "bold" if bold else "normal"
        mark = {"type": "text", "align": align, "baseline": "middle", "fontSize": size, "fontWeight": weight}
        rows = [{"x": one.x, "y": one.y, "text": one.text, "color": one.color} for one in same]
        if has_rim:
            rim = {**mark, "stroke": paper, "strokeWidth": 4, "strokeJoin": "round"}
            layers.append(_layer([{**row, "color": paper} for row in rows], rim))
        layers.append(_layer(rows, mark))
    return layers


def _look(text: Text) -> tuple[int, bool, str, bool]:
    return (text.size, text.bold, text.align, text.has_rim)


def _layer(rows: Sequence[Mapping[str, Any]], mark: Mapping[str, Any]) -> dict[str, Any]:
    def as_drawn(field: str, kind: str) -> dict[str, Any]:
        return {"field": field, "type": kind, "scale": None, "axis": None}

    return {
        "data": {"values": list(rows)},
        "mark": dict(mark),
        "encoding": {
            "x": as_drawn("x", "quantitative"),
            "y": as_drawn("y", "quantitative"),
            "text": {"field": "text", "type": "nominal"},
            "color": {"field": "color", "type": "nominal", "scale": None, "legend": None},
        },
    }
