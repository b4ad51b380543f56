"""Files and mappings for the tests to import, written as a person or an attacker would write them."""

import io
import zipfile
from pathlib import Path
from typing import Any

import xlsxwriter

from husrom.figures.importing import ImportMapping
from husrom.figures.importing.mapping_files import parse_mapping

LOANS = """
format: 1
name: start_loans
title: {nb: Startlån}
producer: Husbanken
licence: {name: Ukjent}
received_on: 2026-11-20
contact_role: Boligrådgiver
region: {kind: municipality, column: Kommune, ignored: [Hele landet]}
period: {coding: year, column: År}
columns:
  - {role: value, column: Antall, name: loans, unit: loans, kind: count}
  - {role: value, column: Beløp, name: paid_out_nok, unit: NOK, kind: amount}
"""


def mapping(text: str) -> ImportMapping:
    return parse_mapping(text.encode(), "mapping.yaml")


def write_workbook(path: Path, rows: list[list[Any]], *more_sheets: str) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Tall")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        for name in more_sheets:
            book.add_worksheet(name)
    return path


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_archive(path: Path, parts: dict[str, bytes]) -> Path:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    path.write_bytes(written.getvalue())
    return path
