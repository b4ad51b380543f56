"""A municipality's population as observed and as projected, with the low and high alternatives where we have them."""

from collections.abc import Mapping, Sequence
from typing import Any

from husrom.figures.charts import style
from husrom.figures.charts.chart import Chart
from husrom.figures.charts.lettering import Text
from husrom.figures.charts.lines import Ending, Point, dot_layer, ending_texts, line_layers, room_for, time_encoding
from husrom.figures.charts.picture import LABEL_SIZE, Room, Words, framed
from husrom.figures.charts.scale import Scale, time_scale, value_scale
from husrom.figures.indicators import Value, series

ALTERNATIVES = {"low": "projected_population_low", "main": "projected_population", "high": "projected_population_high"}
FIRST_YEAR = 2005
_BAND_OPACITY = 0.14
_LABEL_ABOVE_PX = 16


def population_chart(number: str, *, place: str, language: str = "nb", first: int = FIRST_YEAR) -> Chart:
    """Return the observed population and what it is projected to be.

    Raises
    ------
    UnknownMunicipalityError, SplitMunicipalityError
        When the number leads to no municipality, or to several.
    ValueError
        When the population of the municipality is not known.
    """
    observed = [value for value in series("population", number, first=first) if value.value is not None]
    if not observed:
        raise ValueError(f"There is nothing to draw for {place}: its population is not known from {first} on.")
    last = observed[-1]
    projected = {
        name: [value for value in series(key, number) if value.value is not None and value.period > last.period]
        for name, key in ALTERNATIVES.items()
    }
    title = f"{style.word('population', language)}, {place}"
    alternative = f"{title}. {_described(last, projected['main'], language)}"
    columns = ["observed", *(name for name in ALTERNATIVES if projected[name])]
    everything = [*observed, *(value for values in projected.values() for value in values)]
    plot, texts, room = _drawn(observed, projected, language)
    words = Words(title, style.word("persons", language), alternative, style.sources_of(everything))
    return Chart(
        definition=framed(plot, texts, words, room),
        title=title,
        alternative=alternative,
        columns=(style.word("year", language), *(style.word(name, language) for name in columns)),
        rows=_rows({"observed": observed, **projected}, columns, language),
        language=language,
    )


def _described(last: Value, main: Sequence[Value], language: str) -> str:
    ends = main[-1] if main else last
    now, then = (style.with_unit(value.value, value, language) for value in (last, ends))
    if ends is last:
        return style.word("described_once", language, value=now, period=last.period)
    return style.word(
        "described_projection", language, first=now, first_period=last.period, last=then, last_period=ends.period
    )


def _rows(lines: Mapping[str, Sequence[Value]], columns: Sequence[str], language: str) -> tuple[tuple[str, ...], ...]:
    cells = {(name, value.period): value.value for name in columns for value in lines[name]}
    periods = sorted({period for _name, period in cells})
    return tuple(
        (period, *(style.written(cells.get((name, period)), 0, language) for name in columns)) for period in periods
    )


def _drawn(
    observed: Sequence[Value], projected: Mapping[str, Sequence[Value]], language: str
) -> tuple[dict[str, Any], list[Text], Room]:
    """Return the plot, its labels and the room they take."""
    known = _points(observed)
    last = known[-1]
    lines = {name: [last, *_points(values)] for name, values in projected.items() if values}
    everything = [*known, *(point for line in lines.values() for point in line)]
    # From zero: a few hundred residents more or fewer must not look like a collapse.
    scale = value_scale([point.value for point in everything], decimals=0, from_zero=True)
    room = room_for(scale)
    times = time_scale(point.time for point in everything)
    has_band = "low" in lines and "high" in lines
    layers = [_band(lines["low"], lines["high"])] if has_band else []
    for name, line in lines.items():
        is_main = name == "main"
        dash, width = (style.PROJECTED_DASH, 2.5) if is_main else (style.BOUND_DASH, 1.5)
        layers += line_layers(line, style.SPRUCE, dash=dash, width=width, shows_points=False)
    layers += [*line_layers(known, style.SPRUCE, shows_points=False), dot_layer([last], style.SPRUCE)]
    endings = [
        Ending(line[-1].value, _name(name, language, has_band=has_band), _figure(line[-1], language), style.SPRUCE)
        for name, line in lines.items()
    ]
    texts = [_newest(last, times, scale, room, language), *ending_texts(endings, scale, room)]
    return {"encoding": time_encoding(times, scale), "layer": layers}, texts, room


def _points(values: Sequence[Value]) -> list[Point]:
    # Each line has a dash of its own, so that none needs to be marked as projected.
    return [Point(float(value.period), value.value) for value in values if value.value is not None]


def _name(name: str, language: str, *, has_band: bool) -> str:
    return style.word("projected" if name == "main" and not has_band else name, language)


def _figure(point: Point, language: str) -> str:
    amount = style.written(point.value, 0, language)
    return style.word("figure_in", language, value=amount, period=f"{point.time:.0f}")


def _newest(last: Point, times: Scale, scale: Scale, room: Room, language: str) -> Text:
    """Return the label of the last observed figure, under the line where there is no room above it."""
    x, y = times.share(last.time) * room.width_px, (1 - scale.share(last.value)) * room.height_px
    has_room_above = y > _LABEL_ABOVE_PX + LABEL_SIZE
    return Text(
        x=max(x, room.width_px / 4),
        y=y - _LABEL_ABOVE_PX if has_room_above else y + _LABEL_ABOVE_PX,
        text=_figure(last, language),
        color=style.INK,
        bold=True,
        align="right",
        has_rim=True,
    )


def _band(low: Sequence[Point], high: Sequence[Point]) -> dict[str, Any]:
    upper = {point.time: point.value for point in high}
    points = [
        {"time": point.time, "value": point.value, "high": upper[point.time]} for point in low if point.time in upper
    ]
    return {
        "data": {"values": points},
        "mark": {"type": "area", "color": style.SPRUCE, "opacity": _BAND_OPACITY},
        "encoding": {"y2": {"field": "high"}},
    }
