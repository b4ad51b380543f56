"""UTF-8, UTF-16 and Windows-1252 give the same letters; whatever would give wrong ones is refused with its row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.figures.importing.content import Content, Kind
from husrom.figures.importing.encodings import decode
from husrom.figures.importing.faults import ImportRefusedError

TABLE = "Kommune;Antall\nVåler;1\nHerøy;2\nTræna;3\nSømna – øst;4\n"


def content(data: bytes) -> Content:
    return Content(name="figures.csv", kind=Kind.CSV, data=data, sha256="")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encoding_is_recognised(encoding: str) -> None:
    assert decode(content(TABLE.encode(encoding))) == TABLE


@given(st.text(alphabet="abcæøåÆØÅé ;0123456789\n", min_size=1))
def test_windows_1252_gives_the_letters_that_were_written(text: str) -> None:
    assert decode(content(text.encode("cp1252"))) == text


@pytest.mark.parametrize("encoding", ["cp865", "cp850", "mac-roman"])
def test_letters_of_other_encodings_are_refused_unless_named(encoding: str) -> None:
    written = content(TABLE.replace("–", "-").encode(encoding))

    with pytest.raises(ImportRefusedError, match=r"row [234]"):
        decode(written)
    assert "Herøy" in decode(written, encoding)


def test_two_encodings_in_one_file_are_refused_with_the_row_where_the_second_begins() -> None:
    mixed = "Kommune;Antall\nHerøy;1\n".encode() + "Træna;2\n".encode("cp1252")

    with pytest.raises(ImportRefusedError, match="row 3 has a letter that is not"):
        decode(content(mixed))


def test_named_encoding_that_is_wrong_is_refused() -> None:
    with pytest.raises(ImportRefusedError, match=r"is not UTF-8 throughout: row 2"):
        decode(content(TABLE.encode("cp1252")), "utf-8")
    with pytest.raises(ImportRefusedError, match=r"In row 2 .* letters are mangled"):
        decode(content(TABLE.encode()), "windows-1252")


def test_letters_encoded_twice_or_lost_are_refused() -> None:
    twice = TABLE.replace("–", "-").encode().decode("cp1252").encode()

    with pytest.raises(ImportRefusedError, match="letters are mangled"):
        decode(content(twice))
    with pytest.raises(ImportRefusedError, match=r"In row 2 .* letters have been lost"):
        decode(content("Kommune\nHer\ufffdy\n".encode()))


def test_nul_byte_is_refused_with_its_row() -> None:
    with pytest.raises(ImportRefusedError, match="NUL character in row 2"):
        decode(content(b"Kommune;Antall\n0301;\x001\n"))


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_become_text_or_a_refusal(data: bytes) -> None:
    told = "figures.csv"
    try:
        told += decode(content(data))
    except ImportRefusedError as error:
        told = str(error)

    assert "figures.csv" in told
    assert "\x00" not in told
