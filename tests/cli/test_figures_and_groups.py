"""`husrom figures` and `husrom groups`: official figures from the snapshot, without a database."""

import json
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from husrom.cli.errors import CommandFailedError
from husrom.cli.serve import serve_portal
from husrom.figures.catalogue import sources
from husrom.portal.programme.document import EXAMPLES

EXAMPLE = EXAMPLES / "helhetlig-boligpolitikk.yaml"


def test_every_table_is_listed_with_its_source(husrom: Callable) -> None:
    lines = husrom("figures", "list").out.splitlines()
    assert [line.split()[0] for line in lines] == list(sources())
    assert [entry["identifier"] for entry in json.loads(husrom("figures", "list", "--json").out)] == list(sources())


def test_a_municipality_s_figures_have_year_and_source(husrom: Callable) -> None:
    outcome = husrom("figures", "show", "3403")
    assert outcome.status == 0
    assert all("(SSB), tabell" in line or "© Kartverket" in line for line in outcome.out.splitlines())
    facts = json.loads(husrom("figures", "show", "3403", "--json").out)
    assert {"key", "value", "unit", "year", "sources"} <= set(facts[0])


def test_a_number_nobody_has(husrom: Callable) -> None:
    outcome = husrom("figures", "show", "9999")
    assert (outcome.status, outcome.out) == (2, "")


def test_the_snapshot_is_whole(husrom: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    assert husrom("figures", "verify").status == 0
    monkeypatch.setattr("husrom.figures.snapshot.damaged", lambda: ("household_income",))
    outcome = husrom("figures", "verify")
    assert (outcome.status, "household_income" in outcome.err) == (1, True)


def test_groups_of_the_real_programme(husrom: Callable) -> None:
    data = json.loads(husrom("groups", "--network", EXAMPLE, "--on", "2026-11-23", "--json").out)
    assert len(data["placements"]) == 17
    groups = {placement["name"]: placement["group"] for placement in data["placements"]}
    assert (groups["Hamar"], groups["Sør-Varanger"]) == ("growth_pressure", "decline")
    hamar = next(placement for placement in data["placements"] if placement["name"] == "Hamar")
    assert hamar["explanation"].startswith("Hamar har vekstpress: folketallet steg")
    assert hamar["figures"]["sources"]


def test_groups_in_words(husrom: Callable) -> None:
    outcome = husrom("groups", "--network", EXAMPLE)
    assert outcome.out.startswith("Vekstpress (")
    assert "  Mandal. Lindesnes har" in outcome.out
    assert "Kilde: Statistisk sentralbyrå (SSB), tabell 07459" in outcome.out


def test_groups_of_a_file_that_is_not_there(husrom: Callable, tmp_path: Path) -> None:
    path = tmp_path / "borte.yaml"
    outcome = husrom("groups", "--network", path)
    expected = f"{path} har 1 feil og kan ikke brukes:\n  Fila finnes ikke. Sjekk stien.\n"
    assert (outcome.status, outcome.err) == (2, expected)


def test_a_taken_port_is_said_before_anything_starts() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandFailedError, match=f"Velg en annen port, for eksempel --port {port + 1}"):
            serve_portal(host="127.0.0.1", port=port, workers=1)
