from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from husrom.figures.boundaries import map_shapes
from husrom.figures.indicators import Indicator, Value, cross_section, periods, series
from husrom.figures.provenance import attribution_line
from husrom.portal.common.alphabet import alphabetical
from husrom.portal.common.shown_values import ShownValue, in_reader_language, shown, written
from husrom.portal.evidence.choropleth import Choropleth, choropleth
from husrom.portal.evidence.queries.places import Place, place
from husrom.portal.evidence.queries.remarks import said_once


@dataclass(frozen=True, slots=True)
class PlaceRow:
    place: Place
    shown: ShownValue


@dataclass(frozen=True, slots=True)
class MapShape:
    """A municipality on the map, with its figure in words for those who point at it."""

    number: str
    title: str
    path: str
    shade: str


@dataclass(frozen=True, slots=True)
class ShownLegendStep:
    shade: str
    low: str
    high: str
    count: int


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """One indicator for every municipality: on a map, and in a table by name."""

    indicator: Indicator
    title: str
    definition: str
    domain: str
    unit: str
    period: str
    periods: tuple[str, ...]
    """Those one can choose, the newest first."""
    country: ShownValue | None
    rows: tuple[PlaceRow, ...]
    with_value: int
    map: Choropleth
    shapes: tuple[MapShape, ...]
    legend: tuple[ShownLegendStep, ...]
    source: str
    has_remarks: bool
    note: str
    """What most of the rows would remark, said once."""


def indicator_page(found: Indicator, period: str | None = None) -> IndicatorPage:
    values = cross_section(found.key, period)
    drawn = choropleth(
        map_shapes(value.municipality_number for value in values),
        {value.municipality_number: value.value for value in values},
    )
    rows, note = rows_by_name(values)
    chosen = values[0].period if values else ""
    return IndicatorPage(
        indicator=found,
        title=in_reader_language(found.title),
        definition=in_reader_language(found.definition),
        domain=in_reader_language(found.domain),
        unit=in_reader_language(found.unit.label),
        period=chosen,
        periods=tuple(reversed(periods(found.key))),
        country=_country(found, chosen),
        rows=rows,
        with_value=sum(value.value is not None for value in values),
        map=drawn,
        shapes=_shapes(drawn, rows),
        legend=tuple(
            ShownLegendStep(step.shade, written(step.low, found), written(step.high, found), step.count)
            for step in drawn.legend
        ),
        source=attribution_line(source for value in values for source in value.sources),
        has_remarks=any(row.shown.note or row.shown.observations for row in rows),
        note=note,
    )


def _country(found: Indicator, period: str) -> ShownValue | None:
    """Return the figure of Norway in the same period; None where there is none."""
    values = (value for value in series(found.key, "0") if value.period == period and value.value is not None)
    return next(map(shown, values), None)


def _shapes(drawn: Choropleth, rows: Iterable[PlaceRow]) -> tuple[MapShape, ...]:
    said = {row.place.number: f"{row.shown.value} {row.shown.unit}" for row in rows if row.shown.value}
    return tuple(
        MapShape(
            number=shape.number,
            title=f"{shape.name}: {said.get(shape.number) or _('no figure')}",
            path=shape.path,
            shade=shape.shade,
        )
        for shape in drawn.shapes
    )


def rows_by_name(values: Iterable[Value]) -> tuple[tuple[PlaceRow, ...], str]:
    """Return a row for each value, by name, for nobody is ranked here; and the remark that most of them share."""
    ordered = sorted(
        values, key=lambda value: (alphabetical(place(value.municipality_number).name), value.municipality_number)
    )
    figures, remark = said_once([shown(value) for value in ordered])
    return tuple(PlaceRow(place(one.municipality_number), one) for one in figures), remark
