"""Letters: a text with words in braces, filled in for one municipality in its own language form."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from husrom.portal.common.errors import RefusedError
from husrom.portal.network.models import LetterText, Membership

if TYPE_CHECKING:
    from husrom.portal.gatherings.models import Gathering

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class UnknownPlaceholderError(RefusedError):
    """A letter asks for something that no municipality or network has."""


@dataclass(frozen=True, slots=True)
class _Facts:
    membership: Membership
    gatherings: tuple["Gathering", ...]
    language: str


PLACEHOLDERS: dict[str, Callable[[_Facts], str]] = {
    "municipality": lambda facts: f"{facts.membership.name} kommune",
    "network": lambda facts: facts.membership.network.short_name,
    "organiser": lambda facts: facts.membership.network.organiser,
    "duration": lambda facts: facts.membership.network.duration_text,
    "gathering_count": lambda facts: str(len(facts.gatherings)),
    "seats_minimum": lambda facts: str(facts.membership.network.seats_minimum),
    "seats_preferred": lambda facts: str(facts.membership.network.seats_preferred),
    "first_gathering": lambda facts: _when(facts.gatherings[:1], facts),
    "last_gathering": lambda facts: _when(facts.gatherings[-1:], facts),
    "gatherings": lambda facts: "\n".join(f"- {g.title}: {_when((g,), facts)}" for g in facts.gatherings),
    "day_package": lambda facts: _day_package(facts.membership),
}
# A letter speaks its own language form, which need not be one the portal's pages come in.
_UNDECIDED = {"nb": "dato ikke fastsatt", "nn": "dato ikkje fastsett"}

SIGNATURE_LINES = {
    "nb": ("Sted og dato", "Kommunedirektørens underskrift"),
    "nn": ("Stad og dato", "Underskrift av kommunedirektøren"),
}


def letter_markdown(letter: LetterText, membership: Membership) -> str:
    """Return the letter's text with every placeholder filled in for the municipality; one query."""
    facts = _Facts(membership, tuple(membership.network.gatherings.order_by("number")), letter.language)

    def fill(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in PLACEHOLDERS:
            raise UnknownPlaceholderError(
                _("The letter says {%(name)s}, which cannot be filled in. Use one of: %(known)s.")
                % {"name": name, "known": ", ".join(f"{{{known}}}" for known in PLACEHOLDERS)}
            )
        return PLACEHOLDERS[name](facts)

    with translation.override(letter.language):
        return _PLACEHOLDER.sub(fill, letter.body)


def _when(gatherings: tuple["Gathering", ...], facts: _Facts) -> str:
    gathering = gatherings[0] if gatherings else None
    if gathering is None or gathering.starts_on is None:
        return _UNDECIDED.get(facts.language, _UNDECIDED["nb"])
    day = date_format(gathering.starts_on, "j. F Y")
    return f"{day}, {gathering.place}" if gathering.place else day


def _day_package(membership: Membership) -> str:
    network = membership.network
    rate = network.day_package_nok
    amount = number_format(rate, decimal_pos=0 if rate == int(rate) else 2, use_l10n=True, force_grouping=True)
    return f"ca. kr {amount}" if network.day_package_is_approximate else f"kr {amount}"
