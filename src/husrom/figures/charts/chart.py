"""A chart: its Vega-Lite definition, the same figures as rows, and the ways to draw it."""

import functools
import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import vl_convert

VEGA_LITE = "6.1"
PIXELS_PER_POINT = 2.0
KEPT_DRAWINGS = 128
"""Some 30 kB each as SVG, 100 kB as PNG."""
_NORWEGIAN_NUMBERS = {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", "\u00a0kr"]}
_ENGLISH_NUMBERS = {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["NOK\u00a0", ""]}


class ChartKind(StrEnum):
    """The files a chart can be drawn as."""

    SVG = "svg"
    PNG = "png"
    PDF = "pdf"

    @property
    def media_type(self) -> str:
        """What a web server calls the kind of file."""
        return {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}[self.value]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart ready to be drawn.

    Attributes
    ----------
    definition
        A Vega-Lite specification that holds its own data.
    alternative
        The chart in a sentence, for those who do not see it.
    columns, rows
        The figures that are drawn, as a table with text in every cell; an empty cell is a missing figure.
    """

    definition: Mapping[str, Any]
    title: str
    alternative: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    language: str

    @property
    def width_px(self) -> int:
        """How wide the picture is; the same for every chart."""
        return self._across("width", "left", "right")

    @property
    def height_px(self) -> int:
        """How high the picture is."""
        return self._across("height", "top", "bottom")

    def _across(self, plot: str, before: str, after: str) -> int:
        padding = self.definition["padding"]
        return int(self.definition[plot] + padding[before] + padding[after])

    def draw(self, kind: ChartKind | str) -> bytes:
        """Return the chart as a file.

        Raises
        ------
        ValueError
            When the kind is none of `ChartKind`.
        """
        return _draw(json.dumps(self.definition, ensure_ascii=False), ChartKind(kind), self.language)


@functools.lru_cache(maxsize=KEPT_DRAWINGS)
def _draw(definition: str, kind: ChartKind, language: str) -> bytes:
    numbers = _ENGLISH_NUMBERS if language == "en" else _NORWEGIAN_NUMBERS
    chosen: dict[str, Any] = {"vl_version": VEGA_LITE, "format_locale": numbers, "allowed_base_urls": []}
    if kind is ChartKind.SVG:
        drawn = vl_convert.vegalite_to_svg(definition, **chosen)
        said = html.escape(json.loads(definition).get("description", ""), quote=True)
        # So that it says what it shows when it is opened by itself, too.
        return drawn.replace("<svg ", f'<svg role="img" aria-label="{said}" ', 1).encode()
    if kind is ChartKind.PNG:
        return vl_convert.vegalite_to_png(definition, scale=PIXELS_PER_POINT, **chosen)
    return vl_convert.vegalite_to_pdf(definition, **chosen)
