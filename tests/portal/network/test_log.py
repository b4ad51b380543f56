"""The log: every change in plain words, also of what is gone, and nothing of what people eat."""

from http import HTTPStatus
from typing import Any

import pytest
from auditlog.models import LogEntry
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.urls import reverse
from django.utils import timezone

from husrom.portal.accounts.models import User
from husrom.portal.common.audit import NetworkOfEntry
from husrom.portal.common.changes import change
from husrom.portal.common.ownership import NetworkOwned
from husrom.portal.gatherings.models import DietaryNeed, Gathering, Registration
from husrom.portal.network.actions import make_groups, override_group
from husrom.portal.network.models import Membership, Network, Seat
from husrom.portal.network.queries.log import PAGE_LENGTH, log_page
from husrom.portal.network.queries.log_words import NOT_SHOWN, field_label, kind_label
from tests import cast
from tests.conftest import SignIn

OWNED = [model for model in apps.get_models() if issubclass(model, NetworkOwned)]


@pytest.fixture
def address(network: Network) -> str:
    return reverse("network:log", args=[network.slug])


def _newest(network: Network) -> list[str]:
    (row, *_older) = log_page(network).rows
    return [row.by, row.action, row.kind, row.what, *(f"{c.label}: {c.before} → {c.after}" for c in row.changes)]


def test_a_change_is_told_with_who_what_from_and_to(
    network: Network, open_gathering: Gathering, leader: User, today: Any
) -> None:
    with change(network, by=leader):
        open_gathering.place = "Lillestrøm"
        open_gathering.chief_executive_expected = True
        open_gathering.day_package_nok = 950
        open_gathering.save()
    told = _newest(network)
    assert told[:4] == ["Nettverksleder", "changed", "samling", "2. Samling 2"]
    assert "sted: Gardermoen → Lillestrøm" in told
    assert any(line.endswith("nei → ja") for line in told)
    assert any(line.endswith(" → 950") for line in told)


def test_dates_are_written_as_they_are_said(network: Network, open_gathering: Gathering, leader: User) -> None:
    with change(network, by=leader):
        open_gathering.starts_on = "2027-01-05"
        open_gathering.ends_on = None
        open_gathering.save()
    assert any(line.endswith(" → 5. januar 2027") for line in _newest(network))


def test_keys_are_told_as_names(network: Network, hamar: Membership, hamar_delegate: User, leader: User) -> None:
    seat = hamar.seats.get(role=Seat.Role.DELEGATE, number=1)
    gathering = network.gatherings.get(number=2)
    registration = Registration.objects.create(
        gathering=gathering, seat=seat, user=hamar_delegate, registered_at=timezone.now()
    )
    substitute = User.objects.invite(email="vara@example.org", name="Vara Hamar")
    with change(network, by=leader):
        registration.user, registration.substitute_for = substitute, hamar_delegate
        registration.save()
    told = _newest(network)
    assert "person: Delegat Hamar → Vara Hamar" in told
    assert "i stedet for:  → Delegat Hamar" in told


def test_a_deleted_row_keeps_its_name(network: Network, leader: User) -> None:
    area = network.policy_areas.get(key="nav")
    with change(network, by=leader):
        area.delete()
    assert _newest(network) == ["Nettverksleder", "deleted", "fagområde", "NAV"]


def test_what_has_lost_its_table_is_still_listed(network: Network, leader: User) -> None:
    kind = ContentType.objects.create(app_label="gone", model="gonething")
    LogEntry.objects.create(
        content_type=kind,
        object_pk="1",
        object_repr="En gammel ting",
        action=LogEntry.Action.UPDATE,
        changes={"name": ["a", "b"]},
        additional_data={"network": network.pk},
        actor=leader,
    )
    assert _newest(network) == ["Nettverksleder", "changed", "gonething", "En gammel ting"]


def test_policy_areas_are_told_by_name(network: Network, hamar: Membership) -> None:
    cast.seat_person(hamar, "delegate", 1, "Delegat Hamar", areas=("plan", "housing"))
    assert _newest(network)[4] == "fagområder:  → Plan, Bolig"


def test_the_groups_are_told_with_their_names(hamar: Membership, network: Network, leader: User) -> None:
    run = make_groups(network=network, by=leader)
    placement = run.placements.get()
    override_group(placement=placement, group="steady", reason="Vet bedre", by=leader)
    told = _newest(network)
    assert "gruppe: Vekstpress → Jevn utvikling" in told
    assert any(line.endswith(" → Vet bedre") for line in told)


def test_no_dietary_text_is_in_the_log(
    network: Network, hamar: Membership, hamar_delegate: User, leader: User, sign_in: SignIn, address: str
) -> None:
    registration = Registration.objects.create(
        gathering=network.gatherings.get(number=2),
        seat=hamar.seats.get(role=Seat.Role.DELEGATE, number=1),
        user=hamar_delegate,
        registered_at=timezone.now(),
    )
    with change(network, by=hamar_delegate):
        need = DietaryNeed.objects.create(registration=registration, text="Cøliaki")
        need.text = "Cøliaki og laktose"
        need.save()
        need.delete()
    # Also where an older version should have written it down.
    LogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(DietaryNeed),
        object_pk="1",
        object_repr="registration 1",
        action=LogEntry.Action.UPDATE,
        changes={"text": ["None", "Cøliaki"]},
        additional_data={"network": network.pk},
    )
    assert "Cøliaki" not in sign_in(leader).get(address).text


def test_another_networks_changes_are_not_shown(network: Network, leader: User, today: Any) -> None:
    shown = log_page(network).rows
    cast.make_network(today, slug="andre")
    assert log_page(network).rows == shown


def test_pages_follow_each_other_without_gaps(network: Network, leader: User, sign_in: SignIn, address: str) -> None:
    for number in range(1000, 1030):
        cast.make_member(network, str(number), f"Kommune {number}")
    total = LogEntry.objects.filter(additional_data__network=network.pk).count()
    seen, older_than = 0, None
    while True:
        page = log_page(network, older_than)
        seen += len(page.rows)
        assert len(page.rows) <= PAGE_LENGTH
        if page.older_than is None:
            break
        older_than = page.older_than
    assert seen == total > 2 * PAGE_LENGTH
    client = sign_in(leader)
    first = client.get(address).text
    assert "Eldre endringer" in first
    assert "Til de nyeste" not in first
    second = client.get(address, {"eldre_enn": log_page(network).older_than}).text
    assert "Til de nyeste" in second


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads a table this small without an index")
def test_the_index_answers_however_quiet_the_network(network: Network) -> None:
    entries = LogEntry.objects.alias(network=NetworkOfEntry()).filter(network=network.pk).order_by("-pk")
    assert "USING INDEX log_by_network" in entries[:1].explain()


@pytest.mark.parametrize("asked", ["", "x", "-1", "²", "9" * 40])
def test_an_address_that_makes_no_sense_shows_the_newest(
    leader: User, sign_in: SignIn, address: str, asked: str
) -> None:
    answer = sign_in(leader).get(address, {"eldre_enn": asked})
    assert answer.status_code == HTTPStatus.OK
    assert "Til de nyeste" not in answer.text


def test_the_queries_do_not_grow(
    network: Network, leader: User, sign_in: SignIn, address: str, django_assert_max_num_queries: Any
) -> None:
    client = sign_in(leader)
    counts = []
    for number in (1, 2, 3):
        member = cast.make_member(network, f"100{number}", f"Kommune {number}")
        for seat in (1, 2, 3):
            cast.seat_person(member, "delegate", seat, f"Delegat {number} {seat}", areas=("plan",))
        with django_assert_max_num_queries(15) as asked:
            client.get(address)
        counts.append(len(asked))
    assert len(set(counts[1:])) == 1


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)
def test_every_table_and_field_has_a_name_in_bokmal(model: type[models.Model]) -> None:
    assert kind_label(model) != model.__name__
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    unnamed = [
        field.name
        for field in fields
        if (model, field.name) not in NOT_SHOWN
        and field_label(field) == field.name.replace("_", " ")
        and field.name not in {"status", "on"}
    ]
    assert unnamed == []
