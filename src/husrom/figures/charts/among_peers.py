"""An indicator of one municipality among its peers in one period: where it lies, never which place it has."""

from collections.abc import Sequence
from statistics import median
from typing import Any

from husrom.figures.charts import style
from husrom.figures.charts.chart import Chart
from husrom.figures.charts.lettering import Text, width_px
from husrom.figures.charts.picture import LABEL_SIZE, Room, Words, framed
from husrom.figures.charts.scale import Scale, value_scale
from husrom.figures.indicators import Value
from husrom.figures.provenance import said_in

ROOM = Room(height_px=110, left_px=40, right_px=40)
OWN_LABEL_PX, MEDIAN_LABEL_PX = 16, 98
PEER_OPACITY = 0.7
_STRIP = {"value": 55}


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
    unit = said_in(indicator.unit.label, language)
    title = style.word("in_place", language, title=_title(own, language), place=place)
    said = style.with_unit(own.value, own, language)
    when = style.period_written(own.period, language)
    alternative = f"{title}. {style.word('described_once', language, value=said, period=when)}"
    middle = median(known) if known else None
    rows = [(place, style.written(own.value, indicator.decimals, language))]
    if middle is not None:
        about = style.word("median_of", language, peers=peers_label)
        rows.append((about, style.written(middle, indicator.decimals, language)))
    plot, texts = _drawn(own, known, middle, label=f"{place}: {said}", language=language)
    about_marks = f". {style.word('peers_in', language, peers=peers_label)}" if known else ""
    words = Words(title, f"{style.capitalized(unit)}{about_marks}", alternative, own.sources)
    return Chart(
        definition=framed(plot, texts, words, ROOM),
        title=title,
        alternative=alternative,
        columns=(style.word("municipality", language), unit),
        rows=tuple(rows),
        language=language,
    )


def _title(own: Value, language: str) -> str:
    """Return the indicator's title with the period, where the title does not say it."""
    title, when = said_in(own.indicator.title, language), style.period_written(own.period, language)
    return title if not when or when in title else f"{title}, {when}"


def _drawn(
    own: Value, known: Sequence[float], middle: float | None, *, label: str, language: str
) -> tuple[dict[str, Any], list[Text]]:
    """Return the plot and its labels."""
    value = own.value or 0.0
    scale = value_scale([value, *known], decimals=own.indicator.decimals, ticks=6)
    peers = {"color": style.INK_SOFT, "opacity": PEER_OPACITY, "size": 26, "thickness": 1.5}
    layers = [_marks(known, {"type": "tick", "orient": "vertical", **peers})] if known else []
    texts = [_text(value, label, scale, OWN_LABEL_PX, style.SPRUCE)]
    if middle is not None:
        thick = {"color": style.OCHRE, "size": 50, "thickness": 4, "opacity": 1}
        layers.append(_marks([middle], {"type": "tick", "orient": "vertical", **thick}))
        said = f"{style.word('median', language)}: {style.with_unit(middle, own, language)}"
        texts.append(_text(middle, said, scale, MEDIAN_LABEL_PX, style.OCHRE_DEEP))
    dot = {"type": "point", "filled": True, "size": 170, "color": style.SPRUCE, "opacity": 1}
    layers.append(_marks([value], {**dot, "stroke": style.PAPER, "strokeWidth": 1.5}))
    return {
        "encoding": {"x": scale.encoding("value", {"grid": False, "labelFlush": False}), "y": _STRIP},
        "layer": layers,
    }, texts


def _marks(values: Sequence[float], mark: dict[str, Any]) -> dict[str, Any]:
    return {"data": {"values": [{"value": value} for value in values]}, "mark": mark}


def _text(value: float, text: str, scale: Scale, y: float, color: str) -> Text:
    """Return a label over or under its mark, moved in where it would leave the picture."""
    wide = width_px(text, LABEL_SIZE, bold=True)
    # Half the margin on either side is free for what does not fit over the plot.
    low, high = wide / 2 - ROOM.left_px / 2, ROOM.width_px + ROOM.right_px / 2 - wide / 2
    x = max(low, min(scale.share(value) * ROOM.width_px, high))
    return Text(x, y, text, color, LABEL_SIZE, bold=True, align="center", has_rim=True)
