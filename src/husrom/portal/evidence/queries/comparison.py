from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from husrom.figures.indicators import Indicator, Value, latest, series
from husrom.figures.municipalities import current_numbers
from husrom.figures.provenance import attribution_line
from husrom.portal.common.alphabet import alphabetical
from husrom.portal.common.shown_values import ShownValue, in_reader_language, shown
from husrom.portal.evidence.bars import Bar, bars
from husrom.portal.evidence.queries.remarks import said_once
from husrom.portal.network.group_names import group_label
from husrom.portal.network.models import GroupPlacement, Membership, Network

TIMES_THE_LARGEST = 2


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A participant's figure; one that was split since has one for each part."""

    name: str
    municipality_number: str
    number: str
    group: str
    shown: ShownValue
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class Comparison:
    title: str
    definition: str
    unit: str
    rows: tuple[MemberRow, ...]
    country: ShownValue
    country_is_drawn: bool
    has_groups: bool
    source: str
    has_remarks: bool
    note: str
    """What most of the rows would remark, said once."""


def comparison_of(network: Network, found: Indicator) -> Comparison:
    """Return an indicator for each participant that has not left, by name. Two queries."""
    groups = _groups(network)
    places = list(_places(network))
    values = [latest(found.key, number) for _member, number in places]
    country = latest(found.key, "0")
    line = _line(country.value, [value.value for value in values])
    drawn = bars([value.value for value in values], line)
    figures, note = said_once([shown(value) for value in values])
    return Comparison(
        title=in_reader_language(found.title),
        definition=in_reader_language(found.definition),
        unit=in_reader_language(found.unit.label),
        rows=tuple(
            MemberRow(member.name, member.municipality_number, number, groups.get(member.pk, ""), figure, bar)
            for (member, number), figure, bar in zip(places, figures, drawn, strict=True)
        ),
        country=shown(country),
        country_is_drawn=line is not None,
        has_groups=bool(groups),
        source=attribution_line(source for value in values for source in value.sources),
        has_remarks=any(one.note or one.observations for one in figures),
        note=note,
    )


def _line(country: float | None, values: Sequence[float | None]) -> float | None:
    """Return the country's figure where it is of the members' size; a sum of everyone would leave them no bars."""
    largest = max((abs(value) for value in values if value is not None), default=0.0)
    return country if country is not None and abs(country) <= TIMES_THE_LARGEST * largest else None


def members_values(network: Network, found: Indicator) -> Sequence[Value]:
    """Return every period of an indicator for each participant. One query."""
    numbers = dict.fromkeys(number for _member, number in _places(network))
    return [value for number in numbers for value in series(found.key, number) or (latest(found.key, number),)]


def _places(network: Network) -> Iterator[tuple[Membership, str]]:
    """Give each participant with its municipality of today, or each of them where it was split."""
    members = network.memberships.exclude(status=Membership.Status.LEFT)
    for member in sorted(members, key=lambda one: alphabetical(one.name)):
        for number in current_numbers(member.municipality_number):
            yield member, number


def _groups(network: Network) -> Mapping[int, str]:
    """Return the name of each participant's group in the newest division."""
    newest = network.group_runs.values("pk")[:1]
    placed = GroupPlacement.objects.filter(run__in=newest).values_list("membership_id", "group")
    return {membership: group_label(group) for membership, group in placed}
