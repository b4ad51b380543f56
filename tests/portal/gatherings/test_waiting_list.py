"""What must hold however people come and go: no oversold place, no jumped queue, no seat twice."""

from collections import Counter

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from husrom.portal.accounts.models import User
from husrom.portal.gatherings import actions
from husrom.portal.gatherings.errors import QuotaReachedError, SeatRefusedError, SubstituteRefusedError
from husrom.portal.gatherings.models import Gathering, Registration
from husrom.portal.network.models import Membership, Network, Seat
from tests import cast

REGISTERED, WAITING, CANCELLED = Registration.Status

# Who does what: municipality, seat number, and (for a substitute) the number of the colleague who comes instead.
steps = st.lists(
    st.tuples(
        st.integers(0, 3), st.integers(1, 3), st.sampled_from(["come", "come", "go", "substitute"]), st.integers(1, 3)
    ),
    max_size=25,
)


@pytest.fixture
def four(network: Network) -> list[Membership]:
    members = [cast.make_member(network, f"98{number:02}", f"Sted {number}") for number in range(4)]
    for member in members:
        for number in (1, 2, 3):
            cast.seat_person(member, "delegate", number, f"{member.name} {number}")
    return members


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps, capacity=st.integers(0, 6), quota=st.integers(1, 3))
def test_coming_and_going(
    four: list[Membership],
    open_gathering: Gathering,
    steps: list[tuple[int, int, str, int]],
    capacity: int,
    quota: int,
) -> None:
    Registration.objects.all().delete()
    Gathering.objects.filter(pk=open_gathering.pk).update(capacity=capacity)
    open_gathering.quotas.filter(role="delegate").update(per_municipality=quota)
    seats = {(seat.membership_id, seat.number): seat for seat in Seat.objects.filter(role="delegate")}
    queue: list[int] = []
    for place, number, step, other in steps:
        member = four[place]
        seat = seats[member.pk, number]
        live = Registration.objects.filter(seat=seat).exclude(status=CANCELLED).first()
        if step == "come":
            comes(open_gathering, member, seat, quota, queue)
        elif live is not None and step == "go":
            promoted = actions.cancel_registration(registration=live, by=None)
            queue.remove(live.pk)
            assert len(promoted) <= 1
        elif live is not None:
            substitutes(live, User.objects.get(name=f"{member.name} {other}"))
        check(open_gathering, capacity, quota, queue)


def comes(gathering: Gathering, member: Membership, seat: Seat, quota: int, queue: list[int]) -> None:
    held = Registration.objects.filter(gathering=gathering, seat__membership=member).exclude(status=CANCELLED)
    holder = seat.holdings.get().user
    try:
        (registration,) = actions.register_seats(gathering=gathering, membership=member, seats=[seat], by=None)
    except SeatRefusedError:
        assert held.filter(Q(seat=seat) | Q(user=holder)).exists()
    except QuotaReachedError:
        assert held.count() >= quota
    else:
        queue.append(registration.pk)


def substitutes(registration: Registration, user: User) -> None:
    is_free = not Registration.objects.filter(user=user).exclude(status=CANCELLED).exists()
    try:
        actions.substitute_person(registration=registration, user=user, by=None)
    except SubstituteRefusedError:
        assert not is_free
    else:
        assert is_free


def check(gathering: Gathering, capacity: int, quota: int, queue: list[int]) -> None:
    live = list(gathering.registrations.exclude(status=CANCELLED).order_by("registered_at").select_related("seat"))
    registered = [one.pk for one in live if one.status == REGISTERED]
    waiting = [one.pk for one in live if one.status == WAITING]
    assert len(registered) == min(capacity, len(live)), "a free place never stands beside a queue, nor is one oversold"
    assert [one.pk for one in live] == queue, "the order is the order of asking"
    assert registered + waiting == queue, "the first to ask are the ones who have a place"
    assert len({one.seat_id for one in live}) == len(live), "a seat has one place"
    assert len({one.user_id for one in live}) == len(live), "a person has one place"
    assert all(count <= quota for count in Counter(one.seat.membership_id for one in live).values())
