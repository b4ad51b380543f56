"""Every address, as every role: the portal answers as tests/portal/permissions.yaml says."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from auditlog.models import LogEntry
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from husrom.portal.accounts.demo_links import demo_link
from husrom.portal.accounts.models import User
from husrom.portal.gatherings.models import Gathering, Material, Registration
from husrom.portal.network.models import GroupPlacement, GroupRun, Membership, Network, Seat

EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "permissions.yaml").read_text(encoding="utf-8")
)
ROLES = ("leader", "own delegate", "other delegate", "chief executive", "observer", "student", "anonymous")
SHORTHAND = {
    "everyone": frozenset(ROLES),
    "signed in": frozenset(ROLES) - {"anonymous"},
    "Hamar": frozenset({"own delegate", "chief executive"}),
    "nobody": frozenset[str](),
}
PAGE, ONWARD, HIDDEN, NOT_OFFERED, AGAIN = 200, 302, 404, 405, 422
EMPTY = {"again": AGAIN, "done": ONWARD}
WRITES = re.compile(r'^(INSERT INTO|UPDATE|DELETE FROM) "(?!django_session")', re.IGNORECASE)
INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']", re.IGNORECASE)


def _addresses() -> Iterator[tuple[str, URLPattern]]:
    def walk(patterns: list[URLPattern | URLResolver], namespace: str) -> Iterator[tuple[str, URLPattern]]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{pattern.namespace}:" if pattern.namespace else ""
                yield from walk(pattern.url_patterns, namespace + inner)
            else:
                assert pattern.name, f"{pattern.pattern} has no name"
                yield namespace + pattern.name, pattern

    yield from walk(get_resolver().url_patterns, "")


def _roles(words: str | list[str]) -> frozenset[str]:
    listed = [words] if isinstance(words, str) else words
    return frozenset().union(*(SHORTHAND.get(word, frozenset({word})) for word in listed))


def test_every_address_is_in_the_table_and_the_table_knows_no_other() -> None:
    assert sorted({name for name, _pattern in _addresses()}) == sorted(EXPECTED)
    for row in EXPECTED.values():
        for key in ("see", "send", "onward", "refused"):
            assert _roles(row.get(key, "nobody")) <= set(ROLES)


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


def _url(name: str, pattern: URLPattern, network: Network, reader: User | None) -> str:
    """Return the address filled in with Hamar's rows in the network; POST and GET share it."""
    gathering = network.gatherings.get(number=1 if "material" in name else 2)
    hamar = network.memberships.get(municipality_number="3403")
    if name == "accounts:demo_sign_in":
        return demo_link(reader or User.objects.earliest("pk"))
    known = {
        "slug": network.slug,
        "municipality_number": hamar.municipality_number,
        "number": gathering.number,
        "session": gathering.sessions.first,
        "material": gathering.materials.first,
        "holding": hamar.seats.get(role=Seat.Role.DELEGATE, number=1).holdings.first,
    }
    wanted = pattern.pattern.converters
    outer = {"slug"} if ":" in name and not name.startswith("accounts:") else set()
    filled = {key: known[key] for key in {*wanted, *outer}}
    return reverse(name, kwargs={key: value().pk if callable(value) else value for key, value in filled.items()})


def _answers(row: dict[str, Any], role: str) -> tuple[set[int], set[int]]:
    """Return the answers to GET and POST that the table allows a role."""
    see, send = _roles(row["see"]), _roles(row["send"])
    onward, refused = (role in _roles(row.get(key, "nobody")) for key in ("onward", "refused"))
    turned_away = {ONWARD if role == "anonymous" else HIDDEN}
    if onward:
        return {ONWARD}, {ONWARD, NOT_OFFERED}
    get = {PAGE} if role in see else {NOT_OFFERED} if role in send else set(turned_away)
    post = {EMPTY[row["empty"]]} if role in send else {NOT_OFFERED} if role in see else set(turned_away)
    if refused:
        post = {AGAIN}
    # Where nobody has the method, the door and the method may refuse in either order.
    if not see:
        get |= {NOT_OFFERED}
    if not send:
        post |= {NOT_OFFERED}
    return get, post


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


@pytest.mark.parametrize(("name", "pattern"), list(_addresses()), ids=[name for name, _pattern in _addresses()])
def test_it_answers_as_the_table_says(
    name: str, pattern: URLPattern, network: Network, cast: dict[str, User | None]
) -> None:
    mismatches = []
    for role, user in cast.items():
        client = Client()
        if user is not None:
            client.force_login(user)
        url = _url(name, pattern, network, user)
        get, post = _answers(EXPECTED[name], role)

        before = _state(network)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            seen = client.get(url)
        assert not (written := [q["sql"] for q in queries if WRITES.match(q["sql"])]), f"GET {url} wrote: {written}"
        assert _state(network) == before, f"GET {url} changed the network"
        _check_page(seen, where=f"GET {url} as {role}")

        with transaction.atomic():
            sent = client.post(url)
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
    for name, pattern in _addresses():
        if name in {"network:public", "network:municipality"} or not name.startswith(
            ("network:", "gatherings:", "eco")
        ):
            continue
        url = _url(name, pattern, network, outsider)
        assert client.get(url).status_code in {HIDDEN, NOT_OFFERED}, url
        assert client.post(url).status_code in {HIDDEN, NOT_OFFERED}, url
