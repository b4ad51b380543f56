"""Cubes and JSON-stat documents of every shape."""

import datetime as dt
import math
from typing import Any

import numpy as np
from hypothesis import strategies as st

from husrom.figures.cubes.cube import CodelistLink, Cube, Dimension, Note, Unit

SIGNS = [".", "..", ":", "...", "-", "*", "p", ",", "]", "}", '"', "\\", '","', '":"', "æ", "e\n"]
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
_CODES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=4)
NUMBERS = st.none() | st.integers(-(10**6), 10**6) | st.floats(-1e12, 1e12) | st.just(0)
_NOTES = st.lists(st.builds(Note, _TEXTS, st.booleans()), max_size=3).map(tuple)
_LINKS = st.builds(CodelistLink, _CODES, _CODES, st.sampled_from(["aggregation", "valueset", ""]))
_UNITS = st.builds(Unit, _TEXTS, st.none() | st.integers(0, 6))


@st.composite
def dimensions(draw: st.DrawFn, code: str) -> Dimension:
    codes = draw(st.lists(_CODES, unique=True, max_size=4).map(tuple))
    of_some = st.sampled_from(codes) if codes else st.nothing()
    return Dimension(
        code,
        draw(_CODES),
        codes,
        tuple(draw(st.lists(_TEXTS, min_size=len(codes), max_size=len(codes)))),
        role=draw(st.sampled_from(["time", "geo", "metric", None])),
        units=draw(st.dictionaries(of_some, _UNITS)),
        notes=draw(st.dictionaries(of_some, _NOTES.filter(bool))),
        own_notes=draw(_NOTES),
        elimination=draw(st.none() | st.booleans()),
        elimination_code=draw(st.none() | of_some),
        codelists=tuple(draw(st.lists(_LINKS, max_size=2))),
    )


@st.composite
def cubes(draw: st.DrawFn, *, with_values: bool | None = None) -> Cube:
    names = draw(st.lists(_CODES.filter(lambda one: one not in {"value", "status"}), unique=True, max_size=3))
    shape = tuple(draw(dimensions(name)) for name in names)
    size = math.prod(len(one.codes) for one in shape)
    here = draw(st.booleans()) if with_values is None else with_values
    numbers = draw(st.lists(NUMBERS, min_size=size, max_size=size)) if here else []
    signs = ("", *draw(st.lists(st.sampled_from(SIGNS), unique=True, max_size=3)))
    marked = st.lists(st.integers(0, len(signs) - 1), min_size=len(numbers), max_size=len(numbers))
    status = draw(st.none() | marked.map(lambda one: np.array(one, np.uint8)))
    moment = st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2100, 1, 1), timezones=st.just(dt.UTC))  # noqa: DTZ001
    said = st.none() | st.booleans()
    return Cube(
        draw(_TEXTS),
        draw(_TEXTS),
        draw(st.none() | moment),
        shape,
        np.array([math.nan if one is None else one for one in numbers], np.float64),
        status,
        signs if status is not None else ("",),
        draw(_NOTES),
        draw(st.none() | _TEXTS),
        draw(st.none() | st.integers(0, 6)),
        draw(said),
        draw(said),
        draw(said),
    )


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Return a right dataset in any of the forms allowed, with decoys that look like its large members."""
    size = draw(st.integers(0, 12))
    numbers = draw(st.lists(NUMBERS, min_size=size, max_size=size))
    signs = draw(st.lists(st.none() | st.sampled_from(SIGNS), min_size=size, max_size=size))
    decoy = draw(st.sampled_from(['"value":[1,2]', '\\"value":[', '"status":{"0":"."}', "value", '{"value"', "]}"]))
    nested = {"value": [1, 2, 3] * draw(st.integers(0, 20)), "status": {str(one): "x" for one in range(size)}}
    document = {
        "class": "dataset",
        "label": decoy,
        decoy: decoy,
        "extension": draw(st.sampled_from([nested, {}, {"deep": [nested]}])),
        "id": ["value"],
        "size": [size],
        "dimension": {"value": {"label": decoy, "category": {"index": [str(one) for one in range(size)]}}},
        "value": draw(st.sampled_from([numbers, _sparse(numbers)])) if any(numbers) else numbers,
        "status": draw(st.sampled_from([signs, _sparse(signs), ":", None, {}, [], [":"]])),
        "note": [decoy],
    }
    return {key: document[key] for key in draw(st.permutations(list(document)))}


def _sparse(listed: list[Any]) -> dict[str, Any]:
    return {str(place): one for place, one in enumerate(listed) if one is not None}
