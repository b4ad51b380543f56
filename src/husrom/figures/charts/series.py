"""An indicator of one municipality through time, with the middle of its peers where that is given."""

from collections.abc import Mapping, Sequence
from typing import Any

from husrom.figures.charts import style
from husrom.figures.charts.chart import Chart
from husrom.figures.charts.lettering import Text
from husrom.figures.charts.lines import (
    Ending,
    Point,
    ending_texts,
    line_layers,
    place_in_time,
    room_for,
    time_encoding,
    zero_layer,
)
from husrom.figures.charts.picture import Room, Words, framed
from husrom.figures.charts.scale import time_scale, value_scale
from husrom.figures.indicators import Status, Value
from husrom.figures.provenance import said_in


def series_chart(
    values: Sequence[Value],
    *,
    place: str,
    language: str = "nb",
    peers: str = "",
    peer_medians: Mapping[str, float] | None = None,
) -> Chart:
    """Return a line chart; the line is broken where a figure is missing and dashed where it is projected.

    Parameters
    ----------
    values
        One indicator of one municipality in order of period, at least one with a figure; missing ones are gaps.
    place
        What the municipality is called.
    peers, peer_medians
        What the peers are called, and their median by period.

    Raises
    ------
    ValueError
        When no value has a figure.
    """
    known = [value for value in values if value.value is not None]
    if not known:
        raise ValueError(f"There is nothing to draw for {place}: no value has a figure.")
    indicator = known[0].indicator
    medians = {value.period: (peer_medians or {}).get(value.period) for value in values}
    has_peers = any(median is not None for median in medians.values())
    unit = said_in(indicator.unit.label, language)
    title = style.word("in_place", language, title=said_in(indicator.title, language), place=place)
    alternative = f"{title}. {_described(known, language)}"
    peers_label = style.word("median_of", language, peers=peers)
    rows = [_row(value, medians[value.period], language) for value in values]
    plot, texts, room = _drawn(values, medians, place=place, peers_label=peers_label, language=language)
    words = Words(title, style.capitalized(unit), alternative, style.sources_of(values))
    return Chart(
        definition=framed(plot, texts, words, room),
        title=title,
        alternative=alternative,
        columns=(style.word("period", language), unit, *((peers_label,) if has_peers else ())),
        rows=tuple(row if has_peers else row[:2] for row in rows),
        language=language,
    )


def _row(value: Value, median: float | None, language: str) -> tuple[str, str, str]:
    decimals = value.indicator.decimals
    return (
        style.period_written(value.period, language),
        style.written(value.value, decimals, language),
        style.written(median, decimals, language),
    )


def _described(known: Sequence[Value], language: str) -> str:
    first, last = known[0], known[-1]
    said, when = style.with_unit(last.value, last, language), style.period_written(last.period, language)
    if first is last:
        return style.word("described_once", language, value=said, period=when)
    began, beginning = style.with_unit(first.value, first, language), style.period_written(first.period, language)
    return style.word("described", language, first=began, first_period=beginning, last=said, last_period=when)


def _drawn(
    values: Sequence[Value], medians: Mapping[str, float | None], *, place: str, peers_label: str, language: str
) -> tuple[dict[str, Any], list[Text], Room]:
    """Return the plot, its labels and the room they take."""
    decimals = values[0].indicator.decimals
    own = [
        Point(place_in_time(value.period), value.value, value.status is Status.PROJECTED)
        for value in values
        if value.value is not None
    ]
    middle = [Point(place_in_time(period), median) for period, median in medians.items() if median is not None]
    scale = value_scale([point.value for point in (*own, *middle)], decimals=decimals)
    last = next(value for value in reversed(values) if value.value is not None)
    endings = [Ending(own[-1].value, place, _last_figure(last, language), style.SPRUCE)]
    layers = line_layers(own, style.SPRUCE)
    if middle:
        said = style.written(middle[-1].value, decimals, language)
        endings.append(Ending(middle[-1].value, peers_label, said, style.OCHRE_DEEP))
        layers = [*line_layers(middle, style.OCHRE, dash=style.PEERS_DASH, width=2, shows_points=False), *layers]
    times = time_scale(point.time for point in (*own, *middle))
    plot = {"encoding": time_encoding(times, scale), "layer": [*zero_layer(scale), *layers]}
    room = room_for(scale)
    return plot, ending_texts(endings, scale, room), room


def _last_figure(last: Value, language: str) -> str:
    amount = style.written(last.value, last.indicator.decimals, language)
    key = "projected_in" if last.status is Status.PROJECTED else "figure_in"
    return style.word(key, language, value=amount, period=style.period_written(last.period, language))
