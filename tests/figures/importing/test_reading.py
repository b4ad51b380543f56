"""A file and its mapping become the figures that were written, or every fault is told."""

import csv
import datetime as dt
import io
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.figures.importing import ImportMapping, ImportRefusedError, completed, read_manual, ready_mappings
from husrom.figures.importing.faults import MOST_FAULTS
from husrom.figures.importing.mapping import USUAL_SIGNS
from tests.figures.importing.written import LOANS, mapping, write_workbook

CsvFile = Callable[[str | bytes], Path]
HEADINGS = ["Kommune", "År", "Antall", "Beløp"]

_cells = st.one_of(st.integers(0, 10**9), st.sampled_from(["", ".", "..", ":"]))
_amounts = st.one_of(st.decimals(-(10**9), 10**9, places=2), st.sampled_from(["", ".", "..", ":"]))
_rows = st.dictionaries(
    st.tuples(st.sampled_from(["0301", "3403", "1103", "4205", "5610"]), st.integers(1990, 2050)),
    st.tuples(_cells, _amounts),
    min_size=1,
)


def faults_of(path: Path, mapping: ImportMapping) -> list[tuple[int | None, str | None]]:
    with pytest.raises(ImportRefusedError) as refused:
        read_manual(path, mapping)
    return [(fault.row, fault.column) for fault in refused.value.faults]


@given(rows=_rows, sign=st.sampled_from(";\t|"), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_what_was_written_is_what_is_read(
    rows: dict[tuple[str, int], tuple[object, object]], sign: str, encoding: str
) -> None:
    written = io.StringIO()
    table = csv.writer(written, delimiter=sign)
    table.writerow(HEADINGS)
    for (number, year), (count, amount) in rows.items():
        grouped = f"{count:,}".replace(",", "\u00a0") if isinstance(count, int) else count
        table.writerow([number, year, grouped, str(amount).replace(".", ",") if amount not in USUAL_SIGNS else amount])
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        file.write(written.getvalue().encode(encoding))
        file.flush()
        frame = read_manual(Path(file.name), mapping(LOANS)).frame

    found = {(row["municipality_number"], row["year"]): row for row in frame.to_dicts()}
    assert found.keys() == rows.keys()
    for key, (count, amount) in rows.items():
        row = found[key]
        assert (row["loans"], row["loans_status"]) == (
            (None, USUAL_SIGNS[count]) if isinstance(count, str) else (count, None)
        )
        if isinstance(amount, str):
            assert (row["paid_out_nok"], row["paid_out_nok_status"]) == (None, USUAL_SIGNS[amount])
        else:
            assert (row["paid_out_nok"], row["paid_out_nok_status"]) == (float(str(amount)), None)


def test_frame_has_the_schema_of_the_project(csv_file: CsvFile, loans: ImportMapping) -> None:
    frame = read_manual(csv_file("Kommune;År;Merknad;Antall;Beløp\n3403;2025;x;1;2\n0301;2024;;3;4,5\n"), loans).frame

    assert frame.schema == {
        "municipality_number": pl.String,
        "division_year": pl.Int16,
        "year": pl.Int16,
        "loans": pl.Int64,
        "loans_status": pl.String,
        "paid_out_nok": pl.Float64,
        "paid_out_nok_status": pl.String,
    }
    assert frame["municipality_number"].to_list() == ["0301", "3403"]


def test_source_tells_where_the_figures_come_from(csv_file: CsvFile, loans: ImportMapping) -> None:
    path = csv_file("Kommune;År;Antall;Beløp\n403;2018;1;2\n3403;2025;1;2\n")
    dataset = read_manual(path, loans)

    source = dataset.source
    assert source.identifier == "imported/start_loans"
    assert (source.producer, source.retrieved_on, source.years) == ("Husbanken", dt.date(2026, 11, 20), (2018, 2025))
    assert [(file.file, file.through, file.sha256) for file in source.inputs] == [
        ("figures.csv", "Boligrådgiver", sha256(path.read_bytes()).hexdigest())
    ]
    assert source.notes == tuple(map(str, dataset.warnings))
    assert len(dataset.warnings) == 2


def test_workbook_gives_the_same_figures_as_csv(csv_file: CsvFile, loans: ImportMapping, tmp_path: Path) -> None:
    workbook = write_workbook(
        tmp_path / "a.xlsx", [HEADINGS, [301, 2024, 1234, 5.5], ["Hamar", "2024", ":", "1 234,5"]]
    )
    table = csv_file("Kommune;År;Antall;Beløp\n0301;2024;1 234;5,5\n3403;2024;:;1 234,5\n")

    assert read_manual(workbook, loans).frame.equals(read_manual(table, loans).frame)


def test_every_fault_is_told_with_its_place(csv_file: CsvFile, loans: ImportMapping) -> None:
    path = csv_file(
        "Kommune;År;Antall;Beløp\n"
        "Hele landet;2024;99;99\n"
        "3403;2024;1.234;=HYPERLINK()\n"
        "Hammar;18;-1;2\n"
        "0301;2024;1,5;-\n"
        "0301;2024;1;1\n"
        "3403;2024;1;1;1\n"
    )

    assert faults_of(path, loans) == [
        (3, "Antall"),
        (3, "Beløp"),
        (4, "Kommune"),
        (4, "År"),
        (5, "Antall"),
        (5, "Beløp"),
        (6, None),
        (7, None),
    ]


def test_faults_beyond_the_limit_are_counted(csv_file: CsvFile, loans: ImportMapping) -> None:
    path = csv_file("Kommune;År;Antall;Beløp\n" + "".join(f"3403;{year};x;1\n" for year in range(1900, 2020)))

    with pytest.raises(ImportRefusedError, match="and 70 more") as refused:
        read_manual(path, loans)
    assert (len(refused.value.faults), refused.value.fault_count) == (MOST_FAULTS, 120)


def test_missing_and_doubled_headings_are_told(csv_file: CsvFile, loans: ImportMapping) -> None:
    assert faults_of(csv_file("Kommune;År;Antall;Antall\n"), loans) == [(None, "Antall"), (None, "Beløp")]


def test_file_without_figures_is_refused(csv_file: CsvFile, loans: ImportMapping) -> None:
    with pytest.raises(ImportRefusedError, match="has no figures"):
        read_manual(csv_file("Kommune;År;Antall;Beløp\nHele landet;2024;1;1\n"), loans)


def test_mapping_of_another_kind_of_file_is_refused(csv_file: CsvFile, tmp_path: Path) -> None:
    of_csv = mapping(LOANS + "file: {type: csv}\n")

    with pytest.raises(ImportRefusedError, match=r"a\.csv is XLSX by its content, but the mapping says csv"):
        read_manual(write_workbook(tmp_path / "a.xlsx", [HEADINGS]).rename(tmp_path / "a.csv"), of_csv)
    with pytest.raises(ImportRefusedError, match="is JSON, not a table"):
        read_manual(csv_file("{}"), of_csv)


def test_signs_mean_what_the_mapping_says(csv_file: CsvFile) -> None:
    path = csv_file("Kommune;År;Antall;Beløp\n0301;2024;-;*\n")
    signs = mapping(LOANS + 'signs: {"-": zero, "*": suppressed, "": refused}\n')

    frame = read_manual(path, signs).frame

    assert frame.select("loans", "loans_status", "paid_out_nok", "paid_out_nok_status").row(0) == (
        0,
        None,
        None,
        "suppressed",
    )
    assert faults_of(csv_file("Kommune;År;Antall;Beløp\n0301;2024;;1\n"), signs) == [(2, "Antall")]


@given(counts=st.lists(st.integers(0, 30), min_size=1, max_size=20), below=st.integers(2, 20))
def test_no_small_count_and_nothing_that_rests_on_one_is_kept(counts: list[int], below: int) -> None:
    survey = mapping(
        LOANS.replace("name: paid_out_nok", "rests_on: Antall, name: paid_out_nok")
        + f"small_numbers: {{below: {below}}}\n"
    )
    lines = "".join(f"3403;{1950 + at};{count};50\n" for at, count in enumerate(counts))
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        file.write(f"Kommune;År;Antall;Beløp\n{lines}".encode())
        file.flush()
        frame = read_manual(Path(file.name), survey).frame

    assert frame["loans"].to_list() == [None if 0 < count < below else count for count in counts]
    assert frame["paid_out_nok"].to_list() == [None if count < below else 50.0 for count in counts]
    assert (frame["loans"].is_null() == (frame["loans_status"] == "suppressed").fill_null(value=False)).all()


def test_single_dwellings_are_counted_and_not_kept(csv_file: CsvFile) -> None:
    extract = completed(
        ready_mappings()["matrikkel_dwellings"], received_on=dt.date(2026, 11, 20), municipality="3403", period="2026"
    )
    path = csv_file(
        "Adresse;Bygningstype;Byggeår;Bruksareal\n"
        "Storgata 1;111;1955;140\nStorgata 2;112;1959;150\nStorgata 3;143;;62\nStorgata 4;143;1890;\n"
    )

    frame = read_manual(path, extract).frame

    assert "Adresse" not in frame.columns
    assert frame.drop("municipality_number", "division_year", "year").rows() == [
        ("apartment_block", None, 1899, None, None, 1, None),
        ("apartment_block", None, None, 50, 79, 1, None),
        ("detached", 1946, 1960, 120, 159, 2, None),
    ]
    assert faults_of(csv_file("Bygningstype;Byggeår;Bruksareal\n999;x;10\n"), extract) == [
        (2, "Bygningstype"),
        (2, "Byggeår"),
    ]


@pytest.mark.parametrize("name", sorted(ready_mappings()))
def test_ready_mapping_reads_a_file_with_its_headings(name: str, csv_file: CsvFile) -> None:
    ready = completed(ready_mappings()[name], received_on=dt.date(2026, 11, 20), municipality="3403")
    if ready.period.column is None:
        ready = completed(ready, period="2026")
    typical = {"Kommune": "3403", "År": "2025", "Måned": "2025M03", "Bygningstype": "111", "Spørsmål": "A", "Svar": "B"}
    row = [typical.get(heading, "50") for heading in ready.headings]

    frame = read_manual(csv_file(";".join(ready.headings) + "\n" + ";".join(row) + "\n"), ready).frame

    assert frame.height == 1
    assert frame["municipality_number"].to_list() == ["3403"]
