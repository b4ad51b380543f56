"""An indicator of one municipality among its peers in one period: where it lies, never which place it has."""

from collections.abc import Sequence
from statistics import median
from typing import Any

from husrom.figures.charts import style
from husrom.figures.charts.chart import Chart
from husrom.figures.indicators import Value

HEIGHT_PX = 130


def peers_chart(own: Value, peers: Sequence[Value], *, place: str, peers_label: str, language: str = "nb") -> Chart:
    """Return a strip with a mark for each peer, the middle of them, and the municipality by name.

    Parameters
    ----------
    own
        The municipality's value; it must have a figure.
    peers
        The same indicator and period for the peers; those without a figure are not drawn.

    Raises
    ------
    ValueError
        When the municipality has no figure.
    """
    if own.value is None:
        raise ValueError(f"There is nothing to draw for {place}: {own.indicator.key} has no figure there.")
    indicator, known = own.indicator, [value.value for value in peers if value.value is not None]
    unit = style.in_language(indicator.unit.label, language)
    name = f"{style.in_language(indicator.title, language)}, {own.period}"
    title = style.word("in_place", language, title=name, place=place)
    said = f"{style.written(own.value, indicator.decimals, language)} {unit}"
    middle = median(known) if known else None
    rows = [(place, style.written(own.value, indicator.decimals, language))]
    if middle is not None:
        about = style.word("median_of", language, peers=peers_label)
        rows.append((about, style.written(middle, indicator.decimals, language)))
    return Chart(
        definition=style.framed(
            _layers(own.value, known, middle, place=f"{place}: {said}", language=language),
            title=title,
            subtitle=style.word("peers_in", language, peers=peers_label) if known else unit.capitalize(),
            sources=own.sources,
            height_px=HEIGHT_PX,
        ),
        title=title,
        alternative=f"{title}. {style.word('described_once', language, value=said, period=own.period)}",
        columns=(style.word("municipality", language), unit),
        rows=tuple(rows),
        language=language,
    )


def _layers(own: float, known: Sequence[float], middle: float | None, *, place: str, language: str) -> dict[str, Any]:
    layers = [
        _marks([*known], {"type": "tick", "color": style.INK_SOFT, "opacity": 0.45, "size": 34, "thickness": 1.5}),
        _marks([own], {"type": "point", "filled": True, "size": 170, "color": style.SPRUCE, "opacity": 1}),
        _text(own, place, dy=-32, bold=True, color=style.SPRUCE, around=[*known, own]),
    ]
    if middle is not None:
        said = style.word("median", language)
        layers += [
            _marks([middle], {"type": "tick", "color": style.OCHRE, "size": 56, "thickness": 4, "opacity": 1}),
            _text(middle, said, dy=42, bold=False, color=style.OCHRE_DEEP, around=[*known, own]),
        ]
    axis = {"title": None, "grid": False, "format": ",~f", "tickCount": 6}
    scale = {"zero": False, "nice": True}
    return {
        "encoding": {"x": {"field": "value", "type": "quantitative", "scale": scale, "axis": axis}},
        "layer": layers,
    }


def _marks(values: Sequence[float], mark: dict[str, Any]) -> dict[str, Any]:
    return {"data": {"values": [{"value": value} for value in values]}, "mark": mark}


def _text(value: float, text: str, *, dy: int, bold: bool, color: str, around: Sequence[float]) -> dict[str, Any]:
    """Return a label that leans inwards, so that it stays in the picture at either end."""
    low, high = min(around), max(around)
    share = (value - low) / (high - low) if high > low else 0.5
    align = "left" if share < 0.25 else "right" if share > 0.75 else "center"  # noqa: PLR2004 -- the outer quarters
    weight = "bold" if bold else "normal"
    return {
        "data": {"values": [{"value": value, "text": text}]},
        "mark": {"type": "text", "align": align, "dy": dy, "color": color, "fontSize": 12, "fontWeight": weight},
        "encoding": {"text": {"field": "text"}},
    }
