"""What a file is, is told from its content; what cannot be imported is refused in one sentence, and fast."""

import os
import time
from pathlib import Path

import pytest

from husrom.figures.importing.content import Kind, read_content
from husrom.figures.importing.faults import ImportRefusedError
from husrom.figures.importing.limits import MEGABYTE, Limits
from tests.figures.importing.written import write_workbook


def test_kind_follows_the_content_whatever_the_name(tmp_path: Path) -> None:
    workbook = write_workbook(tmp_path / "figures.xlsx", [["Kommune"]]).rename(tmp_path / "figures.csv")
    (tmp_path / "zones.csv").write_text('\ufeff {"type": "FeatureCollection"}')
    (tmp_path / "table.xlsx").write_text("Kommune;Antall\n0301;1\n")

    assert read_content(workbook).kind is Kind.XLSX
    assert read_content(tmp_path / "zones.csv").kind is Kind.GEOJSON
    assert read_content(tmp_path / "table.xlsx").kind is Kind.CSV


def test_file_of_a_gigabyte_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(1_000 * MEGABYTE)
    began = time.perf_counter()

    with pytest.raises(ImportRefusedError, match=r"large\.csv is 1.000 MB, and at most 50 MB is read"):
        read_content(path)

    assert time.perf_counter() - began < 0.5


def test_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_bytes(b"a" * 1_000)

    assert len(read_content(path, Limits(file_bytes=1_000)).data) == 1_000
    with pytest.raises(ImportRefusedError, match="at most 0 MB"):
        read_content(path, Limits(file_bytes=999))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, r"old Excel format \(\.xls\)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (b"\x1f\x8b\x08\x00", "gzip archive"),
        (b"%PDF-1.7", "PDF document"),
        (b"PAR1....", "Parquet file"),
        (b"\x7fELF", "a program"),
        (b"\n <html><table><tr><td>1</td></tr></table></html>", "web page or XML"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "web page or XML"),
    ],
)
def test_other_kinds_are_refused_in_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "figures.xlsx"
    path.write_bytes(content)

    with pytest.raises(ImportRefusedError, match=sentence) as refused:
        read_content(path)

    assert "\n" not in str(refused.value)


def test_folder_missing_file_and_pipe_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")

    with pytest.raises(ImportRefusedError, match="is not an ordinary file"):
        read_content(tmp_path)
    with pytest.raises(ImportRefusedError, match="is not an ordinary file"):
        read_content(tmp_path / "pipe.csv")
    with pytest.raises(ImportRefusedError, match="No such file"):
        read_content(tmp_path / "none.csv")
