"""`husrom bench vacchain`: the contract's keys, the same input from a file, and sentences for people."""

import json
from pathlib import Path

import numpy as np
import pytest

from husrom.cli.bench import circumstances
from husrom.housing import vacchain
from tests.cli.conftest import Husrom

SMALL = ("bench", "vacchain", "--households", 20_000, "--years", 5, "--runs", 2)


def test_the_answer_has_the_keys_of_the_contract(husrom: Husrom) -> None:
    outcome = husrom(*SMALL, "--seed", 3, "--json")
    assert outcome.status == 0
    answer = json.loads(outcome.out)
    assert answer["household_years_per_second"] > 1e6
    assert answer["max_abs_z"] < 3.5
    assert answer["conserved"] is True
    assert answer["accepted"] is True
    assert answer["fallback"] == 0
    assert (answer["seed"], answer["years"], answer["runs"], answer["households"]) == (3, 5, 2, 20_000)
    assert answer["household_years"] == 5.1 * 20_000
    assert answer["log_form"] == "per chain"
    assert answer["chain_order"] == "one by one"


def test_the_input_may_come_from_a_file(husrom: Husrom, tmp_path: Path) -> None:
    task = vacchain.Task.drawn(20_000, 5, seed=3)
    path = tmp_path / "input.npz"
    names = ("transitions", "dwelling_sectors", "ages", "new_sectors")
    np.savez(path, **{name: getattr(task, name) for name in names})
    drawn = json.loads(husrom(*SMALL, "--seed", 3, "--json").out)
    read = json.loads(husrom("bench", "vacchain", "--input", path, "--seed", 3, "--runs", 1, "--json").out)
    assert read["z"] == drawn["z"]
    assert read["chains"] == drawn["chains"]


@pytest.mark.parametrize("content", [None, b"not an archive", b""])
def test_a_file_that_is_no_input_is_refused(husrom: Husrom, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "input.npz"
    if content is not None:
        path.write_bytes(content)
    outcome = husrom("bench", "vacchain", "--input", path)
    assert outcome.status == 2
    assert f"{path} lot seg ikke lese som inndata" in outcome.err


def test_a_file_without_an_array_is_refused(husrom: Husrom, tmp_path: Path) -> None:
    path = tmp_path / "input.npz"
    np.savez(path, ages=np.ones(3, np.uint8))
    outcome = husrom("bench", "vacchain", "--input", path)
    assert outcome.status == 2
    assert "transitions, dwelling_sectors, ages, new_sectors" in outcome.err


def test_people_get_sentences(husrom: Husrom) -> None:
    outcome = husrom(*SMALL)
    assert outcome.status == 0
    assert "millioner husholdningsår per sekund" in outcome.out
    assert "Husholdninger og boliger stemmer hvert år" in outcome.out
    assert "Resultatet teller: ja" in outcome.out


def test_a_run_too_small_to_test_does_not_count(husrom: Husrom) -> None:
    outcome = husrom("bench", "vacchain", "--households", 1, "--years", 1, "--runs", 1)
    assert "for få kjeder til å prøve" in outcome.out
    assert "Resultatet teller: nei" in outcome.out


def test_a_run_that_is_not_conserved_fails(husrom: Husrom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        vacchain.Ledger, "look", lambda ledger, _moment: ledger.faults.append("Year 0, rule broken: x.")
    )
    outcome = husrom(*SMALL)
    assert outcome.status == 1
    assert "Husholdninger eller boliger stemmer ikke" in outcome.out
    assert "Year 0, rule broken: x." in outcome.err


def test_memory_and_start_are_unknown_where_the_system_does_not_tell(
    husrom: Husrom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("_PROCESS", "_CPU", "_MEMORY", "_UPTIME"):
        monkeypatch.setattr(circumstances, name, tmp_path / "missing")
    monkeypatch.delattr(circumstances.os, "getloadavg")
    answer = json.loads(husrom(*SMALL, "--json").out)
    assert set(answer["memory"].values()) == {None}
    assert answer["start_up_s"] is None
    assert answer["circumstances"]["memory_bytes"] is None
    assert answer["circumstances"]["load_average"] is None
