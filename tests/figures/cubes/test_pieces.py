"""Reading the large members piece by piece gives what reading the whole gives: the same cube or the same refusal."""

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.figures.cubes import jsonstat, pieces
from husrom.figures.cubes.cube import Cube
from husrom.figures.cubes.errors import NotAJsonStatError
from husrom.figures.cubes.marks import marks_in, marks_of
from tests.figures.cubes.strategies import SIGNS, documents

TEXTS = st.builds(
    lambda document, indent, separators, ascii_only: json.dumps(
        document, indent=indent, separators=separators, ensure_ascii=ascii_only
    ),
    documents(),
    st.sampled_from([None, 1]),
    st.sampled_from([(",", ":"), (", ", " : ")]),
    st.booleans(),
)


def outcome(content: bytes, *, whole: bool) -> Cube | str:
    with pytest.MonkeyPatch.context() as patch:
        if whole:
            patch.setattr(jsonstat, "parse_around", pieces.parse_whole)
        try:
            return jsonstat.decode(content)
        except NotAJsonStatError as error:
            return str(error)


def cells_one_by_one(document: dict[str, Any]) -> list[tuple[float | None, str]]:
    values, status = document["value"], document["status"]
    if status in ([":"], ":"):
        status = dict.fromkeys(map(str, range(document["size"][0])), ":")
    cells = []
    for place in range(document["size"][0]):
        number, sign = (
            (each.get(str(place)) if isinstance(each, dict) else each[place]) if each else None
            for each in (values, status)
        )
        cells.append((None if number is None else float(number), sign or ""))
    return cells


@pytest.fixture(params=[1, 7, 65_536], autouse=True, scope="module")
def piece_bytes(request: pytest.FixtureRequest) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "PIECE_BYTES", request.param)
        yield


@given(TEXTS)
def test_right_document_gives_each_cell_its_number_and_sign(text: str) -> None:
    document = json.loads(text)
    cube = outcome(text.encode(), whole=False)
    assert isinstance(cube, Cube)
    signs = [0] * cube.values.size if cube.status is None else cube.status.tolist()
    found = [
        (None if math.isnan(value) else value, cube.status_signs[sign])
        for value, sign in zip(cube.values.tolist(), signs, strict=True)
    ]
    assert found == cells_one_by_one(document)


@given(TEXTS, st.data())
def test_damaged_document_is_read_or_refused_as_a_whole_would_be(text: str, data: st.DataObject) -> None:
    damaged = text
    for _edit in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(damaged)))
        end = data.draw(st.integers(start, min(start + 3, len(damaged))))
        put = data.draw(
            st.sampled_from(["", ",", '"', "]", "}", "[", "{", "\\", ":", "0", "-", " ", '"value":', "\x01"])
        )
        damaged = damaged[:start] + put + damaged[end:]
    content = damaged.encode()
    assert outcome(content, whole=False) == outcome(content, whole=True)


@pytest.mark.parametrize(
    "status",
    [
        '{"0":",","1":"}","2":"]"}',
        '{"0":"\\"","1":"\\u002c","2":"\\\\"}',
        '{"0":".","0":":","00":".."}',
        '{ "0" : "." , "1":".." }',
        '{"0":".",}',
        '{"0":".","1"}',
        '{"0":"."."1":"."}',
        '{"0",".":"1","."}',
        '{"0":"\x00.","1":"."}',
        '{"0":"a","1":"a\x00"}',
        '{"0":".","a":"."}',
        '{"0":".","":"."}',
        '{"0":".","1":{"0":"."}}',
        '{"0":"a sign of many letters"}',
        '{"0":".","00000000000000000000001":"."}',
    ],
)
def test_status_text_of_any_form_is_read_as_a_whole_would_be(status: str) -> None:
    index = '{"a":0,"b":1,"c":2}'
    dimension = f'"id":["A"],"size":[3],"dimension":{{"A":{{"category":{{"index":{index}}}}}}}'
    content = f'{{"class":"dataset",{dimension},"value":[1,2,3],"status":{status}}}'.encode()
    assert outcome(content, whole=False) == outcome(content, whole=True)


def test_status_text_that_is_not_utf_8_is_refused() -> None:
    dimension = b'"id":["A"],"size":[1],"dimension":{"A":{"category":{"index":["a"]}}}'
    content = b'{"class":"dataset",' + dimension + b',"value":[1],"status":{"0":"\xff"}}'
    assert "it is not JSON" in str(outcome(content, whole=False))


@given(st.dictionaries(st.integers(0, 10**18 - 1).map(str), st.sampled_from(SIGNS), min_size=1))
def test_plain_text_is_read_without_the_parser_and_gives_the_same(entries: dict[str, str]) -> None:
    read = marks_in(json.dumps(entries, separators=(",", ":"), ensure_ascii=False)[1:-1].encode())
    parsed = marks_of(entries)
    if any(sign in {'"', "\\", '","', '":"', "e\n"} for sign in entries.values()):
        assert read is None
    else:
        assert read is not None
        assert read.positions.tolist() == parsed.positions.tolist()
        assert [read.signs[one] for one in read.which] == [parsed.signs[one] for one in parsed.which]


def test_last_of_two_members_of_one_name_counts() -> None:
    dimension = '"id":["A"],"size":[2],"dimension":{"A":{"category":{"index":["a","b"]}}}'
    for first, last in (("[1,2]", "[3,4]"), ("[1000000,2]", "[3,4]"), ("[1,2]", "[3000000,4]")):
        content = f'{{"class":"dataset","value":{first},{dimension},"value":{last}}}'.encode()
        cube = outcome(content, whole=False)
        assert isinstance(cube, Cube)
        assert cube.values.tolist() == json.loads(last)


def test_document_made_of_openings_takes_no_longer_than_its_length_asks() -> None:
    assert "it is not JSON" in str(outcome(b'{"value":[' * 200_000, whole=False))
