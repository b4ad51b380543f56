"""The values of an indicator: one municipality through time, its newest, or every municipality in one period."""

import difflib
from collections.abc import Sequence
from functools import cache
from typing import Any

import polars as pl

from husrom.figures.catalogue import source
from husrom.figures.errors import UnknownIndicatorError
from husrom.figures.indicators import reasons
from husrom.figures.indicators.engine import evaluated, readings
from husrom.figures.indicators.indicator import Indicator, Status, Theme, Value
from husrom.figures.indicators.measures import NORWAY, has_dataset, municipality_numbers
from husrom.figures.indicators.reading import definitions
from husrom.figures.municipalities import current_number
from husrom.figures.provenance import Source

Row = tuple[Any, ...]
_AS_WRITTEN = ("number", "period", "value", "status", "reason", "observations", "sources", "notes")


def indicators(theme: Theme | str | None = None) -> tuple[Indicator, ...]:
    """Return every indicator, or those of a theme, in the order they are to be shown.

    Examples
    --------
    >>> indicators("demography")[0].title.en
    'Population'
    """
    return tuple(found for found in definitions().values() if theme is None or found.theme == theme)


def indicator(key: str) -> Indicator:
    """Return one indicator.

    Raises
    ------
    UnknownIndicatorError
        When there is none with the key; the message names those that look like it.

    Examples
    --------
    >>> indicator("population").unit.label.nb
    'personer'
    >>> indicator("populaton")
    Traceback (most recent call last):
    husrom.figures.errors.UnknownIndicatorError: There is no indicator "populaton". Did you mean population...
    """
    try:
        return definitions()[key]
    except KeyError:
        near = tuple(difflib.get_close_matches(key, definitions(), n=3, cutoff=0.5))
        meant = f"Did you mean {' or '.join(near)}? " if near else ""
        raise UnknownIndicatorError(
            f'There is no indicator "{key}". {meant}See them all: husrom figures list --indicators', near
        ) from None


def series(key: str, number: str, *, first: int | None = None, last: int | None = None) -> tuple[Value, ...]:
    """Return an indicator of one municipality through time; "0" is Norway.

    Parameters
    ----------
    number
        The number of a municipality; a former one gives the municipality it belongs to today.
    first, last
        The first and last year, both included.

    Returns
    -------
    tuple of Value
        In order of period; empty where the snapshot has none for the municipality, and `latest` says why.

    Raises
    ------
    UnknownIndicatorError, UnknownMunicipalityError, SplitMunicipalityError
        When the key or number leads nowhere, or the number to several municipalities.

    Examples
    --------
    >>> [(value.period, value.value) for value in series("population", "0403", first=2025)]
    [('2025', 33441.0), ('2026', 33817.0)]
    """
    chosen, about = indicator(key), _number_today(number)
    frame = evaluated(chosen.key).filter(pl.col("number") == about)
    if first is not None:
        frame = frame.filter(pl.col("year") >= first)
    if last is not None:
        frame = frame.filter(pl.col("year") <= last)
    return tuple(_value(chosen, row) for row in _rows(frame))


@cache
def latest(key: str, number: str) -> Value:
    """Return the newest value of an indicator for one municipality; there is always one, if only with a reason.

    Raises
    ------
    UnknownIndicatorError, UnknownMunicipalityError, SplitMunicipalityError
        As `series`.

    Examples
    --------
    >>> latest("population", "3403").value, latest("population", "0").value
    (33817.0, 5627400.0)
    """
    chosen, about = indicator(key), _number_today(number)
    row = _newest(chosen.key).get(about)
    return _absent(chosen, about) if row is None else _value(chosen, row)


def cross_section(key: str, period: str | None = None) -> tuple[Value, ...]:
    """Return an indicator for every municipality in one period, by number; none is left out.

    Parameters
    ----------
    period
        As "2026" or "2026K1"; None is the newest of the periods in which most municipalities have a value.

    Examples
    --------
    >>> oslo = cross_section("population")[0]
    >>> oslo.municipality_number, oslo.period
    ('0301', '2026')
    """
    chosen = indicator(key)
    wanted = period or widest_period(key)
    rows = {row[0]: row for row in _rows(evaluated(key).filter(_period() == wanted))}
    return tuple(
        _value(chosen, rows[number]) if number in rows else _other_period(chosen, number, wanted)
        for number in municipality_numbers()
    )


@cache
def widest_period(key: str) -> str:
    """Return the newest of the periods in which most municipalities have a value; empty where there is none."""
    counted = (
        evaluated(key)
        .filter(pl.col("value").is_not_null() & (pl.col("number") != NORWAY))
        .group_by(_period().alias("period"))
        .len()
        .sort("len", "period")
    )
    return "" if counted.is_empty() else str(counted["period"][-1])


def periods(key: str) -> tuple[str, ...]:
    """Return the periods in which any municipality has a value, the oldest first."""
    frame = evaluated(indicator(key).key).filter(pl.col("value").is_not_null())
    return tuple(frame.select(_period().alias("period"))["period"].unique().sort())


def _period() -> pl.Expr:
    quarter = pl.when(pl.col("quarter") > 0).then(pl.lit("K") + pl.col("quarter").cast(pl.String)).otherwise(pl.lit(""))
    return pl.col("year").cast(pl.String) + quarter


def _rows(frame: pl.DataFrame) -> Sequence[Row]:
    return frame.with_columns(period=_period()).select(_AS_WRITTEN).rows()


@cache
def _newest(key: str) -> dict[str, Row]:
    return {row[0]: row for row in _rows(evaluated(key).unique("number", keep="last", maintain_order=True))}


@cache
def _number_today(number: str) -> str:
    return number if number == NORWAY else current_number(number)


@cache
def _sources(names: str) -> tuple[Source, ...]:
    return tuple(source(name) for name in dict.fromkeys(names.split()))


def _value(chosen: Indicator, row: Row) -> Value:
    number, period, value, status, reason, observations, sources, notes = row
    if status == Status.ESTIMATED:
        notes = f"{notes or ''} {status}"
    return Value(
        indicator=chosen,
        municipality_number=number,
        period=period,
        value=value,
        status=Status(status),
        reason=None if value is not None else reasons.reason(reason),
        observations=observations,
        note=reasons.note(notes) if notes and value is not None else None,
        sources=_sources(sources),
    )


def _absent(chosen: Indicator, number: str, period: str = "") -> Value:
    """Return a value that only says why there is none."""
    lacks_country = number == NORWAY and not evaluated(chosen.key).is_empty()
    needed = [measure.dataset or "" for recipe in chosen.recipes for measure in readings(recipe)]
    held = [name for name in needed if has_dataset(name)]
    return Value(
        indicator=chosen,
        municipality_number=number,
        period=period or widest_period(chosen.key),
        value=None,
        status=Status.NOT_AVAILABLE,
        reason=reasons.texts()["no_country"] if lacks_country else reasons.absence(chosen),
        observations=None,
        note=None,
        sources=_sources(" ".join(held)),
    )


def _other_period(chosen: Indicator, number: str, period: str) -> Value:
    newest = latest(chosen.key, number)
    absent = _absent(chosen, number, period)
    if newest.value is None and newest.status is Status.NOT_AVAILABLE:
        return absent
    told = reasons.filled("other_period", period=period, newest=newest.period)
    return Value(
        chosen, number, period, None, Status.NOT_AVAILABLE, told, observations=None, note=None, sources=absent.sources
    )
