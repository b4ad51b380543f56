"""How the cast of tests/conftest.py is made. Tests that need more of the same call these directly."""

import datetime as dt
from collections.abc import Iterable

from husrom.portal.accounts.models import User
from husrom.portal.challenges.models import Challenge
from husrom.portal.gatherings.models import Gathering, RoleQuota, Session
from husrom.portal.network.models import (
    ExpertInstitution,
    LetterText,
    Membership,
    Network,
    NetworkText,
    ObserverOrganisation,
    PolicyArea,
    RoleAssignment,
    Seat,
    SeatHolding,
    StatusChange,
    WorkPhase,
)

POLICY_AREAS = {
    "plan": "Plan",
    "housing": "Bolig",
    "health": "Helse og omsorg",
    "property": "Eiendom",
    "finance": "Økonomi",
    "public_health": "Folkehelse",
    "nav": "NAV",
}
# Days from today to each gathering; the network has met once.
GATHERING_DAYS = (-60, 45, 165, 300, 420)
REGISTRATION_OPENS_DAYS_BEFORE, REGISTRATION_CLOSES_DAYS_BEFORE = 60, 14


def make_network(today: dt.date, slug: str = "helhetlig-boligpolitikk") -> Network:
    network = Network.objects.create(
        slug=slug,
        name="Lærings- og utviklingsnettverk – helhetlig kommunal boligpolitikk",
        short_name="Helhetlig boligpolitikk",
        organiser="KS",
        starts_on=today - dt.timedelta(days=90),
        ends_on=today + dt.timedelta(days=450),
        duration_text="ca. 1,5 år",
        division_on=dt.date(2020, 1, 1),
        seats_minimum=2,
        seats_preferred=3,
        day_package_nok=900,
        day_package_is_approximate=True,
        invites_county_authorities=True,
        is_example=True,
    )
    _add_contents(network)
    for number, days in enumerate(GATHERING_DAYS, start=1):
        _add_gathering(network, number, today + dt.timedelta(days=days))
    return network


def _add_contents(network: Network) -> None:
    NetworkText.objects.create(
        network=network,
        key="why",
        title="Hvorfor dette initiativet?",
        body="Nettverket etableres med bakgrunn i stort *engasjement* om boligpolitikk.",
        position=1,
    )
    for letter, after, before in (("A", 1, 2), ("B", 2, 4), ("C", 3, 5)):
        WorkPhase.objects.create(
            network=network,
            letter=letter,
            title=f"Arbeidsform {letter}",
            description="Hva kommunene gjør mellom samlingene.",
            after_gathering=after,
            before_gathering=before,
        )
    for position, (key, label) in enumerate(POLICY_AREAS.items(), start=1):
        PolicyArea.objects.create(network=network, key=key, label=label, position=position)
    for kind in LetterText.Kind.values:
        for language in ("nb", "nn"):
            LetterText.objects.create(
                network=network, kind=kind, language=language, version=1, body="Kommunen deltar i nettverket."
            )
    institution = ExpertInstitution.objects.create(
        network=network, name="Distriktssenteret", topics=["distrikt"], position=1
    )
    ObserverOrganisation.objects.create(network=network, name="Husbanken", position=1)
    challenge = Challenge.objects.create(
        network=network,
        number=2,
        short_title="For lite rotasjon",
        text="For lite rotasjon i eneboligmarkedet.",
    )
    challenge.institutions.add(institution)


def _add_gathering(network: Network, number: int, starts_on: dt.date) -> None:
    kinds = {1: Gathering.Kind.START, len(GATHERING_DAYS): Gathering.Kind.CLOSING}
    gathering = Gathering.objects.create(
        network=network,
        number=number,
        kind=kinds.get(number, Gathering.Kind.ORDINARY),
        title=f"Samling {number}",
        starts_on=starts_on,
        ends_on=starts_on + dt.timedelta(days=1),
        place="Gardermoen",
        venue="Møtehotellet",
        capacity=60,
        registration_opens_on=starts_on - dt.timedelta(days=REGISTRATION_OPENS_DAYS_BEFORE),
        registration_closes_on=starts_on - dt.timedelta(days=REGISTRATION_CLOSES_DAYS_BEFORE),
        chief_executive_expected=number in kinds,
    )
    quotas = {Seat.Role.DELEGATE: 3, Seat.Role.CHIEF_EXECUTIVE: 1, Seat.Role.STUDENT: 1}
    for role, per_municipality in quotas.items():
        RoleQuota.objects.create(gathering=gathering, role=role, per_municipality=per_municipality)
    Session.objects.create(
        gathering=gathering, starts_at=dt.time(10), minutes=45, kind=Session.Kind.WELCOME, title="Velkommen og status"
    )
    Session.objects.create(
        gathering=gathering, starts_at=dt.time(13), minutes=90, kind=Session.Kind.GROUP_WORK, title="Arbeid i grupper"
    )


def make_member(
    network: Network,
    municipality_number: str,
    name: str,
    *,
    kind: str = Membership.Kind.MUNICIPALITY,
    status: str = Membership.Status.ACTIVE,
) -> Membership:
    """Add a member with empty seats: three delegates and the chief executive, or the one student."""
    membership = Membership.objects.create(
        network=network,
        municipality_number=municipality_number,
        division_on=network.division_on,
        name=name,
        kind=kind,
        status=status,
    )
    StatusChange.objects.create(membership=membership, status=status, on=network.starts_on)
    if kind == Membership.Kind.STUDENT_SEAT:
        Seat.objects.create(membership=membership, role=Seat.Role.STUDENT)
        return membership
    for number in range(1, network.seats_preferred + 1):
        Seat.objects.create(membership=membership, role=Seat.Role.DELEGATE, number=number)
    Seat.objects.create(membership=membership, role=Seat.Role.CHIEF_EXECUTIVE)
    return membership


def give_role(network: Network, role: str, name: str, *, organisation: str = "") -> User:
    user = _person(name)
    RoleAssignment.objects.create(
        network=network, user=user, role=role, organisation=organisation, starts_on=network.starts_on
    )
    return user


def seat_person(
    membership: Membership,
    role: str,
    number: int,
    name: str,
    *,
    areas: Iterable[str] = (),
) -> User:
    user = _person(name)
    seat = membership.seats.get(role=role, number=number)
    holding = SeatHolding.objects.create(seat=seat, user=user, starts_on=membership.network.starts_on)
    holding.policy_areas.set(PolicyArea.objects.filter(network=membership.network, key__in=areas))
    return user


def _person(name: str) -> User:
    local_part = name.lower().replace(" ", ".").replace("ø", "o")
    return User.objects.invite(email=f"{local_part}@example.org", name=name)
