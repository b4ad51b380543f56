"""`husrom figures update` and `husrom figures verify` against a fake Statbank, with nothing really waited for."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from husrom.figures.catalogue import source
from husrom.figures.clients.clock import SystemClock
from husrom.figures.snapshot import table
from husrom.figures.updating.keeping import alone
from tests.cli.conftest import Husrom
from tests.fake_sources.clock import FakeClock
from tests.fake_sources.faults import unavailable
from tests.fake_sources.server import FakeServer
from tests.fake_sources.statbank import FakeStatbank
from tests.figures.updating import real_figures
from tests.figures.updating.conftest import forget_snapshots


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home of its own, and a clock on which nobody waits and it is never the hour of new figures."""
    clock = FakeClock()
    for name in ("seconds", "now", "sleep"):
        monkeypatch.setattr(SystemClock, name, lambda _self, *arguments, _name=name: getattr(clock, _name)(*arguments))
    monkeypatch.setenv("HUSROM_HOME", str(tmp_path))
    for name in ("SSB", "KLASS", "FHI"):
        # Nothing listens on this port.
        monkeypatch.setenv(f"HUSROM_{name}_URL", "http://127.0.0.1:9/api")
    forget_snapshots()
    yield tmp_path
    forget_snapshots()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeServer]:
    """A Statbank with the real fees and tenures."""
    with FakeServer(FakeStatbank(real_figures.fees(), real_figures.tenure())) as opened:
        monkeypatch.setenv("HUSROM_SSB_URL", opened.url)
        yield opened


def test_figures_are_renewed_and_told_in_norwegian(husrom: Husrom, server: FakeServer, home: Path) -> None:
    before = table("municipal_fees")
    outcome = husrom("figures", "update", "--only", "12842", "--only", "boundaries")
    assert outcome.status == 0
    assert "municipal_fees (ssb-12842): nye tall hentet." in outcome.out
    assert "boundaries (kartverket-kommunegrenser): hentes ikke. Grensene følger med Husrom" in outcome.out
    assert "Datasett oppdatert: 1." in outcome.out
    assert "Henter tall (1/2): municipal_fees" in outcome.err
    assert (home / "figures" / "sources.yaml").exists()
    forget_snapshots()
    assert table("municipal_fees")["water_fee_nok"].equals(before["water_fee_nok"])
    again = husrom("figures", "update", "--only", "municipal_fees")
    assert "municipal_fees (ssb-12842): du har de nyeste tallene." in again.out


def test_what_fails_is_listed_and_the_rest_is_renewed(husrom: Husrom, server: FakeServer) -> None:
    outcome = husrom("figures", "update", "--only", "municipal_fees", "--only", "dwellings", "--json")
    assert outcome.status == 1
    data = {entry["dataset"]: entry for entry in json.loads(outcome.out)}
    assert (data["municipal_fees"]["outcome"], data["municipal_fees"]["rows"]) == ("renewed", 357)
    assert data["municipal_fees"]["updated"] == "2026-06-24T06:00:00+00:00"
    assert data["dwellings"]["outcome"] == "failed"
    assert "Kilden har ikke lenger denne tabellen." in data["dwellings"]["message"]
    assert "Ikke oppdatert: dwellings." in outcome.err


def test_a_changed_table_is_explained_in_norwegian(husrom: Husrom, server: FakeServer) -> None:
    outcome = husrom("figures", "update", "--only", "households_by_tenure")
    assert outcome.status == 1
    assert "Svaret har ikke et eneste tall. Du beholder tallene du hadde." in outcome.out


def test_only_tables_changed_since_a_day(husrom: Husrom, server: FakeServer) -> None:
    outcome = husrom("figures", "update", "--only", "12842", "--since", "2026-11-01", "--json")
    assert (outcome.status, json.loads(outcome.out)[0]["outcome"]) == (0, "skipped")
    assert not server.asked("/data")


def test_waits_are_told(husrom: Husrom, server: FakeServer) -> None:
    server.fail_next(unavailable(retry_after="45"))
    outcome = husrom("figures", "update", "--only", "municipal_fees")
    assert outcome.status == 0
    assert "Venter 4" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("--only", "dwelings"), "Mente du dwellings"),
        (("--only", "ssb-99999"), "Det finnes ingen tabell eller noe datasett som heter «ssb-99999»"),
        (("--since", "i går"), "--since"),
    ],
)
def test_what_cannot_be_chosen_is_refused(husrom: Husrom, arguments: tuple[str, ...], hint: str) -> None:
    outcome = husrom("figures", "update", *arguments)
    assert (outcome.status, hint in outcome.err) == (2, True), outcome.err


def test_two_updates_at_once_refuse(husrom: Husrom, server: FakeServer, home: Path) -> None:
    with alone(home):
        outcome = husrom("figures", "update", "--only", "municipal_fees")
    assert (outcome.status, "allerede under oppdatering" in outcome.err) == (1, True)


def test_a_source_that_is_not_there_costs_only_its_own_tables(husrom: Husrom, server: FakeServer) -> None:
    outcome = husrom("figures", "update", "--only", "12842", "--only", "fhi-794")
    assert outcome.status == 1
    assert "municipal_fees (ssb-12842): nye tall hentet." in outcome.out
    assert "crowding (fhi-794): IKKE oppdatert; du beholder tallene du hadde. Kilden svarte ikke." in outcome.out


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_no_source_at_all_is_one_sentence(husrom: Husrom, form: tuple[str, ...]) -> None:
    outcome = husrom("figures", "update", "--only", "06944", "--only", "11084", "--only", "boundaries", *form)
    assert outcome.status == 1
    assert "IKKE oppdatert" not in outcome.out
    assert outcome.err.splitlines()[-1].startswith("Ingen av kildene svarte. Du beholder tallene du hadde.")


def test_verify_says_what_moved(husrom: Husrom, server: FakeServer) -> None:
    outcome = husrom("figures", "verify", "--json")
    assert outcome.status == 1
    data = json.loads(outcome.out)
    assert "er slik kildene beskriver dem" in data["files"][0]
    gone = {finding["table"] for finding in data["findings"] if finding["problem"] == "gone"}
    assert ("ssb-06265" in gone, "ssb-12842" in gone) == (True, False)
    assert {"table", "problem", "expected", "found", "remedy", "severity", "sentence"} == data["findings"][0].keys()


def test_verify_says_what_moved_in_words(husrom: Husrom, server: FakeServer) -> None:
    outcome = husrom("figures", "verify")
    assert "ssb-06265: tabellen finnes ikke lenger. (ssb-06265: expected the table" in outcome.out


def test_verify_without_a_network_tells_of_the_files_and_fails(husrom: Husrom) -> None:
    outcome = husrom("figures", "verify")
    assert outcome.status == 1
    assert "filer er slik kildene beskriver dem." in outcome.out
    assert outcome.err.count("Kildene svarte ikke") == 1


def test_verify_offline_asks_nobody(husrom: Husrom) -> None:
    outcome = husrom("figures", "verify", "--offline", "--json")
    assert (outcome.status, json.loads(outcome.out)["findings"]) == (0, None)


def test_today_is_the_day_in_norway(husrom: Husrom, server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    midnight = dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC)
    monkeypatch.setattr(SystemClock, "now", lambda _self: midnight)
    husrom("figures", "update", "--only", "municipal_fees")
    forget_snapshots()
    assert source("municipal_fees").retrieved_on == dt.date(2026, 11, 23)
