"""Every refusal of a source becomes a sentence that says what to do next."""

import pytest

from husrom.figures.clients.refusals import refusal
from husrom.figures.clients.selection import Selection
from husrom.figures.errors import SourceRefusedError
from tests.fake_sources.server import FakeServer
from tests.fake_sources.statbank import FakeStatbank
from tests.fake_sources.statbank_examples import dwellings
from tests.figures.clients.conftest import Connect

URL = "https://example.org/data"
RIGHT = {"Region": ["3403"], "ContentsCode": ["Boliger"], "Tid": ["2025"]}


@pytest.mark.parametrize(
    ("codes", "title", "said"),
    [
        (RIGHT | {"Regoin": ["3403"]}, "Non-existent variable", "no such variable"),
        (RIGHT | {"Region": ["9999"]}, "Non-existent value", "code is not in the table"),
        ({"Tid": ["*"]}, "Missing selection for mandantory variable", "was left out"),
        (RIGHT | {"Tid": ["range(2020)"]}, "Illegal selection expression", "expression cannot be read"),
        (RIGHT | {"Region": ["*"], "Tid": ["*"]}, "Too many cells selected", "Choose less or split it"),
    ],
)
def test_a_refusal_of_the_statbank_is_a_sentence(
    connect: Connect, codes: dict[str, list[str]], title: str, said: str
) -> None:
    with FakeServer(FakeStatbank(dwellings(), cell_limit=50)) as server, pytest.raises(SourceRefusedError) as refused:
        connect(server).post("/tables/06265/data", body=Selection.of(codes).body())
    assert refused.value.title == title
    assert said in str(refused.value)
    assert f"(400 {title}" in str(refused.value)


def test_a_code_given_twice_fails_without_a_word(connect: Connect) -> None:
    body = {"selection": [{"variableCode": variable, "valueCodes": codes * 2} for variable, codes in RIGHT.items()]}
    with FakeServer(FakeStatbank(dwellings())) as server, pytest.raises(SourceRefusedError) as refused:
        connect(server).post("/tables/06265/data", body=body)
    assert (refused.value.status, refused.value.title) == (500, "")
    assert "a code is given twice" in str(refused.value)


def test_an_address_that_is_too_long_is_not_found(connect: Connect) -> None:
    codes = ",".join(f"{number:04}" for number in range(500))
    with FakeServer(FakeStatbank(dwellings())) as server, pytest.raises(SourceRefusedError, match="too long"):
        connect(server).get("/tables/06265/data", {"valueCodes[Region]": codes})


@pytest.mark.parametrize("content", [b"", b"<html>", b"[1]", b'"no"', b'{"title": null}', b"\xff\xfe"])
def test_a_refusal_without_a_title_has_the_sentence_of_its_status(content: bytes) -> None:
    error = refusal(403, content, URL)
    assert str(error) == (
        "The source does not give this out, or not so much at once. Choose less. (403 from https://example.org/data)"
    )


def test_a_refusal_that_nobody_has_seen_before_keeps_its_words() -> None:
    error = refusal(418, b'{"title": "Teapot", "detail": "short and stout"}', URL)
    assert str(error).endswith("(418 Teapot: short and stout from https://example.org/data)")
    assert (error.title, error.detail) == ("Teapot", "short and stout")
