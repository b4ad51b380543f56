"""`husrom figures import`: figures from files, in Norwegian words, and nothing kept from a file with faults."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from husrom.figures.importing import imported, imported_table

SURVEY = "Spørsmål;Svar;Prosent;Antall spurte\nVurderer du å flytte?;Ja;35,5;412\nVurderer du å flytte?;Nei;64,5;412\n"
OPTIONS = ("--mapping", "own_survey", "--received", "2026-11-20", "--period", "2026")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUSROM_HOME", str(tmp_path / "home"))


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    path = tmp_path / "survey.csv"
    path.write_text(SURVEY)
    return path


def test_a_file_is_taken_in_and_listed(husrom: Callable, survey: Path) -> None:
    outcome = husrom("figures", "import", survey, *OPTIONS, "--municipality", "Hamar")

    assert (outcome.status, outcome.err) == (0, "")
    assert "imported/own_survey 2026–2026  Kommunens egen undersøkelse, 2 rader" in outcome.out
    assert imported_table("own_survey")["municipality_number"].to_list() == ["3403", "3403"]
    assert husrom("figures", "imported").out == outcome.out


def test_data_tells_where_the_figures_come_from(husrom: Callable, survey: Path) -> None:
    data = json.loads(husrom("figures", "import", survey, *OPTIONS, "--municipality", "3403", "--json").out)

    assert (data["identifier"], data["rows"], data["retrieved"], data["stored"]) == (
        "imported/own_survey",
        2,
        "2026-11-20",
        True,
    )
    (listed,) = json.loads(husrom("figures", "imported", "--json").out)
    assert listed["files"] == data["files"]


def test_dry_run_keeps_nothing(husrom: Callable, survey: Path) -> None:
    outcome = husrom("figures", "import", survey, *OPTIONS, "--municipality", "3403", "--dry-run")

    assert (outcome.status, imported()) == (0, ())
    assert "Ingenting er lagret." in outcome.out


def test_faults_are_told_in_norwegian_and_nothing_is_kept(husrom: Callable, survey: Path) -> None:
    survey.write_text(SURVEY.replace("64,5", "640,5").replace("Nei", "=1+1"))

    outcome = husrom("figures", "import", survey, *OPTIONS, "--municipality", "3403")

    assert (outcome.status, outcome.out, imported()) == (2, "", ())
    assert outcome.err.splitlines() == [
        "survey.csv kan ikke leses etter beskrivelsen own_survey.",
        (
            "  rad 3, kolonnen «Svar»: her står det «=1+1», men det skal stå vanlig tekst eller et tall, ikke noe et "
            "regneark ville ha kjørt som formel"
        ),
    ]


def test_what_is_missing_is_asked_for(husrom: Callable, survey: Path) -> None:
    outcome = husrom("figures", "import", survey, "--mapping", "own_survey")

    assert outcome.status == 2
    assert "dagen filen ble mottatt" in outcome.err
    assert "nummeret på kommunen filen gjelder" in outcome.err


def test_a_dataset_is_replaced_only_when_asked(husrom: Callable, survey: Path) -> None:
    command = ("figures", "import", survey, *OPTIONS, "--municipality", "3403")
    husrom(*command)

    again = husrom(*command)
    assert (again.status, "Legg til --replace" in again.err) == (2, True)
    assert husrom(*command, "--replace").status == 0


def test_a_dataset_is_removed(husrom: Callable, survey: Path) -> None:
    husrom("figures", "import", survey, *OPTIONS, "--municipality", "3403")

    assert husrom("figures", "imported", "own_survey", "--remove").status == 0
    gone = husrom("figures", "imported", "own_survey")
    assert (gone.status, "ikke tatt inn noe som heter own_survey" in gone.err) == (2, True)


def test_a_printed_mapping_can_be_used_as_a_file(husrom: Callable, survey: Path, tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text(husrom("figures", "mapping", "own_survey").out.replace("name: own_survey", "name: moving_plans"))

    arguments = [str(own) if argument == "own_survey" else argument for argument in OPTIONS]
    assert husrom("figures", "import", survey, *arguments, "--municipality", "3403").status == 0
    assert [dataset.name for dataset in imported()] == ["moving_plans"]


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--received", "20.11.2026", "er ikke en dato"),
        ("--mapping", "matrikel", "Husrom har ingen beskrivelse som heter matrikel"),
        ("--period", "i fjor", "et år, som 2025"),
        ("--zones", "zones.geojson", "gjelder ikke soner"),
    ],
)
def test_options_that_make_no_sense_are_refused(
    husrom: Callable, survey: Path, option: str, value: str, sentence: str
) -> None:
    outcome = husrom("figures", "import", survey, *OPTIONS, "--municipality", "3403", option, value)

    assert (outcome.status, sentence in outcome.err) == (2, True)


def test_mappings_and_schema_are_printed(husrom: Callable) -> None:
    assert "matrikkel_dwellings" in husrom("figures", "mapping").out
    assert json.loads(husrom("figures", "mapping", "--schema").out)["title"] == "Mapping of a file of figures"
