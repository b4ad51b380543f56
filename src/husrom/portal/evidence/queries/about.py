from dataclasses import dataclass

from django.utils.translation import gettext as _

from husrom.figures.indicators import Indicator
from husrom.portal.common.shown_values import in_reader_language


@dataclass(frozen=True, slots=True)
class About:
    """What an indicator is, in the reader's words."""

    definition: str
    domain: str
    unit: str
    grade: str
    version: str
    source: str


def about(found: Indicator, source: str) -> About:
    grades = {
        "A": _("A – counted in registers"),
        "B": _("B – computed from shares or margins"),
        "C": _("C – rests on an assumption"),
    }
    return About(
        definition=in_reader_language(found.definition),
        domain=in_reader_language(found.domain),
        unit=in_reader_language(found.unit.label),
        grade=grades[found.grade],
        version=found.version,
        source="; ".join(part.removeprefix("Kilde: ") for part in source.split("; ")),
    )
