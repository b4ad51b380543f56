"""Every address, as every role: the portal answers as tests/portal/permissions.yaml says."""

import datetime as dt
import re

import pytest
from auditlog.models import LogEntry
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, reverse

from husrom.portal.accounts.models import User
from husrom.portal.gatherings.models import Gathering, Material, Registration
from husrom.portal.network.models import GroupPlacement, GroupRun, Membership, Network, Seat
from tests.cast import give_role, make_member, make_network
from tests.walk import EXPECTED, ROLES, addresses, roles, roles_in, url_of

PAGE, ONWARD, HIDDEN, NOT_OFFERED, AGAIN = 200, 302, 404, 405, 422
EMPTY = {"again": AGAIN, "done": ONWARD}
WRITES = re.compile(r'^(INSERT INTO|UPDATE|DELETE FROM) "(?!django_session")', re.IGNORECASE)
INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']", re.IGNORECASE)


def test_every_address_is_in_the_table_and_the_table_knows_no_other() -> None:
    assert sorted({name for name, _pattern in addresses()}) == sorted(EXPECTED)
    for row in EXPECTED.values():
        for key in ("see", "send", "onward", "refused"):
            assert roles_in(row.get(key, "nobody")) <= set(ROLES)


@pytest.fixture
def cast(
    leader: User,
    hamar_delegate: User,
    lier_delegate: User,
    chief_executive: User,
    observer: User,
    student: User,
    past_gathering: Gathering,
    hamar: Membership,
) -> dict[str, User | None]:
    """Everyone, in a network where each address has something to show."""
    seat = hamar.seats.get(role=Seat.Role.DELEGATE, number=1)
    for gathering in past_gathering.network.gatherings.filter(number__lte=2):
        Registration.objects.create(
            gathering=gathering, seat=seat, user=hamar_delegate, registered_at="2026-01-01T12:00:00Z"
        )
    Material.objects.create(gathering=past_gathering, title="Lysark", url="https://example.org/lysark")
    run = GroupRun.objects.create(network=past_gathering.network, thresholds={}, reference_year=2025)
    GroupPlacement.objects.create(
        run=run, membership=hamar, proposed_group="growth", group="growth", explanation="Folketallet vokser."
    )
    people = (leader, hamar_delegate, lier_delegate, chief_executive, observer, student, None)
    return dict(zip(ROLES, people, strict=True))


def _answers(name: str, role: str) -> tuple[set[int], set[int]]:
    """Return the answers to GET and POST that the table allows a role."""
    see, send = roles(name, "see"), roles(name, "send")
    turned_away = {ONWARD if role == "anonymous" else HIDDEN}
    if role in roles(name, "onward"):
        return {ONWARD}, {ONWARD, NOT_OFFERED}
    get = {PAGE} if role in see else {NOT_OFFERED} if role in send else turned_away
    post = {EMPTY[EXPECTED[name]["empty"]]} if role in send else {NOT_OFFERED, HIDDEN} if role in see else turned_away
    if role in roles(name, "refused"):
        post = {AGAIN}
    # Where nobody has the method, the door and the method may refuse in either order.
    return get if see else get | {NOT_OFFERED}, post if send else post | {NOT_OFFERED}


def _form(name: str, network: Network) -> dict[str, str]:
    """Return what the browser sends for a form in which nothing is filled in."""
    registration = Registration.objects.get(gathering__network=network, gathering__number=2)
    said = {"Hamar's registration": str(registration.pk)}
    chosen = {key: said.get(value, value) for key, value in EXPECTED[name].get("with", {}).items()}
    return {"csrfmiddlewaretoken": "as every form sends", **chosen}


def _check_page(response: HttpResponse, *, where: str) -> None:
    policy = response.headers.get("Content-Security-Policy", "")
    assert "default-src 'self'" in policy, f"{where}: no content security policy"
    assert "unsafe-inline" not in policy, where
    if response.headers["Content-Type"].startswith("text/html") and response.content:
        html = response.content.decode()
        assert not (found := INLINE.findall(html)), f"{where}: the policy refuses {found}"
        assert re.search(r'<html[^>]* lang="', html), f"{where}: no language"


def _state(network: Network) -> tuple[int, int]:
    network.refresh_from_db(fields=["revision"])
    return network.revision, LogEntry.objects.count()


@pytest.mark.parametrize(("name", "pattern"), list(addresses()), ids=[name for name, _pattern in addresses()])
def test_it_answers_as_the_table_says(
    name: str, pattern: URLPattern, network: Network, cast: dict[str, User | None]
) -> None:
    mismatches = []
    for role, user in cast.items():
        client = Client()
        if user is not None:
            client.force_login(user)
        url = url_of(name, pattern, network, user)
        get, post = _answers(name, role)

        before = _state(network)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            seen = client.get(url)
        assert not (written := [q["sql"] for q in queries if WRITES.match(q["sql"])]), f"GET {url} wrote: {written}"
        assert _state(network) == before, f"GET {url} changed the network"
        _check_page(seen, where=f"GET {url} as {role}")

        with transaction.atomic():
            sent = client.post(url, _form(name, network))
            transaction.set_rollback(True)
        _check_page(sent, where=f"POST {url} as {role}")

        if seen.status_code not in get:
            mismatches.append(f"GET  {role}: {seen.status_code}, expected {sorted(get)}")
        if sent.status_code not in post:
            mismatches.append(f"POST {role}: {sent.status_code}, expected {sorted(post)}")
        if role == "anonymous" and seen.status_code == ONWARD and "onward" not in EXPECTED[name]:
            assert seen.headers["Location"].startswith(reverse(settings.LOGIN_URL))
    assert not mismatches, f"{name}\n" + "\n".join(mismatches)


def test_the_inside_of_one_network_is_hidden_from_those_of_another(
    cast: dict[str, User | None], outsider: User
) -> None:
    client = Client()
    client.force_login(outsider)
    network = Network.objects.get()
    for name, pattern in addresses():
        if name in {"network:public", "network:municipality"} or not name.startswith(
            ("network:", "gatherings:", "eco")
        ):
            continue
        url = url_of(name, pattern, network, outsider)
        assert client.get(url).status_code in {HIDDEN, NOT_OFFERED}, url
        assert client.post(url).status_code in {HIDDEN, NOT_OFFERED}, url


def test_rows_of_one_network_are_not_found_under_another(
    network: Network, cast: dict[str, User | None], today: dt.date
) -> None:
    """A leader who writes another network's numbers into an address of their own finds nothing."""
    other = make_network(today, slug="et-annet-nettverk")
    make_member(other, "3403", "Hamar")
    client = Client()
    client.force_login(give_role(other, "leader", "Leder av et annet nettverk"))
    tried = 0
    for name, pattern in addresses():
        if not {"session", "material", "holding"} & set(pattern.pattern.converters):
            continue
        url = url_of(name, pattern, network, None).replace(network.slug, other.slug)
        before = _state(network)
        assert client.get(url).status_code in {HIDDEN, NOT_OFFERED}, url
        assert client.post(url, _form(name, network)).status_code == HIDDEN, url
        assert _state(network) == before, url
        tried += 1
    assert tried >= 5
