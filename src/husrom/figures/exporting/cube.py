"""Values as a cube, so that they can be written as JSON-stat."""

from collections.abc import Sequence

import numpy as np

from husrom.figures.cubes.cube import Cube, Dimension, Note, Unit
from husrom.figures.exporting.frame import place_name, sources_of
from husrom.figures.indicators import Indicator, Status, Value
from husrom.figures.provenance import said_in

# The signs of Statistics Norway: not possible, not available, confidential.
SIGNS = {
    Status.UNDEFINED: ".",
    Status.MISSING: "..",
    Status.NOT_AVAILABLE: "..",
    Status.SUPPRESSED: ":",
    Status.ESTIMATED: "e",
    Status.PROJECTED: "f",
}


def values_cube(values: Sequence[Value], language: str = "nb") -> Cube:
    """Return values as a cube of indicator, municipality and period.

    A combination that was not given has no number and the sign `..`. Estimated figures have the sign `e` and projected
    ones `f`, as in the statistics of Europe.

    Parameters
    ----------
    values
        At least one; each indicator, municipality and period at most once.
    """
    indicators = {value.indicator.key: value.indicator for value in values}
    numbers = sorted({value.municipality_number for value in values})
    periods = sorted({value.period for value in values})
    shape = (len(indicators), len(numbers), len(periods))
    cells, status = np.full(shape, np.nan), np.ones(shape, np.uint8)
    signs = ["", ".."]
    at_key, at_number, at_period = (
        {code: place for place, code in enumerate(codes)} for codes in (indicators, numbers, periods)
    )
    for value in values:
        cell = (at_key[value.indicator.key], at_number[value.municipality_number], at_period[value.period])
        sign = SIGNS.get(value.status, "")
        if sign not in signs:
            signs.append(sign)
        cells[cell] = np.nan if value.value is None else value.value
        status[cell] = signs.index(sign)
    sources = sources_of(values)
    return Cube(
        label=", ".join(said_in(found.title, language) for found in indicators.values()),
        source="; ".join(dict.fromkeys(source.attribution for source in sources)),
        updated=None,
        dimensions=(
            _indicator_dimension(list(indicators.values()), language),
            Dimension(
                "municipality",
                "municipality",
                tuple(numbers),
                tuple(place_name(number, language) for number in numbers),
                role="geo",
            ),
            Dimension("period", "period", tuple(periods), tuple(periods), role="time"),
        ),
        values=cells.ravel(),
        status=status.ravel(),
        status_signs=tuple(signs),
        notes=tuple(Note(f"{source.attribution}. {source.licence.name}. {source.url}") for source in sources),
    )


def _indicator_dimension(indicators: Sequence[Indicator], language: str) -> Dimension:
    return Dimension(
        "indicator",
        "indicator",
        tuple(found.key for found in indicators),
        tuple(said_in(found.title, language) for found in indicators),
        role="metric",
        units={found.key: Unit(said_in(found.unit.label, language), found.decimals) for found in indicators},
        notes={found.key: (Note(said_in(found.definition, language)),) for found in indicators},
    )
