"""Peers, not ranks: the municipalities a figure can be seen beside, and where the middle of them lies."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from husrom.figures.catalogue import source
from husrom.figures.errors import UnknownGroupingError
from husrom.figures.indicators import Indicator, cross_section, indicator, latest
from husrom.figures.indicators.measures import has_dataset
from husrom.figures.indicators.reading import read_yaml
from husrom.figures.indicators.reasons import filled
from husrom.figures.municipalities import current_number, municipality_by_number
from husrom.figures.provenance import Source, Title
from husrom.figures.snapshot import table
from husrom.figures.tables import table_of

FEWEST_WITH_VALUE = 5
"""Below this, a median and quartiles say more of single municipalities than of the group."""
ROOM = files("husrom.figures")


@dataclass(frozen=True, slots=True)
class Band:
    """A group of municipalities by an indicator: those below a limit, and not below the one before.

    Attributes
    ----------
    below
        In the unit of the indicator; None in the last band.
    """

    below: float | None
    label: Title


@dataclass(frozen=True, slots=True)
class Grouping:
    """A way to divide all municipalities into groups.

    Attributes
    ----------
    indicator_key, bands
        What the groups are made by; empty where a dataset has them.
    dataset
        The dataset with the class of each municipality; empty where an indicator makes the groups.
    """

    key: str
    label: Title
    explanation: Title
    indicator_key: str = ""
    bands: tuple[Band, ...] = ()
    dataset: str = ""


@dataclass(frozen=True, slots=True)
class Peers:
    """The other municipalities in a municipality's group, by name.

    Attributes
    ----------
    label
        What the group is called; None where the municipality is in none.
    numbers
        The municipality itself is not among them.
    reason
        Why there is no group; None where there is one.
    """

    grouping: Grouping
    label: Title | None
    numbers: tuple[str, ...]
    reason: Title | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class PeerSummary:
    """Where the middle of a municipality's peers lies in one indicator and period.

    Attributes
    ----------
    median, first_quartile, third_quartile
        In the indicator's unit; half of the peers lie between the quartiles. All None where `reason` says why.
    count_with_value
        How many of the peers have a value; at least five where there is a median.
    """

    indicator: Indicator
    peers: Peers
    period: str
    median: float | None
    first_quartile: float | None
    third_quartile: float | None
    count_with_value: int
    reason: Title | None


@cache
def peer_groupings() -> tuple[Grouping, ...]:
    """Return every way municipalities are grouped, also those whose classes the snapshot does not hold.

    Examples
    --------
    >>> [grouping.key for grouping in peer_groupings()]
    ['growth', 'size', 'centrality', 'kostra_group']
    """
    return tuple(_grouping(key, entry) for key, entry in read_yaml("peers.yaml", ROOM).items())


def peers_of(number: str, grouping: str) -> Peers:
    """Return the peers of a municipality; a former number gives the municipality it belongs to today.

    Raises
    ------
    UnknownGroupingError, UnknownMunicipalityError, SplitMunicipalityError
        When there is no such grouping or municipality, or the number leads to several.

    Examples
    --------
    >>> hamar = peers_of("3403", "size")
    >>> hamar.label.en, "3405" in hamar.numbers, "3403" in hamar.numbers
    ('20,000 to 49,999 residents', True, False)
    """
    chosen, about = _by_key(grouping), current_number(number)
    group = _groups(grouping).get(about)
    if group is None:
        return Peers(chosen, None, (), _why_no_group(chosen, about), _sources(chosen))
    members = (other for other, its in _groups(grouping).items() if its == group and other != about)
    by_name = sorted(members, key=lambda other: (municipality_by_number(other).name, other))
    return Peers(chosen, group, tuple(by_name), None, _sources(chosen))


def peer_summary(key: str, number: str, grouping: str, period: str | None = None) -> PeerSummary:
    """Return the median and quartiles of a municipality's peers in one indicator.

    Parameters
    ----------
    period
        As "2026" or "2026K1"; None is that of the municipality's newest value.

    Raises
    ------
    UnknownIndicatorError, UnknownGroupingError, UnknownMunicipalityError, SplitMunicipalityError
        When the key, grouping or number leads nowhere, or the number to several municipalities.

    Examples
    --------
    >>> summary = peer_summary("population_change_10_years_pct", "3403", "size")
    >>> summary.period, summary.count_with_value, summary.first_quartile < summary.median < summary.third_quartile
    ('2026', 47, True)
    """
    chosen, peers = indicator(key), peers_of(number, grouping)
    wanted = period or latest(key, number).period
    values = _values(key, wanted)
    found = [values[other] for other in peers.numbers if other in values]
    if peers.reason is not None or len(found) < FEWEST_WITH_VALUE:
        reason = peers.reason or filled("few_peers", count=str(len(found)), fewest=str(FEWEST_WITH_VALUE))
        return PeerSummary(chosen, peers, wanted, None, None, None, len(found), reason)
    first, median, third = (float(cut) for cut in np.quantile(found, (0.25, 0.5, 0.75)))
    return PeerSummary(chosen, peers, wanted, median, first, third, len(found), None)


def _grouping(key: str, entry: Mapping[str, Any]) -> Grouping:
    return Grouping(
        key=key,
        label=Title(**entry["label"]),
        explanation=Title(**entry["explanation"]),
        indicator_key=entry.get("indicator", ""),
        bands=tuple(Band(band["below"], Title(**band["label"])) for band in entry.get("bands", ())),
        dataset=entry.get("dataset", ""),
    )


def _by_key(key: str) -> Grouping:
    for grouping in peer_groupings():
        if grouping.key == key:
            return grouping
    known = ", ".join(grouping.key for grouping in peer_groupings())
    raise UnknownGroupingError(f'There is no way to group municipalities called "{key}". Use one of {known}.')


@cache
def _groups(key: str) -> dict[str, Title]:
    """Return the label of each municipality's group; a municipality that is in none is left out."""
    grouping = _by_key(key)
    if grouping.dataset:
        return _classes(grouping.dataset) if has_dataset(grouping.dataset) else {}
    values = {value.municipality_number: value.value for value in cross_section(grouping.indicator_key)}
    return {number: _band(grouping.bands, value).label for number, value in values.items() if value is not None}


def _band(bands: tuple[Band, ...], value: float) -> Band:
    return next(band for band in bands if band.below is None or value < band.below)


def _classes(dataset: str) -> dict[str, Title]:
    """Return the class of each municipality in the last year we have; the register names it in Norwegian."""
    classes = table(dataset)
    rows = classes.filter(classes["year"] == classes["year"].max()).select("municipality_number", "class_name")
    return {number: Title(name, name, name) for number, name in rows.iter_rows()}


def _why_no_group(grouping: Grouping, number: str) -> Title:
    if grouping.dataset and not has_dataset(grouping.dataset):
        return filled("not_fetched", table=table_of(grouping.dataset).key)
    if grouping.indicator_key:
        return latest(grouping.indicator_key, number).reason or filled("missing")
    return filled("missing")


@cache
def _sources(grouping: Grouping) -> tuple[Source, ...]:
    if grouping.dataset:
        return (source(grouping.dataset),) if has_dataset(grouping.dataset) else ()
    return tuple(dict.fromkeys(one for value in cross_section(grouping.indicator_key) for one in value.sources))


@cache
def _values(key: str, period: str) -> dict[str, float]:
    found = cross_section(key, period)
    return {value.municipality_number: value.value for value in found if value.value is not None}
