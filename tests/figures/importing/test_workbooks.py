"""Workbooks: what a person saves is read; bombs, macros and cells without answers are refused before they do harm."""

import datetime as dt
import re
import resource
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from husrom.figures.importing.content import read_content
from husrom.figures.importing.faults import ImportRefusedError
from husrom.figures.importing.grid import Grid
from husrom.figures.importing.limits import USUAL, Limits
from husrom.figures.importing.workbooks import read_workbook
from tests.figures.importing.written import parts_of, write_archive, write_workbook

SHEET = "xl/worksheets/sheet1.xml"
ROWS = [["Kommune", "Antall"], ["0301", 12], ["3403", 7.5]]

Change = Callable[[str, Callable[[bytes], bytes]], Path]


@pytest.fixture
def changed(tmp_path: Path) -> Change:
    """Write a workbook with one of its parts changed."""

    def written(part: str, change: Callable[[bytes], bytes]) -> Path:
        parts = parts_of(write_workbook(tmp_path / "sound.xlsx", ROWS))
        parts[part] = change(parts[part])
        return write_archive(tmp_path / "changed.xlsx", parts)

    return written


def read(path: Path, sheet: str | None = None, header_row: int = 1, limits: Limits = USUAL) -> Grid:
    return read_workbook(read_content(path), sheet, header_row, limits)


def refusal(path: Path) -> str:
    with pytest.raises(ImportRefusedError) as refused:
        read(path)
    return str(refused.value)


def test_cells_come_with_the_row_numbers_a_spreadsheet_shows(tmp_path: Path) -> None:
    grid = read(write_workbook(tmp_path / "a.xlsx", [["Uttrekk"], [], *ROWS, [], ["3003", 1]]), header_row=3)

    assert grid.headings == ("Kommune", "Antall")
    assert list(grid.rows) == [(4, ["0301", 12.0]), (5, ["3403", 7.5]), (7, ["3003", 1.0])]


def test_sheet_must_be_named_where_there_are_several(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", ROWS, "Notater")

    assert len(list(read(path, "Tall").rows)) == 2
    assert 'has 2 sheets: "Tall", "Notater"' in refusal(path)
    with pytest.raises(ImportRefusedError, match='has no sheet "Ark1"'):
        read(path, "Ark1")


def test_errors_and_formulas_without_answer_are_spoiled_cells(changed: Change) -> None:
    path = changed(
        SHEET,
        lambda part: part.replace(b'<c r="B2"><v>12</v></c>', b'<c r="B2"><f>A1*2</f></c>').replace(
            b'<c r="B3"><v>7.5</v></c>', b'<c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        ),
    )

    assert read(path).spoiled == {(2, 2): "", (3, 2): "#DIV/0!"}


def test_formulas_with_answers_and_hidden_rows_are_warned_of(changed: Change) -> None:
    path = changed(
        SHEET,
        lambda part: part.replace(b"<v>12</v>", b"<f>6*2</f><v>12</v>").replace(
            b'<row r="3"', b'<row r="3" hidden="1"'
        ),
    )

    grid = read(path)

    assert [row[1] for _number, row in grid.rows] == [12.0, 7.5]
    assert [str(warning).partition(".")[0] for warning in grid.warnings] == [
        "Cells that are formulas: 1",
        "Hidden rows: 1",
    ]


def test_zip_bomb_is_refused_within_a_second_and_without_memory(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open(SHEET, "w") as part:
            for _ in range(300):
                part.write(b"0" * 1_000_000)
    assert path.stat().st_size < 1_000_000
    began, memory_kb = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    assert "would be 300 MB unpacked" in refusal(path)

    assert time.perf_counter() - began < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory_kb < 50_000


def test_part_that_unpacks_to_more_than_it_says_does_not_get_through(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", ROWS)
    data = path.read_bytes()
    size = len(parts_of(path)[SHEET])
    # The size stands in the local header and in the directory; both say that the sheet is shorter than it is.
    path.write_bytes(re.sub(re.escape(size.to_bytes(4, "little")), (size - 9).to_bytes(4, "little"), data))

    assert "is damaged" in refusal(path)


def test_archive_of_very_many_parts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "many.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(600):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", "")

    assert "more than 500 parts" in refusal(path)


def test_entities_of_xml_are_refused(changed: Change) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    for part in (SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"):
        path = changed(part, lambda content: content.replace(b"?>", b"?>" + bomb, 1))

        assert "defines its own XML entities" in refusal(path)


def test_cells_far_out_are_refused(changed: Change) -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'

    assert "row 1048576, column 16384" in refusal(changed(SHEET, lambda part: part.replace(b"</sheetData>", far)))


def test_declared_size_of_a_sheet_is_not_believed(changed: Change) -> None:
    path = changed(SHEET, lambda part: part.replace(b'ref="A1:B3"', b'ref="A1:XFD1048576"'))

    assert len(list(read(path).rows)) == 2


def test_one_long_text_repeated_in_many_cells_is_refused(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", [["x" * 1_000] * 5] * 20)

    with pytest.raises(ImportRefusedError, match="more text than can be read"):
        read(path, limits=Limits(repeated_letters=50_000))
    with pytest.raises(ImportRefusedError, match="more than 500 letters in row 1"):
        read(path, limits=Limits(cell_letters=500))
    with pytest.raises(ImportRefusedError, match="more than 50 cells"):
        read(path, limits=Limits(cells=50))


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ("xl/vbaProject.bin", "has macros"),
        ("xl/macrosheets/sheet1.xml", "has macros"),
        ("XL/WORKBOOK.XML", "two parts of one name"),
    ],
)
def test_macros_and_twins_are_refused(tmp_path: Path, part: str, sentence: str) -> None:
    parts = parts_of(write_workbook(tmp_path / "a.xlsx", ROWS))

    assert sentence in refusal(write_archive(tmp_path / "b.xlsx", {**parts, part: b"<x/>"}))


def test_workbook_that_calls_itself_macro_enabled_is_refused(changed: Change) -> None:
    path = changed(
        "[Content_Types].xml", lambda part: part.replace(b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main")
    )

    assert "has macros" in refusal(path)


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("content.xml", "an OpenDocument file"),
        ("word/document.xml", "a Word document"),
        ("xl/workbook.bin", r"a binary Excel workbook (.xlsb)"),
        ("bomb.zip", "a zip archive without a workbook"),
    ],
)
def test_other_archives_are_refused(tmp_path: Path, part: str, what: str) -> None:
    assert what in refusal(write_archive(tmp_path / "a.xlsx", {part: b"PK\x03\x04"}))


def test_file_cut_short_or_encrypted_is_refused(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", ROWS)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert "cut short" in refusal(path)

    directory = data.index(b"PK\x01\x02")
    path.write_bytes(data[: directory + 8] + b"\x01\x00" + data[directory + 10 :])
    assert "locked with a password" in refusal(path)


def test_part_in_another_encoding_than_utf_8_cannot_hide_entities(changed: Change) -> None:
    bomb = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "a">]><worksheet/>'

    assert "defines its own XML entities" in refusal(changed(SHEET, lambda _part: bomb.encode("utf-16")))


def test_part_that_names_an_unknown_encoding_is_refused(changed: Change) -> None:
    assert "unknown encoding: UTF-9" in refusal(changed(SHEET, lambda part: part.replace(b"UTF-8", b"UTF-9")))


def test_empty_columns_before_the_table_keep_their_place(tmp_path: Path) -> None:
    grid = read(write_workbook(tmp_path / "a.xlsx", [["", *row] for row in ROWS]))

    assert grid.headings == ("", "Kommune", "Antall")
    assert list(grid.rows) == [(2, ["", "0301", 12.0]), (3, ["", "3403", 7.5])]


@given(st.lists(st.tuples(st.integers(0, 400), st.binary(min_size=1, max_size=8)), min_size=1, max_size=6))
def test_a_sheet_with_broken_xml_is_read_or_refused(changes: list[tuple[int, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        parts = parts_of(write_workbook(Path(folder) / "a.xlsx", ROWS))
        sheet = bytearray(parts[SHEET])
        for at, written in changes:
            sheet[-at - len(written) : len(sheet) - at] = written
        path = write_archive(Path(folder) / "b.xlsx", {**parts, SHEET: bytes(sheet)})
        told = path.name
        try:
            told += str(list(read(path).rows))
        except ImportRefusedError as error:
            told = str(error)

    assert "b.xlsx" in told


def test_dates_stay_dates(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "dd.mm.yyyy"}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Dato")
        sheet.write_datetime(1, 0, dt.datetime(2025, 3, 4))  # noqa: DTZ001 - Excel has no time zones

    assert [cells for _row, cells in read(path).rows] == [[dt.date(2025, 3, 4)]]
