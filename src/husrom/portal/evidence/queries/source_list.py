import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from husrom.figures.catalogue import sources
from husrom.figures.provenance import Source
from husrom.portal.common.shown_values import in_reader_language


@dataclass(frozen=True, slots=True)
class SourceLine:
    source: Source
    title: str
    years: str
    age: str


def source_list() -> tuple[SourceLine, ...]:
    """Return every table the figures are taken from, by producer and title."""
    lines = [
        SourceLine(source, in_reader_language(source.title), _years(source), _age(source.retrieved_on))
        for source in sources().values()
    ]
    return tuple(sorted(lines, key=lambda line: (line.source.producer, line.title)))


def _years(source: Source) -> str:
    first, last = source.years
    return str(first) if first == last else f"{first}–{last}"


def _age(retrieved_on: dt.date | None) -> str:
    if retrieved_on is None:
        return _("The day of retrieval is not known")
    days = (timezone.localdate() - retrieved_on).days
    age = ngettext("%(days)s day old", "%(days)s days old", days) % {"days": days}
    return f"{date_format(retrieved_on)}, {age}"
