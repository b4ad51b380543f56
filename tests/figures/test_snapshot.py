"""The packaged snapshot is what its sources say, and every table has the form it promises."""

import datetime as dt
from functools import cache
from importlib.resources import files
from pathlib import Path

import polars as pl
import pytest
import yaml

from husrom.figures.catalogue import source, sources
from husrom.figures.describing import description
from husrom.figures.errors import SnapshotError
from husrom.figures.provenance import Title
from husrom.figures.snapshot import damaged, table
from husrom.figures.source_file import PACKAGED, read_source
from husrom.figures.tables import dataset, table_of

FOLDER = Path(str(files("husrom.figures") / "snapshot"))
# How many rows a table has: a complete grid where it is a product, else what its inputs hold.
ROWS = {
    "population_by_age": 357 * 22 * 19,
    "population_by_age_and_sex": (17 * 22 * 2 + 80) * 106,
    "national_population_by_age": 27 * 106,
    "population_totals": 357 * 51,
    "projection": 80 * 25 * 6,
    "migration_flows": 957 + 1015 - 166,
    "moves_by_age": 5 * 71,
    "households": 17 * 12 * 7,
    "household_income": 829 * 5 + 277,
    "households_by_tenure": 80 * (4 + 2),
    "tenure_shares": 357 * 3,
    "national_tenure": 2 * 2,
    "dwellings": (80 + 17 * 14) * 7,
    "national_dwellings": 14 * 7,
    "dwelling_type_shares": 357 * 6,
    "residents_by_building_type": 6 * 5 * 6,
    "construction": 17 * 26 * 7,
    "construction_by_quarter": 80 * 106,
    "national_construction_by_quarter": 106,
    "demolitions_by_quarter": 80 * 70,
    "dwelling_prices": 357 * 5 * 3,
    "former_dwelling_prices": 4 * 3,
    "dwelling_prices_all_tenures": 80,
    "county_dwelling_prices_all_tenures": 4 * 2,
    "county_dwelling_prices_by_quarter": 3 * 6,
    "new_detached_house_prices": 5 * 2,
    "property_sales": 80 * 34,
    "municipal_dwellings": 80,
    "municipal_fees": 357,
    "property_tax": 357,
}
STATUSES = {"missing", "suppressed", "estimated", "not_applicable", None}


def test_every_file_is_the_one_its_source_describes() -> None:
    assert damaged() == ()


def test_every_file_has_a_source_and_every_source_a_file() -> None:
    shipped = {path.name for path in FOLDER.iterdir() if path.suffix in {".parquet", ".json"}}
    assert {known.output_file for known in sources().values()} == shipped


def test_the_snapshot_is_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir() if path.is_file()) <= 15_000_000


def test_every_table_of_figures_is_tested_here() -> None:
    registers = {"municipalities", "municipality_codes", "municipality_code_mapping", "boundaries"}
    assert sources().keys() - registers == ROWS.keys()


@pytest.mark.parametrize("identifier", ROWS)
def test_a_table_has_the_columns_the_catalogue_promises_and_every_row(identifier: str) -> None:
    found, columns = table(identifier), dataset(identifier).columns
    assert [(name, str(kind)) for name, kind in found.schema.items()] == [(one.name, one.kind) for one in columns]
    assert found.height == ROWS[identifier]
    keys = [one.name for one in columns if one.role == "key" and one.name != "division_year"]
    assert found.select(keys).is_unique().all()
    if "municipality_number" in keys:
        assert found["municipality_number"].str.contains(r"^\d{4}$").all()
    assert set(found["division_year"]) == {source(identifier).division_year}
    assert (found["year"].min(), found["year"].max()) == source(identifier).years


@pytest.mark.parametrize("identifier", ROWS)
def test_a_missing_value_says_why_it_is_missing(identifier: str) -> None:
    for name in (one.name for one in dataset(identifier).columns if one.role == "value"):
        found = table(identifier).select(pl.col(name).alias("value"), pl.col(f"{name}_status").alias("status"))
        assert set(found["status"].unique()) <= STATUSES
        unexplained = found.filter(pl.col("value").is_null() & pl.col("status").is_null())
        excused = found.filter(pl.col("value").is_not_null() & (pl.col("status") != "estimated"))
        assert (unexplained.height, excused.height) == (0, 0)


def test_a_table_has_no_category_that_the_catalogue_does_not_know() -> None:
    """An update could never fill it."""
    unknown = {
        (identifier, dimension.name, category)
        for identifier in ROWS
        for dimension in table_of(identifier).dimensions
        if dimension.names and dimension.name in table(identifier).columns
        for category in set(table(identifier)[dimension.name]) - {*dimension.names, "all"}
    }
    assert unknown == set()


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


@pytest.mark.parametrize("identifier", sources())
def test_what_a_reader_must_know_of_a_source_stands_in_each_language(identifier: str) -> None:
    known = source(identifier)
    for text in (known.definition, *known.notes, *known.unverified):
        assert isinstance(text, Title), text
        assert text.nb != text.en


def test_a_remark_in_one_language_stays_as_it_was_said() -> None:
    entry = {**_entries()["household_income"], "notes": ["From 2012.", {"nb": "Gate", "en": "Street"}]}
    assert read_source("household_income", entry).notes == ("From 2012.", Title(nb="Gate", nn="Gate", en="Street"))


@pytest.mark.parametrize("note", [5, None, {"en": "Street"}, {"nb": "Gate"}, {"nb": "a", "en": "b", "fr": "c"}])
def test_a_remark_of_another_form_is_refused(note: object) -> None:
    with pytest.raises(SnapshotError, match="household_income has a value of another form"):
        read_source("household_income", {**_entries()["household_income"], "notes": [note]})


def test_a_source_with_a_missing_or_unknown_key_is_refused() -> None:
    entry = _entries()["household_income"]
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


@cache
def _entries() -> dict[str, dict[str, object]]:
    entries: dict[str, dict[str, object]] = yaml.safe_load((PACKAGED / "sources.yaml").read_text(encoding="utf-8"))
    return entries


@pytest.mark.parametrize("identifier", sources())
def test_a_source_says_what_the_catalogue_says_today(identifier: str) -> None:
    """Where it does not, the snapshot must be built anew."""
    said = description(identifier)
    assert {key: _entries()[identifier][key] for key in said} == said
