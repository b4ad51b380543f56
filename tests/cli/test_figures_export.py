"""`husrom figures export`: figures as files, and what it refuses."""

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from husrom.figures.cubes.jsonstat import decode


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_csv_goes_to_standard_output(husrom: Callable) -> None:
    outcome = husrom("figures", "export", "population", "-m", "Hamar", "-m", "0", "--from", 2025)
    assert outcome.status == 0
    assert [(row["municipality"], row["period"], row["value"]) for row in _rows(outcome.out)] == [
        ("Hamar", "2025", "33441"),
        ("Hamar", "2026", "33817"),
        ("Norge", "2025", "5594340"),
        ("Norge", "2026", "5627400"),
    ]


def test_every_municipality_without_municipality(husrom: Callable) -> None:
    outcome = husrom("figures", "export", "population", "--from", 2026, "--to", 2026)
    assert len(_rows(outcome.out)) == 357


def test_every_indicator_of_a_municipality(husrom: Callable, tmp_path: Path) -> None:
    file = tmp_path / "saltdal.parquet"
    outcome = husrom("figures", "export", "-m", "Saltdal", "--output", file)
    frame = pl.read_parquet(file)
    assert outcome.err.splitlines()[0] == f"Skrev {frame.height} rader til {file}."
    assert outcome.out == ""
    assert set(frame["municipality_number"]) == {"1840"}
    assert frame["indicator"].n_unique() > 80
    assert frame.filter(pl.col("value").is_null() & pl.col("reason").is_null()).is_empty()


def test_json_stat_goes_to_standard_output(husrom: Callable) -> None:
    arguments = ("--dataset", "dwelling_prices", "-m", "Oslo", "--from", 2024, "--format", "json-stat")
    cube = decode(husrom("figures", "export", *arguments).out.encode())
    assert cube.dimension("municipality_number").labels == ("Oslo",)
    assert min(cube.dimension("period").codes) == "2024"


def test_csv_for_excel_in_norwegian(husrom: Callable, tmp_path: Path) -> None:
    file = tmp_path / "eldre.csv"
    arguments = ("share_aged_65_or_over_pct", "-m", "3403", "--format", "csv-excel", "-o", file)
    assert husrom("figures", "export", *arguments).status == 0
    (newest,) = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig")), delimiter=";"))[-1:]
    assert newest["value"].startswith("23,")


def test_json_tells_what_was_written(husrom: Callable, tmp_path: Path) -> None:
    file = tmp_path / "folketall.xlsx"
    outcome = husrom("figures", "export", "population", "-m", "0403", "--from", 2026, "-o", file, "--json")
    assert json.loads(outcome.out) == {
        "file": str(file),
        "format": "xlsx",
        "rows": 1,
        "sources": ["Kilde: Statistisk sentralbyrå (SSB), tabell 07459"],
    }
    assert file.read_bytes().startswith(b"PK")


def test_language_of_titles_is_chosen(husrom: Callable) -> None:
    outcome = husrom("figures", "export", "population", "-m", "0", "--from", 2026, "--language", "en")
    (row,) = _rows(outcome.out)
    assert (row["title"], row["municipality"]) == ("Population", "Norway")


def test_a_file_is_overwritten_only_when_told(husrom: Callable, tmp_path: Path) -> None:
    file = tmp_path / "tall.csv"
    file.write_text("mine")
    arguments = ("figures", "export", "population", "-m", "3403", "-o", file)
    outcome = husrom(*arguments)
    assert (outcome.status, file.read_text()) == (2, "mine")
    assert "finnes fra før. Legg til --force" in outcome.err
    assert husrom(*arguments, "--force").status == 0
    assert file.read_text().startswith("indicator,")
    assert [found.name for found in tmp_path.iterdir()] == ["tall.csv"]


def test_a_binary_file_is_not_shown_in_a_terminal(husrom: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    outcome = husrom("figures", "export", "population", "-m", "3403", "--format", "xlsx")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err == "En slik fil kan ikke vises i et terminalvindu. Legg til --output FIL.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("populaton",), "Mente du population"),
        (("population", "-m", "Hammar"), "Mente du 3403 (Hamar, Innlandet)"),
        (("--dataset", "dwelling_price"), "Mente du dwelling_prices"),
        (("--dataset", "boundaries"), "Det er ingen tabell som heter «boundaries»."),
        (("population", "--dataset", "dwellings"), "Oppgi indikatorer eller --dataset, ikke begge deler"),
        ((), "Si hva som skal eksporteres"),
        (("population", "--from", 2090), "Det er ingen tall for disse årene."),
        (("--dataset", "dwellings", "--from", 2090), "dwellings har ingen slike rader"),
        (("--dataset", "national_tenure", "-m", "3403"), "national_tenure har ingen kommuner å velge mellom"),
        (("--dataset", "municipality_codes", "--to", 2020), "municipality_codes har ingen år å velge mellom"),
        (("--dataset", "municipalities", "-f", "json-stat"), "municipalities har ingen tall, bare navn og koder."),
        (("population", "-m", "0", "--json"), "Legg til --output, eller bruk --format json-stat."),
        (("population", "-o", "tall.docx"), "Endelsen på tall.docx sier ikke"),
        (("population", "-o", "no/such/folder/tall.csv"), "Det er ingen mappe som heter no/such/folder."),
    ],
)
def test_what_cannot_be_exported_is_said(arguments: tuple[object, ...], said: str, husrom: Callable) -> None:
    outcome = husrom("figures", "export", *arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert said in outcome.err
    assert outcome.err.count("\n") == 1


def test_a_folder_is_not_a_file(husrom: Callable, tmp_path: Path) -> None:
    outcome = husrom("figures", "export", "population", "-m", "0", "-f", "csv", "-o", tmp_path)
    assert outcome.status == 2
    assert f"{tmp_path} er en mappe." in outcome.err


def test_a_failed_write_leaves_the_old_file(husrom: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "tall.csv"
    file.write_text("old")

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    outcome = husrom("figures", "export", "population", "-m", "0", "-o", file, "--force")
    assert outcome.status == 1
    assert "kan ikke skrives: No space left on device." in outcome.err
    assert [(found.name, found.read_text()) for found in tmp_path.iterdir()] == [("tall.csv", "old")]


def test_a_device_is_not_replaced_by_a_file(husrom: Callable, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    outcome = husrom("figures", "export", "population", "-m", "0", "-o", pipe, "--force")
    assert (outcome.status, pipe.is_fifo(), "ikke en vanlig fil" in outcome.err) == (2, True, True)
