import datetime as dt

import pytest
from auditlog.models import LogEntry

from husrom.portal.accounts.models import User
from husrom.portal.gatherings import actions
from husrom.portal.gatherings.errors import (
    CancellationRefusedError,
    QuotaReachedError,
    RegistrationClosedError,
    SeatRefusedError,
    SubstituteRefusedError,
)
from husrom.portal.gatherings.models import DietaryNeed, Gathering, Registration
from husrom.portal.network.models import Membership, Network, Seat, SeatHolding
from tests import cast
from tests.portal.gatherings.conftest import Register

REGISTERED, WAITING, CANCELLED = Registration.Status


def statuses(gathering: Gathering) -> list[str]:
    return list(gathering.registrations.order_by("registered_at").values_list("status", flat=True))


def test_several_seats_are_registered_at_once(full_team: Membership, register: Register, leader: User) -> None:
    revision = full_team.network.revision
    registrations = register(full_team, 3, by=leader)
    assert [one.status for one in registrations] == [REGISTERED] * 3
    assert [str(one.user) for one in registrations] == ["Hamar 1", "Hamar 2", "Hamar 3"]
    network = Network.objects.get()
    assert network.revision == revision + 1
    entry = LogEntry.objects.get_for_object(registrations[0]).get()
    assert entry.actor == leader
    assert entry.additional_data == {"network": network.pk}


def test_all_or_none_are_registered(full_team: Membership, register: Register, open_gathering: Gathering) -> None:
    SeatHolding.objects.filter(seat__number=3, seat__role="delegate").delete()
    with pytest.raises(SeatRefusedError, match=r"^Delegate 3 is an empty seat. Name someone to it first.$"):
        register(full_team, 3)
    assert not open_gathering.registrations.exists()


def test_a_seat_is_registered_once(full_team: Membership, register: Register) -> None:
    register(full_team)
    with pytest.raises(SeatRefusedError, match=r"^Hamar 1 is already registered for this gathering.$"):
        register(full_team)


def test_a_person_with_two_seats_takes_one_place(
    full_team: Membership, register: Register, open_gathering: Gathering
) -> None:
    user = User.objects.get(name="Hamar 1")
    SeatHolding.objects.filter(seat__number=2, seat__role="delegate").update(user=user)
    with pytest.raises(SeatRefusedError, match="Hamar 1 is already registered"):
        register(full_team, 2)


def test_the_quota_per_role_holds_also_for_those_who_wait(
    full_team: Membership, register: Register, open_gathering: Gathering
) -> None:
    open_gathering.quotas.filter(role="delegate").update(per_municipality=2)
    Gathering.objects.update(capacity=0)
    register(full_team, 2)
    third = full_team.seats.get(role="delegate", number=3)
    with pytest.raises(
        QuotaReachedError,
        match=r"^Hamar may send 2 as delegate to gathering 2. Give up a place first, or ask the network leader",
    ):
        actions.register_seats(gathering=open_gathering, membership=full_team, seats=[third], by=None)
    chief = full_team.seats.get(role="chief_executive")
    actions.register_seats(gathering=open_gathering, membership=full_team, seats=[chief], by=None)
    assert statuses(open_gathering) == [WAITING] * 3


@pytest.mark.parametrize(
    ("opens", "closes", "starts", "sentence"),
    [
        (None, None, 40, r"^Registration has no opening date yet. The network leader sets it.$"),
        (5, 10, 40, r"^Registration opens on "),
        (-9, -1, 40, r"^Registration closed on .* Ask the network leader to register you.$"),
        (-9, None, -2, r"^Gathering 2 is over.$"),
    ],
)
def test_outside_the_window_only_the_leader_registers(
    full_team: Membership,
    register: Register,
    open_gathering: Gathering,
    today: dt.date,
    opens: int | None,
    closes: int | None,
    starts: int,
    sentence: str,
) -> None:
    def day(distance: int | None) -> dt.date | None:
        return None if distance is None else today + dt.timedelta(days=distance)

    open_gathering.registration_opens_on, open_gathering.registration_closes_on = day(opens), day(closes)
    open_gathering.starts_on = open_gathering.ends_on = day(starts)
    open_gathering.save()
    with pytest.raises(RegistrationClosedError, match=sentence):
        register(full_team)
    (registration,) = register(full_team, outside_window=True)
    assert registration.status == REGISTERED


def test_the_window_includes_its_first_and_last_day(
    full_team: Membership, register: Register, open_gathering: Gathering, today: dt.date
) -> None:
    Gathering.objects.filter(pk=open_gathering.pk).update(registration_opens_on=today, registration_closes_on=today)
    assert register(full_team)


def test_one_who_has_left_is_not_registered(full_team: Membership, register: Register) -> None:
    full_team.status = Membership.Status.LEFT
    with pytest.raises(SeatRefusedError, match=r"^Hamar has left the network.$"):
        register(full_team, outside_window=True)


def test_a_freed_place_goes_to_the_one_who_waited_longest(
    crowd: list[Membership], register: Register, open_gathering: Gathering
) -> None:
    Gathering.objects.update(capacity=2)
    registrations = [register(member)[0] for member in crowd[:4]]
    assert statuses(open_gathering) == [REGISTERED, REGISTERED, WAITING, WAITING]
    (promoted,) = actions.cancel_registration(registration=registrations[0], by=None)
    assert promoted == registrations[2]
    assert statuses(open_gathering) == [CANCELLED, REGISTERED, REGISTERED, WAITING]
    # Coming back means the end of the queue.
    register(crowd[0])
    assert statuses(open_gathering) == [REGISTERED, REGISTERED, WAITING, WAITING]
    assert open_gathering.registrations.order_by("registered_at").last() == registrations[0]


def test_leaving_the_waiting_list_moves_nobody_up(
    crowd: list[Membership], register: Register, open_gathering: Gathering
) -> None:
    Gathering.objects.update(capacity=1)
    registrations = [register(member)[0] for member in crowd[:3]]
    assert actions.cancel_registration(registration=registrations[1], by=None) == []
    assert statuses(open_gathering) == [REGISTERED, CANCELLED, WAITING]
    with pytest.raises(CancellationRefusedError, match=r"^This place is already given up.$"):
        actions.cancel_registration(registration=registrations[1], by=None)


def test_a_place_is_binding_when_registration_has_closed(
    full_team: Membership, register: Register, open_gathering: Gathering, today: dt.date
) -> None:
    (registration,) = register(full_team)
    Gathering.objects.update(registration_closes_on=today - dt.timedelta(days=1))
    with pytest.raises(CancellationRefusedError, match="Send someone else from the team, which is free"):
        actions.cancel_registration(registration=registration, by=None)
    actions.cancel_registration(registration=registration, by=None, outside_window=True)
    assert statuses(open_gathering) == [CANCELLED]


def test_one_who_has_arrived_does_not_cancel_and_is_not_replaced(
    full_team: Membership, register: Register, leader: User
) -> None:
    (registration,) = register(full_team)
    Registration.objects.update(arrived_at="2026-01-01T09:00Z")
    with pytest.raises(CancellationRefusedError, match=r"Hamar 1 has arrived. Undo the arrival"):
        actions.cancel_registration(registration=registration, by=None, outside_window=True)
    with pytest.raises(SubstituteRefusedError, match="Hamar 1 has already arrived"):
        actions.substitute_person(registration=registration, user=User.objects.get(name="Hamar 2"), by=None)


def test_a_substitute_keeps_the_seats_place_and_turn(
    full_team: Membership, register: Register, open_gathering: Gathering, leader: User
) -> None:
    (registration,) = register(full_team)
    turn = registration.registered_at
    DietaryNeed.objects.create(registration=registration, text="Glutenfritt")
    other, holder = User.objects.get(name="Hamar 2"), User.objects.get(name="Hamar 1")
    actions.substitute_person(registration=registration, user=other, by=leader)
    registration.refresh_from_db()
    assert (registration.user, registration.substitute_for) == (other, holder)
    assert (registration.registered_at, registration.status) == (turn, REGISTERED)
    assert not DietaryNeed.objects.exists(), "what the first person eats is not passed on"
    actions.substitute_person(registration=registration, user=holder, by=leader)
    registration.refresh_from_db()
    assert (registration.user, registration.substitute_for) == (holder, None)


def test_a_substitute_may_come_after_registration_has_closed(
    full_team: Membership, register: Register, open_gathering: Gathering, today: dt.date
) -> None:
    (registration,) = register(full_team)
    Gathering.objects.update(registration_closes_on=today - dt.timedelta(days=1))
    actions.substitute_person(registration=registration, user=User.objects.get(name="Hamar 2"), by=None)


def test_who_cannot_be_a_substitute(
    full_team: Membership, lier_delegate: User, register: Register, open_gathering: Gathering, today: dt.date
) -> None:
    first, _second = register(full_team, 2)

    def refused(user: User) -> str:
        with pytest.raises(SubstituteRefusedError) as caught:
            actions.substitute_person(registration=first, user=user, by=None)
        return str(caught.value)

    assert refused(lier_delegate) == "Delegat Lier is not in the municipality's team. Add them there first."
    assert refused(User.objects.get(name="Hamar 1")) == "Hamar 1 has this place already."
    assert refused(User.objects.get(name="Hamar 2")) == "Hamar 2 is already registered for this gathering."
    third = User.objects.get(name="Hamar 3")
    SeatHolding.objects.filter(user=third).update(ends_on=today - dt.timedelta(days=1))
    assert refused(third) == "Hamar 3 is not in the municipality's team. Add them there first."
    actions.cancel_registration(registration=first, by=None)
    assert refused(third) == "This place is given up. Register the seat again."


def test_a_substitute_holder_belongs_to_the_team(full_team: Membership, register: Register, today: dt.date) -> None:
    (registration,) = register(full_team)
    deputy = User.objects.invite(email="vara@example.org", name="Vara")
    seat = Seat.objects.get(membership=full_team, role="delegate", number=1)
    SeatHolding.objects.create(seat=seat, user=deputy, starts_on=today, is_substitute=True)
    assert actions.substitute_person(registration=registration, user=deputy, by=None).user == deputy


def test_nothing_changes_when_it_is_over(full_team: Membership, register: Register, past_gathering: Gathering) -> None:
    (registration,) = register(full_team, gathering=past_gathering, outside_window=True)
    with pytest.raises(CancellationRefusedError, match=r"^Gathering 1 is over.$"):
        actions.cancel_registration(registration=registration, by=None)
    with pytest.raises(SubstituteRefusedError, match=r"^Gathering 1 is over.$"):
        actions.substitute_person(registration=registration, user=User.objects.get(name="Hamar 2"), by=None)


def test_a_student_is_registered_by_the_leader(mandal: Membership, student: User, open_gathering: Gathering) -> None:
    (registration,) = actions.register_seats(
        gathering=open_gathering, membership=mandal, seats=list(mandal.seats.all()), by=None, outside_window=True
    )
    assert registration.user == student


def test_no_capacity_means_no_limit(crowd: list[Membership], register: Register, open_gathering: Gathering) -> None:
    Gathering.objects.update(capacity=None)
    assert all(register(member)[0].status == REGISTERED for member in crowd)
    assert cast.GATHERING_DAYS[1] > 0
