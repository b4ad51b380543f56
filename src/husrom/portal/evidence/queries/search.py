from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from husrom.figures.searching import Match, search

MOST_HITS = 20


@dataclass(frozen=True, slots=True)
class FoundPlace:
    number: str
    name: str
    county: str
    note: str
    url: str


def find_places(text: str) -> tuple[FoundPlace, ...]:
    """Return the municipalities a name, an earlier name or a number leads to, the likeliest first."""
    return tuple(_found(match) for match in search(text, MOST_HITS))


def _found(match: Match) -> FoundPlace:
    place, note = match.municipality, match.note
    return FoundPlace(
        number=place.number,
        name=place.name,
        county=match.county_name,
        note=_(note.message) % note.values if note else "",
        url=reverse("evidence:profile", args=[place.number]),
    )
