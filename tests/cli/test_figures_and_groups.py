"""`husrom figures` and `husrom groups`: official figures from the snapshot, without a database."""

import json
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from husrom.cli.errors import CommandFailedError
from husrom.cli.serve import serve_portal
from husrom.figures.catalogue import sources
from husrom.figures.indicators import indicators
from husrom.portal.programme.document import EXAMPLES

EXAMPLE = EXAMPLES / "helhetlig-boligpolitikk.yaml"


def test_every_table_is_listed_with_its_source(husrom: Callable) -> None:
    lines = husrom("figures", "list").out.splitlines()
    assert [line.split()[0] for line in lines] == list(sources())
    assert [entry["identifier"] for entry in json.loads(husrom("figures", "list", "--json").out)] == list(sources())


def test_a_series_is_data_with_its_source(husrom: Callable) -> None:
    outcome = husrom("figures", "show", "population", "--municipality", "3403", "--from", 2005, "--json")
    series = json.loads(outcome.out)
    assert (outcome.status, len(series), series[0]["period"]) == (0, 22, "2005")
    assert series[-1] == {
        "indicator": "population",
        "municipality": "3403",
        "period": "2026",
        "value": 33817,
        "unit": "persons",
        "status": "observed",
        "source": {
            "producer": "Statistisk sentralbyrå",
            "table": "07459",
            "retrieved": None,
            "licence": "CC BY 4.0",
            "url": "https://www.ssb.no/statbank/table/07459",
        },
    }


def test_the_newest_of_every_indicator_in_words(husrom: Callable) -> None:
    out = husrom("figures", "show", "-m", "3403").out.replace("\N{NO-BREAK SPACE}", " ")
    assert "Folketall: 33 817 personer (2026).\n" in out
    assert "Andel 65 år og eldre: 23,2 % (2026)." in out
    assert "Kilde: Statistisk sentralbyrå (SSB), tabell 07459\n" in out


@pytest.mark.parametrize("written", ["Hamar", "hamar", "3403", "0403"])
def test_a_name_or_any_number_gives_the_municipality_of_today(husrom: Callable, written: str) -> None:
    (value,) = json.loads(husrom("figures", "show", "population", "-m", written, "--from", 2026, "--json").out)
    assert (value["municipality"], value["value"]) == ("3403", 33817)


def test_without_a_municipality_it_is_the_country(husrom: Callable) -> None:
    (value,) = json.loads(husrom("figures", "show", "population", "--from", 2026, "--json").out)
    assert (value["municipality"], value["value"]) == ("0", 5_627_400)


def test_a_figure_we_do_not_have_says_why(husrom: Callable) -> None:
    (value,) = json.loads(
        husrom("figures", "show", "price_apartment_nok_per_m2", "-m", "1868", "--from", 2024, "--json").out
    )
    assert (value["value"], value["status"]) == (None, "missing")
    assert value["reason"].startswith("Ingen pris; få boliger er solgt")


def test_years_outside_the_series_are_empty_and_told(husrom: Callable) -> None:
    outcome = husrom("figures", "show", "population", "-m", "3403", "--from", 2030, "--json")
    assert (outcome.status, json.loads(outcome.out)) == (0, [])
    assert outcome.err == "Det er ingen tall for disse årene. Det nyeste gjelder 2026.\n"


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("populaton", "-m", "3403"), "Mente du population"),
        (("population", "-m", "Lilehammer"), "Mente du 3405 (Lillehammer, Innlandet)?"),
        (("population", "-m", "9999"), "et nummer som 3403 (Hamar)"),
        (("population", "-m", "Våler"), "3114 (Våler, Østfold) eller 3419 (Våler, Innlandet)"),
    ],
)
def test_what_is_not_there_is_bad_input_with_a_suggestion(
    husrom: Callable, arguments: tuple[str, ...], hint: str
) -> None:
    outcome = husrom("figures", "show", *arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert hint in outcome.err


def test_every_indicator_is_listed_with_its_words(husrom: Callable) -> None:
    keys = [entry["indicator"] for entry in json.loads(husrom("figures", "list", "--indicators", "--json").out)]
    assert keys == [found.key for found in indicators()]
    assert [line.split()[0] for line in husrom("figures", "list", "--indicators").out.splitlines()] == keys


def test_the_snapshot_is_whole(husrom: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    assert husrom("figures", "verify", "--offline").status == 0
    monkeypatch.setattr("husrom.figures.snapshot.damaged", lambda: ("household_income",))
    outcome = husrom("figures", "verify", "--offline")
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


@pytest.mark.parametrize("written", ["0", "Norge", "noreg", " hele landet "])
def test_the_country_has_a_name_too(husrom: Callable, written: str) -> None:
    (value,) = json.loads(husrom("figures", "show", "population", "-m", written, "--from", 2026, "--json").out)
    assert (value["municipality"], value["value"]) == ("0", 5_627_400)


@pytest.mark.parametrize("command", ["show", "export"])
def test_years_in_the_wrong_order_are_refused(husrom: Callable, command: str) -> None:
    outcome = husrom("figures", command, "population", "-m", "3403", "--from", 2026, "--to", 2005)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err == "--from 2026 kommer etter --to 2005. Oppgi det første året først.\n"


def test_an_indicator_without_a_name_is_refused(husrom: Callable) -> None:
    outcome = husrom("figures", "show", "", "-m", "3403")
    assert (outcome.status, outcome.out) == (2, "")


def test_damaged_own_figures_are_told_beside_those_that_came_with_the_package(
    husrom: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("husrom.figures.own_snapshot.own_snapshot_fault", lambda: "A file is missing.")
    outcome = husrom("figures", "show", "population", "-m", "3403", "--from", 2026, "--json")
    assert (outcome.status, json.loads(outcome.out)[0]["value"]) == (0, 33817)
    assert outcome.err.startswith("Ditt eget øyeblikksbilde er skadet, så tallene som fulgte med Husrom brukes.")
