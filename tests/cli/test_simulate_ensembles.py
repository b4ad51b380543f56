"""`husrom simulate` over several towns, projections and draws, divided and taken up again; all of it made up."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from husrom.cli.simulate import ensemble
from husrom.cli.simulate.scenario import scenario_of
from husrom.cli.simulate.scenario_text import read_scenario_file
from husrom.housing.ensembles import Cell
from husrom.housing.mobility.measures import MEASURES
from tests.cli.conftest import Husrom
from tests.cli.test_simulate import example, written

MADE_UP = {"title": "Made up for the test", "verified": False}
PROJECTIONS = {
    "list": [
        {"name": "main", "weight": 2, "arrivals_per_year": 150},
        {"name": "high", "weight": 1, "arrivals_per_year": 400},
    ],
    "reference": MADE_UP,
}
COUNTS = {
    "enebolig": {"enebolig": 20, "rekkehus": 20, "leilighet_eid": 13, "out": 47},
    "rekkehus": {"rekkehus": 14, "leilighet_eid": 20, "out": 60},
    "leilighet_eid": {"enebolig": 16, "leilighet_eid": 16, "out": 50},
    "leilighet_leid": {"leilighet_leid": 15, "out": 80},
}


def uncertain(**changes: Any) -> dict[str, Any]:
    moves = {"counts": COUNTS, "reference": MADE_UP}
    return example(**json.loads(json.dumps({"moves": moves, "projections": PROJECTIONS})), **changes)


def test_simulate_divides_the_variance_between_parameters_projection_and_chance(husrom: Husrom, tmp_path: Path) -> None:
    outcome = husrom("simulate", written(tmp_path, uncertain()), "--runs", "5", "--out", tmp_path / "out", "--json")
    assert outcome.status == 0, outcome.err
    data = json.loads(outcome.out)
    assert (data["runs"], data["draws"], data["runs_per_draw"]) == (2 * 6, 3, 2)
    assert [one["name"] for one in data["projections"]] == ["main", "high"]
    shares = [row["variance_shares"] for row in data["per_100_new_dwellings"]]
    told = [sum(share.values()) for share in shares]
    assert all(total == pytest.approx(1) or total == 0 for total in told)
    assert any(share["parameter"] > 0 for share in shares)
    effects = pl.read_parquet(tmp_path / "out" / "effects.parquet")
    assert effects.height == 2 * 6 * 2 * 2 * len(MEASURES)
    assert effects["draw"].unique().sort().to_list() == [0, 1, 2]
    assert dict(effects.select("projection", "projection_weight").unique().iter_rows()) == {"main": 2.0, "high": 1.0}
    # Projections of the same draw and luck are run with the same seed.
    assert effects.group_by("draw", "luck").agg(pl.col("run_seed").n_unique())["run_seed"].to_list() == [1] * 6


def test_simulate_gives_each_town_its_own_rows_and_luck(husrom: Husrom, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    paths = written(tmp_path, example()), written(tmp_path / "other", example(name="Annenby"))
    outcome = husrom("simulate", *paths, "--runs", "2", "--out", tmp_path / "out", "--json")
    data = json.loads(outcome.out)
    assert [one["scenario"] for one in data["scenarios"]] == ["Eksempelby", "Annenby"]
    effects = pl.read_parquet(tmp_path / "out" / "effects.parquet")
    by_town = effects.group_by("scenario").agg(pl.col("scenario_sha256").n_unique(), pl.col("run_seed").n_unique())
    assert by_town.select("scenario_sha256", "run_seed").unique().row(0) == (1, 2)
    assert effects["run_seed"].n_unique() == 4
    assert "Annenby" in husrom("simulate", *paths, "--runs", "1").out


def test_simulate_gives_the_same_result_with_two_workers(husrom: Husrom, tmp_path: Path) -> None:
    path = written(tmp_path, uncertain())
    alone, divided = (
        json.loads(husrom("simulate", path, "--runs", "2", "--workers", workers, "--json").out)
        for workers in ("1", "2")
    )
    assert alone == divided


def test_simulate_goes_on_where_it_was_cut_off(husrom: Husrom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, out = written(tmp_path, uncertain()), tmp_path / "out"
    whole = json.loads(husrom("simulate", path, "--runs", "4", "--json").out)
    made, effect = list[int](), ensemble.run_effect

    def cut_off(*given: Any) -> Any:
        if len(made) == 5:
            raise KeyboardInterrupt
        made.append(given[-1])
        return effect(*given)

    monkeypatch.setattr(ensemble, "run_effect", cut_off)
    assert husrom("simulate", path, "--runs", "4", "--out", out, "--json").status != 0
    assert len(list(out.glob("unfinished/*/*.npz"))) == 5
    # A part that is no longer whole is made again.
    next(out.glob("unfinished/*/*.npz")).write_bytes(b"PK")
    monkeypatch.setattr(ensemble, "run_effect", lambda *given: made.append(given[-1]) or effect(*given))
    again = json.loads(husrom("simulate", path, "--runs", "4", "--out", out, "--json").out)
    assert len(made) == 5 + 4
    assert again["results_sha256"] == whole["results_sha256"]
    assert not (out / "unfinished").exists()


def test_unfinished_work_of_another_seed_is_left_alone(husrom: Husrom, tmp_path: Path) -> None:
    path, out = written(tmp_path, example()), tmp_path / "out"
    (out / "unfinished" / "another").mkdir(parents=True)
    husrom("simulate", path, "--runs", "1", "--out", out)
    assert [left.name for left in (out / "unfinished").iterdir()] == ["another"]


def test_draws_differ_and_each_is_the_same_every_time(tmp_path: Path) -> None:
    scenario = scenario_of(read_scenario_file(written(tmp_path, uncertain())), 3)
    one, two, again = (scenario.rules_of(1, draw) for draw in (0, 1, 0))
    assert (one.moves == again.moves).all()
    assert (one.moves != two.moves).any()
    assert one.arrivals.per_year == 400
    assert one.moves[1, 0] < 0.05 < one.moves[1, 1]


def test_run_is_the_same_whatever_process_makes_it(tmp_path: Path) -> None:
    task = ensemble.Task((read_scenario_file(written(tmp_path, uncertain())),), 3)
    first = task(Cell(0, 1, 2, 0))
    ensemble.prepared.cache_clear()
    again = task(Cell(0, 1, 2, 0))
    assert all((first[name].tobytes() == again[name].tobytes()) for name in first)


def refused(husrom: Husrom, path: Path) -> str:
    outcome = husrom("simulate", path, "--runs", "1", "--json")
    assert (outcome.status, outcome.out) == (2, "")
    return outcome.err


def test_simulate_refuses_faulty_counts_and_projections(husrom: Husrom, tmp_path: Path) -> None:
    tree = uncertain()
    tree["moves"]["counts"] = {"enebolig": {"slott": 3}, "rekkehus": {"enebolig": 0}, "borg": {"enebolig": 2}}
    tree["projections"]["list"][1]["name"] = "main"
    err = refused(husrom, written(tmp_path, tree))
    for part in ("ingen sektor borg", "moves.counts.rekkehus teller ingenting", "main står to ganger"):
        assert part in err
    tree["moves"]["counts"] = {"enebolig": {"enebolig": 3}}
    assert "ingen kolonne forteller om kjeder som tok slutt" in refused(husrom, written(tmp_path, tree))
    tree["moves"]["rows"] = {}
    tree["projections"]["list"][0]["weight"] = 0
    err = refused(husrom, written(tmp_path, tree))
    assert "moves: oppgi én av rows, counts og pattern" in err
    assert "weight: 0 er ikke mer enn 0" in err


def regional() -> dict[str, Any]:
    tree = example(moves={"pattern": "published_chains", "reference": MADE_UP})
    for place, entry in enumerate(tree["sectors"]["list"]):
        entry["area"] = "Naboby" if place == 0 else "Eksempelby"
    tree["areas"] = {
        "list": [
            {"name": "Eksempelby", "scope": "local", "fillers_from": {"Eksempelby": 0.6, "Naboby": 0.2}},
            {"name": "Naboby", "scope": "region", "fillers_from": {"Eksempelby": 0.3, "Naboby": 0.5}},
        ],
        "reference": {**MADE_UP},
    }
    return tree


def test_simulate_draws_patterns_and_tells_what_is_freed_in_the_region(husrom: Husrom, tmp_path: Path) -> None:
    data = json.loads(husrom("simulate", written(tmp_path, regional()), "--runs", "4", "--json").out)
    assert (data["draws"], data["runs_per_draw"]) == (2, 2)
    rows = data["per_100_new_dwellings"]
    freed = {
        (row["estimate"], row["horizon_years"], row["measure"]): row["mean"]
        for row in rows
        if "freed" in row["measure"]
    }
    for estimate in ("traced", "paired"):
        local, there = (freed[estimate, 3.0, f"freed_{scope}"] for scope in ("local", "regional"))
        assert local + there == pytest.approx(freed[estimate, 3.0, "freed_existing"])
    assert freed["traced", 3.0, "freed_regional"] == freed["traced", 3.0, "freed_detached"] > 0


def test_simulate_refuses_areas_that_do_not_fit(husrom: Husrom, tmp_path: Path) -> None:
    tree = regional()
    tree["areas"]["list"][1].update(name="Eksempelby", fillers_from={"Eksempelby": 0.7, "Utopia": 0.5})
    err = refused(husrom, written(tmp_path, tree))
    for part in ("Eksempelby står to ganger", "har summen 1.2", "noe område Utopia", "noe område Naboby"):
        assert part in err
    del tree["areas"]
    assert "området Naboby er nevnt, men det er ingen areas" in refused(husrom, written(tmp_path, tree))
