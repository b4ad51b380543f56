"""Datasets as files: the tidy table as it is, which its source follows."""

import csv
import io
import json

import openpyxl
import polars as pl
import pytest

from husrom.figures.catalogue import source, sources
from husrom.figures.cubes.jsonstat import decode
from husrom.figures.exporting import (
    NotExportableError,
    TableKind,
    dataset_cube,
    dataset_frame,
    export_dataset,
)
from husrom.figures.exporting.workbook import Sheet, workbook
from husrom.figures.snapshot import table

TABLES = [name for name, one in sources().items() if one.output_file.endswith(".parquet")]
WITHOUT_FIGURES = ("municipalities", "municipality_codes", "municipality_code_mapping")


@pytest.mark.parametrize("name", [name for name in TABLES if name not in WITHOUT_FIGURES])
def test_json_stat_decodes_to_every_value_of_the_dataset(name: str) -> None:
    frame = dataset_frame(name)
    cube = decode(export_dataset(name, frame, "json"))
    assert cube == dataset_cube(frame, source(name))
    contents = [column for column in frame.columns if f"{column}_status" in frame.columns]
    known = sum(frame[column].drop_nulls().len() for column in contents)
    assert sum(number == number for number in cube.values.tolist()) == known  # noqa: PLR0124 -- not NaN
    total = sum(frame[column].cast(pl.Float64).sum() for column in contents)
    assert sum(number for number in cube.values.tolist() if number == number) == pytest.approx(total)  # noqa: PLR0124


def test_json_stat_says_why_a_price_is_not_there() -> None:
    frame = dataset_frame("dwelling_prices", numbers=["1868"])
    cube = decode(export_dataset("dwelling_prices", frame, "json"))
    signs = {None: "", "missing": "..", "suppressed": ":", "estimated": "e", "not_applicable": "."}
    assert set(frame["price_nok_per_m2_status"]) > {None}
    for row in frame.iter_rows(named=True):
        about = {"dwelling_type": row["dwelling_type"], "period": str(row["year"]), "contents": "price_nok_per_m2"}
        cell = cube.cell(about)
        assert (cell.value, cell.status) == (row["price_nok_per_m2"], signs[row["price_nok_per_m2_status"]])


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("kind", ["csv", "plain-csv"])
def test_csv_has_the_source_on_every_row(name: str, kind: str) -> None:
    frame = dataset_frame(name).head(50)
    text = export_dataset(name, frame, kind).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";" if kind == "csv" else ","))
    assert len(rows) == frame.height
    assert list(rows[0]) == [*frame.columns, "source", "licence", "url", "retrieved_on"]
    assert {row["source"] for row in rows} == {source(name).attribution}


def test_parquet_is_the_table_with_its_source() -> None:
    content = export_dataset("dwelling_prices", dataset_frame("dwelling_prices"), "parquet")
    assert pl.read_parquet(io.BytesIO(content)).equals(table("dwelling_prices"))
    (told,) = json.loads(pl.read_parquet_metadata(io.BytesIO(content))["husrom.sources"])
    assert (told["table"], told["licence"]) == ("06035", "CC BY 4.0")


def test_workbook_has_the_table_and_its_source() -> None:
    frame = dataset_frame("dwelling_prices", numbers=["0301"])
    book = openpyxl.load_workbook(io.BytesIO(export_dataset("dwelling_prices", frame, TableKind.XLSX)))
    figures, its_source = book.worksheets
    assert (figures.title, its_source.title) == ("dwelling_prices", "Kilder")
    heading, *rows = figures.iter_rows(values_only=True)
    assert list(heading) == frame.columns
    assert rows == frame.rows()
    assert its_source["A2"].value == "Kilde: Statistisk sentralbyrå (SSB), tabell 06035"


def test_municipalities_and_years_are_chosen() -> None:
    frame = dataset_frame("population_by_age", numbers=["3403", "0301"], first=2020, last=2022)
    assert set(frame["municipality_number"]) == {"3403", "0301"}
    assert set(frame["year"]) == {2020, 2021, 2022}


def test_ages_and_quarters_become_one_dimension_in_order() -> None:
    ages = dataset_cube(dataset_frame("population_by_age", numbers=["3403"]), source("population_by_age"))
    assert ages.dimension("age").codes[:3] == ("0-4", "5-9", "10-14")
    assert ages.dimension("age").codes[-1] == "90-"
    name = "national_construction_by_quarter"
    quarters = dataset_cube(dataset_frame(name), source(name))
    assert quarters.dimension("period").codes[:2] == ("2000K1", "2000K2")
    assert quarters.dimension("period").role == "time"


@pytest.mark.parametrize("name", WITHOUT_FIGURES)
def test_table_without_figures_is_not_json_stat(name: str) -> None:
    with pytest.raises(NotExportableError, match="holds no figures"):
        export_dataset(name, dataset_frame(name), "json")


def test_rows_about_the_same_are_not_json_stat() -> None:
    frame = dataset_frame("national_tenure")
    with pytest.raises(NotExportableError, match="several rows"):
        export_dataset("national_tenure", pl.concat([frame, frame]), "json")


def test_what_a_dataset_lacks_cannot_be_chosen() -> None:
    with pytest.raises(NotExportableError, match="no municipalities"):
        dataset_frame("national_tenure", numbers=["3403"])
    with pytest.raises(NotExportableError, match="no years"):
        dataset_frame("municipality_codes", first=2020)
    with pytest.raises(NotExportableError, match="no such rows"):
        export_dataset("dwellings", dataset_frame("dwellings", first=2090), "csv")


def test_more_rows_than_excel_has_are_refused() -> None:
    rows = pl.DataFrame({"one": [0]}).select(pl.repeat(1, 1_048_576).alias("one"))
    with pytest.raises(NotExportableError, match="1048575 rows"):
        workbook([Sheet("many", rows, ["one"])])
