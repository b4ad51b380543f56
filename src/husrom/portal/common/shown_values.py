"""Official figures as a reader sees them: written their way, in their language, with year, unit and source."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext

from husrom.figures.indicators import Indicator, Value
from husrom.figures.provenance import Title, attribution_line, said_in


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A figure ready to be shown; `value` is empty where there is none, and then `note` says why."""

    key: str
    municipality_number: str
    label: str
    value: str
    unit: str
    period: str
    source: str
    note: str
    observations: str
    """How many sales a mean, or households a median, rests on; empty where it is not known."""


def reader_language() -> str:
    """Return nb, nn or en."""
    return (get_language() or "nb")[:2]


def in_reader_language(text: Title) -> str:
    return said_in(text, reader_language())


def shown(value: Value) -> ShownValue:
    notes = [in_reader_language(note) for note in (value.reason, value.note) if note]
    return ShownValue(
        key=value.indicator.key,
        municipality_number=value.municipality_number,
        label=in_reader_language(value.indicator.title),
        value=written(value.value, value.indicator),
        unit=in_reader_language(value.indicator.unit.label),
        period=f"{value.from_year}–{value.period}" if value.from_year else value.period,
        source=attribution_line(value.sources),
        note=" ".join(notes),
        observations=_observations(value),
    )


def _observations(value: Value) -> str:
    if value.value is None or value.observations is None:
        return ""
    measures = (measure for recipe in value.indicator.recipes for measure in (recipe.part, recipe.base) if measure)
    if any(measure.observations == "households" for measure in measures):
        counted = ngettext("Median of %(count)s household.", "Median of %(count)s households.", value.observations)
    else:
        counted = ngettext("Mean of %(count)s sale.", "Mean of %(count)s sales.", value.observations)
    return counted % {"count": number_format(value.observations, use_l10n=True, force_grouping=True)}


def written(number: float | None, indicator: Indicator) -> str:
    """Write a number of an indicator as the reader does; a change carries its sign. Empty where there is none."""
    if number is None:
        return ""
    decimals = indicator.decimals
    text = number_format(abs(round(number, decimals)), decimals, use_l10n=True, force_grouping=True)
    if round(number, decimals) < 0:
        return f"−{text}"
    return f"+{text}" if indicator.span_years and round(number, decimals) > 0 else text
