"""Indicators as files: every kind holds the same values, with status, reason and source."""

import csv
import dataclasses
import io
import json
import time

import openpyxl
import polars as pl
import pytest

from husrom.figures.cubes.cube import Dimension
from husrom.figures.cubes.jsonstat import decode
from husrom.figures.exporting import NotExportableError, TableKind, export, values_cube
from husrom.figures.exporting.cube import SIGNS
from husrom.figures.indicators import Status, Value, cross_section, latest, periods, series


@pytest.fixture(scope="module")
def values() -> list[Value]:
    """Observed, projected, missing and unavailable values of three municipalities, and of Norway."""
    keys = ("population", "population_change_5_years_pct", "projected_population", "price_apartment_nok_per_m2")
    found = [value for key in keys for number in ("3403", "1868", "0301") for value in series(key, number)]
    found += series("population", "0")
    found.append(latest("crowded_share_pct", "3403"))
    assert {value.status for value in found} >= {Status.OBSERVED, Status.PROJECTED, Status.MISSING}
    return found


def test_json_stat_decodes_to_the_same_values_and_status(values: list[Value]) -> None:
    cube = decode(export(values, "json"))
    assert cube == values_cube(values)
    for value in values:
        cell = cube.cell(
            {"indicator": value.indicator.key, "municipality": value.municipality_number, "period": value.period}
        )
        assert cell.value == value.value
        assert cell.status == SIGNS.get(value.status, "")
    given = {(value.indicator.key, value.municipality_number, value.period) for value in values}
    assert ("crowded_share_pct", "0301", "2026") not in given
    absent = cube.cell({"indicator": "crowded_share_pct", "municipality": "0301", "period": "2026"})
    assert (absent.value, absent.status) == (None, "..")


def test_json_stat_names_places_units_and_sources(values: list[Value]) -> None:
    cube = decode(export(values, TableKind.JSON, "en"))
    assert dict(zip(*_codes(cube.dimension("municipality")), strict=True))["0"] == "Norway"
    assert cube.dimension("indicator").units["population"].base == "persons"
    assert [dimension.role for dimension in cube.dimensions] == ["metric", "geo", "time"]
    assert any("CC BY 4.0" in note.text for note in cube.notes)


def _codes(dimension: Dimension) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return dimension.codes, dimension.labels


def test_plain_csv_reads_as_any_program_reads_it(values: list[Value]) -> None:
    rows = list(csv.DictReader(io.StringIO(export(values, "plain-csv").decode("utf-8"))))
    assert [float(row["value"]) if row["value"] else None for row in rows] == [value.value for value in values]
    assert [row["status"] for row in rows] == [value.status.value for value in values]
    assert all(row["reason"] for row in rows if not row["value"])
    assert rows[0]["source"].startswith("Kilde: Statistisk sentralbyrå (SSB), tabell ")


def test_csv_opens_in_excel_in_norwegian(values: list[Value]) -> None:
    content = export(values, "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    numbers = [float(row["value"].replace(",", ".")) if row["value"] else None for row in rows]
    assert numbers == [value.value for value in values]
    # With a decimal point, Excel in Norwegian would read 23.2 as a day in February.
    assert not [row["value"] for row in rows if "." in row["value"]]


@pytest.mark.parametrize("kind", ["csv", "plain-csv", "xlsx"])
@pytest.mark.parametrize("said", ['=HYPERLINK("http://x.no")', "+47 1", "-2+3 cells", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_like_a_formula_is_harmless(said: str, kind: str) -> None:
    value = latest("population_change_5_years_pct", "5605")
    note = dataclasses.replace(value.indicator.title, nb=said)
    content = export([dataclasses.replace(value, note=note)], kind)
    if kind == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert [cell.data_type for cell in cells if said.strip() in str(cell.value)] == ["s"]
        assert "f" not in {cell.data_type for cell in cells}
        return
    text = content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if kind == "csv" else ",")
    assert row["note"] == f"'{said}"
    # A negative number is not text.
    assert float(row["value"].replace(",", ".")) == pytest.approx(value.value)
    assert row["value"].startswith("-")


def test_parquet_holds_types_and_sources(values: list[Value]) -> None:
    content = export(values, "parquet")
    frame = pl.read_parquet(io.BytesIO(content))
    assert frame["value"].to_list() == [value.value for value in values]
    assert (frame.schema["value"], frame.schema["municipality_number"]) == (pl.Float64, pl.String)
    told = json.loads(pl.read_parquet_metadata(io.BytesIO(content))["husrom.sources"])
    assert {source["table"] for source in told} >= {"07459", "06035"}
    assert all(source["attribution"] and source["licence"] and source["url"] for source in told)


def test_workbook_says_in_norwegian_what_it_holds(values: list[Value]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export(values, "xlsx")))
    assert book.sheetnames == ["Tall", "Indikatorer", "Kilder"]
    heading, *rows = book["Tall"].iter_rows(values_only=True)
    assert heading[:5] == ("Indikator", "Kommunenummer", "Kommune", "Periode", "Verdi")
    assert [row[4] for row in rows] == [pytest.approx(value.value) if value.value else None for value in values]
    assert {row[6] for row in rows} >= {"observert", "framskrevet", "mangler"}
    assert ("0301", "Oslo") in {row[1:3] for row in rows}
    assert book["Indikatorer"].max_row == len({value.indicator.key for value in values}) + 1
    assert "CC BY 4.0" in {row[4] for row in book["Kilder"].iter_rows(values_only=True)}


def test_workbook_shows_the_decimals_of_the_indicator() -> None:
    content = export([latest("population", "3403"), latest("share_aged_65_or_over_pct", "3403")], "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert [sheet.cell(row, 5).number_format for row in (2, 3)] == ["#,##0", "#,##0.0"]


def test_workbook_of_everything_about_an_indicator_takes_seconds_at_most() -> None:
    values = [value for period in periods("population") for value in cross_section("population", period)]
    assert len(values) > 7_000
    begun = time.process_time()
    export(values, "xlsx")
    # It takes half a second on an ordinary machine; a slow or busy one is allowed for.
    assert time.process_time() - begun < 3


@pytest.mark.parametrize("kind", TableKind)
def test_nothing_is_not_a_file(kind: TableKind) -> None:
    with pytest.raises(NotExportableError, match="no value was given"):
        export([], kind)


def test_unknown_kind_is_refused(values: list[Value]) -> None:
    with pytest.raises(ValueError, match="docx"):
        export(values, "docx")
