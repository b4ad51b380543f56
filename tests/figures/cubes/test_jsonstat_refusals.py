"""What is not a dataset is refused with a sentence, and costs no memory for what it only claims to hold."""

import json
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.figures.cubes.errors import NotAJsonStatError
from husrom.figures.cubes.jsonstat import decode

TRILLION = 10**12


def right() -> dict[str, Any]:
    return {
        "class": "dataset",
        "id": ["A", "B"],
        "size": [2, 2],
        "dimension": {
            "A": {"category": {"index": {"1": 0, "2": 1}}},
            "B": {"category": {"index": ["x", "y"], "label": {"x": "X", "y": "Y"}}},
        },
        "value": [1, 2, 3, 4],
    }


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    document = right()
    change(document)
    return json.dumps(document).encode()


def category(code: str, **entry: object) -> Callable[[dict[str, Any]], object]:
    return lambda document: document["dimension"][code].update(category=entry)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda it: it.update({"class": "collection"}), 'its class is "collection", but should be "dataset"'),
        (lambda it: it.update({"class": "dimension"}), 'its class is "dimension"'),
        (lambda it: it.pop("class"), "its class is missing"),
        (lambda it: it.pop("value"), "it has no value"),
        (lambda it: it.update(value="many"), "value is neither a list nor an object"),
        (lambda it: it.update(value=[1, 2, 3]), "size makes 4 cells, but value has 3"),
        (lambda it: it.update(value=[1, 2, 3, 4, 5]), "size makes 4 cells, but value has more"),
        (lambda it: it.update(value=[1, 2, 3, "4"]), "something else than numbers and null (str)"),
        (lambda it: it.update(value=[1, 2, 3, True]), "something else than numbers and null (bool)"),
        (lambda it: it.update(value=[1, 2, 3, [4]]), "something else than numbers and null (list)"),
        (lambda it: it.update(value={"4": 1}), "value names the cell 4, but there are 4, counted from 0"),
        (lambda it: it.update(value={"-1": 1}), 'value names the cell "-1"'),
        (lambda it: it.update(value={"1": "2"}), "something else than numbers and null (str)"),
        (lambda it: it.pop("id"), "id is missing, but should be a list"),
        (lambda it: it.update(id=["A"]), "id names 1 dimensions, but size gives 2 sizes"),
        (lambda it: it.update(id=["A", "A"]), "id names a dimension twice"),
        (lambda it: it.update(id=["A", 7]), "a name in id is a whole number, but should be a text"),
        (lambda it: it.update(id=["A", "C"]), 'the dimension "C" is missing'),
        (lambda it: it.update(size="2x2"), "size is a text, but should be a list"),
        (lambda it: it.update(size=[2, True]), "a number in size is a boolean"),
        (lambda it: it.update(size=[2, 3]), '"B" has 2 categories, but size says 3'),
        (lambda it: it.update(size=[-2, -2]), '"A" has 2 categories, but size says -2'),
        (lambda it: it.update(size=[TRILLION, 2]), f"but size says {TRILLION}"),
        (category("A"), 'the 0 categories of "A" have no order: it has no index'),
        (category("A", label={"1": "one", "2": "two"}), 'the 2 categories of "A" have no order'),
        (category("A", index=["1", "1"]), 'has the category "1" more than once'),
        (category("A", index={"1": 0, "2": 2}), "do not count from 0 up without a gap"),
        (category("A", index={"1": 0, "2": 0}), "do not count from 0 up without a gap"),
        (category("A", index={"1": 0, "2": "1"}), 'the position of "2" in "A" is a text'),
        (category("A", index=["1", 2]), 'a category of "A" is a whole number'),
        (category("A", index=7), 'the index of "A" is a whole number'),
        (category("A", index=["1", "2"], label={"1": 7}), 'the label of "1" in "A" is a whole number'),
        (lambda it: it["dimension"].update(A=[]), 'the dimension "A" is a list, but should be an object'),
        (lambda it: it.update(status={"4": "."}), "status names the cell 4, but there are 4"),
        (lambda it: it.update(status={"x": "."}), 'status names the cell "x"'),
        (lambda it: it.update(status={"": "."}), 'status names the cell ""'),
        (lambda it: it.update(status={"²": "."}), 'status names the cell "²"'),
        (lambda it: it.update(status={"9" * 5000: "."}), f'status names the cell "{"9" * 40}"'),
        (lambda it: it.update(status={"1": 7}), "status holds something else than texts (int)"),
        (lambda it: it.update(status=[".", ".", ".", {}]), "status holds something else than texts (dict)"),
        (lambda it: it.update(status=[".", "."]), "there are 4 values, but 2 status marks"),
        (lambda it: it.update(status=["."] * 5), "there are 4 values, but status has more marks"),
        (lambda it: it.update(status=7), "status is neither a list, an object nor a text"),
    ],
)
def test_document_that_contradicts_itself_is_refused(change: Callable[[dict[str, Any]], object], reason: str) -> None:
    with pytest.raises(NotAJsonStatError) as refused:
        decode(changed(change))
    assert reason in str(refused.value)
    assert str(refused.value).endswith("Ask the source for json-stat2 again.")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is not JSON"),
        (b"<html>503</html>", "it is not JSON"),
        (b"[]", "it is not an object"),
        (b"null", "it is not an object"),
        (b'{"class":"dataset","value":[1,,2]}', "it is not JSON"),
        (b'{"class":"dataset","value":[1,2,]}', "it is not JSON"),
        (b'{"class":"dataset","value":[NaN]}', "it is not JSON"),
        (b'{"class":"dataset","value":[1e999]}', "it is not JSON"),
        (b"\xff\xfe{}", "it is not JSON"),
        (b"[" * 100_000, "it is not JSON"),
    ],
)
def test_content_that_is_no_object_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(NotAJsonStatError, match=reason):
        decode(content)


@given(st.integers(0, len(json.dumps(right())) - 1))
def test_truncated_answer_is_refused_wherever_it_ends(length: int) -> None:
    with pytest.raises(NotAJsonStatError):
        decode(json.dumps(right()).encode()[:length])


@pytest.mark.parametrize("value", [[], [1], {"0": 1}, {}])
def test_size_that_nobody_could_hold_sets_no_memory_aside(value: object) -> None:
    codes = [str(number) for number in range(1000)]
    huge = {"category": {"index": codes}}
    names = ["A", "B", "C", "D"]
    content = json.dumps(
        {"class": "dataset", "id": names, "size": [1000] * 4, "dimension": dict.fromkeys(names, huge), "value": value}
    ).encode()
    tracemalloc.start()
    try:
        if value == []:
            assert decode(content).size == TRILLION
        else:
            with pytest.raises(NotAJsonStatError, match=f"size makes {TRILLION} cells"):
                decode(content)
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


def test_more_signs_than_can_be_told_apart_are_refused() -> None:
    codes = [str(number) for number in range(300)]
    only = {"A": {"category": {"index": codes}}}
    content = {"class": "dataset", "id": ["A"], "size": [300], "dimension": only, "value": list(range(300))}
    status = {code: f"sign {code}" for code in codes}
    with pytest.raises(NotAJsonStatError, match="more than 255 different signs"):
        decode(json.dumps({**content, "status": status}).encode())
    fewer = {code: sign for code, sign in status.items() if int(code) < 255}
    assert len(decode(json.dumps({**content, "status": fewer}).encode()).status_signs) == 256
