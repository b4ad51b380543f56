"""How every chart looks: calm, labelled directly, and told apart without colour too."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from husrom.figures.indicators import Value
from husrom.figures.provenance import Source, Title

WIDTH_PX, HEIGHT_PX = 560, 300
FONT = "Liberation Sans, Arial, sans-serif"
INK, INK_SOFT, LINE, PAPER = "#1d2b25", "#4b5a53", "#ddd8cb", "#ffffff"
# Told apart with every common colour blindness, and as greys: dark spruce and light ochre.
SPRUCE, OCHRE = "#1f5c4a", "#c98a1b"
OCHRE_DEEP = "#7a5410"
"""Ochre for text, which needs more contrast."""
CONFIG: Mapping[str, Any] = {
    "background": PAPER,
    "padding": 12,
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "domainColor": LINE,
        "gridColor": LINE,
        "tickColor": LINE,
        "labelColor": INK_SOFT,
        "labelFontSize": 12,
        "titleColor": INK_SOFT,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
    },
    "title": {
        "anchor": "start",
        "color": INK,
        "fontSize": 16,
        "fontWeight": "bold",
        "frame": "group",
        "offset": 14,
        "subtitleColor": INK_SOFT,
        "subtitleFontSize": 12,
    },
}
_LONGEST_SOURCE_LINE = 88


def in_language(text: Title, language: str) -> str:
    """Return a text in nb, nn or en; bokmål for any other language."""
    return {"nn": text.nn, "en": text.en}.get(language, text.nb)


@cache
def _words() -> Mapping[str, Title]:
    text = (files("husrom.figures.charts") / "words.yaml").read_text(encoding="utf-8")
    return {key: Title(**entry) for key, entry in yaml.safe_load(text).items()}


def word(key: str, language: str, **filled: str) -> str:
    """Return one of the charts' own words.

    Examples
    --------
    >>> word("pyramid", "nn", year="2026")
    'Innbyggjarar etter alder, 2026'
    """
    return in_language(_words()[key], language).format(**filled)


def framed(
    layers: Mapping[str, Any],
    *,
    title: str,
    subtitle: str,
    sources: Sequence[Source],
    height_px: int = HEIGHT_PX,
) -> dict[str, Any]:
    """Return a whole definition: the layers with title above and source below, both in the picture."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": {"text": title, "subtitle": subtitle},
        "config": dict(CONFIG),
        "spacing": 10,
        "vconcat": [
            {"width": WIDTH_PX, "height": height_px, **layers},
            {
                "width": WIDTH_PX,
                "height": 12 * len(_source_lines(sources)),
                "data": {"values": [{}]},
                "mark": {
                    "type": "text",
                    "align": "left",
                    "baseline": "top",
                    "x": 0,
                    "y": 0,
                    "color": INK_SOFT,
                    "fontSize": 10,
                    "text": _source_lines(sources),
                },
            },
        ],
    }


def _source_lines(sources: Sequence[Source]) -> list[str]:
    """Return the attributions, as many on a line as there is room for."""
    lines: list[str] = []
    for attribution in dict.fromkeys(source.attribution for source in sources):
        if lines and len(lines[-1]) + len(attribution) < _LONGEST_SOURCE_LINE:
            lines[-1] += f"; {attribution}"
        else:
            lines.append(attribution)
    return lines


def number_format(decimals: int) -> str:
    """Return d3's format with grouping and so many decimals.

    Examples
    --------
    >>> number_format(1)
    ',.1f'
    """
    return f",.{decimals}f"


def written(number: float | None, decimals: int, language: str) -> str:
    r"""Return a number as text; empty where there is none.

    Examples
    --------
    >>> written(33817, 0, "nb"), written(-2.66, 1, "en"), written(None, 0, "nb")
    ('33\xa0817', '−2.7', '')
    """
    if number is None:
        return ""
    text = f"{number:,.{decimals}f}"
    if language != "en":
        text = text.translate(str.maketrans({",": "\u00a0", ".": ","}))
    return text.replace("-", "\u2212")


def sources_of(values: Sequence[Value]) -> tuple[Source, ...]:
    """Return the sources of values, each once."""
    return tuple(dict.fromkeys(source for value in values for source in value.sources))
