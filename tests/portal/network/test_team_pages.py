import datetime as dt

from husrom.portal.accounts.models import User
from husrom.portal.network.models import Membership, PolicyArea, SeatHolding
from tests.conftest import SignIn

URL = "/n/helhetlig-boligpolitikk/medlemmer/3403/lag/"


def new_person(today: dt.date, **changed: object) -> dict[str, object]:
    areas = [area.pk for area in PolicyArea.objects.filter(key__in=("plan", "nav"))]
    person = {"place": "delegate", "name": "Ada", "email": "Ada@Example.org", "job_title": "Planlegger"}
    return {**person, "policy_areas": areas, "starts_on": today.isoformat(), **changed}


def test_a_delegate_puts_someone_in_the_team(hamar_delegate: User, sign_in: SignIn, today: dt.date) -> None:
    response = sign_in(hamar_delegate).post(URL, new_person(today), follow=True)
    assert response.redirect_chain == [(URL, 302)]
    assert "Ada er med i laget og kan logge inn med ada@example.org." in response.content.decode()
    holding = SeatHolding.objects.get(user__email="ada@example.org")
    assert holding.seat.number == 2
    assert {area.key for area in holding.policy_areas.all()} == {"plan", "nav"}


def test_a_substitute_is_named_for_a_seat(
    hamar: Membership, hamar_delegate: User, sign_in: SignIn, today: dt.date
) -> None:
    seat = hamar.seats.get(role="delegate", number=1)
    sign_in(hamar_delegate).post(URL, new_person(today, place=f"substitute-{seat.pk}"))
    assert SeatHolding.objects.get(user__email="ada@example.org").is_substitute


def test_a_bad_form_keeps_what_was_typed(hamar_delegate: User, sign_in: SignIn, today: dt.date) -> None:
    response = sign_in(hamar_delegate).post(URL, new_person(today, email="ikke en adresse"))
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="ikke en adresse"' in page
    assert 'value="Planlegger"' in page
    assert page.count("checked") == 2


def test_a_refusal_stands_in_the_form(hamar: Membership, hamar_delegate: User, sign_in: SignIn, today: dt.date) -> None:
    response = sign_in(hamar_delegate).post(URL, new_person(today, email=hamar_delegate.email))
    assert response.status_code == 422
    assert "Delegat Hamar har alt en plass i laget til Hamar." in response.content.decode()


def test_replacing_ending_and_editing(hamar_delegate: User, leader: User, sign_in: SignIn, today: dt.date) -> None:
    client = sign_in(leader)
    old = SeatHolding.objects.get(user=hamar_delegate)
    assert "En annen etter Delegat Hamar" in client.get(f"{URL}{old.pk}/bytt/").content.decode()
    person = new_person(today)
    assert client.post(f"{URL}{old.pk}/bytt/", person).status_code == 302
    new = SeatHolding.objects.get(user__email="ada@example.org")
    assert new.seat == old.seat
    assert client.post(f"{URL}{new.pk}/bytt/", new_person(today, email="bo@example.org")).status_code == 422
    assert client.post(f"{URL}{new.pk}/").status_code == 302
    assert list(new.policy_areas.all()) == []
    page = client.get(URL).content.decode()
    assert "Planlegger" in page
    assert "De som har hatt plassene før" in page
    assert client.post(f"{URL}{new.pk}/avslutt/", {"on": "2018-01-01"}).status_code == 422
    response = client.post(f"{URL}{new.pk}/avslutt/", {"on": today.isoformat()}, follow=True)
    assert "Ada har gått ut av laget." in response.content.decode()
