"""What is measured: the addresses, who asks for them, and how many queries each costs."""

import itertools
import random
from collections.abc import Callable, Iterator

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from rich.progress import track

from bench.load import Hit
from husrom.cli.seed import DIVISION_ON
from husrom.figures.municipalities import municipalities
from husrom.portal.accounts.models import User
from husrom.portal.demo.building import build_demo
from husrom.portal.demo.crowd import Place, seed_network, slug_of
from husrom.portal.gatherings.models import Gathering, Registration
from husrom.portal.network.models import Network, Seat, SeatHolding

# So that the pages asked for differ from one another as they would in use.
ADDRESSES_PER_PAGE = 150
OPEN_GATHERING, FREE_PLACES = 4, 100
# A form's token and its cookie; any letters will do, as long as both say the same.
CSRF = "a" * 32
Page = Callable[[Network, SeatHolding], tuple[str, User]]


def fill(networks: int) -> None:
    """Build the demo's network and so many large ones."""
    build_demo(today=timezone.localdate())
    places = [Place(one.number, one.name or one.number) for one in municipalities(on=DIVISION_ON)]
    for index in track(range(1, networks + 1), description=f"networks of {len(places)} municipalities", transient=True):
        seed_network(index, places, DIVISION_ON)
    # A database in use knows how its rows are spread; one that has just been filled must be told.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def pages() -> dict[str, list[Hit]]:
    """Return the pages by name, each as a list of addresses with the reader's session."""
    choose = random.Random(1)  # noqa: S311 -- the same addresses in every run
    inner: dict[str, Page] = {
        "network home, leader": lambda network, _holding: (_url("network:home", network), _leader(network)),
        "network home, delegate": lambda network, holding: (_url("network:home", network), holding.user),
        "gathering, leader": lambda network, _holding: (
            _url("gatherings:gathering", network, OPEN_GATHERING),
            _leader(network),
        ),
        "gathering, delegate": lambda network, holding: (
            _url("gatherings:gathering", network, OPEN_GATHERING),
            holding.user,
        ),
        "member, leader": lambda network, holding: (
            _url("network:member", network, holding.seat.membership.municipality_number),
            _leader(network),
        ),
        "member, delegate": lambda network, holding: (
            _url("network:member", network, holding.seat.membership.municipality_number),
            holding.user,
        ),
        "members (356), leader": lambda network, _holding: (_url("network:members", network), _leader(network)),
    }
    demo = Network.objects.get(is_example=True, slug__startswith="helhetlig")
    found = {name: list(itertools.islice(_hits(page, choose), ADDRESSES_PER_PAGE)) for name, page in inner.items()}
    found["public page, 17 members"] = [Hit(demo.get_absolute_url())]
    found["public page, 356 members"] = [Hit(_url("network:public", Network.objects.get(slug=slug_of(1))))]
    found["plain page"] = [Hit("/plain/")]
    return found


def _url(name: str, network: Network, *arguments: object) -> str:
    return reverse(name, args=[network.slug, *arguments])


def _leader(network: Network) -> User:
    return network.roles.get(role="leader").user


def _hits(page: Page, choose: random.Random) -> Iterator[Hit]:
    networks = list(Network.objects.filter(slug__startswith="seed-"))
    while True:
        network = choose.choice(networks)
        delegates = SeatHolding.objects.filter(seat__membership__network=network, seat__role=Seat.Role.DELEGATE)
        holding = delegates.select_related("user", "seat__membership")[choose.randrange(delegates.count())]
        path, reader = page(network, holding)
        yield Hit(path, cookie=session_cookie(reader))


def session_cookie(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def query_counts(measured: dict[str, list[Hit]]) -> dict[str, int]:
    """Return how many queries each page costs once what it caches is cached."""
    counts = {}
    for name, hits in measured.items():
        client = Client(headers={"cookie": hits[0].cookie})
        client.get(hits[0].path, headers={"host": "localhost"})
        with CaptureQueriesContext(connection) as queries:
            client.get(hits[0].path, headers={"host": "localhost"})
        counts[name] = len(queries)
    return counts


def scramble_for_places() -> tuple[Gathering, list[Hit]]:
    """Return a gathering with few free places, and a registration from each municipality still without one."""
    gathering = Gathering.objects.get(network__slug=slug_of(1), number=OPEN_GATHERING)
    gathering.capacity = registered(gathering) + FREE_PLACES
    gathering.save(update_fields=["capacity"])
    without = SeatHolding.objects.filter(
        seat__membership__network=gathering.network, seat__role=Seat.Role.DELEGATE
    ).exclude(seat__registrations__gathering=gathering)
    hits = []
    for holding in without.select_related("user", "seat__membership"):
        number = holding.seat.membership.municipality_number
        body = f"csrfmiddlewaretoken={CSRF}&request=register&seats={holding.seat_id}"
        cookie = f"{session_cookie(holding.user)}; {settings.CSRF_COOKIE_NAME}={CSRF}"
        path = _url("gatherings:registration", gathering.network, gathering.number, number)
        hits.append(Hit(path, cookie=cookie, body=body.encode()))
    return gathering, hits


def registered(gathering: Gathering) -> int:
    return gathering.registrations.filter(status=Registration.Status.REGISTERED).count()
