"""A municipality's population as observed and as projected, with the low and high alternatives where we have them."""

from collections.abc import Sequence
from typing import Any

from husrom.figures.charts import style
from husrom.figures.charts.chart import Chart
from husrom.figures.indicators import Value, series

ALTERNATIVES = {"low": "projected_population_low", "main": "projected_population", "high": "projected_population_high"}
FIRST_YEAR = 2005


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
        name: [value for value in series(key, number) if value.period > last.period]
        for name, key in ALTERNATIVES.items()
    }
    title = f"{style.word('population', language)}, {place}"
    columns = ["observed", *(name for name in ALTERNATIVES if projected[name])]
    everything = [*observed, *(value for values in projected.values() for value in values)]
    return Chart(
        definition=style.framed(
            _layers(observed, projected, language),
            title=title,
            subtitle=style.word("persons", language),
            sources=style.sources_of(everything),
        ),
        title=title,
        alternative=f"{title}. {_described(last, projected['main'], language)}",
        columns=(style.word("year", language), *(style.word(name, language) for name in columns)),
        rows=_rows({"observed": observed, **projected}, columns, language),
        language=language,
    )


def _described(last: Value, main: Sequence[Value], language: str) -> str:
    unit = style.in_language(last.indicator.unit.label, language)
    ends = main[-1] if main else last
    said = [f"{style.written(value.value, 0, language)} {unit}" for value in (last, ends)]
    if ends is last:
        return style.word("described_once", language, value=said[0], period=last.period)
    return style.word(
        "described", language, first=said[0], first_period=last.period, last=said[1], last_period=ends.period
    )


def _rows(lines: dict[str, Sequence[Value]], columns: Sequence[str], language: str) -> tuple[tuple[str, ...], ...]:
    cells = {(name, value.period): value.value for name in columns for value in lines[name]}
    periods = sorted({period for _name, period in cells})
    return tuple(
        (period, *(style.written(cells.get((name, period)), 0, language) for name in columns)) for period in periods
    )


def _layers(observed: Sequence[Value], projected: dict[str, list[Value]], language: str) -> dict[str, Any]:
    last = _point(observed[-1])
    layers: list[dict[str, Any]] = []
    if projected["low"] and projected["high"]:
        layers.append(_band(last, projected["low"], projected["high"]))
        layers += [_label(_point(projected[name][-1]), style.word(name, language), dx=6) for name in ("low", "high")]
    if projected["main"]:
        points = [last, *map(_point, projected["main"])]
        layers.append(_line(points, dash=[6, 4]))
        has_band = bool(projected["low"] and projected["high"])
        said = style.word("main" if has_band else "projected", language)
        layers.append(_label(points[-1], said, dx=6))
    layers += [_line([_point(value) for value in observed]), _dot(last)]
    layers.append(_label(last, f"{style.written(last['value'], 0, language)} ({last['year']})", dy=-14, align="right"))
    return {
        "encoding": {
            "x": {
                "field": "year",
                "type": "quantitative",
                "scale": {"zero": False, "nice": False},
                "axis": {"format": "d", "tickMinStep": 1, "grid": False, "title": None},
            },
            "y": {
                "field": "value",
                "type": "quantitative",
                # From zero: a few hundred residents more or fewer must not look like a collapse.
                "scale": {"zero": True},
                "axis": {"format": style.number_format(0), "title": None, "domain": False, "ticks": False},
            },
        },
        "layer": layers,
    }


def _point(value: Value) -> dict[str, Any]:
    return {"year": value.year, "value": value.value}


def _line(points: list[dict[str, Any]], dash: list[int] | None = None) -> dict[str, Any]:
    mark: dict[str, Any] = {"type": "line", "color": style.SPRUCE, "strokeWidth": 2.5}
    return {"data": {"values": points}, "mark": {**mark, "strokeDash": dash} if dash else mark}


def _dot(point: dict[str, Any]) -> dict[str, Any]:
    return {"data": {"values": [point]}, "mark": {"type": "point", "filled": True, "size": 60, "color": style.SPRUCE}}


def _band(last: dict[str, Any], low: Sequence[Value], high: Sequence[Value]) -> dict[str, Any]:
    upper = {value.year: value.value for value in high}
    points = [{"year": last["year"], "value": last["value"], "high": last["value"]}]
    points += [{**_point(value), "high": upper[value.year]} for value in low if value.year in upper]
    return {
        "data": {"values": points},
        "mark": {"type": "area", "color": style.SPRUCE, "opacity": 0.14},
        "encoding": {"y2": {"field": "high"}},
    }


def _label(point: dict[str, Any], text: str, *, dx: int = 0, dy: int = 0, align: str = "left") -> dict[str, Any]:
    mark = {"type": "text", "align": align, "dx": dx, "dy": dy, "color": style.INK, "fontSize": 12}
    return {"data": {"values": [{**point, "text": text}]}, "mark": mark, "encoding": {"text": {"field": "text"}}}
