import datetime as dt
import gzip
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from husrom.portal.accounts.models import User
from husrom.portal.common.changes import change
from husrom.portal.network.models import Network, NetworkText
from husrom.portal.network.queries.counties import number_history, places_on
from husrom.portal.programme.document import EXAMPLES
from husrom.portal.programme.loading import load
from husrom.portal.programme.reading import read_programme
from tests import cast
from tests.conftest import SignIn, forget_kept_pages

URL = "/n/helhetlig-boligpolitikk/"


@pytest.fixture
def real_network(db: None) -> Network:
    load(read_programme(EXAMPLES / "helhetlig-boligpolitikk.yaml"))
    return Network.objects.get()


def text_of(response: HttpResponse) -> str:
    return response.content.decode()


def queries_of(get: Callable[[], HttpResponse]) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert get().status_code == 200
    return len(queries)


def test_the_real_programme_is_all_there(real_network: Network, anonymous: Client) -> None:
    page = text_of(anonymous.get(URL))
    for said in (
        "stort engasjement om boligpolitikk",
        "minst 2 deltakere (gjerne 3)",
        "«Bolig for alle» er utgangspunktet",
        "Mål, strategier og tiltak – forankret i plan- og styringssystemet",
        "Virkemidler, organisering og samarbeid",
        "konkrete planer/boligutviklingsområder",
        "5 på ca. 1,5 år",
        "ca. kr 900",
        "17 deltakere",
        "FORKOMMUNE-programmet</strong>: Alna, Bergen",
        "Kommunal- og moderniseringsdepartementet",
        "Troms og Finnmark fylkeskommune",
        '<h3 class="ds-heading" data-size="2xs">Finnmark og Troms</h3>',
        "Mandal</a> (mastergradstudent)",
        "10. april 2019 · Gardermoen",
    ):
        assert said in page, said
    assert page.count('class="institution-name"') == 11
    assert page.count("<li><p>") == 7
    assert [name for name in ("Ringerike", "Kongsberg", ">Ås<") if name in page] == []


def test_counties_follow_the_day(real_network: Network, anonymous: Client) -> None:
    today = text_of(anonymous.get(URL, {"on": timezone.localdate().isoformat()}))
    assert "Akershus fylkeskommune" in today
    assert "Finnmark fylkeskommune" in today
    assert "Viken" not in today
    early = text_of(anonymous.get(URL, {"on": "2019-05-02"}))
    assert "Vest-Agder fylkeskommune" in early
    # Ringerike, Ås and Kongsberg were only invited; Nærøysund did not exist.
    assert [name for name in ("Ringerike", "Kongsberg", ">Ås<", "Nærøysund") if name in early] == []
    assert "16 deltakere per 2. mai 2019" in early


def test_a_day_before_the_network_shows_the_first_members(real_network: Network, anonymous: Client) -> None:
    assert "16 deltakere per 10. april 2019, i fylkene slik de var 1. januar 2018." in text_of(
        anonymous.get(URL, {"on": "2018-01-01"})
    )


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        ("igår", "Adressen spør etter en dag som ikke finnes. Skriv den som 2020-01-31, med år, måned og dag."),
        ("2020-02-30", "Adressen spør etter en dag som ikke finnes. Skriv den som 2020-01-31, med år, måned og dag."),
        ("1990-01-01", "Vi kjenner fylker og kommuner fra 1. januar 2006 til i dag. Velg en dag mellom dem."),
        ("2999-01-01", "Vi kjenner fylker og kommuner fra 1. januar 2006 til i dag. Velg en dag mellom dem."),
    ],
)
def test_a_bad_day_is_one_clear_sentence(network: Network, anonymous: Client, on: str, sentence: str) -> None:
    response = anonymous.get(URL, {"on": on})
    assert response.status_code == 422
    assert f'<p class="ds-paragraph">{sentence}</p>' in text_of(response)


def test_a_draft_is_not_shown(network: Network, anonymous: Client, sign_in: SignIn, leader: User) -> None:
    Network.objects.update(state="draft")
    assert anonymous.get(URL).status_code == 404
    assert sign_in(leader).get(URL).status_code == 404


def test_a_change_shows_at_once(network: Network, anonymous: Client, sign_in: SignIn, leader: User) -> None:
    signed_in = sign_in(leader)
    for client in (anonymous, signed_in):
        assert "Nettverket etableres" in text_of(client.get(URL))
    with change(network, by=leader):
        why = NetworkText.objects.get(key="why")
        why.body = "Fordi alle skal bo."
        why.save()
    for client in (anonymous, signed_in):
        page = text_of(client.get(URL))
        assert "Fordi alle skal bo." in page
        assert "Nettverket etableres" not in page


def test_queries_cold_and_warm(network: Network, anonymous: Client, sign_in: SignIn, leader: User) -> None:
    signed_in = sign_in(leader)
    cold = []
    for numbers in (["3403"], ["3049", "4203"]):
        for number in numbers:
            cast.make_member(network, number, f"Kommune {number}")
        forget_kept_pages()
        cold.append(queries_of(lambda: anonymous.get(URL)))
    assert cold[0] == cold[1] <= 15
    assert queries_of(lambda: anonymous.get(URL)) == 1
    # Session, person, revision, network and standing; nothing for the content.
    assert queries_of(lambda: signed_in.get(URL)) == 6


def test_nothing_personal_is_kept(
    network: Network, anonymous: Client, sign_in: SignIn, leader: User, hamar_delegate: User
) -> None:
    as_leader = text_of(sign_in(leader).get(URL))
    assert "Nettverksleder" in as_leader
    as_anonymous = anonymous.get(URL)
    assert "Nettverksleder" not in text_of(as_anonymous)
    assert "csrf" not in text_of(as_anonymous)
    assert "Logg inn" in text_of(as_anonymous)
    as_delegate = text_of(sign_in(hamar_delegate).get(URL))
    assert "Delegat" in as_delegate
    assert "Nettverksleder" not in as_delegate


def test_headers_let_a_copy_be_asked_about(network: Network, anonymous: Client, sign_in: SignIn, leader: User) -> None:
    first = anonymous.get(URL)
    assert first.headers["Cache-Control"] == "no-cache"
    assert "Cookie" in first.headers["Vary"]
    again = anonymous.get(URL, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "private" in sign_in(leader).get(URL).headers["Cache-Control"]


def test_a_kept_page_is_sent_packed_to_those_who_can_unpack_it(network: Network, anonymous: Client) -> None:
    plain = anonymous.get(URL)
    packed = anonymous.get(URL, headers={"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_an_unknown_parameter_gets_a_page_of_its_own(network: Network, anonymous: Client) -> None:
    assert "ETag" not in anonymous.get(URL, {"fbclid": "x"}).headers


def test_places_and_numbers_follow_mergers() -> None:
    day = dt.date(2019, 5, 1)
    assert [place.number for place in places_on("4205", "Mandal", day)] == ["1002"]
    assert [place.name for place in places_on("5060", "Nærøysund", day)] == ["Vikna", "Nærøy"]
    assert [place.number for place in places_on("3031", "Nittedal", dt.date(2024, 1, 1))] == ["3232"]
    assert [(p.number, p.county) for p in number_history("3031")] == [
        ("0233", "Akershus"),
        ("3031", "Viken"),
        ("3232", "Akershus"),
    ]
