"""`husrom chains calibrate`: the pattern of moves, what it meets, and what it says of a made-up stock."""

import json
from pathlib import Path

import numpy as np
import pytest

from husrom.cli.chains.calibrating import LABELS
from husrom.housing.calibration import chain_targets, published_patterns
from tests.cli.conftest import Husrom

STOCK = (
    "sector;kind;rooms;tenure;dwellings;accessible_share\nenebolig;detached;5;owned;2000;0,05\n"
    "blokk;flat;3;owned;1000;0,5\nleid;flat;2;rented;800\n"
)


def stock(folder: Path, text: str = STOCK) -> Path:
    path = folder / "stock.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_calibrate_tells_targets_tendencies_and_chains(husrom: Husrom, tmp_path: Path) -> None:
    outcome = husrom("chains", "calibrate", stock(tmp_path), "--draws", "60", "--json")
    assert outcome.status == 0, outcome.err
    data = json.loads(outcome.out)
    assert (data["data_grade"], data["draws"], data["draws_that_meet_every_target"]) == ("C", 60, 60)
    assert len(data["targets"]) == len(chain_targets())
    assert all(one["met_by_share_of_draws"] == 1 for one in data["targets"])
    assert {one["target"] for one in data["unanswered"]} == {"T8", "T9", "T10"}
    freed = {one["sector"]: one for one in data["chains"]}
    assert freed["leid"]["freed_anywhere"]["p90"] < freed["enebolig"]["freed_anywhere"]["p10"]
    for one in freed.values():
        assert one["freed_in_the_municipality"]["p50"] < one["freed_anywhere"]["p50"]
    narrowed = {name: one["narrowed_to"] for name, one in data["tendencies"].items()}
    assert 0 < narrowed["continuation"] < 1


def test_calibrate_with_the_standing_seed_gives_the_draws_that_ship(husrom: Husrom) -> None:
    data = json.loads(husrom("chains", "calibrate", "--json").out)
    shipped = np.median([pattern.upward for pattern in published_patterns()])
    assert data["tendencies"]["upward"]["p50"] == pytest.approx(shipped, abs=1e-4)
    assert data["chains"] == []


def test_calibrate_says_in_bokmal_that_it_is_no_norwegian_figure(husrom: Husrom, tmp_path: Path) -> None:
    outcome = husrom("chains", "calibrate", stock(tmp_path), "--draws", "20")
    assert "ikke noe tall for en norsk kjede" in outcome.err
    assert "8 publiserte resultater er brukt; T8, T9, T10" in outcome.out
    assert "enebolig" in outcome.out


def test_every_statistic_has_a_label() -> None:
    assert {target.statistic for target in chain_targets()} == set(LABELS)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sector;kind\na;flat\n", "har kolonnene sector, kind"),
        ("sector;kind;rooms;tenure;dwellings\n", "har 0 sektorer"),
        (f"{STOCK}blokk;flat;3;owned;5;0\n", "«blokk» er ikke navnet på én sektor"),
        (STOCK.replace("rented", "leased"), "Raden leid har «leased» i kolonnen tenure"),
        (STOCK.replace(";3;", ";2,5;"), "Raden blokk har «2,5» i kolonnen rooms"),
        (STOCK.replace(";800", ";many"), "Raden leid har «many» i kolonnen dwellings"),
        (STOCK.replace("detached", "castle"), "Raden 1 har boligtypen castle"),
        (STOCK.replace(";3;", ";7;"), "Raden 2 har rooms 7"),
    ],
)
def test_calibrate_refuses_a_stock_that_cannot_be(husrom: Husrom, tmp_path: Path, text: str, said: str) -> None:
    outcome = husrom("chains", "calibrate", stock(tmp_path, text), "--draws", "20", "--json")
    assert (outcome.status, outcome.out) == (2, "")
    assert said in outcome.err
