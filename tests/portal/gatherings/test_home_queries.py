import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from husrom.portal.accounts.models import User
from husrom.portal.gatherings import queries
from husrom.portal.gatherings.models import Commitment, Gathering, Registration
from husrom.portal.gatherings.queries.duties import DutyKind, DutyState
from husrom.portal.gatherings.queries.street import WindowState
from husrom.portal.network.models import AnchoringAct, LetterText, Membership, Network
from tests import cast


@pytest.fixture(autouse=True)
def english() -> None:
    translation.activate("en")


def anchor(membership: Membership, kind: str = "anchored") -> None:
    AnchoringAct.objects.create(
        membership=membership,
        kind=kind,
        on=timezone.localdate(),
        letter=LetterText.objects.filter(network=membership.network).first(),
        signed_by="Kommunedirektør",
        signed_as="Kommunedirektør",
    )


def register(gathering: Gathering, user: User, status: str = "registered", *, arrived: bool = False) -> Registration:
    holding = user.seat_holdings.get()
    return Registration.objects.create(
        gathering=gathering,
        seat=holding.seat,
        user=user,
        status=status,
        registered_at=timezone.now(),
        arrived_at=timezone.now() if arrived else None,
    )


def kinds(network: Network, membership: Membership, on: dt.date) -> dict[DutyKind, DutyState]:
    return {one.kind: one.state for one in queries.expectations(network, membership, on)}


def test_the_next_gathering_is_the_first_that_is_not_over(network: Network, today: dt.date) -> None:
    def number(on: dt.date) -> int | None:
        found = queries.next_gathering(network, on)
        return found.number if found else None

    assert number(today) == 2
    last_day = network.gatherings.get(number=2).ends_on
    assert number(last_day) == 2
    assert number(last_day + dt.timedelta(days=1)) == 3
    assert number(today + dt.timedelta(days=1000)) is None
    network.gatherings.filter(number=1).update(starts_on=None, ends_on=None)
    assert number(today) == 1


def test_a_new_municipality_is_told_everything(network: Network, hamar: Membership, today: dt.date) -> None:
    assert kinds(network, hamar, today) == {
        DutyKind.ANCHORING: DutyState.LATE,
        DutyKind.TEAM: DutyState.LATE,
        DutyKind.COMMITMENTS: DutyState.LATE,
        DutyKind.REGISTRATION: DutyState.NOW,
    }


def test_expectations_go_away_as_they_are_met(
    network: Network, hamar: Membership, hamar_delegate: User, open_gathering: Gathering, today: dt.date
) -> None:
    anchor(hamar)
    second = cast.seat_person(hamar, "delegate", 2, "Delegat Hamar to")
    for number in (1, 2):
        Commitment.objects.create(
            gathering=network.gatherings.get(number=1), membership=hamar, number=number, text="Kartlegge"
        )
    register(open_gathering, hamar_delegate)
    (left,) = queries.expectations(network, hamar, today)
    assert left.text == "Register 1 more delegate for gathering 2."
    assert left.url == f"/n/{network.slug}/samlinger/2/pamelding/3403/"
    register(open_gathering, second, "waiting")
    assert queries.expectations(network, hamar, today) == []
    near = open_gathering.starts_on - dt.timedelta(days=10)
    assert kinds(network, hamar, near) == {DutyKind.REPORT: DutyState.NOW}
    Commitment.objects.update(status=Commitment.Status.DROPPED)
    assert queries.expectations(network, hamar, near) == []


def test_an_anchoring_that_is_withdrawn_counts_as_missing(network: Network, hamar: Membership, today: dt.date) -> None:
    anchor(hamar)
    assert DutyKind.ANCHORING not in kinds(network, hamar, today)
    anchor(hamar, "withdrawn")
    assert DutyKind.ANCHORING in kinds(network, hamar, today)


def test_the_chief_executive_is_missed_at_the_closing_gathering(
    network: Network, hamar: Membership, chief_executive: User
) -> None:
    closing = network.gatherings.last()
    on = closing.registration_opens_on
    assert kinds(network, hamar, on)[DutyKind.CHIEF_EXECUTIVE] == DutyState.NOW
    assert kinds(network, hamar, closing.starts_on)[DutyKind.CHIEF_EXECUTIVE] == DutyState.LATE
    register(closing, chief_executive)
    assert DutyKind.CHIEF_EXECUTIVE not in kinds(network, hamar, on)


def test_a_student_seat_and_one_who_has_left_owe_nothing(network: Network, mandal: Membership, today: dt.date) -> None:
    assert queries.expectations(network, mandal, today) == []
    left = cast.make_member(network, "3401", "Kongsvinger", status=Membership.Status.LEFT)
    assert queries.expectations(network, left, today) == []
    assert queries.late_items(network, today) == []


def test_late_items_say_what_and_at_whom(network: Network, hamar: Membership, lier: Membership, today: dt.date) -> None:
    anchor(hamar)
    items = {item.kind: item for item in queries.late_items(network, today)}
    assert [member.name for member in items[DutyKind.ANCHORING].members] == ["Lier"]
    assert [member.name for member in items[DutyKind.TEAM].members] == ["Hamar", "Lier"]
    assert items[DutyKind.COMMITMENTS].text == "The two commitments from gathering 1 are not written"
    assert items[DutyKind.TEAM].members[0].url == f"/n/{network.slug}/medlemmer/3403/"


def test_windows_light_up_step_by_step(
    network: Network, hamar: Membership, hamar_delegate: User, past_gathering: Gathering
) -> None:
    def state() -> WindowState:
        return queries.street_windows(network)[0].windows[0].state

    assert state() == WindowState.DARK
    registration = register(past_gathering, hamar_delegate, "waiting")
    assert state() == WindowState.DARK
    registration.status = Registration.Status.REGISTERED
    registration.save()
    assert state() == WindowState.REGISTERED
    registration.arrived_at = timezone.now()
    registration.save()
    assert state() == WindowState.PRESENT
    commitment = Commitment.objects.create(gathering=past_gathering, membership=hamar, number=1, text="Kartlegge")
    assert state() == WindowState.PRESENT
    commitment.status = Commitment.Status.DONE
    commitment.save()
    assert state() == WindowState.DONE
    assert queries.street_windows(network)[0].count(WindowState.DONE) == 1


def test_whether_the_chief_executive_comes_first_and_last(
    network: Network, hamar: Membership, chief_executive: User
) -> None:
    first, last = queries.chief_executive_registration(hamar)
    assert (first.gathering.number, last.gathering.number) == (1, 5)
    assert not first.is_registered
    register(last.gathering, chief_executive, "waiting")
    last = queries.chief_executive_registration(hamar)[1]
    assert last.status == Registration.Status.WAITING
    assert last.person_name == "Kommunedirektør Hamar"


@pytest.mark.parametrize("members", [1, 3])
def test_the_number_of_queries_does_not_grow(network: Network, hamar: Membership, today: dt.date, members: int) -> None:
    for number in range(1, members):
        cast.make_member(network, f"99{number:02}", f"Kommune {number}")

    def count(read: object) -> int:
        with CaptureQueriesContext(connection) as captured:
            read()  # type: ignore[operator]
        return len(captured)

    assert count(lambda: queries.next_gathering(network, today)) == 1
    assert count(lambda: queries.expectations(network, hamar, today)) == 5
    assert count(lambda: queries.late_items(network, today)) == 6
    assert count(lambda: queries.street_windows(network)) == 4
    assert count(lambda: queries.chief_executive_registration(hamar)) == 2


def test_one_who_joined_later_owes_nothing_for_what_was_before(
    network: Network, hamar: Membership, lier: Membership, today: dt.date
) -> None:
    assert kinds(network, hamar, today)[DutyKind.COMMITMENTS] == DutyState.LATE
    hamar.joined_on = today
    hamar.save()
    owed = kinds(network, hamar, today)
    assert DutyKind.COMMITMENTS not in owed
    assert owed[DutyKind.ANCHORING] == DutyState.NOW, "due when the first gathering since begins"
    first, second, *_later = queries.street_windows(network)
    assert hamar not in [window.membership for window in first.windows]
    assert lier in [window.membership for window in first.windows]
    assert hamar in [window.membership for window in second.windows]
