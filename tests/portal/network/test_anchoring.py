import datetime as dt

import pytest

from husrom.portal.accounts.models import User
from husrom.portal.network.actions import record_act
from husrom.portal.network.actions.anchoring import AnchoringRefusedError, Signature
from husrom.portal.network.letters import PLACEHOLDERS, UnknownPlaceholderError, letter_markdown
from husrom.portal.network.models import AnchoringAct, LetterText, Membership, Network
from husrom.portal.network.queries.anchoring import letter_versions
from tests import cast
from tests.conftest import SignIn

URL = "/n/helhetlig-boligpolitikk/medlemmer/3403/forankring/"
SIGNATURE = Signature("Kari Nordmann", "Kommunedirektør")


@pytest.fixture
def invited(network: Network) -> Membership:
    return cast.make_member(network, "3031", "Nittedal", status="invited")


@pytest.fixture
def letter(network: Network) -> LetterText:
    return network.letters.get(kind="anchoring", language="nb")


def act(
    membership: Membership, kind: str, on: dt.date, letter: LetterText, *, reason: str = "", by: User | None = None
) -> AnchoringAct:
    return record_act(membership=membership, kind=kind, on=on, letter=letter, signature=SIGNATURE, reason=reason, by=by)


def test_the_status_follows_the_act(invited: Membership, letter: LetterText, leader: User, today: dt.date) -> None:
    act(invited, "anchored", today, letter, by=leader)
    assert invited.status == "anchored"
    assert invited.history.last().reason == "Forankret av kommunedirektøren"
    act(invited, "withdrawn", today, letter, reason="Budsjettkutt", by=leader)
    assert invited.status == "invited"
    assert invited.history.last().reason == "Budsjettkutt"
    act(invited, "renewed", today, letter, by=leader)
    assert invited.status == "anchored"
    assert [a.kind for a in invited.anchoring_acts.all()] == ["anchored", "withdrawn", "renewed"]


def test_one_who_is_active_goes_on_while_the_anchoring_is_missing(
    hamar: Membership, letter: LetterText, today: dt.date
) -> None:
    act(hamar, "anchored", today, letter)
    act(hamar, "withdrawn", today, letter, reason="Ny direktør")
    assert hamar.status == "active"
    assert hamar.history.count() == 1


def test_a_letter_older_than_the_invitation_does_not_turn_the_history_round(
    invited: Membership, letter: LetterText, network: Network
) -> None:
    act(invited, "anchored", network.starts_on - dt.timedelta(days=30), letter)
    assert invited.history.last().on == network.starts_on


def test_refusals(hamar: Membership, mandal: Membership, letter: LetterText, leader: User, today: dt.date) -> None:
    def refusal(membership: Membership, kind: str, on: dt.date, reason: str = "") -> str:
        with pytest.raises(AnchoringRefusedError) as refused:
            act(membership, kind, on, letter, reason=reason)
        return str(refused.value)

    assert refusal(mandal, "anchored", today) == "Mandal deltar med en studentplass, og den forankres ikke."
    assert refusal(hamar, "withdrawn", today) == (
        "Hamar er ikke forankret, så det er ingenting å fornye eller trekke tilbake."
    )
    assert "er fram i tid. Oppgi dagen brevet ble underskrevet" in refusal(
        hamar, "anchored", today + dt.timedelta(days=1)
    )
    act(hamar, "anchored", today, letter)
    assert "Det neste kan være: fornyet, trukket tilbake." in refusal(hamar, "anchored", today)
    assert refusal(hamar, "withdrawn", today, reason=" ") == (
        "Skriv hvorfor forankringen trekkes tilbake, så historikken forteller det."
    )
    assert "Det neste kan ikke være tidligere." in refusal(hamar, "renewed", today - dt.timedelta(days=1))
    Membership.objects.filter(pk=hamar.pk).update(status="left")
    assert refusal(hamar, "renewed", today) == (
        "Hamar har sluttet i nettverket. Inviter kommunen igjen før deltakelsen forankres."
    )


def test_the_letter_speaks_the_municipalitys_language_form(hamar: Membership, network: Network) -> None:
    Membership.objects.filter(pk=hamar.pk).update(language="nn")
    hamar.refresh_from_db()
    newest = LetterText.objects.create(network=network, kind="anchoring", language="nn", version=2, body="Kjære")
    assert letter_versions(hamar)[0] == newest
    network.letters.filter(language="nn").delete()
    assert letter_versions(hamar)[0].language == "nb"


def test_every_placeholder_is_filled_in(hamar: Membership, letter: LetterText) -> None:
    letter.body = "\n".join(f"{name}: {{{name}}}" for name in PLACEHOLDERS)
    text = letter_markdown(letter, hamar)
    assert "{" not in text
    for said in ("municipality: Hamar kommune", "network: Helhetlig boligpolitikk", "organiser: KS",
                 "duration: ca. 1,5 år", "gathering_count: 5", "seats_minimum: 2", "seats_preferred: 3",
                 "day_package: ca. kr 900", "gatherings: - Samling 1: "):  # fmt: skip
        assert said in text, said


def test_a_nynorsk_letter_says_its_dates_in_nynorsk(hamar: Membership, network: Network) -> None:
    network.gatherings.update(starts_on=None, ends_on=None)
    nynorsk = LetterText(network=network, language="nn", body="{first_gathering}")
    assert letter_markdown(nynorsk, hamar) == "dato ikkje fastsett"
    network.gatherings.all().delete()
    assert letter_markdown(nynorsk, hamar) == "dato ikkje fastsett"


def test_an_unknown_placeholder_is_told(hamar: Membership, letter: LetterText, leader: User, sign_in: SignIn) -> None:
    letter.body = "Kjære {borgermester}"
    letter.save()
    with pytest.raises(UnknownPlaceholderError, match=r"I brevet står \{borgermester\}, som ikke kan fylles ut"):
        letter_markdown(letter, hamar)
    response = sign_in(leader).get(f"{URL}brev/")
    assert response.status_code == 422
    assert "I brevet står {borgermester}" in response.content.decode()


def test_the_letter_is_printed_and_downloaded(
    hamar: Membership, letter: LetterText, network: Network, chief_executive: User, sign_in: SignIn
) -> None:
    letter.body = "## Forankring\n\n{municipality} er med."
    letter.save()
    client = sign_in(chief_executive)
    page = client.get(f"{URL}brev/").content.decode()
    assert "<h2>Forankring</h2>" in page
    assert "Kommunedirektørens underskrift" in page
    download = client.get(f"{URL}brev/?last-ned")
    assert download.content.decode() == "## Forankring\n\nHamar kommune er med."
    assert download.headers["Content-Disposition"] == 'attachment; filename="forankringsbrev-3403-nb-1.md"'
    assert client.get(f"{URL}brev/", {"underskrevet": 1}).status_code == 404


def test_a_signed_letter_reads_as_it_did_when_it_was_signed(
    hamar: Membership, letter: LetterText, network: Network, leader: User, sign_in: SignIn, today: dt.date
) -> None:
    letter.body = "Den første samlingen er {first_gathering}."
    letter.save()
    signed = act(hamar, "anchored", today, letter)
    network.gatherings.update(place="Hamar")
    client = sign_in(leader)
    assert "Hamar.</p>" in client.get(f"{URL}brev/").content.decode()
    assert "Gardermoen.</p>" in client.get(f"{URL}brev/", {"underskrevet": signed.pk}).content.decode()


def test_the_chief_executive_signs_with_their_own_name(
    hamar: Membership, letter: LetterText, chief_executive: User, sign_in: SignIn, today: dt.date
) -> None:
    client = sign_in(chief_executive)
    sent = {"kind": "anchored", "on": today.isoformat(), "letter": letter.pk, "signed_by": "En annen"}
    assert client.post(URL, {**sent, "signed_as": "Rådmann"}).status_code == 302
    signed = AnchoringAct.objects.get()
    assert (signed.signed_by, signed.signed_as, signed.recorded_by) == (
        "Kommunedirektør Hamar",
        "Rådmann",
        chief_executive,
    )
    assert "etter et underskrevet brev" not in client.get(URL).content.decode()


def test_what_the_leader_records_says_so(
    hamar: Membership, letter: LetterText, leader: User, chief_executive: User, sign_in: SignIn, today: dt.date
) -> None:
    client = sign_in(leader)
    assert 'value="Kommunedirektør Hamar"' in client.get(URL).content.decode()
    sent = {
        "kind": "anchored",
        "on": today.isoformat(),
        "letter": letter.pk,
        "signed_by": "Kommunedirektør Hamar",
        "signed_as": "Kommunedirektør",
    }
    client.post(URL, sent)
    assert "Ført inn av Nettverksleder" in client.get(URL).content.decode()
    response = client.post(URL, {**sent, "kind": "withdrawn", "reason": ""})
    assert response.status_code == 422
    assert "Skriv hvorfor forankringen trekkes tilbake" in response.content.decode()


def test_a_delegate_reads_but_does_not_sign(hamar: Membership, hamar_delegate: User, sign_in: SignIn) -> None:
    client = sign_in(hamar_delegate)
    page = client.get(URL).content.decode()
    assert "Kommunedirektøren har ikke skrevet under brevet ennå." in page
    assert "<form" not in page
    assert client.post(URL, {"kind": "anchored"}).status_code == 404


def test_the_chief_executive_is_looked_for_at_the_first_and_the_last_gathering(
    hamar: Membership, chief_executive: User, sign_in: SignIn
) -> None:
    page = sign_in(chief_executive).get(URL).content.decode()
    assert "Kommunedirektøren er ventet her:" in page
    assert page.count("ikke påmeldt") == 2
    assert "1. Samling 1" in page
    assert "5. Samling 5" in page


def test_without_a_letter_there_is_nothing_to_sign(
    hamar: Membership, network: Network, leader: User, sign_in: SignIn
) -> None:
    network.letters.all().delete()
    client = sign_in(leader)
    assert "Nettverket har ikke noe brev ennå." in client.get(URL).content.decode()
    assert client.get(f"{URL}brev/").status_code == 404


def test_the_language_form_is_chosen(hamar: Membership, network: Network, leader: User, sign_in: SignIn) -> None:
    network.letters.filter(language="nn").update(body="Kommunen er med, {first_gathering}.")
    client = sign_in(leader)
    response = client.post(f"{URL}malform/", {"language": "nn"}, follow=True)
    assert response.redirect_chain == [(URL, 302)]
    assert "Brevet er på nynorsk – endre målform" in response.content.decode()
    assert '<article class="letter" lang="nn">' in client.get(f"{URL}brev/").content.decode()
    assert client.post(f"{URL}malform/", {"language": "de"}).status_code == 422


def test_one_who_has_left_reads_what_was_signed(
    hamar: Membership, letter: LetterText, leader: User, sign_in: SignIn, today: dt.date
) -> None:
    act(hamar, "anchored", today, letter)
    Membership.objects.filter(pk=hamar.pk).update(status="left")
    client = sign_in(leader)
    page = client.get(URL).content.decode()
    assert "Kari Nordmann" in page
    assert "<form" not in page
    assert client.post(URL, {"kind": "renewed"}).status_code == 404
