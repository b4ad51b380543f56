"""The demo's cast: people named by their role, at addresses that nobody owns (RFC 2606)."""

import datetime as dt
from dataclasses import dataclass

from django.utils.text import slugify

from husrom.portal.accounts.models import User
from husrom.portal.network.models import Membership, Network, RoleAssignment, Seat, SeatHolding

DOMAIN = "example.org"
# How the example teams are made up, in turn: (job title, policy areas by key).
_TEAM = (
    ("Planlegger (eksempel)", ("plan", "property")),
    ("Boligrådgiver (eksempel)", ("housing", "health_and_care")),
    ("Økonomirådgiver (eksempel)", ("finance",)),
)
# Every sixth team is short of people and every fourth has all three, so that the pages have something to say.
_SHORT_TEAM_EVERY, _FULL_TEAM_EVERY = 6, 4
_SIGN_IN_AS = {
    "nettverksleder": "Nettverksleder",
    "delegat1.hamar": "Delegat, Hamar",
    "kommunedirektor.hamar": "Kommunedirektør, Hamar",
    "delegat1.lier": "Delegat, Lier",
    "observator.husbanken": "Observatør, Husbanken",
    "student.mandal": "Masterstudent, Mandal",
}


@dataclass(frozen=True, slots=True)
class CastMember:
    """Someone to sign in as, with the words the terminal shows."""

    role: str
    user: User


def seat_cast(network: Network, *, on: dt.date) -> None:
    """Fill the network's roles and seats with example people."""
    leader = _person("nettverksleder", "Nettverksleder (eksempel)")
    observer = _person("observator.husbanken", "Observatør, Husbanken (eksempel)")
    _assign(network, leader, RoleAssignment.Role.LEADER, network.organiser, on)
    _assign(network, observer, RoleAssignment.Role.OBSERVER, "Husbanken", on)
    members = network.memberships.exclude(status=Membership.Status.LEFT)
    for place, membership in enumerate(members.filter(kind=Membership.Kind.MUNICIPALITY)):
        _seat_team(membership, size=_team_size(place), on=on)
    for membership in members.filter(kind=Membership.Kind.STUDENT_SEAT):
        student = _person(f"student.{slugify(membership.name)}", f"Masterstudent, {membership.name} (eksempel)")
        _sit(membership, Seat.Role.STUDENT, 1, student, on)


def leader_of_demo() -> User:
    return User.objects.get(email=f"nettverksleder@{DOMAIN}")


def cast_to_sign_in_as() -> list[CastMember]:
    """Return one of each role, in the order a newcomer would want to try them."""
    people = {person.email.partition("@")[0]: person for person in User.objects.filter(email__endswith=f"@{DOMAIN}")}
    return [CastMember(role, people[mailbox]) for mailbox, role in _SIGN_IN_AS.items() if mailbox in people]


def _team_size(place: int) -> int:
    if place % _SHORT_TEAM_EVERY == _SHORT_TEAM_EVERY - 1:
        return 1
    return len(_TEAM) if place % _FULL_TEAM_EVERY == 0 else 2


def _seat_team(membership: Membership, *, size: int, on: dt.date) -> None:
    areas = {area.key: area for area in membership.network.policy_areas.all()}
    place = slugify(membership.name)
    for number, (job_title, keys) in enumerate(_TEAM[:size], start=1):
        name = f"Delegat {number}, {membership.name} (eksempel)"
        person = _person(f"delegat{number}.{place}", name, job_title)
        holding = _sit(membership, Seat.Role.DELEGATE, number, person, on)
        holding.policy_areas.set([areas[key] for key in keys if key in areas])
    executive = _person(f"kommunedirektor.{place}", f"Kommunedirektør, {membership.name} (eksempel)", "Kommunedirektør")
    _sit(membership, Seat.Role.CHIEF_EXECUTIVE, 1, executive, on)


def _person(mailbox: str, name: str, job_title: str = "") -> User:
    return User.objects.invite(email=f"{mailbox}@{DOMAIN}", name=name, job_title=job_title)


def _sit(membership: Membership, role: str, number: int, person: User, on: dt.date) -> SeatHolding:
    seat, _created = Seat.objects.get_or_create(membership=membership, role=role, number=number)
    return SeatHolding.objects.create(seat=seat, user=person, starts_on=on)


def _assign(network: Network, person: User, role: str, organisation: str, on: dt.date) -> None:
    RoleAssignment.objects.create(network=network, user=person, role=role, organisation=organisation, starts_on=on)
