from dataclasses import dataclass

from husrom.figures.indicators import Indicator, latest
from husrom.figures.municipalities import current_numbers
from husrom.portal.common.alphabet import alphabetical
from husrom.portal.common.shown_values import ShownValue, attributions, in_reader_language, shown
from husrom.portal.network.models import Membership, Network


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A participant's figure; one that was split since has one for each part."""

    name: str
    municipality_number: str
    number: str
    shown: ShownValue


@dataclass(frozen=True, slots=True)
class Comparison:
    title: str
    definition: str
    unit: str
    rows: tuple[MemberRow, ...]
    country: ShownValue
    source: str


def comparison_of(network: Network, found: Indicator) -> Comparison:
    """Return an indicator for each participant that has not left, by name. One query."""
    members = network.memberships.exclude(status=Membership.Status.LEFT)
    values = [
        (member, number, latest(found.key, number))
        for member in sorted(members, key=lambda one: alphabetical(one.name))
        for number in current_numbers(member.municipality_number)
    ]
    return Comparison(
        title=in_reader_language(found.title),
        definition=in_reader_language(found.definition),
        unit=in_reader_language(found.unit.label),
        rows=tuple(
            MemberRow(member.name, member.municipality_number, number, shown(value)) for member, number, value in values
        ),
        country=shown(latest(found.key, "0")),
        source=attributions(source for _member, _number, value in values for source in value.sources),
    )
