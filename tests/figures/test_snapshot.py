"""The packaged snapshot is what its sources say, and every table has the form it promises."""

import datetime as dt
from importlib.resources import files
from pathlib import Path

import polars as pl
import pytest
import yaml

from husrom.figures.catalogue import SNAPSHOT, read_source, source, sources
from husrom.figures.errors import SnapshotError
from husrom.figures.snapshot import damaged, table

FOLDER = Path(str(files("husrom.figures") / "snapshot"))
LEADING = {"municipality_number": pl.String, "division_year": pl.Int16, "year": pl.Int16}
BUILDING_TYPE, DWELLING_TYPE = {"building_type": pl.String}, {"dwelling_type": pl.String}
# The dimensions, the values, and how many rows there must be.
TABLES: dict[str, tuple[dict[str, type[pl.DataType]], dict[str, type[pl.DataType]], int]] = {
    "population_by_age": ({"age_from": pl.Int16, "age_to": pl.Int16}, {"persons": pl.Int32}, 357 * 22 * 19),
    "population_totals": ({"basis": pl.String}, {"persons": pl.Int32}, 357 * 51),
    "dwelling_type_shares": (BUILDING_TYPE, {"share_pct": pl.Float64}, 357 * 6),
    "dwellings": (BUILDING_TYPE, {"dwellings": pl.Int32}, 80 * 7),
    "tenure_shares": ({"tenure": pl.String}, {"share_pct": pl.Float64}, 357 * 3),
    "dwelling_prices": (DWELLING_TYPE, {"price_nok_per_m2": pl.Int32, "sales": pl.Int32}, 357 * 5 * 3),
    "household_income": (
        {"household_type": pl.String},
        {"households": pl.Int32, "median_income_after_tax_nok": pl.Int32},
        829 * 5 + 277,
    ),
}
STATUSES = {"missing", "suppressed", "estimated", None}


def test_every_file_is_the_one_its_source_describes() -> None:
    assert damaged() == ()


def test_every_file_has_a_source_and_every_source_a_file() -> None:
    shipped = {path.name for path in FOLDER.iterdir() if path.suffix in {".parquet", ".json"}}
    assert {known.output_file for known in sources().values()} == shipped


def test_the_snapshot_is_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir() if path.is_file()) <= 4_000_000


@pytest.mark.parametrize("identifier", TABLES)
def test_a_table_has_the_promised_columns_and_a_complete_grid(identifier: str) -> None:
    dimensions, values, row_count = TABLES[identifier]
    found = table(identifier)
    columns = LEADING | dimensions
    for name, kind in values.items():
        columns |= {name: kind, f"{name}_status": pl.String}
    assert list(found.schema.items()) == list(columns.items())
    assert found.height == row_count
    assert found.select("municipality_number", "year", *dimensions).is_unique().all()
    assert found["municipality_number"].str.contains(r"^\d{4}$").all()
    assert (found["year"].min(), found["year"].max()) == source(identifier).years


@pytest.mark.parametrize("identifier", TABLES)
def test_a_missing_value_says_why_it_is_missing(identifier: str) -> None:
    _dimensions, values, _row_count = TABLES[identifier]
    for name in values:
        found = table(identifier).select(pl.col(name).alias("value"), pl.col(f"{name}_status").alias("status"))
        assert set(found["status"].unique()) <= STATUSES
        unexplained = found.filter(pl.col("value").is_null() & pl.col("status").is_null())
        excused = found.filter(pl.col("value").is_not_null() & pl.col("status").is_in(["missing", "suppressed"]))
        assert (unexplained.height, excused.height) == (0, 0)


def test_missing_suppressed_and_zero_are_three_different_things() -> None:
    prices = table("dwelling_prices").filter(pl.col("year") == 2024)
    iveland = prices.filter((pl.col("municipality_number") == "4218") & (pl.col("dwelling_type") == "apartment"))
    oksnes = prices.filter((pl.col("municipality_number") == "1868") & (pl.col("dwelling_type") == "apartment"))
    assert iveland.select("price_nok_per_m2", "price_nok_per_m2_status", "sales").row(0) == (None, "suppressed", 3)
    assert oksnes.select("price_nok_per_m2", "price_nok_per_m2_status", "sales").row(0) == (None, "missing", None)
    row_houses = table("dwelling_type_shares").filter(pl.col("building_type") == "row_house")
    utsira = row_houses.filter(pl.col("municipality_number") == "1151")
    assert utsira.select("share_pct", "share_pct_status").row(0) == (
        0.0,
        None,
    )


@pytest.mark.parametrize(("year", "persons"), [(2024, 5_550_203), (2026, 5_627_400)])
def test_the_municipalities_sum_to_the_population_of_norway(year: int, persons: int) -> None:
    assert table("population_by_age").filter(pl.col("year") == year)["persons"].sum() == persons


def test_both_population_tables_agree_where_no_municipality_was_split() -> None:
    by_age = (
        table("population_by_age")
        .filter(pl.col("persons_status").is_null())
        .group_by("municipality_number", "year")
        .agg(pl.col("persons").sum())
    )
    observed = table("population_totals").filter(pl.col("basis") == "observed")
    both = by_age.join(observed, on=["municipality_number", "year"], suffix="_total")
    assert both.height > 7_000
    assert both.filter(pl.col("persons") != pl.col("persons_total")).height == 0


def test_only_split_municipalities_have_estimated_ages() -> None:
    estimated = table("population_by_age").filter(pl.col("persons_status") == "estimated")
    last_years = dict(estimated.group_by("municipality_number").agg(pl.col("year").max()).iter_rows())
    before_2020 = dict.fromkeys(("1806", "1875", "5055", "5056", "5059"), 2019)
    assert last_years == {"1508": 2023, "1580": 2023} | before_2020


@pytest.mark.parametrize("identifier", sources())
def test_a_source_says_where_it_is_from_and_on_what_terms(identifier: str) -> None:
    known = source(identifier)
    named = f"Kilde: Statistisk sentralbyrå (SSB), tabell {known.table}" if known.table else known.attribution
    assert known.attribution == named
    assert known.licence.name == "CC BY 4.0"
    assert known.url.startswith("https://")
    assert (len(known.output_sha256), {len(file.sha256) for file in known.inputs}) == (64, {64})
    assert known.retrieved_on is None or known.retrieved_on < dt.date(2026, 11, 23)


def test_a_source_with_a_missing_or_unknown_key_is_refused() -> None:
    entry = yaml.safe_load((SNAPSHOT / "sources.yaml").read_text(encoding="utf-8"))["household_income"]
    with pytest.raises(SnapshotError) as caught:
        read_source("household_income", {key: value for key, value in entry.items() if key != "licence"})
    assert str(caught.value) == "sources.yaml: household_income lacks licence. Build it anew."
    with pytest.raises(SnapshotError) as caught:
        read_source("household_income", {**entry, "mood": "good"})
    assert str(caught.value) == "sources.yaml: household_income has the unknown mood. Build it anew."


def test_what_is_no_table_cannot_be_read_as_one() -> None:
    with pytest.raises(SnapshotError) as caught:
        table("boundaries")
    assert str(caught.value) == '"boundaries" is not a table but the file boundaries.json.'
