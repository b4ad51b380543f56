"""CSV files: the sign between cells is found; what is not well-formed is refused."""

import pytest

from husrom.figures.importing.content import Content, Kind
from husrom.figures.importing.delimited import read_delimited
from husrom.figures.importing.faults import ImportRefusedError
from husrom.figures.importing.grid import Grid
from husrom.figures.importing.limits import USUAL, Limits

WANTED = ("Kommune", "Antall")


def read(text: str, limits: Limits = USUAL, **form: object) -> Grid:
    content = Content(name="figures.csv", kind=Kind.CSV, data=text.encode(), sha256="")
    return read_delimited(content, WANTED, limits=limits, **form)  # type: ignore[arg-type]


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_sign_between_cells_is_recognised(sign: str) -> None:
    grid = read(f"Kommune{sign}Antall\r\n0301{sign}1\r\n\r\n{sign}\r\n3403{sign}2\r\n")

    assert grid.headings == WANTED
    assert list(grid.rows) == [(2, ["0301", "1"]), (5, ["3403", "2"])]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_machine(end: str) -> None:
    grid = read(end.join(["Kommune;Antall", "0301;1", "3403;2"]))

    assert list(grid.rows) == [(2, ["0301", "1"]), (3, ["3403", "2"])]


def test_sign_is_the_one_that_yields_the_columns_of_the_mapping() -> None:
    assert read("Kommune;Antall;Andel, prosent, avrundet, foreløpig\n").headings[:2] == WANTED


def test_headings_may_stand_further_down() -> None:
    grid = read('"Uttrekk; tatt 1. november"\n\nKommune;Antall\n0301;1\n', header_row=3)

    assert list(grid.rows) == [(4, ["0301", "1"])]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('Kommune;Antall\n0301;"1\n3403;2\n', "not well-formed CSV after row 1"),
        ('Kommune;Antall\n0301;"1"2\n', "not well-formed CSV after row 1"),
        ("\nKommune;Antall\n", "Row 1 of figures.csv is empty"),
    ],
)
def test_what_is_not_well_formed_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(ImportRefusedError, match=sentence):
        list(read(text).rows)


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (Limits(rows=2), "more than 2 rows"),
        (Limits(columns=1), "Row 1 of figures.csv has more than 1 columns"),
        (Limits(cell_letters=8), "A cell in row 3"),
        (Limits(line_letters=20), "Line 3 of figures.csv has more than 20 letters"),
    ],
)
def test_limits_are_kept(limits: Limits, sentence: str) -> None:
    with pytest.raises(ImportRefusedError, match=sentence):
        list(read(f"Kommune;Antall\n0301;1\n3403;{'9' * 30}\n", limits).rows)


def test_missing_row_of_headings_is_refused() -> None:
    with pytest.raises(ImportRefusedError, match="has no row 9"):
        read("Kommune;Antall\n", header_row=9, delimiter=";")
