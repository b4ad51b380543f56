"""Every file of the catalogue keeps its promises."""

import io
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files

import polars as pl
import pytest

from husrom.figures.tables import SUMMABLE_KINDS, Table, dataset, datasets, table, table_of, tables, units
from husrom.figures.tables.errors import UnknownTableError
from husrom.figures.tables.reading import ROOM
from husrom.figures.tables.table import Relation

SNAPSHOT = files("husrom.figures") / "snapshot"
TABLES = [pytest.param(one, id=key) for key, one in tables().items()]
every_table = pytest.mark.parametrize("one", TABLES)


def relations(one: Table) -> Iterator[Relation]:
    yield from one.predecessors
    if one.successor:
        yield one.successor


def test_every_file_is_one_table_named_as_the_file() -> None:
    found = {path.name for path in ROOM.iterdir() if path.name.endswith(".yaml")} - {"units.yaml"}
    assert {f"{key}.yaml" for key in tables()} == found
    assert all(one.key == key for key, one in tables().items())


@every_table
def test_relation_leads_to_a_table_or_says_that_it_does_not(one: Table) -> None:
    for relation in relations(one):
        assert relation.in_catalogue == (f"{one.producer}-{relation.number}" in tables()), relation


@every_table
def test_successor_names_the_table_as_its_predecessor_and_agrees_on_the_series(one: Table) -> None:
    if one.successor and one.successor.in_catalogue:
        back = {relation.number: relation for relation in table(f"{one.producer}-{one.successor.number}").predecessors}
        assert back[one.number].same_series == one.successor.same_series


@every_table
def test_table_that_replaces_another_series_marks_the_break(one: Table) -> None:
    prices = [
        relation for relation in one.predecessors if not relation.same_series and one.time and not is_projection(one)
    ]
    assert not prices or one.breaks


def is_projection(one: Table) -> bool:
    return one.frequency == "every_second_year"


@every_table
def test_what_is_not_verified_is_explained(one: Table) -> None:
    parts = [*one.dimensions, *one.contents, *([one.region] if one.region else [])]
    if one.verification.grade != "verified" or not all(part.verified for part in parts):
        assert one.verification.note


@every_table
def test_nothing_unsummable_is_summed(one: Table) -> None:
    for made in one.datasets:
        summing = [choice for choice in made.dimensions if choice.treatment in {"summed", "each_and_total", "groups"}]
        if summing:
            assert {one.content(name).kind for name in made.contents} <= SUMMABLE_KINDS, made.name
            assert one.aggregation_allowed is not False, made.name


@every_table
def test_texts_are_not_one_language_three_times(one: Table) -> None:
    assert one.title.en != one.title.nb or one.title.en.isupper()


def test_every_grade_is_used() -> None:
    assert {one.verification.grade for one in tables().values()} == {"verified", "older", "unverified"}


def test_every_kind_of_region_is_used() -> None:
    found = {one.region.handling for one in tables().values() if one.region}
    assert found >= {
        "consistent_series",
        "current_codes",
        "codes_over_time",
        "kostra",
        "large_municipalities",
        "fhi_geo",
    }


def test_every_unit_is_used() -> None:
    assert {content.unit for one in tables().values() for content in one.contents} == units().keys()


def test_dataset_name_is_unique() -> None:
    names = Counter(made.name for one in tables().values() for made in one.datasets)
    assert [name for name, count in names.items() if count > 1] == []
    assert names.keys() == datasets().keys()


@pytest.mark.parametrize("name", sorted(datasets()))
def test_dataset_has_columns_in_order(name: str) -> None:
    columns = dataset(name).columns
    names = [column.name for column in columns]
    assert len(set(names)) == len(names)
    if table_of(name).interface in {"klass", "kartverket"}:
        return
    assert names[0] in {"municipality_number", "region_code"}
    assert names[1:3] == ["division_year", "year"]
    values = [column.name for column in columns if column.role == "value"]
    assert values
    assert names[-2 * len(values) :] == [part for value in values for part in (value, f"{value}_status")]


@pytest.mark.parametrize("name", sorted(datasets()))
def test_dataset_begins_with_the_period_of_its_table(name: str) -> None:
    time = table_of(name).time
    names = {column.name for column in dataset(name).columns}
    assert ("quarter" in names) == (time is not None and time.coding == "quarter")


@pytest.mark.parametrize("name", sorted(name for name in datasets() if (SNAPSHOT / f"{name}.parquet").is_file()))
def test_packaged_snapshot_has_the_columns_of_the_catalogue(name: str) -> None:
    found = pl.read_parquet(io.BytesIO((SNAPSHOT / f"{name}.parquet").read_bytes()), n_rows=0).schema
    assert [(column, str(kind)) for column, kind in found.items()] == [
        (column.name, column.kind) for column in dataset(name).columns
    ]


def test_age_groups_become_first_and_last_age() -> None:
    kinds = {column.name: column.kind for column in dataset("residents_by_building_type").columns}
    assert kinds["age_from"] == kinds["age_to"] == "Int16"


def test_contents_stacked_become_one_column() -> None:
    names = [column.name for column in dataset("projection").columns]
    assert names[3:] == ["alternative", "age_from", "age_to", "persons", "persons_status"]


def test_prices_before_and_after_2025_are_different_series() -> None:
    old, new = table("ssb-06035"), table("ssb-14545")
    assert old.last_period == "2024"
    assert old.successor == Relation("14545", in_catalogue=True, same_series=False)
    assert [one.period for one in new.breaks] == ["2025"]


def test_projection_knows_the_whole_chain_before_it() -> None:
    numbers = [relation.number for relation in table("ssb-14746").predecessors]
    assert numbers == ["14288", "13600", "12882", "11668", "11168", "10213"]


def test_unknown_table_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownTableError, match="ssb-07459"):
        table("ssb-07549")


def test_unknown_dataset_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownTableError, match="Did you mean dwellings"):
        dataset("dweling")
