"""A participant as a place: where it lies, what it was called, and official figures about it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from husrom.figures.facts import Fact, municipality_facts
from husrom.figures.municipalities import current_numbers, municipality_by_number
from husrom.portal.network.models import Membership
from husrom.portal.network.queries.counties import PeriodUnderNumber, counties_on, number_history

TEASER = ("population", "population_change_10_years_pct", "share_aged_80_or_over_pct", "detached_share_pct")


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A figure ready to be shown; `value` is empty where there is none, and then `note` says why."""

    label: str
    value: str
    unit: str
    year: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class FactGroup:
    title: str
    facts: tuple[ShownFact, ...]
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
    facts = _facts(number)
    return MunicipalityPage(
        county_then=_county_names(membership, network.division_on, network.county_labels),
        county_now=_county_names(membership, today, {}),
        numbers=number_history(number),
        groups=_groups(facts, _spans(others.values_list("municipality_number", flat=True))),
        figures_of=figures_of(membership),
        why_no_figures=""
        if facts
        else _("The municipality has since been split, so no figure of today is about it alone."),
    )


def fact_teaser(membership: Membership) -> tuple[ShownFact, ...]:
    """Return the few figures that say what kind of place it is; no query."""
    return tuple(_shown(fact) for fact in _facts(membership.municipality_number) if fact.key in TEASER)


def figures_of(membership: Membership) -> str:
    """Return the municipality of today that the figures are about, when it has another name than the participant."""
    today = _names_today(membership.municipality_number)
    return "" if today == membership.name else today


def _facts(number: str) -> tuple[Fact, ...]:
    if len(current_numbers(number)) > 1:
        return ()
    return municipality_facts(number)


def _names_today(number: str) -> str:
    return _(" and ").join(municipality_by_number(n).name or n for n in current_numbers(number))


def _county_names(membership: Membership, on: dt.date, announced: dict[str, str]) -> str:
    return _(" and ").join(announced.get(county.number, county.name) for county in counties_on(membership, on))


def _spans(numbers: Iterable[str]) -> dict[str, tuple[float, float]]:
    """Return the lowest and the highest figure among municipalities, by fact; the spread says it, not the place."""
    spans: dict[str, tuple[float, float]] = {}
    for number in numbers:
        for fact in _facts(number):
            if fact.value is not None:
                low, high = spans.get(fact.key, (fact.value, fact.value))
                spans[fact.key] = min(low, fact.value), max(high, fact.value)
    return spans


def _groups(facts: Iterable[Fact], spans: dict[str, tuple[float, float]]) -> tuple[FactGroup, ...]:
    titles = {
        "population": _("Population"),
        "dwellings": _("Dwellings and how people own them"),
        "money": _("Incomes and prices"),
        "area": _("The land"),
    }
    grouped: dict[str, list[Fact]] = {key: [] for key in titles}
    for fact in facts:
        grouped[_group_of(fact.key)].append(fact)
    return tuple(
        FactGroup(
            title=titles[key],
            facts=tuple(_shown(fact, spans.get(fact.key)) for fact in found),
            notes=tuple(dict.fromkeys(_(fact.note) for fact in found if fact.note and fact.value is not None)),
        )
        for key, found in grouped.items()
        if found
    )


def _group_of(key: str) -> str:
    if key.startswith(("price_", "median_income")):
        return "money"
    if key.startswith(("dwellings", "detached", "apartment", "owner", "cooperative", "tenant")):
        return "dwellings"
    return "area" if key in {"area_km2", "persons_per_km2"} else "population"


def _shown(fact: Fact, span: tuple[float, float] | None = None) -> ShownFact:
    notes = []
    if fact.value is None:
        notes.append(_(fact.missing_reason))
    if fact.value is not None and fact.observations is not None:
        notes.append(
            ngettext("Mean of %(count)s sale.", "Mean of %(count)s sales.", fact.observations)
            % {"count": fact.observations}
        )
    if fact.value is not None and span is not None and span[0] < span[1]:
        notes.append(
            _("Among the participants: %(low)s to %(high)s.")
            % {"low": _number(span[0], fact), "high": _number(span[1], fact)}
        )
    return ShownFact(
        label=_(fact.label),
        value="" if fact.value is None else _number(fact.value, fact),
        unit=_(fact.unit),
        year=f"{fact.from_year}–{fact.year}" if fact.from_year else str(fact.year),
        source="; ".join(dict.fromkeys(source.attribution for source in fact.sources)),
        note=" ".join(notes),
    )


def _number(value: float, fact: Fact) -> str:
    """Write a number as the reader does; a change carries its sign."""
    written = number_format(abs(round(value, fact.decimals)), fact.decimals, use_l10n=True, force_grouping=True)
    if value < 0:
        return f"−{written}"
    return f"+{written}" if fact.from_year else written
