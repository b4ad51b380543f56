"""Place municipalities in groups by growth and decline."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from husrom.housing.growth.groups import Direction, GrowthGroup
from husrom.housing.growth.indicators import GrowthIndicators
from husrom.housing.growth.sentences import Clause, Sentence, compose
from husrom.housing.growth.thresholds import PAIRS, Thresholds

DECIMALS = 1
"""Figures are compared as they are shown."""


class CircumstanceKind(StrEnum):
    """What may be said beside the group."""

    HIGH_PRICE = "high_price"
    MANY_OLDEST = "many_oldest"


@dataclass(frozen=True, slots=True)
class Signal:
    """What one population measure says.

    Attributes
    ----------
    measure
        Name of the indicator.
    value_pct
        As shown, with one decimal; None where it is missing.
    from_year, to_year
        The period of the change.
    """

    measure: str
    value_pct: float | None
    from_year: int
    to_year: int
    growth_from_pct: float
    decline_to_pct: float
    direction: Direction


@dataclass(frozen=True, slots=True)
class Circumstance:
    """Something beside growth that explains the municipality's challenges: price level or age."""

    kind: CircumstanceKind
    value: float
    threshold: float
    year: int


@dataclass(frozen=True, slots=True)
class Margin:
    """The threshold nearest to changing a placement if it alone were moved.

    Attributes
    ----------
    threshold
        Its name in `Thresholds`.
    distance_pct_points
        How far the figure is from it; 0 means exactly on it.
    other_group
        The group the municipality would be in on the other side.
    """

    threshold: str
    value_pct: float
    threshold_pct: float
    distance_pct_points: float
    other_group: GrowthGroup


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a municipality is placed, and why.

    Attributes
    ----------
    signals
        One for each population measure, also the missing ones.
    circumstances
        Price level and age, where they are worth a word. They never change the group.
    missing
        Names of the indicators that are missing.
    margin
        None when no threshold, moved alone, would change the placement.
    """

    municipality_number: str
    name: str
    group: GrowthGroup
    signals: tuple[Signal, ...]
    circumstances: tuple[Circumstance, ...]
    missing: tuple[str, ...]
    margin: Margin | None
    sentence: Sentence = field(compare=False)


def classify(indicators: Iterable[GrowthIndicators], thresholds: Thresholds) -> tuple[Placement, ...]:
    """Place every municipality in exactly one group, or say that it cannot be placed.

    Parameters
    ----------
    indicators
        Figures of each municipality; missing figures are None.
    thresholds
        Where growth begins and decline ends.

    Returns
    -------
    tuple of Placement
        In the order of the indicators. A municipality with fewer known measures than must agree is `NOT_CLASSIFIED`.

    Examples
    --------
    >>> import datetime as dt
    >>> from husrom.housing.growth.indicators import Indicators
    >>> hamar = Indicators("3403", "Hamar", 2026, 12.3, 7.3, 7.2)
    >>> (placement,) = classify([hamar], Thresholds.on(dt.date(2026, 11, 23)))
    >>> placement.group.value, placement.margin
    ('growth_pressure', None)
    >>> print(placement.sentence.en)
    Hamar is under growth pressure: the population rose by 12.3% from 2016 to 2026 (up 7.3% since 2021), and it is
    projected to rise by 7.2% from 2026 to 2036.
    """
    return tuple(_place(entry, thresholds) for entry in indicators)


def group_of(directions: Iterable[Direction], agreeing_measures: int) -> GrowthGroup:
    """Return the group that a municipality's measures point to.

    Examples
    --------
    >>> group_of([Direction.GROWTH, Direction.GROWTH, Direction.DECLINE], 2)
    <GrowthGroup.GROWTH_PRESSURE: 'growth_pressure'>
    >>> group_of([Direction.GROWTH, Direction.MISSING, Direction.MISSING], 2)
    <GrowthGroup.NOT_CLASSIFIED: 'not_classified'>
    """
    known = [direction for direction in directions if direction is not Direction.MISSING]
    if len(known) < agreeing_measures:
        return GrowthGroup.NOT_CLASSIFIED
    if known.count(Direction.GROWTH) >= agreeing_measures:
        return GrowthGroup.GROWTH_PRESSURE
    if known.count(Direction.DECLINE) >= agreeing_measures:
        return GrowthGroup.DECLINE
    return GrowthGroup.STEADY


def group_for(entry: GrowthIndicators, thresholds: Thresholds) -> GrowthGroup:
    """Return only the group of one municipality, without the words: for trying many thresholds.

    Examples
    --------
    >>> import datetime as dt
    >>> from husrom.housing.growth.indicators import Indicators
    >>> group_for(Indicators("5605", "Sør-Varanger", 2026, -2.7, -1.5, 1.6), Thresholds.on(dt.date(2026, 11, 23)))
    <GrowthGroup.DECLINE: 'decline'>
    """
    return group_of([signal.direction for signal in _signals(entry, thresholds)], thresholds.agreeing_measures)


def direction_of(value_pct: float | None, *, growth_from_pct: float, decline_to_pct: float) -> Direction:
    """Return what a measure says; a value on a threshold is on its outer side.

    Examples
    --------
    >>> direction_of(7.0, growth_from_pct=7, decline_to_pct=0)
    <Direction.GROWTH: 'growth'>
    """
    if value_pct is None:
        return Direction.MISSING
    if value_pct >= growth_from_pct:
        return Direction.GROWTH
    return Direction.DECLINE if value_pct <= decline_to_pct else Direction.BETWEEN


def _place(entry: GrowthIndicators, thresholds: Thresholds) -> Placement:
    signals = _signals(entry, thresholds)
    group = group_of([signal.direction for signal in signals], thresholds.agreeing_measures)
    circumstances = _circumstances(entry, thresholds)
    indicator_names = (*(measure for measure, _, _ in PAIRS), "detached_price_nok_per_m2", "share_aged_80_or_over_pct")
    clauses = [Clause(signal.measure, signal.value_pct, signal.from_year, signal.to_year) for signal in signals]
    beside = [Clause(found.kind.value, found.value, found.year, found.year) for found in circumstances]
    return Placement(
        municipality_number=entry.municipality_number,
        name=entry.name,
        group=group,
        signals=signals,
        circumstances=circumstances,
        missing=tuple(name for name in indicator_names if getattr(entry, name) is None),
        margin=_margin(signals, thresholds),
        sentence=compose(entry.name, group, {signal.direction for signal in signals}, [*clauses, *beside]),
    )


def _signals(entry: GrowthIndicators, thresholds: Thresholds) -> tuple[Signal, ...]:
    periods = {
        "change_10_years_pct": (entry.year - 10, entry.year),
        "change_5_years_pct": (entry.year - 5, entry.year),
        "projected_change_pct": (entry.year, entry.projected_to_year),
    }
    signals = []
    for measure, growth, decline in PAIRS:
        exact: float | None = getattr(entry, measure)
        # Adding zero turns the -0.0 that rounding may leave into 0.0.
        shown = None if exact is None else round(exact, DECIMALS) + 0.0
        growth_from, decline_to = getattr(thresholds, growth), getattr(thresholds, decline)
        signals.append(
            Signal(
                measure=measure,
                value_pct=shown,
                from_year=periods[measure][0],
                to_year=periods[measure][1],
                growth_from_pct=growth_from,
                decline_to_pct=decline_to,
                direction=direction_of(shown, growth_from_pct=growth_from, decline_to_pct=decline_to),
            )
        )
    return tuple(signals)


def _circumstances(entry: GrowthIndicators, thresholds: Thresholds) -> tuple[Circumstance, ...]:
    price, share = entry.detached_price_nok_per_m2, entry.share_aged_80_or_over_pct
    found = []
    if price is not None and price >= thresholds.high_detached_price_nok_per_m2:
        limit = thresholds.high_detached_price_nok_per_m2
        found.append(Circumstance(CircumstanceKind.HIGH_PRICE, price, limit, entry.price_year))
    if share is not None and round(share, DECIMALS) >= thresholds.many_aged_80_or_over_pct:
        limit = thresholds.many_aged_80_or_over_pct
        found.append(Circumstance(CircumstanceKind.MANY_OLDEST, round(share, DECIMALS), limit, entry.year))
    return tuple(found)


def _margin(signals: tuple[Signal, ...], thresholds: Thresholds) -> Margin | None:
    """Return the nearest threshold that alone would change the group if it lay on the figure's other side."""
    directions = [signal.direction for signal in signals]
    group = group_of(directions, thresholds.agreeing_measures)
    found: list[Margin] = []
    for index, (signal, (_measure, growth, decline)) in enumerate(zip(signals, PAIRS, strict=True)):
        for name, limit, crossed in (
            (growth, signal.growth_from_pct, _CROSSING_GROWTH.get(signal.direction)),
            (decline, signal.decline_to_pct, _CROSSING_DECLINE.get(signal.direction)),
        ):
            if signal.value_pct is None or crossed is None:
                continue
            other = group_of([*directions[:index], crossed, *directions[index + 1 :]], thresholds.agreeing_measures)
            if other is not group:
                distance = round(abs(signal.value_pct - limit), DECIMALS)
                found.append(Margin(name, signal.value_pct, limit, distance, other))
    return min(found, key=lambda margin: margin.distance_pct_points, default=None)


# What a measure would say if one of its thresholds were moved past the figure. Growth cannot begin below where
# decline ends, so a figure that says decline cannot cross the growth threshold, nor the other way round.
_CROSSING_GROWTH = {Direction.GROWTH: Direction.BETWEEN, Direction.BETWEEN: Direction.GROWTH}
_CROSSING_DECLINE = {Direction.DECLINE: Direction.BETWEEN, Direction.BETWEEN: Direction.DECLINE}
