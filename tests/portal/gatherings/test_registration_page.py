import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from husrom.portal.accounts.models import User
from husrom.portal.gatherings.models import DietaryNeed, Gathering, Registration
from husrom.portal.network.models import Membership, Network, Seat, SeatHolding
from tests import cast
from tests.conftest import SignIn
from tests.portal.gatherings.conftest import Register


@pytest.fixture(autouse=True)
def in_english(full_team: Membership, network: Network) -> None:
    User.objects.update(language="en")


@pytest.fixture
def address(open_gathering: Gathering, network: Network) -> str:
    return f"/n/{network.slug}/samlinger/2/pamelding/3403/"


@pytest.fixture
def delegate(full_team: Membership) -> User:
    return User.objects.get(name="Hamar 1")


def seat_keys(member: Membership, *numbers: int) -> list[int]:
    return list(member.seats.filter(role="delegate", number__in=numbers).values_list("pk", flat=True))


def test_several_are_registered_from_the_page(
    address: str, delegate: User, sign_in: SignIn, full_team: Membership
) -> None:
    client = sign_in(delegate)
    page = client.get(address)
    assert page.status_code == 200
    assert "Hamar 3" in page.text
    data = {"request": "register", "seats": seat_keys(full_team, 1, 2)}
    answer = client.post(address, data, follow=True, headers={"accept-language": "en"})
    assert answer.redirect_chain == [(address, 302)]
    assert Registration.objects.filter(status="registered").count() == 2
    assert answer.context["sheet"].places.registered == 2


def test_a_refusal_keeps_what_was_chosen(
    address: str, delegate: User, sign_in: SignIn, full_team: Membership, open_gathering: Gathering
) -> None:
    open_gathering.quotas.filter(role="delegate").update(per_municipality=1)
    first, second, third = seat_keys(full_team, 1, 2, 3)
    answer = sign_in(delegate).post(address, {"request": "register", "seats": [first, third]})
    assert answer.status_code == 422
    assert f'value="{third}" id="seat_{third}" checked' in answer.text
    assert f'value="{second}" id="seat_{second}" checked' not in answer.text
    assert not Registration.objects.exists()
    empty = sign_in(delegate).post(address, {"request": "register"})
    assert empty.status_code == 422


def test_substitute_and_cancel(
    address: str, delegate: User, sign_in: SignIn, full_team: Membership, register: Register
) -> None:
    (registration,) = register(full_team)
    client = sign_in(delegate)
    instead = User.objects.get(name="Hamar 3")
    data = {"request": "substitute", "registration": registration.pk, "person": instead.pk}
    assert client.post(address, data).status_code == 302
    registration.refresh_from_db()
    assert registration.user == instead
    assert client.post(address, data).status_code == 422, "nobody comes instead of themselves"
    assert client.post(address, {"request": "substitute", "registration": registration.pk}).status_code == 422
    assert client.post(address, {"request": "cancel", "registration": registration.pk}).status_code == 302
    again = client.post(address, {"request": "cancel", "registration": registration.pk})
    assert again.status_code == 422
    assert client.post(address, {"request": "unknown"}).status_code == 404


def test_another_municipalitys_place_cannot_be_touched(
    address: str, delegate: User, sign_in: SignIn, lier: Membership, lier_delegate: User, register: Register
) -> None:
    (theirs,) = register(lier)
    for data in ({"request": "cancel"}, {"request": "dietary", "text": "x"}):
        answer = sign_in(delegate).post(address, {"registration": theirs.pk, **data})
        assert answer.status_code == 422
    seats = seat_keys(lier, 1)
    assert sign_in(delegate).post(address, {"request": "register", "seats": seats}).status_code == 422
    theirs.refresh_from_db()
    assert theirs.status == "registered"


def test_who_sees_the_page(
    address: str,
    sign_in: SignIn,
    anonymous: object,
    delegate: User,
    leader: User,
    lier_delegate: User,
    observer: User,
    student: User,
) -> None:
    chief_executive = User.objects.get(name="Hamar kommunedirektør")
    for person, status in {
        delegate: 200,
        chief_executive: 200,
        leader: 200,
        lier_delegate: 404,
        observer: 404,
        student: 404,
    }.items():
        assert sign_in(person).get(address).status_code == status, person
        data = {"request": "register", "seats": []}
        assert sign_in(person).post(address, data).status_code == {200: 422}.get(status, status), person


def test_what_one_eats_is_for_oneself_and_the_leader(
    address: str,
    sign_in: SignIn,
    delegate: User,
    leader: User,
    full_team: Membership,
    register: Register,
    open_gathering: Gathering,
    today: dt.date,
) -> None:
    first, second = register(full_team, 2)
    own = {"request": "dietary", "registration": first.pk, "text": "Ikke nøtter"}
    too_early = sign_in(delegate).post(address, own)
    assert too_early.status_code == 422
    Gathering.objects.filter(pk=open_gathering.pk).update(starts_on=today + dt.timedelta(days=20))
    assert sign_in(delegate).post(address, own).status_code == 302
    assert "Ikke nøtter" in sign_in(delegate).get(address).text
    assert "Ikke nøtter" in sign_in(leader).get(address).text
    colleague = User.objects.get(name="Hamar 2")
    assert "Ikke nøtter" not in sign_in(colleague).get(address).text
    assert sign_in(colleague).post(address, own).status_code == 422
    assert DietaryNeed.objects.get().registration == first
    assert sign_in(delegate).post(address, own | {"text": "x" * 301}).status_code == 422
    assert sign_in(delegate).post(address, own | {"text": ""}).status_code == 302
    assert not DietaryNeed.objects.exists()
    assert sign_in(leader).post(address, own | {"registration": second.pk}).status_code == 302


def test_the_window_is_said_and_kept(
    address: str, sign_in: SignIn, delegate: User, leader: User, full_team: Membership, today: dt.date
) -> None:
    Gathering.objects.update(registration_closes_on=today - dt.timedelta(days=1))
    data = {"request": "register", "seats": seat_keys(full_team, 1)}
    assert 'name="seats"' not in sign_in(delegate).get(address).text
    assert sign_in(delegate).post(address, data).status_code == 422
    assert 'data-color="warning"' in sign_in(leader).get(address).text
    assert sign_in(leader).post(address, data).status_code == 302
    assert Registration.objects.get().registered_at <= timezone.now()


def test_reading_writes_nothing_and_asks_little(
    address: str, sign_in: SignIn, delegate: User, full_team: Membership, register: Register, network: Network
) -> None:
    Gathering.objects.update(capacity=1)
    register(full_team, 2)
    cast.make_member(network, "9901", "Kommune 1")
    client = sign_in(delegate)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    assert len(captured) <= 15
    assert all(query["sql"].startswith("SELECT") for query in captured)


def test_large_keys_are_written_without_thousand_separators(
    address: str, sign_in: SignIn, leader: User, full_team: Membership, open_gathering: Gathering, today: dt.date
) -> None:
    seat = Seat.objects.create(pk=7654321, membership=full_team, number=9)
    person = User.objects.create(pk=1234567, email="stor@example.org", name="Stor")
    SeatHolding.objects.create(seat=seat, user=person, starts_on=today)
    held = full_team.seats.get(role="delegate", number=1)
    holder = held.holdings.get().user
    Registration.objects.create(
        pk=2345678, gathering=open_gathering, seat=held, user=holder, registered_at=timezone.now()
    )
    Gathering.objects.filter(pk=open_gathering.pk).update(starts_on=today, ends_on=today)
    page = sign_in(leader).get(address).text
    for value in ("7654321", "1234567", "2345678"):
        assert f'value="{value}"' in page, value
    attendance = sign_in(leader).get(address.replace("pamelding/3403", "oppmote")).text
    assert 'value="2345678"' in attendance


def test_the_summary_of_errors_leads_to_what_is_wrong(
    address: str, sign_in: SignIn, delegate: User, full_team: Membership, register: Register
) -> None:
    (registration,) = register(full_team)
    client = sign_in(delegate)
    assert 'href="#id_seats"' in client.post(address, {"request": "register"}).text
    answer = client.post(address, {"request": "substitute", "registration": registration.pk}).text
    assert 'href="#id_person"' in answer
    for target in ("id_seats", "id_person", "id_registration"):
        assert answer.count(f'id="{target}"') == 1, target
