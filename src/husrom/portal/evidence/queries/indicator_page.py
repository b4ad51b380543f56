from collections.abc import Iterable
from dataclasses import dataclass, replace

from husrom.figures.boundaries import map_shapes
from husrom.figures.indicators import Indicator, Value, cross_section
from husrom.portal.common.alphabet import alphabetical
from husrom.portal.common.shown_values import ShownValue, attributions, in_reader_language, shown, written
from husrom.portal.evidence.choropleth import Choropleth, choropleth
from husrom.portal.evidence.queries.places import Place, place


@dataclass(frozen=True, slots=True)
class PlaceRow:
    place: Place
    shown: ShownValue


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
    rows: tuple[PlaceRow, ...]
    with_value: int
    map: Choropleth
    legend: tuple[ShownLegendStep, ...]
    source: str
    note: str
    """What most of the rows would remark, said once."""


def indicator_page(found: Indicator, period: str | None = None) -> IndicatorPage:
    values = cross_section(found.key, period)
    drawn = choropleth(
        map_shapes(value.municipality_number for value in values),
        {value.municipality_number: value.value for value in values},
    )
    rows, note = _said_once(rows_by_name(values))
    return IndicatorPage(
        indicator=found,
        title=in_reader_language(found.title),
        definition=in_reader_language(found.definition),
        domain=in_reader_language(found.domain),
        unit=in_reader_language(found.unit.label),
        period=values[0].period if values else "",
        rows=rows,
        with_value=sum(value.value is not None for value in values),
        map=drawn,
        legend=tuple(
            ShownLegendStep(step.shade, written(step.low, found), written(step.high, found), step.count)
            for step in drawn.legend
        ),
        source=attributions(source for value in values for source in value.sources),
        note=note,
    )


def rows_by_name(values: Iterable[Value]) -> tuple[PlaceRow, ...]:
    """Return a row for each value; by name, for nobody is ranked here."""
    rows = [PlaceRow(place(value.municipality_number), shown(value)) for value in values]
    return tuple(sorted(rows, key=lambda row: (alphabetical(row.place.name), row.place.number)))


def _said_once(rows: tuple[PlaceRow, ...]) -> tuple[tuple[PlaceRow, ...], str]:
    """Take a remark that most rows with a figure share out of them."""
    with_value = [row.shown.note for row in rows if row.shown.value]
    shared = max(set(with_value), key=with_value.count, default="")
    if not shared or with_value.count(shared) * 2 <= len(with_value):
        return rows, ""
    return tuple(_without(row, shared) for row in rows), shared


def _without(row: PlaceRow, note: str) -> PlaceRow:
    return replace(row, shown=replace(row.shown, note="")) if row.shown.note == note else row
