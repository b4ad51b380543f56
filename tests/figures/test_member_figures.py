"""The municipalities of the first network have every figure that the snapshot holds for them."""

import polars as pl
import pytest

from husrom.figures.catalogue import source, sources
from husrom.figures.indicators import indicators, series
from husrom.figures.municipalities import current_number
from husrom.figures.snapshot import table

MEMBERS = [
    "1103",
    "1149",
    "1840",
    "1868",
    "3232",
    "3234",
    "3312",
    "3403",
    "3405",
    "3443",
    "3901",
    "4203",
    "4204",
    "4205",
    "4218",
    "5060",
    "5605",
]
# Registers of numbers, and tables that no indicator is made of: pairs of municipalities, and figures of old borders.
NOT_FOR_INDICATORS = {
    "municipality_codes",
    "municipality_code_mapping",
    "boundaries",
    "migration_flows",
    "former_dwelling_prices",
    "population_by_age_and_sex",
}


def _tables_about(number: str) -> set[str | None]:
    """Return the producers' tables with a figure of the municipality, in whichever dataset."""
    found = set()
    for name in set(sources()) - NOT_FOR_INDICATORS:
        frame = table(name)
        if "municipality_number" not in frame.columns:
            continue
        own = frame.filter(pl.col("municipality_number") == number)
        values = [column for column in own.columns if f"{column}_status" in own.columns]
        if any(own[column].is_not_null().any() for column in values):
            found.add(source(name).table)
    return found


@pytest.mark.parametrize("number", MEMBERS)
def test_a_member_has_every_figure_there_is_about_it(number: str) -> None:
    assert current_number(number) == number
    used = {
        taken_from.table
        for indicator in indicators()
        for value in series(indicator.key, number)
        if value.value is not None
        for taken_from in value.sources
    }
    held = _tables_about(number)
    assert len(held) >= 7
    assert held - used == set()
