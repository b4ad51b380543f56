"""A question in parts: every cell once, none too large, and the same answer as to the whole."""

import math
import time
from collections import Counter
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from husrom.figures.clients.selection import Selection, resolve
from husrom.figures.clients.splitting import Split, split
from husrom.figures.cubes.cube import Cube, Dimension
from husrom.figures.cubes.jsonstat import decode
from tests.fake_sources.server import Request, json_reply
from tests.fake_sources.statbank import FakeStatbank
from tests.fake_sources.statbank_tables import FakeTable, dimension, table

NAMES = ("Region", "BygnType", "ContentsCode", "Tid")


def _metadata(*sizes: int) -> Cube:
    roles = {"Tid": "time", "ContentsCode": "metric"}
    dimensions = []
    for name, size in zip(NAMES[-len(sizes) :], sizes, strict=True):
        codes = tuple(f"{name[0]}{number}" for number in range(size))
        dimensions.append(Dimension(name, name, codes, codes, role=roles.get(name), elimination=False))
    return Cube("Dwellings", "SSB", None, tuple(dimensions), np.array([]), table="06265")


def _everything(metadata: Cube) -> Selection:
    return Selection.of({dimension.code: ["*"] for dimension in metadata.dimensions})


def _cells(selection: Selection) -> list[tuple[str, ...]]:
    return list(product(*(chosen.codes for chosen in selection.variables)))


sizes = st.lists(st.integers(1, 12), min_size=1, max_size=4)


@given(sizes=sizes, limit=st.integers(1, 300))
def test_parts_ask_for_every_cell_once_and_none_is_too_large(sizes: list[int], limit: int) -> None:
    metadata = _metadata(*sizes)
    parts = split(_everything(metadata), metadata, limit).parts
    asked = Counter(cell for part in parts for cell in _cells(part))
    assert set(asked.values()) == {1}
    assert set(asked) == set(_cells(resolve(_everything(metadata), metadata)))
    assert max(len(_cells(part)) for part in parts) <= limit


@given(sizes=sizes, limit=st.integers(1, 300))
def test_no_even_cut_needs_fewer_parts(sizes: list[int], limit: int) -> None:
    metadata = _metadata(*sizes)
    fewest = min(
        math.prod(counts)
        for counts in product(*(range(1, size + 1) for size in sizes))
        if math.prod(math.ceil(size / count) for size, count in zip(sizes, counts, strict=True)) <= limit
    )
    assert len(split(_everything(metadata), metadata, limit).parts) == fewest


def test_a_question_that_fits_is_one_part() -> None:
    metadata = _metadata(10, 4, 1, 20)
    asked = split(_everything(metadata), metadata, 800)
    assert asked.counts == (1, 1, 1, 1)
    assert asked.parts == (resolve(_everything(metadata), metadata),)


def test_the_longest_variable_is_cut_and_the_contents_stay_whole() -> None:
    metadata = _metadata(400, 5, 400, 2)
    assert split(_everything(metadata), metadata, 800_000).counts == (2, 1, 1, 1)


def test_two_variables_are_cut_where_one_is_not_enough() -> None:
    metadata = _metadata(10, 10)
    counts = split(_everything(metadata), metadata, 7).counts
    assert min(counts) > 1
    assert math.prod(counts) == 20


def test_the_largest_table_is_split_at_once() -> None:
    """Basic units by year, far beyond what is ever asked: the way to cut is found in well under a second."""
    metadata = _metadata(34_097, 106, 2, 40)
    began = time.perf_counter()
    asked = split(_everything(metadata), metadata, 800_000)
    assert time.perf_counter() - began < 5
    assert 362 <= len(asked.parts) <= 400


def test_expressions_are_counted_as_the_codes_they_stand_for() -> None:
    metadata = _metadata(10, 20)
    chosen = Selection.of({"ContentsCode": ["C1", "C1"], "Tid": ["top(5)", "from(T12)", "T0"]})
    asked = split(chosen, metadata, 9)
    (part,) = asked.parts
    assert part.variables[1].codes == ("T0", *(f"T{number}" for number in range(12, 20)))


# ---------------------------------------------------------------- put together again


@st.composite
def tables(draw: st.DrawFn) -> FakeTable:
    shape = draw(st.tuples(st.integers(1, 5), st.integers(1, 4), st.integers(1, 3), st.integers(1, 5)))
    cell = st.one_of(st.none(), st.integers(0, 9), st.sampled_from([".", "..", ":"]))
    cells = iter(draw(st.lists(cell, min_size=math.prod(shape), max_size=math.prod(shape))))
    dimensions = []
    for name, size in zip(NAMES, shape, strict=True):
        codes = [f"{name[0]}{number}" for number in range(size)]
        units = {code: (f"unit of {code}", 0) for code in codes} if name == "ContentsCode" else {}
        dimensions.append(dimension(name, codes, units=units))
    return table("06265", "Boliger", dimensions, lambda _codes: next(cells))


@given(source=tables(), limit=st.integers(1, 120))
def test_the_joined_parts_are_the_answer_to_the_whole(source: FakeTable, limit: int) -> None:
    statbank = FakeStatbank(source)
    metadata = decode(statbank.answer(_request("GET", "/tables/06265/metadata")).content)
    whole = split(_everything(metadata), metadata, 10**6)
    asked = split(_everything(metadata), metadata, limit)
    assert _answer(statbank, asked) == _answer(statbank, whole)


def _answer(statbank: FakeStatbank, asked: Split) -> Cube:
    answers = [statbank.answer(_request("POST", "/tables/06265/data", part.body())).content for part in asked.parts]
    return replace(asked.join([decode(answer) for answer in answers], label=""), label="")


def _request(method: str, path: str, body: object = None) -> Request:
    return Request(method, path, (), {}, json_reply(body).content, path)


@pytest.mark.parametrize("limit", [1, 7, 800_000])
def test_the_same_question_is_always_cut_in_the_same_way(limit: int) -> None:
    metadata = _metadata(5, 4, 2, 6)
    backwards = Selection(_everything(metadata).variables[::-1])
    assert split(backwards, metadata, limit) == split(_everything(metadata), metadata, limit)
