"""The class of each municipality, year by year: how central it is, and its KOSTRA group."""

import datetime as dt
from collections.abc import Iterable

import polars as pl

from husrom.figures.clients.klass import CENTRALITY, KOSTRA_GROUPS, MUNICIPALITIES, Klass
from husrom.figures.clients.klass_answers import Correspondence
from husrom.figures.errors import SourceRefusedError
from husrom.figures.municipality_register.errors import MunicipalityRegisterError
from husrom.figures.municipality_register.history import History, is_municipality

CLASSES_SCHEMA = pl.Schema(
    {
        "municipality_number": pl.String,
        "division_year": pl.Int16,
        "year": pl.Int16,
        "class_code": pl.String,
        "class_name": pl.String,
    }
)
_KOSTRA_GROUP_CODES = "EKG"
_NO_TABLE = 404


def municipality_centrality(klass: Klass, history: History, years: range) -> pl.DataFrame:
    """Return the dataset `municipality_centrality`: the class of centrality on 1 January of each year.

    Returns
    -------
    polars.DataFrame
        `municipality_number`, `division_year`, `year`, `class_code` (1 is the most central), `class_name`. Years for
        which the register has no table are left out; 2020 and 2024 drew the classes anew.

    Raises
    ------
    MunicipalityRegisterError
        When a municipality has two classes at once.
    """
    found = _correspondences(klass, MUNICIPALITIES, CENTRALITY, years)
    rows = [(line.source_code, line.target_code, line.target_name, line) for line in found]
    return _by_year(rows, history, years)


def municipality_kostra_group(klass: Klass, history: History, years: range) -> pl.DataFrame:
    """Return the dataset `municipality_kostra_group`: the KOSTRA group on 1 January of each year.

    Columns and errors are as for centrality; the groups are the EKG ones, by size and economy. The register holds
    them the other way round, the group first.
    """
    found = _correspondences(klass, KOSTRA_GROUPS, MUNICIPALITIES, years)
    rows = [
        (line.target_code, line.source_code, line.source_name, line)
        for line in found
        if line.source_code.startswith(_KOSTRA_GROUP_CODES)
    ]
    return _by_year(rows, history, years)


def _correspondences(klass: Klass, source: int, target: int, years: range) -> tuple[Correspondence, ...]:
    """Return what belongs to what in all the years, or in those that have a table where the register lacks one."""
    first, last = dt.date(years[0], 1, 1), dt.date(years[-1], 12, 31)
    try:
        return klass.correspondences(source, target, first, last)
    except SourceRefusedError as refusal:
        if refusal.status != _NO_TABLE:
            raise
    return tuple(line for year in years for line in _correspondences_on(klass, source, target, dt.date(year, 1, 1)))


def _correspondences_on(klass: Klass, source: int, target: int, day: dt.date) -> tuple[Correspondence, ...]:
    # The same question over a range of one day, since only ranges are answered with the days they hold.
    try:
        return klass.correspondences(source, target, day, day)
    except SourceRefusedError as refusal:
        if refusal.status == _NO_TABLE:
            return ()
        raise


def _by_year(rows: Iterable[tuple[str, str, str, Correspondence]], history: History, years: range) -> pl.DataFrame:
    classes: dict[tuple[int, str], tuple[str, str]] = {}
    for number, code, name, line in rows:
        if not is_municipality(number):
            continue
        for year in years:
            if not _holds_on(line, dt.date(year, 1, 1)):
                continue
            if classes.setdefault((year, number), (code, name))[0] != code:
                raise MunicipalityRegisterError(
                    f"KLASS puts municipality {number} in both {classes[year, number][0]} and {code} in {year}. "
                    "Keep the classes at hand, and see the register."
                )
    divisions = {year: history.division_year(dt.date(year, 1, 1)) for year in years}
    ordered = [(number, divisions[year], year, *found) for (year, number), found in sorted(classes.items())]
    return pl.DataFrame(ordered, schema=CLASSES_SCHEMA, orient="row")


def _holds_on(line: Correspondence, day: dt.date) -> bool:
    return (line.valid_from or dt.date.min) <= day <= (line.valid_to or dt.date.max)
