"""Municipalities as KLASS registers them, made into the datasets that the rest of the house reads."""

import datetime as dt
from collections.abc import Mapping

import polars as pl

from husrom.figures.clients.klass import Klass
from husrom.figures.municipality_register.classes import municipality_centrality, municipality_kostra_group
from husrom.figures.municipality_register.datasets import municipality_code_mapping, municipality_codes
from husrom.figures.municipality_register.history import HISTORY_BEGINS, read_history
from husrom.figures.municipality_register.names import KnownNames
from husrom.figures.snapshot import table

FIRST_CLASSIFIED_YEAR = 2020
"""The KOSTRA groups of today were drawn for 2020, as were the classes of centrality by the division of that year."""


def register_datasets(klass: Klass, *, on: dt.date, begin: dt.date = HISTORY_BEGINS) -> Mapping[str, pl.DataFrame]:
    """Return the datasets that the register gives, by name.

    Norwegian names and the shares of municipalities that were split are taken from the datasets at hand.

    Parameters
    ----------
    on
        The day of today; its year is the last one with classes.
    begin
        Numbers that ended before this day are left out.

    Returns
    -------
    mapping
        `municipality_codes`, `municipality_code_mapping`, `municipality_centrality`, `municipality_kostra_group`.

    Raises
    ------
    MunicipalityRegisterError
        When what the register tells does not make a history; keep the datasets at hand.
    SourceError
        When the register cannot be reached, refuses or answers in another form.
    """
    history = read_history(klass, begin=begin)
    names = KnownNames.from_datasets(table("municipality_codes"), table("municipalities"))
    years = range(FIRST_CLASSIFIED_YEAR, on.year + 1)
    return {
        "municipality_codes": municipality_codes(history, names),
        "municipality_code_mapping": municipality_code_mapping(history, table("municipality_code_mapping")),
        "municipality_centrality": municipality_centrality(klass, history, years),
        "municipality_kostra_group": municipality_kostra_group(klass, history, years),
    }
