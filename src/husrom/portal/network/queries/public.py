"""What everyone may read about a network: its programme, as the public page tells it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from husrom.portal.network.models import (
    ExpertInstitution,
    Membership,
    Network,
    StatusChange,
    WorkPhase,
)
from husrom.portal.network.queries.counties import CountyMembers, members_by_county

if TYPE_CHECKING:
    from husrom.portal.gatherings.models import Gathering

# The sections the page knows where to put; other texts follow at the end, in their own order.
SECTIONS = ("why", "practical", "framing", "method")


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Phase:
    letter: str
    title: str
    description: str
    when: str


@dataclass(frozen=True, slots=True)
class Institution:
    name: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProjectSeries:
    name: str
    projects: str


@dataclass(frozen=True, slots=True)
class KeyFact:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Observer:
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class PublicGathering:
    """A gathering as a point in time; `state` is past, next or later."""

    number: int
    title: str
    when: str
    place: str
    state: str
    note: str
    registration_has_opened: bool


@dataclass(frozen=True, slots=True)
class Geography:
    """The members county by county: as the division was on one day, those who took part on another."""

    division_on: dt.date
    members_on: dt.date
    counties: tuple[CountyMembers, ...]

    @property
    def participants(self) -> int:
        return len({member.url for county in self.counties for member in county.members})

    @property
    def summary(self) -> str:
        return ngettext(
            "%(count)s participant on %(members_on)s, in the county as it was on %(division_on)s.",
            "%(count)s participants on %(members_on)s, in the counties as they were on %(division_on)s.",
            self.participants,
        ) % {
            "count": self.participants,
            "members_on": date_format(self.members_on),
            "division_on": date_format(self.division_on),
        }


@dataclass(frozen=True, slots=True)
class PublicPage:
    key_facts: tuple[KeyFact, ...]
    sections: dict[str, Section]
    more_sections: tuple[Section, ...]
    blocks: tuple[str, ...]
    phases: tuple[Phase, ...]
    challenges: tuple[str, ...]
    challenge_sources: str
    institutions: tuple[Institution, ...]
    topics: tuple[tuple[str, tuple[str, ...]], ...]
    topics_are_proposal: bool
    project_series: tuple[ProjectSeries, ...]
    observers: tuple[Observer, ...]
    geography: Geography
    gatherings: tuple[PublicGathering, ...]


TAKING_PART = (Membership.Status.ANCHORED, Membership.Status.ACTIVE)


def members_on(network: Network, on: dt.date) -> QuerySet[Membership]:
    """Return those who took part on a day: anchored or active, not those only invited."""
    latest = (
        StatusChange.objects.filter(membership=OuterRef("pk"), on__lte=on).order_by("-on", "-pk").values("status")[:1]
    )
    return network.memberships.annotate(status_then=Subquery(latest)).filter(status_then__in=TAKING_PART).order_by()


def geography_of(network: Network, asked_on: dt.date | None, today: dt.date) -> Geography:
    """Return the members by county: today's in the announced division, or both as of the day asked for.

    Before the network began nobody was a member, so an earlier day shows the first members in that day's counties.
    """
    if asked_on is None:
        taking_part_on, division_on = today, network.division_on
    else:
        taking_part = Q(history__status__in=TAKING_PART)
        began = network.memberships.aggregate(first=Min("history__on", filter=taking_part))["first"]
        taking_part_on = max(asked_on, began) if began else asked_on
        division_on = asked_on
    memberships = members_on(network, taking_part_on)
    return Geography(
        division_on=division_on,
        members_on=taking_part_on,
        counties=members_by_county(network, memberships, division_on),
    )


def public_page(network: Network, asked_on: dt.date | None) -> PublicPage:
    """Return everything on the public page; ten queries."""
    today = timezone.localdate()
    texts = {t.key: Section(t.title, t.body) for t in network.texts.all()}
    institutions = list(network.institutions.all())
    centres = tuple(
        Institution(i.name, tuple(i.topics)) for i in institutions if i.kind == ExpertInstitution.Kind.INSTITUTION
    )
    geography = geography_of(network, asked_on, today)
    gatherings = list(network.gatherings.all())
    challenges = list(network.challenges.all())
    return PublicPage(
        key_facts=_key_facts(network, geography, len(gatherings)),
        sections={key: texts[key] for key in SECTIONS if key in texts},
        more_sections=tuple(t for key, t in texts.items() if key not in SECTIONS),
        blocks=_framework_blocks(network),
        phases=tuple(_phase(phase) for phase in network.phases.all()),
        challenges=tuple(challenge.text for challenge in challenges),
        challenge_sources=", ".join(dict.fromkeys(c.source for c in challenges if c.source)),
        institutions=centres,
        topics=_by_topic(centres),
        topics_are_proposal=any(i.topics_are_proposal for i in institutions),
        project_series=tuple(
            ProjectSeries(i.name, ", ".join(i.projects))
            for i in institutions
            if i.kind == ExpertInstitution.Kind.PROJECTS
        ),
        observers=_observers(network, geography),
        geography=geography,
        gatherings=_gatherings(gatherings, today),
    )


def _framework_blocks(network: Network) -> tuple[str, ...]:
    language = get_language() or network.language
    return tuple(
        getattr(element, f"label_{language[:2]}", "") or element.label_nb
        for element in network.framework_elements.filter(parent=None)
    )


def _phase(phase: WorkPhase) -> Phase:
    after, before = phase.after_gathering, phase.before_gathering
    when = ""
    if after and before:
        when = _("between gatherings %(after)s and %(before)s") % {
            "after": after,
            "before": before,
        }
    elif after:
        when = _("after gathering %(after)s") % {"after": after}
    elif before:
        when = _("before gathering %(before)s") % {"before": before}
    # Some programmes say it in the description already.
    said = when in phase.description
    return Phase(phase.letter, phase.title, phase.description, "" if said else when)


def _by_topic(
    institutions: tuple[Institution, ...],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    named: dict[str, list[str]] = defaultdict(list)
    for institution in institutions:
        for topic in institution.topics:
            named[topic].append(institution.name)
    return tuple((topic, tuple(names)) for topic, names in named.items())


def _key_facts(network: Network, geography: Geography, gatherings: int) -> tuple[KeyFact, ...]:
    rate = network.day_package_nok
    amount = number_format(rate, decimal_pos=0 if rate == int(rate) else 2, use_l10n=True, force_grouping=True)
    package = _("about NOK %(amount)s") if network.day_package_is_approximate else _("NOK %(amount)s")
    return (
        KeyFact(
            _("Gatherings"), _("%(count)s over %(duration)s") % {"count": gatherings, "duration": network.duration_text}
        ),
        KeyFact(_("Participants"), str(geography.participants)),
        KeyFact(
            _("From each municipality"),
            _("at least %(minimum)s, preferably %(preferred)s")
            % {"minimum": network.seats_minimum, "preferred": network.seats_preferred},
        ),
        KeyFact(_("Day package, per person per gathering"), package % {"amount": amount}),
    )


def _observers(network: Network, geography: Geography) -> tuple[Observer, ...]:
    """Return those invited along; the county authorities follow from the members' counties on the day."""
    bodies = [
        Observer(o.name, "" if o.full_name == o.name else o.full_name) for o in network.observer_organisations.all()
    ]
    if network.invites_county_authorities:
        bodies += [
            Observer(county.authority, ", ".join(member.name for member in county.members))
            for county in geography.counties
            if county.authority is not None
        ]
    return tuple(bodies)


def _gatherings(gatherings: Iterable["Gathering"], today: dt.date) -> tuple[PublicGathering, ...]:
    shown, next_is_found = [], False
    for gathering in gatherings:
        past = gathering.is_past(today)
        coming_next = not past and not next_is_found
        next_is_found = next_is_found or coming_next
        notes = [
            _("example date") if gathering.date_is_example else "",
            _("the chief executive is expected") if gathering.chief_executive_expected else "",
        ]
        shown.append(
            PublicGathering(
                number=gathering.number,
                title=gathering.title,
                when=_period(gathering.starts_on, gathering.ends_on),
                place=gathering.place,
                state="past" if past else "next" if coming_next else "later",
                note=", ".join(note for note in notes if note),
                registration_has_opened=gathering.registration_opens_on is not None
                and gathering.registration_opens_on <= today,
            )
        )
    return tuple(shown)


def _period(first_day: dt.date | None, last_day: dt.date | None) -> str:
    if first_day is None:
        return _("date not set")
    if last_day is None or last_day == first_day:
        return date_format(first_day)
    if (first_day.year, first_day.month) == (last_day.year, last_day.month):
        return f"{first_day.day}.–{date_format(last_day)}"
    return f"{date_format(first_day)} – {date_format(last_day)}"
