"""`husrom network`: says what it will do, does it once, and answers a mistake with a sentence."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from husrom.portal.network.models import Membership, Network, RoleAssignment, Seat
from husrom.portal.programme.document import programme_schema
from husrom.portal.programme.reading import read_programme

pytestmark = pytest.mark.django_db

PROGRAMME = Path(__file__).parent.parent / "portal" / "programme"
VALID = PROGRAMME / "valid.yaml"
NAME = "Prøvenettverket"


@pytest.fixture
def changed_file(tmp_path: Path) -> Path:
    path = tmp_path / "endret.yaml"
    path.write_text(VALID.read_text(encoding="utf-8").replace("ett år", "to år"), encoding="utf-8")
    return path


@pytest.fixture
def nobody_at_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())


def test_a_new_network(husrom: Callable) -> None:
    outcome = husrom("network", "load", VALID)
    assert outcome == type(outcome)(0, "", f"Nytt nettverk: {NAME} (prove), 2 medlemmer og 3 samlinger.\n")
    assert Network.objects.get().slug == "prove"


def test_the_same_again_changes_nothing(husrom: Callable, nobody_at_the_terminal: None) -> None:
    husrom("network", "load", VALID)
    outcome = husrom("network", "load", VALID)
    assert (outcome.status, outcome.err) == (0, f"{NAME}: ingenting å endre.\n")


def test_a_changed_file_is_shown_and_asked_about(
    husrom: Callable, changed_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    husrom("network", "load", VALID)
    monkeypatch.setattr("husrom.cli.network.is_interactive", lambda: True)
    asked: list[str] = []
    monkeypatch.setattr(typer, "confirm", lambda text, *, err: bool(asked.append(text)) or len(asked) > 1)
    refused = husrom("network", "load", changed_file)
    assert (refused.status, refused.err) == (
        2,
        f"{NAME}: dette blir endret:\n  ~ network.duration_text: «ett år» → «to år»\nIngenting er endret.\n",
    )
    assert Network.objects.get().duration_text == "ett år"
    assert husrom("network", "load", changed_file).status == 0
    assert Network.objects.get().duration_text == "to år"
    assert asked == ["Skal nettverket endres slik?"] * 2


def test_without_anyone_to_ask(husrom: Callable, changed_file: Path, nobody_at_the_terminal: None) -> None:
    husrom("network", "load", VALID)
    outcome = husrom("network", "load", changed_file)
    assert outcome.status == 2
    assert "Legg til --yes for å endre det, eller --dry-run" in outcome.err
    assert Network.objects.get().duration_text == "ett år"
    assert husrom("network", "load", changed_file, "--yes").status == 0
    assert Network.objects.get().duration_text == "to år"


def test_a_dry_run_writes_nothing(husrom: Callable, changed_file: Path) -> None:
    assert husrom("network", "load", VALID, "--dry-run").status == 0
    assert not Network.objects.exists()
    husrom("network", "load", VALID)
    outcome = husrom("network", "load", changed_file, "--dry-run", "--json")
    assert json.loads(outcome.out) == {
        "slug": "prove",
        "new": False,
        "loaded": False,
        "changes": [{"kind": "changed", "path": "network.duration_text", "old": "ett år", "new": "to år"}],
        "refusals": [],
    }
    assert Network.objects.get().revision == 1


def test_what_is_in_use_is_not_removed(husrom: Callable, tmp_path: Path) -> None:
    husrom("network", "load", VALID)
    Seat.objects.create(membership=Membership.objects.get(name="Lier"))
    path = tmp_path / "uten.yaml"
    path.write_text(
        VALID.read_text(encoding="utf-8").replace('"3312"\n    name: Lier', '"3405"\n    name: Lillehammer')
    )
    outcome = husrom("network", "load", path, "--yes")
    assert outcome.status == 2
    assert "Skal det beholdes, eksporter først: husrom network export prove\n" in outcome.err
    assert outcome.err.endswith(
        f"{NAME} ble ikke lastet inn.\n«Lier» kan ikke fjernes, fordi noe henger ved: plasser (1). Behold kommunen i "
        "fila, med trinnet «left» i historien.\n"
    )
    assert Membership.objects.filter(name="Lier").exists()


def test_ten_broken_files_give_ten_answers(husrom: Callable) -> None:
    for path in sorted((PROGRAMME / "broken").glob("*.yaml")):
        outcome = husrom("network", "load", path)
        assert (outcome.status, outcome.out) == (2, "")
        assert outcome.err.startswith(f"{path} har ")
        assert "Traceback" not in outcome.err
    assert not Network.objects.exists()


def test_a_leader(husrom: Callable) -> None:
    for _time in range(2):
        assert husrom("network", "load", VALID, "--leader", "Leder@example.org").status == 0
    assert RoleAssignment.objects.get().user.email == "leder@example.org"
    outcome = husrom("network", "load", VALID, "--leader", "leder")
    assert (outcome.status, outcome.err) == (2, "«leder» er ikke en e-postadresse. Skriv den som leder@example.org.\n")


def test_an_export_is_the_programme(husrom: Callable, tmp_path: Path) -> None:
    husrom("network", "load", VALID)
    path = tmp_path / "eksport.yaml"
    assert husrom("network", "export", "prove", "-o", path).status == 0
    assert read_programme(path) == read_programme(VALID)
    assert husrom("network", "export", "prove").out == path.read_text(encoding="utf-8")
    refused = husrom("network", "export", "prove", "-o", path)
    assert (refused.status, "--overwrite" in refused.err) == (2, True)
    assert husrom("network", "export", "prove", "-o", path, "--overwrite").status == 0
    assert json.loads(husrom("network", "export", "prove", "--json").out)["network"]["slug"] == "prove"


def test_a_network_that_is_not_there(husrom: Callable) -> None:
    outcome = husrom("network", "export", "borte")
    expected = "Det er ikke noe nettverk «borte» her. Se hvilke som finnes: husrom network list\n"
    assert (outcome.status, outcome.out, outcome.err) == (2, "", expected)


def test_a_clone(husrom: Callable) -> None:
    husrom("network", "load", VALID)
    outcome = husrom("network", "clone", "prove", "prove-2", "--starts-on", "2028-01-10", "--name", "Neste runde")
    assert (outcome.status, outcome.err) == (0, "Nytt nettverk: Neste runde (prove-2), 2 medlemmer og 3 samlinger.\n")
    assert {member.status for member in Membership.objects.filter(network__slug="prove-2")} == {"invited"}
    taken = husrom("network", "clone", "prove", "prove-2", "--starts-on", "2028-01-10")
    assert (taken.status, taken.err) == (2, "Nettverket «prove-2» finnes fra før. Velg et annet kortnavn.\n")
    assert husrom("network", "clone", "prove", "Runde 2", "--starts-on", "2028-01-10").status == 2
    assert husrom("network", "clone", "prove", "prove-3", "--starts-on", "snart").status == 2


def test_the_list(husrom: Callable) -> None:
    assert husrom("network", "list").err == "Det er ingen nettverk her ennå. Last inn et: husrom network load FIL\n"
    husrom("network", "load", VALID)
    assert husrom("network", "list").out == f"prove  2027-01-13 – 2027-12-15  {NAME}\n"
    assert json.loads(husrom("network", "list", "--json").out)[0]["slug"] == "prove"


def test_the_schema(husrom: Callable) -> None:
    assert json.loads(husrom("network", "schema").out) == programme_schema()
