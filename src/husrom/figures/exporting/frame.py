"""Values as a table with one row each, complete with what must stand beside a figure."""

from collections.abc import Iterable, Sequence

import polars as pl

from husrom.figures.indicators import Value
from husrom.figures.municipalities import municipality_by_number
from husrom.figures.provenance import Source, Title, said_in

COUNTRY_NUMBER = "0"
COUNTRY = Title(nb="Norge", nn="Noreg", en="Norway")
COLUMNS = {
    "indicator": pl.String,
    "title": pl.String,
    "municipality_number": pl.String,
    "municipality": pl.String,
    "period": pl.String,
    "value": pl.Float64,
    "unit": pl.String,
    "status": pl.String,
    "reason": pl.String,
    "note": pl.String,
    "observations": pl.Int64,
    "division_year": pl.Int32,
    "definition_version": pl.String,
    "source": pl.String,
    "licence": pl.String,
    "url": pl.String,
    "retrieved_on": pl.Date,
}


def values_frame(values: Sequence[Value], language: str = "nb") -> pl.DataFrame:
    """Return one row per value, in the order given.

    Returns
    -------
    polars.DataFrame
        Columns as `COLUMNS`. `value` is null where there is no figure, and then `reason` says why. `source`, `licence`
        and `url` name every table the value is made from, with semicolons between.
    """
    return pl.DataFrame([_row(value, language) for value in values], schema=COLUMNS, orient="row")


def place_name(number: str, language: str) -> str:
    """Return what a municipality, or the country, is called."""
    return said_in(COUNTRY, language) if number == COUNTRY_NUMBER else municipality_by_number(number).name


def sources_of(values: Iterable[Value]) -> tuple[Source, ...]:
    """Return the sources of values, each once."""
    return tuple({source.identifier: source for value in values for source in value.sources}.values())


def _row(value: Value, language: str) -> tuple[object, ...]:
    retrieved = [source.retrieved_on for source in value.sources if source.retrieved_on]
    return (
        value.indicator.key,
        said_in(value.indicator.title, language),
        value.municipality_number,
        place_name(value.municipality_number, language),
        value.period,
        value.value,
        said_in(value.indicator.unit.label, language),
        value.status.value,
        value.reason and said_in(value.reason, language),
        value.note and said_in(value.note, language),
        value.observations,
        value.division_year,
        value.indicator.version,
        _joined(source.attribution for source in value.sources),
        _joined(source.licence.name for source in value.sources),
        _joined(source.url for source in value.sources),
        min(retrieved, default=None),
    )


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(texts))
