"""Eight at the same time: no place is sold twice, nobody loses their turn, no database is locked."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from husrom.portal.gatherings import actions
from husrom.portal.gatherings.models import Gathering, Registration
from husrom.portal.network.models import Membership, Network
from tests import cast

WRITERS = 8
pytestmark = pytest.mark.django_db(transaction=True)


def together(jobs: list[Callable[[], object]]) -> list[BaseException]:
    """Run the jobs in threads that start at the same moment; return what went wrong."""
    start, failures = threading.Barrier(len(jobs)), list[BaseException]()

    def run(job: Callable[[], object]) -> None:
        try:
            start.wait(timeout=10)
            job()
        except BaseException as failure:  # noqa: BLE001 -- the test's thread must hear of it
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive(), "a writer is still waiting for the database"
    return failures


@pytest.fixture
def members(network: Network) -> list[Membership]:
    members = [cast.make_member(network, f"97{number:02}", f"By {number}") for number in range(WRITERS)]
    for member in members:
        for number in (1, 2, 3):
            cast.seat_person(member, "delegate", number, f"{member.name} {number}")
    return members


def registers_one_by_one(gathering: Gathering, member: Membership) -> Callable[[], None]:
    seats = list(member.seats.filter(role="delegate"))

    def job() -> None:
        for seat in seats:
            actions.register_seats(gathering=gathering, membership=member, seats=[seat], by=None)

    return job


def test_eight_writers_never_oversell(members: list[Membership], open_gathering: Gathering) -> None:
    capacity = 10
    Gathering.objects.filter(pk=open_gathering.pk).update(capacity=capacity)
    revision = open_gathering.network.revision
    assert together([registers_one_by_one(open_gathering, member) for member in members]) == []
    in_order = list(open_gathering.registrations.order_by("registered_at"))
    assert len(in_order) == WRITERS * 3
    assert [one.status for one in in_order] == ["registered"] * capacity + ["waiting"] * (WRITERS * 3 - capacity)
    assert len({one.registered_at for one in in_order}) == len(in_order), "everyone has a turn of their own"
    assert Network.objects.get().revision == revision + WRITERS * 3


def test_places_given_up_at_the_same_time_go_to_those_who_waited_longest(
    members: list[Membership], open_gathering: Gathering
) -> None:
    Gathering.objects.filter(pk=open_gathering.pk).update(capacity=WRITERS)
    for number in (1, 2, 3):
        for member in members:
            seats = list(member.seats.filter(role="delegate", number=number))
            actions.register_seats(gathering=open_gathering, membership=member, seats=seats, by=None)
    registered = open_gathering.registrations.filter(status=Registration.Status.REGISTERED)
    second_round = set(open_gathering.registrations.filter(seat__number=2).values_list("pk", flat=True))

    def gives_up(registration: Registration) -> Callable[[], object]:
        return lambda: actions.cancel_registration(registration=registration, by=None)

    assert together([gives_up(one) for one in registered]) == []
    assert set(registered.all().values_list("pk", flat=True)) == second_round
    assert open_gathering.registrations.filter(status=Registration.Status.WAITING).count() == WRITERS


def test_the_same_seat_eight_times_is_registered_once(members: list[Membership], open_gathering: Gathering) -> None:
    seats = list(members[0].seats.filter(role="delegate", number=1))

    def job() -> None:
        actions.register_seats(gathering=open_gathering, membership=members[0], seats=seats, by=None)

    failures = together([job] * WRITERS)
    assert {type(failure).__name__ for failure in failures} == {"SeatRefusedError"}
    assert len(failures) == WRITERS - 1
    assert open_gathering.registrations.count() == 1
