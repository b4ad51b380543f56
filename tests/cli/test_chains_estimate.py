"""`husrom chains estimate`: counted moves to probabilities and chains with intervals."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

MOVES = "fra;hus;blokk;nydannet;innflyttet\nhus;40;60;50;50\nblokk;10;90;200;100\n"
SOLVE_KEYS = ["sectors", "fundamental", "mean_length", "freed_existing", "variance", "spectral_radius", "absorption"]


@pytest.fixture
def estimate(husrom: Callable, tmp_path: Path) -> Callable:
    """Return a function that runs the command on a table."""

    def run(content: str, *options: object) -> object:
        path = tmp_path / "moves.csv"
        path.write_text(content, encoding="utf-8")
        return husrom("chains", "estimate", path, *options)

    return run


def test_counts_become_chains_with_intervals(estimate: Callable) -> None:
    outcome = estimate(MOVES, "--json")
    data = json.loads(outcome.out)
    assert (outcome.status, outcome.err) == (0, "")
    assert list(data)[: len(SOLVE_KEYS)] == SOLVE_KEYS
    assert data["Q"] == [[0.2, 0.3], [0.025, 0.225]]
    assert data["ends"] == [[0.25, 0.25], [0.5, 0.25]]
    assert (data["reasons"], data["vacancies_counted"]) == (["nydannet", "innflyttet"], [200, 400])
    for key in ("mean_length", "freed_existing"):
        low, high = data["posterior"][key]["low"], data["posterior"][key]["high"]
        assert all(a < b < c for a, b, c in zip(low, data[key], high, strict=True))
    absorbed = data["posterior"]["absorption"]["hus"]["nydannet"]
    assert absorbed["low"] < data["absorption"]["hus"]["nydannet"] < absorbed["high"]
    cells = data["posterior"]["Q"]
    assert cells["low"][0][1] < 0.3 < cells["high"][0][1]


def test_the_chains_are_those_of_the_shares(estimate: Callable, husrom: Callable, tmp_path: Path) -> None:
    data = json.loads(estimate(MOVES, "--json").out)
    shares = tmp_path / "q.csv"
    shares.write_text("fra;hus;blokk;nydannet;innflyttet\nhus;0,2;0,3;0,25;0,25\nblokk;0,025;0,225;0,5;0,25\n")
    solved = json.loads(husrom("chains", "solve", shares, "--json").out)
    assert data["mean_length"] == pytest.approx(solved["mean_length"])
    assert data["absorption"]["blokk"] == pytest.approx(solved["absorption"]["blokk"])


def test_a_wider_level_is_wider_and_a_seed_repeats(estimate: Callable) -> None:
    def ends(*options: object) -> tuple[float, float]:
        interval = json.loads(estimate(MOVES, "--json", *options).out)["posterior"]["freed_existing"]
        return interval["low"][0], interval["high"][0]

    narrow, wide = ends("--level", 0.5), ends("--level", 0.95)
    assert wide[0] < narrow[0] < narrow[1] < wide[1]
    assert ends("--seed", 3, "--draws", 200) == ends("--seed", 3, "--draws", 200) != ends("--seed", 4, "--draws", 200)


def test_the_same_in_words(estimate: Callable) -> None:
    out = estimate(MOVES, "--level", 0.95).out
    assert "Talte ledige boliger" in out
    assert "med 95 % sannsynlighet" in out


def test_what_is_weak_is_said(estimate: Callable) -> None:
    said = estimate("fra;hus;blokk;ut\nhus;0;6;14\nblokk;10;0;300\n", "--json").err
    assert "Det er talt færre enn 30 ledige boliger i hus" in said
    assert "Ingen flytting innenfor en sektor er talt." in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("fra;hus;blokk\nhus;4;6\nblokk;1;9\n", "Det er 0 årsaker til at kjeder slutter"),
        ("fra;hus;ut\nhus;0,5;0,5\n", "Raden hus har summen 1, som er andeler og ikke antall"),
        ("fra;hus;blokk;ut\nhus;4;6;3\nblokk;0;0;0\n", "Raden blokk har summen 0, så ingenting"),
        ("fra;hus;blokk;ut\nhus;4;0;0\nblokk;1;1;1\n", "Raden hus har summen 1 innenfor sektorer"),
        ("fra;hus;ut\nhus;-4;6\n", "Raden hus har «-4» i kolonnen hus"),
        ("fra;hus;ut\nhus;4;\n", "Raden hus har ingenting i kolonnen ut"),
    ],
)
def test_what_are_no_counts_is_refused_in_one_sentence(estimate: Callable, content: str, said: str) -> None:
    outcome = estimate(content, "--json")
    assert (outcome.status, outcome.out) == (2, "")
    assert said in outcome.err
    assert outcome.err.count("\n") == 1
