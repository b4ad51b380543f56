"""How the Statbank understands a selection, written anew from its documented rules, not from our client.

Rules from PxWebApi 2.5 (Apache-2.0, github.com/PxTools/PxWebApi, read as documentation) and from what was measured at
data.ssb.no in September 2026: names and codes in any case, codelists in exactly one; `top` is newest on time and first
elsewhere; the same code twice is an error 500 without a body; an expression and a code may overlap.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.fake_sources.statbank_tables import FakeCodelist, FakeDimension, FakeTable

CELL_LIMIT = 800_000


class ProblemError(Exception):
    """A refusal with the title the Statbank gives it; `status` 500 stands for its failing without a word."""

    def __init__(self, title: str, status: int = 400, detail: str | None = None) -> None:
        super().__init__(title)
        self.title, self.status, self.detail = title, status, detail


@dataclass(frozen=True)
class Asked:
    """One entry of the selection in a question."""

    variable: str
    codes: tuple[str, ...]
    codelist: str | None = None


@dataclass(frozen=True)
class Picked:
    """What the answer has of one dimension: for each code the places in the table that it sums up."""

    dimension: FakeDimension
    labels: Mapping[str, str]
    places: Mapping[str, tuple[int, ...]]
    in_answer: bool = True


def pick(table: FakeTable, asked: Sequence[Asked], cell_limit: int = CELL_LIMIT) -> tuple[Picked, ...]:
    """What a selection picks of each dimension of the table, in the table's order."""
    named: dict[str, Asked] = {}
    for entry in asked:
        dimension = _time_alias(table, entry.variable) or table.dimension(entry.variable)
        if dimension is None:
            raise ProblemError("Non-existent variable")
        named[dimension.code] = entry
        _codelist(dimension, entry.codelist)
    if any(not dimension.elimination and dimension.code not in named for dimension in table.dimensions):
        raise ProblemError("Missing selection for mandantory variable")
    picked = tuple(
        _picked(dimension, named[dimension.code]) if dimension.code in named else _eliminated(dimension)
        for dimension in table.dimensions
    )
    if math.prod(len(one.places) for one in picked) > cell_limit:
        raise ProblemError("Too many cells selected", detail="Too many cells selected")
    return picked


def default_selection(table: FakeTable) -> tuple[Asked, ...]:
    """A small selection. (The real one is larger, by rules that are the installation's own.)"""
    return tuple(Asked(dimension.code, ("top(1)",)) for dimension in table.dimensions if not dimension.elimination) or (
        Asked(table.dimensions[0].code, ("*",)),
    )


def view(dimension: FakeDimension, codelist: str | None) -> Picked:
    """All of a dimension, through a codelist where one is given."""
    found = _codelist(dimension, codelist)
    own = {code: place for place, code in enumerate(dimension.codes)}
    if found is None:
        return Picked(dimension, dimension.codes, {code: (place,) for code, place in own.items()})
    labels = {code: label for code, (label, _codes) in found.values.items()}
    places = {code: tuple(own[one] for one in codes if one in own) for code, (_label, codes) in found.values.items()}
    return Picked(dimension, labels, places)


def _time_alias(table: FakeTable, variable: str) -> FakeDimension | None:
    return table.time if variable.lower() == "time" else None


def _codelist(dimension: FakeDimension, identifier: str | None) -> FakeCodelist | None:
    if not identifier:
        return None
    found = dimension.codelist(identifier)
    if found is None:
        raise ProblemError("Non-existent codelist")
    return found


def _eliminated(dimension: FakeDimension) -> Picked:
    codes = list(dimension.codes)
    total = dimension.elimination_code
    places = (codes.index(total),) if total is not None else tuple(range(len(codes)))
    return Picked(dimension, {"": ""}, {"": places}, in_answer=False)


def _picked(dimension: FakeDimension, asked: Asked) -> Picked:
    seen = view(dimension, asked.codelist)
    lower = [code.lower() for code in asked.codes]
    if len(set(lower)) != len(lower):
        raise ProblemError("", status=500)
    chosen: set[str] = set()
    for code in asked.codes:
        chosen.update(_expanded(code, list(seen.places), is_time=dimension.role == "time"))
    if not chosen and not dimension.elimination:
        raise ProblemError("Missing selection for mandantory variable")
    places = {code: places for code, places in seen.places.items() if code in chosen}
    return Picked(dimension, {code: seen.labels[code] for code in places}, places)


def _expanded(code: str, codes: list[str], *, is_time: bool) -> list[str]:
    own = [one for one in codes if one.lower() == code.lower()]
    if own:
        return own
    for begins, rule, expand in _EXPRESSIONS:
        if begins(code.lower()):
            found = re.fullmatch(rule, code, re.IGNORECASE)
            if found is None:
                raise ProblemError("Illegal selection expression")
            return expand([part for part in found.groups() if part is not None], codes, is_time)
    raise ProblemError("Non-existent value")


def _top(arguments: list[str], codes: list[str], is_time: bool) -> list[str]:
    return _slice(arguments, codes[::-1] if is_time else codes)


def _bottom(arguments: list[str], codes: list[str], is_time: bool) -> list[str]:
    return _slice(arguments, codes if is_time else codes[::-1])


def _slice(arguments: list[str], codes: list[str]) -> list[str]:
    count, offset = int(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 0
    return codes[offset : offset + count]


def _range(arguments: list[str], codes: list[str], is_time: bool) -> list[str]:
    first, last = sorted((_place(arguments[0], codes), _place(arguments[-1], codes)))
    return codes[first : last + 1]


def _from(arguments: list[str], codes: list[str], is_time: bool) -> list[str]:
    return codes[_place(arguments[0], codes) :]


def _to(arguments: list[str], codes: list[str], is_time: bool) -> list[str]:
    return codes[: _place(arguments[0], codes) + 1]


def _stars(arguments: list[str], codes: list[str], is_time: bool) -> list[str]:
    before, text, after = (part.lower() for part in arguments)
    tests: dict[tuple[bool, bool], Callable[[str], bool]] = {
        (True, True): lambda code: text in code,
        (True, False): lambda code: code.endswith(text),
        (False, True): lambda code: code.startswith(text),
    }
    if not text:
        return codes
    return [code for code in codes if tests[bool(before), bool(after)](code.lower())]


def _question_marks(arguments: list[str], codes: list[str], is_time: bool) -> list[str]:
    mask = arguments[0].lower()
    return [
        code
        for code in codes
        if len(code) == len(mask) and all(sign in ("?", own) for sign, own in zip(mask, code.lower(), strict=True))
    ]


def _place(code: str, codes: list[str]) -> int:
    places = [place for place, one in enumerate(codes) if one.lower() == code.lower()]
    if not places:
        raise ProblemError("Non-existent value")
    return places[0]


_COUNT = r"\(([1-9]\d*)(?:,(\d+))?\)"
_EXPRESSIONS: tuple[tuple[Callable[[str], bool], str, Callable[[list[str], list[str], bool], list[str]]], ...] = (
    (lambda code: code.startswith("top("), f"top{_COUNT}", _top),
    (lambda code: code.startswith("bottom("), f"bottom{_COUNT}", _bottom),
    (lambda code: code.startswith("from("), r"from\(([^,]+)\)", _from),
    (lambda code: code.startswith("to("), r"to\(([^,]+)\)", _to),
    (lambda code: code.startswith("range("), r"range\(([^,]+),([^,)]+)\)", _range),
    (lambda code: "*" in code, r"(?=\*|.*\*$)(\*?)([^*]*)(\*?)", _stars),
    (lambda code: "?" in code, r"(.*)", _question_marks),
)
