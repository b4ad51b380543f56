"""An indicator of one municipality through time, with the middle of its peers where that is given."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from husrom.figures.charts import style
from husrom.figures.charts.chart import Chart
from husrom.figures.indicators import Status, Value


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
    unit = style.in_language(indicator.unit.label, language)
    title = style.word("in_place", language, title=style.in_language(indicator.title, language), place=place)
    peers_label = style.word("median_of", language, peers=peers)
    rows = [_row(value, medians[value.period], indicator.decimals, language) for value in values]
    return Chart(
        definition=style.framed(
            _layers(values, medians if has_peers else {}, place=place, peers_label=peers_label),
            title=title,
            subtitle=unit.capitalize(),
            sources=style.sources_of(values),
        ),
        title=title,
        alternative=f"{title}. {_described(known, unit, language)}",
        columns=(style.word("year", language), unit, *((peers_label,) if has_peers else ())),
        rows=tuple(row if has_peers else row[:2] for row in rows),
        language=language,
    )


def _row(value: Value, median: float | None, decimals: int, language: str) -> tuple[str, str, str]:
    return (
        value.period,
        style.written(value.value, decimals, language),
        style.written(median, decimals, language),
    )


def _described(known: Sequence[Value], unit: str, language: str) -> str:
    first, last = known[0], known[-1]
    decimals = first.indicator.decimals
    said = f"{style.written(last.value, decimals, language)} {unit}"
    if first is last:
        return style.word("described_once", language, value=said, period=last.period)
    return style.word(
        "described",
        language,
        first=f"{style.written(first.value, decimals, language)} {unit}",
        first_period=first.period,
        last=said,
        last_period=last.period,
    )


def _place_in_time(period: str) -> float:
    """Return a period as a number of years: the second quarter of 2020 is 2020.25."""
    year, _k, quarter = period.partition("K")
    return int(year) + (int(quarter) - 1) / 4 if quarter else int(year)


def _points(values: Sequence[Value]) -> list[dict[str, Any]]:
    points = [
        {
            "time": _place_in_time(value.period),
            "value": value.value,
            "kind": "projected" if value.status is Status.PROJECTED else "observed",
        }
        for value in values
    ]
    # The projection begins where the observed line ends, so that there is no gap between them.
    seams = [
        {**before, "kind": "projected"}
        for before, after in pairwise(points)
        if (before["kind"], after["kind"]) == ("observed", "projected")
    ]
    return [*seams, *points]


def _layers(
    values: Sequence[Value], medians: Mapping[str, float | None], *, place: str, peers_label: str
) -> dict[str, Any]:
    decimals = values[0].indicator.decimals
    points = _points(values)
    end = _end(points)
    layers = [_line(points, style.SPRUCE, {"strokeDash": _dashes()})]
    if medians:
        beside = [{"time": _place_in_time(period), "value": median} for period, median in medians.items()]
        middle = _end(beside)
        is_above = middle["value"] > end["value"]
        layers = [
            _line(beside, style.OCHRE, {"strokeDash": {"value": [2, 3]}}),
            *layers,
            _end_label(middle, peers_label, style.OCHRE_DEEP, below=not is_above),
            _end_label(end, place, style.SPRUCE, below=is_above),
        ]
    else:
        layers.append(_end_label(end, place, style.SPRUCE, below=False))
    return {
        "encoding": {
            "x": {
                "field": "time",
                "type": "quantitative",
                "scale": {"zero": False, "nice": False},
                "axis": {"format": "d", "tickMinStep": 1, "grid": False, "title": None},
            },
            "y": {
                "field": "value",
                "type": "quantitative",
                "scale": {"zero": False},
                "axis": {"format": style.number_format(decimals), "title": None, "domain": False, "ticks": False},
            },
        },
        "layer": layers,
    }


def _end(points: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    return [point for point in points if point["value"] is not None][-1]


def _dashes() -> dict[str, Any]:
    return {
        "field": "kind",
        "type": "nominal",
        "scale": {"domain": ["observed", "projected"], "range": [[1, 0], [6, 4]]},
        "legend": None,
    }


def _line(points: list[dict[str, Any]], color: str, encoding: Mapping[str, Any]) -> dict[str, Any]:
    few = sum(point["value"] is not None for point in points) < 12  # noqa: PLR2004 -- more points hide the line
    mark = {"type": "line", "color": color, "strokeWidth": 2.5, "invalid": "break-paths-show-domains"}
    return {
        "data": {"values": points},
        "mark": {**mark, "point": {"color": color, "size": 45} if few else False},
        "encoding": dict(encoding),
    }


def _end_label(point: Mapping[str, Any], text: str, color: str, *, below: bool) -> dict[str, Any]:
    """Return a label at the end of a line, with a rim of paper so that it can be read across another line."""
    mark = {"type": "text", "align": "right", "dy": 16 if below else -12, "fontSize": 12, "fontWeight": "bold"}
    return {
        "data": {"values": [{**point, "text": text}]},
        "encoding": {"text": {"field": "text"}},
        "layer": [
            {"mark": {**mark, "color": style.PAPER, "stroke": style.PAPER, "strokeWidth": 4}},
            {"mark": {**mark, "color": color}},
        ],
    }
