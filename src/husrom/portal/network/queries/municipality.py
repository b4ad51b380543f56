"""A participant as a place: where it lies, what it was called, and official figures about it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from husrom.figures.indicators import Value, latest
from husrom.figures.municipalities import current_numbers, municipality_by_number
from husrom.portal.common.shown_values import ShownValue, in_reader_language, shown, written
from husrom.portal.network.models import Membership
from husrom.portal.network.queries.counties import PeriodUnderNumber, counties_on, number_history

TEASER = ("population", "population_change_10_years_pct", "share_aged_80_or_over_pct", "detached_share_pct")
GROUPS = {
    "population": (
        "population",
        "population_change_5_years_pct",
        "population_change_10_years_pct",
        "projected_population_2040",
        "projected_population_2050",
        "share_aged_65_or_over_pct",
        "share_aged_80_or_over_pct",
    ),
    "dwellings": (
        "dwellings",
        "detached_share_pct",
        "apartment_block_share_pct",
        "owner_share_pct",
        "cooperative_owner_share_pct",
        "tenant_share_pct",
    ),
    "money": (
        "median_income_after_tax_nok",
        "price_detached_nok_per_m2",
        "price_small_house_nok_per_m2",
        "price_apartment_nok_per_m2",
    ),
    "area": ("area_km2", "persons_per_km2"),
}
"""The indicators on a participant's page, in its order."""


@dataclass(frozen=True, slots=True)
class FactGroup:
    title: str
    facts: tuple[ShownValue, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MunicipalityPage:
    """`figures_of` names the municipality of today that the figures are about, when it has another name."""

    county_then: str
    county_now: str
    numbers: tuple[PeriodUnderNumber, ...]
    groups: tuple[FactGroup, ...]
    figures_of: str
    why_no_figures: str


def municipality_page(membership: Membership) -> MunicipalityPage:
    """Return the public facts about a participant; one query, for the other participants' numbers."""
    network = membership.network
    number = membership.municipality_number
    today = timezone.localdate()
    others = network.memberships.exclude(status=Membership.Status.LEFT)
    values = _values(number)
    return MunicipalityPage(
        county_then=_county_names(membership, network.division_on, network.county_labels),
        county_now=_county_names(membership, today, {}),
        numbers=number_history(number),
        groups=_groups(values, _spans(others.values_list("municipality_number", flat=True))),
        figures_of=figures_of(membership),
        why_no_figures=""
        if values
        else _("The municipality has since been split, so no figure of today is about it alone."),
    )


def fact_teaser(membership: Membership) -> tuple[ShownValue, ...]:
    """Return the few figures that say what kind of place it is; no query."""
    values = _values(membership.municipality_number)
    return tuple(_shown(values[key]) for key in TEASER if values)


def figures_of(membership: Membership) -> str:
    """Return the municipality of today that the figures are about, when it has another name than the participant."""
    today = _names_today(membership.municipality_number)
    return "" if today == membership.name else today


def _values(number: str) -> dict[str, Value]:
    """Return the newest value of every indicator on the page; none where the ground belongs to several today."""
    if len(current_numbers(number)) > 1:
        return {}
    return {key: latest(key, number) for keys in GROUPS.values() for key in keys}


def _names_today(number: str) -> str:
    return _(" and ").join(municipality_by_number(n).name or n for n in current_numbers(number))


def _county_names(membership: Membership, on: dt.date, announced: dict[str, str]) -> str:
    return _(" and ").join(announced.get(county.number, county.name) for county in counties_on(membership, on))


def _spans(numbers: Iterable[str]) -> dict[str, tuple[float, float]]:
    """Return the lowest and the highest figure among municipalities; the spread says it, not the place."""
    spans: dict[str, tuple[float, float]] = {}
    for number in numbers:
        for key, found in _values(number).items():
            if found.value is not None:
                low, high = spans.get(key, (found.value, found.value))
                spans[key] = min(low, found.value), max(high, found.value)
    return spans


def _groups(values: dict[str, Value], spans: dict[str, tuple[float, float]]) -> tuple[FactGroup, ...]:
    titles = {
        "population": _("Population"),
        "dwellings": _("Dwellings and how people own them"),
        "money": _("Incomes and prices"),
        "area": _("The land"),
    }
    return tuple(
        FactGroup(
            title=titles[group],
            facts=tuple(_shown(values[key], spans.get(key)) for key in keys),
            notes=tuple(dict.fromkeys(in_reader_language(note) for key in keys if (note := values[key].note))),
        )
        for group, keys in GROUPS.items()
        if values
    )


def _shown(found: Value, span: tuple[float, float] | None = None) -> ShownValue:
    """Return a figure with what must stand by it alone; notes on how it was made stand once, under its group."""
    one = shown(found)
    notes = [in_reader_language(found.reason) if found.reason else "", one.observations]
    if found.value is not None and span is not None and span[0] < span[1]:
        low, high = (written(end, found.indicator) for end in span)
        notes.append(_("Among the participants: %(low)s to %(high)s.") % {"low": low, "high": high})
    return replace(one, note=" ".join(filter(None, notes)))
