"""Every address of the portal and who may open it: what the permission walk and the browser tests both walk through."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from husrom.portal.accounts.demo_links import demo_link
from husrom.portal.accounts.models import User
from husrom.portal.network.models import Network, Seat

EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "portal" / "permissions.yaml").read_text(encoding="utf-8")
)
ROLES = ("leader", "own delegate", "other delegate", "chief executive", "observer", "student", "anonymous")
# Who in the demo's cast has each role; the anonymous reader is nobody.
DEMO_CAST = {
    "leader": "nettverksleder@example.org",
    "own delegate": "delegat1.hamar@example.org",
    "other delegate": "delegat1.lier@example.org",
    "chief executive": "kommunedirektor.hamar@example.org",
    "observer": "observator.husbanken@example.org",
    "student": "student.mandal@example.org",
}
_SHORTHAND = {
    "everyone": frozenset(ROLES),
    "signed in": frozenset(ROLES) - {"anonymous"},
    "Hamar": frozenset({"own delegate", "chief executive"}),
    "nobody": frozenset[str](),
}


def addresses() -> Iterator[tuple[str, URLPattern]]:
    """Yield every named address of the portal with its pattern."""

    def walk(patterns: list[URLPattern | URLResolver], namespace: str) -> Iterator[tuple[str, URLPattern]]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{pattern.namespace}:" if pattern.namespace else ""
                yield from walk(pattern.url_patterns, namespace + inner)
            else:
                assert pattern.name, f"{pattern.pattern} has no name"
                yield namespace + pattern.name, pattern

    yield from walk(get_resolver().url_patterns, "")


def roles_in(words: str | list[str]) -> frozenset[str]:
    """Return the roles meant by the words of the table."""
    listed = [words] if isinstance(words, str) else words
    return frozenset().union(*(_SHORTHAND.get(word, frozenset({word})) for word in listed))


def roles(name: str, key: str) -> frozenset[str]:
    """Return the roles an address has under `see`, `send`, `onward` or `refused`."""
    return roles_in(EXPECTED[name].get(key, "nobody"))


def demo_people() -> dict[str, User | None]:
    """Return one person of each role, in a database that holds the demo."""
    people: dict[str, User | None] = {role: User.objects.get(email=email) for role, email in DEMO_CAST.items()}
    return {role: people.get(role) for role in ROLES}


def url_of(name: str, pattern: URLPattern, network: Network, reader: User | None) -> str:
    """Return the address filled in with Hamar's rows in the network."""
    if name == "accounts:demo_sign_in":
        return demo_link(reader or User.objects.earliest("pk"))
    gathering = network.gatherings.get(number=1 if "material" in name else 2)
    hamar = network.memberships.get(municipality_number="3403")
    known = {
        "slug": network.slug,
        "municipality_number": hamar.municipality_number,
        "number": gathering.number,
        "session": gathering.sessions.first,
        "material": gathering.materials.first,
        "key": "population",
        "kind": "svg" if name.endswith("chart") else "csv",
        "holding": hamar.seats.get(role=Seat.Role.DELEGATE, number=1).holdings.first,
    }
    inside_network = ":" in name and not name.startswith(("accounts:", "evidence:"))
    wanted = {*pattern.pattern.converters, *({"slug"} if inside_network else ())}
    filled = {key: known[key] for key in wanted}
    return reverse(name, kwargs={key: value().pk if callable(value) else value for key, value in filled.items()})
