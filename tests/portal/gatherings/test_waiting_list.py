"""What must hold however people come and go: no oversold place, no jumped queue, no seat twice."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from husrom.portal.gatherings import actions
from husrom.portal.gatherings.errors import QuotaReachedError, SeatRefusedError
from husrom.portal.gatherings.models import Gathering, Registration
from husrom.portal.network.models import Membership, Network, Seat
from tests import cast

REGISTERED, WAITING, CANCELLED = Registration.Status

# (municipality, seat number, come or go)
steps = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 3), st.booleans()), max_size=25)


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
    four: list[Membership], open_gathering: Gathering, steps: list[tuple[int, int, bool]], capacity: int, quota: int
) -> None:
    Registration.objects.all().delete()
    Gathering.objects.filter(pk=open_gathering.pk).update(capacity=capacity)
    open_gathering.quotas.filter(role="delegate").update(per_municipality=quota)
    seats = {(s.membership_id, s.number): s for s in Seat.objects.filter(role="delegate")}
    queue: list[int] = []
    for place, number, comes in steps:
        member = four[place]
        seat = seats[member.pk, number]
        if comes:
            held = Registration.objects.filter(seat__membership=member).exclude(status=CANCELLED)
            try:
                (registration,) = actions.register_seats(
                    gathering=open_gathering, membership=member, seats=[seat], by=None
                )
            except SeatRefusedError:
                assert held.filter(seat=seat).exists()
            except QuotaReachedError:
                assert held.count() >= quota
            else:
                queue.append(registration.pk)
        else:
            live = Registration.objects.filter(seat=seat).exclude(status=CANCELLED).first()
            if live is not None:
                promoted = actions.cancel_registration(registration=live, by=None)
                queue.remove(live.pk)
                assert len(promoted) <= 1
        check(open_gathering, capacity, quota, queue)


def check(gathering: Gathering, capacity: int, quota: int, queue: list[int]) -> None:
    live = list(gathering.registrations.exclude(status=CANCELLED).order_by("registered_at").select_related("seat"))
    registered = [one.pk for one in live if one.status == REGISTERED]
    waiting = [one.pk for one in live if one.status == WAITING]
    assert len(registered) == min(capacity, len(live)), "a free place never stands beside a queue, nor is one oversold"
    assert [one.pk for one in live] == queue, "the order is the order of asking"
    assert registered + waiting == queue, "the first to ask are the ones who have a place"
    assert len({one.seat_id for one in live}) == len(live)
    assert all(count <= quota for count in Counter(one.seat.membership_id for one in live).values())
