"""The frame of a picture: always as wide, with title above and source below, so that nothing is cut or overlaps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from husrom.figures.charts import style
from husrom.figures.charts.lettering import FONT, LINE_HEIGHT, Text, text_layers, wrapped
from husrom.figures.provenance import Source, attribution_line

WIDTH_PX = 680
MARGIN_PX = 16
LABEL_GAP_PX = 8
TITLE_SIZE, SUBTITLE_SIZE, LABEL_SIZE, SOURCE_SIZE = 16, 12, 12, 10
AXIS_ROOM_PX = 34
"""Below the plot, for the numbers of its axis."""
CONFIG: Mapping[str, Any] = {
    "background": style.PAPER,
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "domainColor": style.LINE,
        "gridColor": style.LINE,
        "tickColor": style.LINE,
        "labelColor": style.INK_SOFT,
        "labelFontSize": LABEL_SIZE,
        "labelLimit": 0,
    },
    "title": {
        "anchor": "start",
        "frame": "group",
        "color": style.INK,
        "fontSize": TITLE_SIZE,
        "fontWeight": "bold",
        "lineHeight": TITLE_SIZE * LINE_HEIGHT,
        "subtitleColor": style.INK_SOFT,
        "subtitleFontSize": SUBTITLE_SIZE,
        "subtitleLineHeight": SUBTITLE_SIZE * LINE_HEIGHT,
        "subtitlePadding": 5,
    },
}


@dataclass(frozen=True, slots=True)
class Room:
    """How a picture is divided: a plot so high, with room for an axis to its left and for labels to its right.

    Attributes
    ----------
    above_px
        Between the subtitle and the plot.
    text_above_px
        How far texts stand up over the plot; Vega puts the title over them.
    """

    height_px: int = 300
    left_px: int = 70
    right_px: int = 176
    above_px: int = 18
    text_above_px: int = 0

    @property
    def width_px(self) -> int:
        """How wide the plot is."""
        return WIDTH_PX - self.left_px - self.right_px


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around the plot."""

    title: str
    subtitle: str
    description: str
    sources: tuple[Source, ...]


def framed(plot: Mapping[str, Any], texts: Sequence[Text], words: Words, room: Room) -> dict[str, Any]:
    """Return a whole definition.

    Parameters
    ----------
    plot
        Layers and their shared encoding, as Vega-Lite has them.
    texts
        The labels, already placed.
    """
    inside = WIDTH_PX - 2 * MARGIN_PX
    title = wrapped(words.title, inside, TITLE_SIZE, bold=True)
    subtitle = wrapped(words.subtitle, inside, SUBTITLE_SIZE)
    source = _source_lines(words.sources, inside)
    head = round(LINE_HEIGHT * (TITLE_SIZE * len(title) + SUBTITLE_SIZE * len(subtitle))) + room.above_px
    line = SOURCE_SIZE * LINE_HEIGHT
    sources = [
        Text(MARGIN_PX - room.left_px, room.height_px + AXIS_ROOM_PX + line * (at + 0.5), text, style.INK_SOFT, 10)
        for at, text in enumerate(source)
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": words.description,
        # Nothing is measured when it is drawn: every picture is as wide, and its labels stand where they were put.
        "autosize": {"type": "none"},
        "padding": {
            "left": room.left_px,
            "right": room.right_px,
            "top": head + MARGIN_PX,
            "bottom": round(AXIS_ROOM_PX + line * len(source)) + MARGIN_PX,
        },
        "width": room.width_px,
        "height": room.height_px,
        "config": dict(CONFIG),
        "title": {
            "text": list(title),
            "subtitle": list(subtitle),
            "dx": MARGIN_PX - room.left_px,
            "offset": room.above_px - room.text_above_px,
        },
        "layer": [dict(plot), *text_layers([*texts, *sources], style.PAPER)],
    }


def _source_lines(sources: Sequence[Source], inside_px: float) -> tuple[str, ...]:
    """Return the attributions, as many on a line as there is room for."""
    return wrapped(attribution_line(sources), inside_px, SOURCE_SIZE)
