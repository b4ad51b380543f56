import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from husrom.figures.catalogue import sources
from husrom.figures.indicators import Indicator, indicator, indicators
from husrom.figures.indicators.engine import can_be_made
from husrom.figures.provenance import Source, said_in
from husrom.portal.common.alphabet import alphabetical
from husrom.portal.common.shown_values import in_reader_language, reader_language


@dataclass(frozen=True, slots=True)
class Use:
    """An indicator that is made from a table."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    source: Source
    title: str
    definition: str
    years: str
    age: str
    notes: tuple[str, ...]
    unverified: tuple[str, ...]
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Producer:
    name: str
    lines: tuple[SourceLine, ...]


def producers() -> tuple[Producer, ...]:
    """Return every table the figures are taken from, the producer of most first, and its tables by title."""
    uses = _uses()
    lines = defaultdict[str, list[SourceLine]](list)
    for source in sources().values():
        lines[source.producer].append(_line(source, uses.get(source.identifier, ())))
    found = [Producer(name, tuple(sorted(its, key=lambda one: alphabetical(one.title)))) for name, its in lines.items()]
    return tuple(sorted(found, key=lambda one: (-len(one.lines), alphabetical(one.name))))


def _line(source: Source, uses: tuple[Use, ...]) -> SourceLine:
    language = reader_language()
    return SourceLine(
        source=source,
        title=in_reader_language(source.title),
        definition=said_in(source.definition, language),
        years=_years(source),
        age=_age(source),
        notes=tuple(said_in(note, language) for note in source.notes),
        unverified=tuple(said_in(note, language) for note in source.unverified),
        uses=uses,
    )


def _uses() -> Mapping[str, tuple[Use, ...]]:
    """Return the indicators that can be made with each dataset."""
    found = defaultdict[str, list[Use]](list)
    for one in indicators():
        for name in _datasets(one):
            found[name].append(Use(one.key, in_reader_language(one.title)))
    return {name: tuple(uses) for name, uses in found.items()}


def _datasets(found: Indicator) -> set[str]:
    """Return the datasets of every recipe that can be used, and of the indicators these build on."""
    read: set[str] = set()
    for recipe in filter(can_be_made, found.recipes):
        for measure in (recipe.part, recipe.base):
            if measure is not None and measure.dataset:
                read.add(measure.dataset)
            elif measure is not None and measure.indicator:
                read |= _datasets(indicator(measure.indicator))
    return read


def _years(source: Source) -> str:
    first, last = source.years
    return str(first) if first == last else f"{first}–{last}"


def _age(source: Source) -> str:
    """Tell when the figures were fetched; where that is not known, how old the file we had is."""
    made = [file.generated_on for file in source.inputs if file.generated_on]
    if source.retrieved_on is not None:
        said, day = _("%(day)s, %(age)s"), source.retrieved_on
    elif made:
        said, day = _("the day is not known; the file is from %(day)s, %(age)s"), min(made)
    else:
        return _("the day is not known")
    return said % {"day": date_format(day), "age": _days_since(day)}


def _days_since(day: dt.date) -> str:
    days = (timezone.localdate() - day).days
    return ngettext("%(days)s day old", "%(days)s days old", days) % {"days": days}
