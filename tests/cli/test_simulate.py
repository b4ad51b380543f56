"""`husrom simulate` on its example, shortened; nothing in it describes a real place."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from husrom.cli.simulate.scenario import by_age, spread
from husrom.cli.simulate.scenario_text import example_scenario, scenario_schema
from husrom.housing.mobility.measures import MEASURES
from tests.cli.conftest import Husrom


def example(**changes: Any) -> dict[str, Any]:
    tree: dict[str, Any] = yaml.safe_load(example_scenario())
    return {**tree, "years": 5, "horizons": [1, 3], **changes}


def written(folder: Path, tree: dict[str, Any]) -> Path:
    path = folder / "town.yaml"
    path.write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")
    return path


@pytest.mark.parametrize("market", ["supply", "choice"])
def test_simulate_tells_effects_per_100_new_dwellings(husrom: Husrom, tmp_path: Path, market: str) -> None:
    path = written(tmp_path, example(market=market))
    outcome = husrom("simulate", path, "--runs", "2", "--seed", "4", "--json")
    assert outcome.status == 0, outcome.err
    data = json.loads(outcome.out)
    assert (data["market"], data["data_grade"], data["example"], data["runs"]) == (market, "C", True, 2)
    assert data["new_dwellings"] == 200
    assert {"moves", "choice", "rates.death", "population.persons"} <= set(data["unverified"])
    rows = data["per_100_new_dwellings"]
    assert len(rows) == 2 * 2 * len(MEASURES)
    fills = [row for row in rows if (row["estimate"], row["measure"]) == ("traced", "fills")]
    assert [row["p10"] <= row["p50"] <= row["p90"] for row in fills] == [True, True]
    assert fills[0]["mean"] > 50
    assert len(data["scenario_sha256"]) == 64
    (chains,) = data["chains"]
    assert (chains["sector"], chains["chains_ended"] <= 400) == ("leilighet_eid", True)
    assert chains["vacancies_incl_first"] == pytest.approx(chains["vacancies_incl_first_closed_form"], rel=0.2)


def test_simulate_writes_tidy_tables_that_say_what_they_came_of(husrom: Husrom, tmp_path: Path) -> None:
    path, folder = written(tmp_path, example()), tmp_path / "out"
    outcome = husrom("simulate", path, "--runs", "2", "--seed", "4", "--out", folder, "--json")
    data = json.loads(outcome.out)
    assert [Path(file).name for file in data["files"]] == ["effects.parquet", "summary.parquet", "ledger.parquet"]
    effects, summary, ledger = (pl.read_parquet(folder / Path(file).name) for file in data["files"])
    for frame in (effects, summary, ledger):
        assert frame["seed"].unique().to_list() == [4]
        assert frame["scenario_sha256"].unique().to_list() == [data["scenario_sha256"]]
        assert frame["code_version"].unique().to_list() == [data["code_version"]]
    assert effects.height == 2 * summary.height
    assert not (tmp_path / "out" / "unfinished").exists()
    first = effects.row(0, named=True)
    assert first["per_100_new_dwellings"] == first["count"] / 2
    assert ledger["project"].unique().to_list() == ["Leiligheter ved stasjonen"]
    assert ledger.filter(pl.col("ended"))["freed"].sum() == 0
    starts = ledger.filter(pl.col("link") == 0)
    assert starts.height == 2 * 200
    assert ledger.height == starts.height + ledger["freed"].sum()
    still_open = ledger.filter(pl.col("reason") == "open_at_horizon")
    assert still_open["household"].null_count() == still_open.height
    freed = effects.filter((pl.col("estimate") == "traced") & (pl.col("measure") == "freed_existing"))
    last = freed.filter((pl.col("horizon_years") == 3) & (pl.col("run") == 0))["count"].item()
    links = ledger.filter((pl.col("run") == 0) & (pl.col("link") > 0) & (pl.col("vacant_since_year") < 2030))
    assert links.height == last


def test_simulate_gives_the_same_files_for_the_same_seed(husrom: Husrom, tmp_path: Path) -> None:
    path = written(tmp_path, example())
    tables = []
    for folder, seed in (("a", 1), ("b", 1), ("c", 2)):
        husrom("simulate", path, "--runs", "1", "--seed", seed, "--out", tmp_path / folder)
        tables.append((tmp_path / folder / "ledger.parquet").read_bytes())
    assert tables[0] == tables[1]
    assert tables[0] != tables[2]


def test_simulate_says_in_bokmal_what_it_found_and_that_it_is_made_up(husrom: Husrom, tmp_path: Path) -> None:
    outcome = husrom("simulate", written(tmp_path, example()), "--runs", "2")
    assert outcome.status == 0
    assert "datagrad C" in outcome.out
    assert "Barnefamilier som fikk enebolig" in outcome.out
    assert "parvis" in outcome.out
    assert "diktet opp" in outcome.err
    assert "moves" in outcome.err


def test_simulate_prints_its_example_and_its_schema(husrom: Husrom) -> None:
    assert husrom("simulate", "--example").out == example_scenario()
    assert json.loads(husrom("simulate", "--schema").out) == scenario_schema()


def test_simulate_says_when_no_cluster_answers(husrom: Husrom, tmp_path: Path) -> None:
    outcome = husrom("simulate", written(tmp_path, example()), "--scheduler", "nowhere")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.strip() == "Ingen Dask-planlegger svarer på nowhere. Sjekk adressen."


def refused(husrom: Husrom, path: Path) -> str:
    outcome = husrom("simulate", path, "--runs", "1", "--json")
    assert (outcome.status, outcome.out) == (2, "")
    return outcome.err


def test_simulate_lists_every_fault_of_shape(husrom: Husrom, tmp_path: Path) -> None:
    tree = example(years=0, market="magic", luck=1)
    tree["rates"]["death"]["by_age"]["0-49"] = 1.5
    del tree["patience_years"]
    err = refused(husrom, written(tmp_path, tree))
    assert "Antall feil: 5." in err
    for part in (
        "years: 0 er mindre enn 1.",
        'market: "magic"',
        "ukjent: luck",
        "rates.death.by_age.0-49: 1.5",
        "mangler: patience_years",
    ):
        assert part in err


def test_simulate_lists_every_fault_of_sense(husrom: Husrom, tmp_path: Path) -> None:
    tree = example()
    tree["moves"]["rows"]["enebolig"] = {"enebolig": 0.9, "slott": 0.3}
    tree["rates"]["death"]["by_age"] = {"0-50": 0.1, "40-60": 0.2, "70-61": 0.1}
    tree["projects"]["list"][0].update(effect_of=False, name="Eneboligfelt")
    err = refused(husrom, written(tmp_path, tree))
    assert "Antall feil: 6." in err
    for part in (
        "Eneboligfelt står to ganger",
        "ingen sektor slott",
        "0-50 og 40-60 overlapper",
        "70-61 slutter før",
        "har summen 1.2",
        "merk minst ett prosjekt",
    ):
        assert part in err


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("a: 1\na: 2\n", "nøkkelen a står to ganger"),
        ("a: &x 1\nb: *x\n", "alias"),
        ("a: [", "er ikke YAML"),
        ("", "filen: null er av feil slag"),
        ("x" * 1_000_001, "større enn 1 MB"),
    ],
)
def test_simulate_refuses_what_is_no_scenario(husrom: Husrom, tmp_path: Path, text: str, part: str) -> None:
    path = tmp_path / "town.yaml"
    path.write_text(text, encoding="utf-8")
    assert part in refused(husrom, path)


def test_simulate_refuses_no_file_and_one_that_is_not_there(husrom: Husrom, tmp_path: Path) -> None:
    assert "Oppgi en scenariofil" in husrom("simulate").err
    assert "kan ikke leses" in refused(husrom, tmp_path / "none.yaml")


def test_simulate_says_when_a_town_cannot_be_made_or_the_horizon_is_too_far(husrom: Husrom, tmp_path: Path) -> None:
    tree = example()
    tree["population"]["households"]["by_kind"]["single"] = 90_000
    assert "hver husholdning trenger én" in refused(husrom, written(tmp_path, tree))
    assert "slutter i 2036, etter det siste simulerte året 2030" in refused(
        husrom, written(tmp_path, example(horizons=[9]))
    )
    tree = example()
    tree["arrivals"]["by_age"] = {"0": 1}
    assert "sjekk arrivals.by_age" in refused(husrom, written(tmp_path, tree))
    tree = example()
    tree["projects"]["list"][0]["dwellings"] = 0
    assert "Prosjektene har ingen boliger" in refused(husrom, written(tmp_path, tree))


def test_simulate_says_when_results_cannot_be_written(husrom: Husrom, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    outcome = husrom("simulate", written(tmp_path, example()), "--runs", "1", "--out", tmp_path / "file" / "out")
    assert outcome.status == 2
    assert "kan ikke skrives" in outcome.err


def test_spread_keeps_every_person_and_by_age_names_each_age_once() -> None:
    persons = spread({"0-5": 20, "6": 3, "100-110": 5})
    assert persons[:6].sum() == 20
    assert persons[6] == 3
    assert persons.sum() == 28
    assert by_age({"0-1": 0.5, "3": 0.2})[:5].tolist() == [0.5, 0.5, 0.0, 0.2, 0.0]
