"""Tables of the fake Statbank. Their figures are synthetic unless a test says where they are from."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import product

import numpy as np

Cells = Callable[[Mapping[str, str]], float | str | None]
MISSING = "."


@dataclass(frozen=True)
class FakeCodelist:
    """`values` gives for each code its label and the table's own codes that it stands for."""

    identifier: str
    label: str
    values: Mapping[str, tuple[str, tuple[str, ...]]]
    elimination: bool = False

    @property
    def kind(self) -> str:
        return "Valueset" if self.identifier.startswith("vs_") else "Aggregation"


@dataclass(frozen=True)
class FakeDimension:
    """`codes` gives the label of each code; `units` what each content is counted in and its decimals."""

    code: str
    label: str
    codes: Mapping[str, str]
    elimination: bool = False
    elimination_code: str | None = None
    role: str | None = None
    units: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    codelists: tuple[FakeCodelist, ...] = ()
    notes: tuple[str, ...] = ()
    mandatory_notes: bool = False

    def codelist(self, identifier: str) -> FakeCodelist | None:
        """The list with exactly this identifier: here small letters and capitals are told apart."""
        return next((codelist for codelist in self.codelists if codelist.identifier == identifier), None)


@dataclass(frozen=True, eq=False)
class FakeTable:
    """`values` has one axis for each dimension, NaN where there is no number; `signs` says why, by flat index."""

    identifier: str
    label: str
    dimensions: tuple[FakeDimension, ...]
    values: np.ndarray
    signs: Mapping[int, str] = field(default_factory=dict)
    updated: dt.datetime | None = dt.datetime(2026, 6, 24, 6, 0, tzinfo=dt.UTC)
    notes: tuple[str, ...] = ()
    decimals: int = 0
    aggregation_allowed: bool = True
    discontinued: bool | None = None
    time_unit: str = "Annual"
    subject_code: str = "bb"

    def __post_init__(self) -> None:
        assert self.values.shape == tuple(len(dimension.codes) for dimension in self.dimensions)

    def dimension(self, code: str) -> FakeDimension | None:
        return next((one for one in self.dimensions if one.code.lower() == code.lower()), None)

    @property
    def time(self) -> FakeDimension:
        return next(dimension for dimension in self.dimensions if dimension.role == "time")


def dimension(code: str, codes: Iterable[str] | Mapping[str, str], *, label: str = "", **more: object) -> FakeDimension:
    """A dimension whose labels are its codes unless given; `Tid` and `ContentsCode` have their roles."""
    labels = codes if isinstance(codes, Mapping) else {one: one for one in codes}
    role = {"Tid": "time", "ContentsCode": "metric"}.get(code)
    return FakeDimension(code, label or code.lower(), labels, role=role, **more)  # type: ignore[arg-type]


def table(
    identifier: str, label: str, dimensions: Iterable[FakeDimension], cells: Cells | np.ndarray, **more: object
) -> FakeTable:
    """A table from an array, or from a function of the code of each dimension: a number, a sign such as ":", None."""
    those = tuple(dimensions)
    if isinstance(cells, np.ndarray):
        return FakeTable(identifier, label, those, cells, **more)  # type: ignore[arg-type]
    values = np.full([len(one.codes) for one in those], np.nan)
    signs: dict[int, str] = {}
    for place, codes in enumerate(product(*(one.codes for one in those))):
        cell = cells(dict(zip((one.code for one in those), codes, strict=True)))
        if isinstance(cell, str):
            signs[place] = cell
        elif cell is not None:
            values.flat[place] = cell
    return FakeTable(identifier, label, those, values, signs, **more)  # type: ignore[arg-type]


# ---------------------------------------------------------------- how tables change


def with_new_figures(old: FakeTable, values: np.ndarray, updated: dt.datetime) -> FakeTable:
    return replace(old, values=values, signs={}, updated=updated)


def without_code(old: FakeTable, variable: str, code: str, updated: dt.datetime) -> FakeTable:
    """The table after one code was taken out of it."""
    axis, changed = _found(old, variable)
    place = list(changed.codes).index(code)
    codes = {name: label for name, label in changed.codes.items() if name != code}
    return _changed(old, axis, replace(changed, codes=codes), np.delete(old.values, place, axis), updated)


def with_renamed_variable(old: FakeTable, variable: str, new: str, updated: dt.datetime) -> FakeTable:
    axis, changed = _found(old, variable)
    return _changed(old, axis, replace(changed, code=new), old.values, updated)


def with_new_period(old: FakeTable, period: str, figures: np.ndarray, updated: dt.datetime) -> FakeTable:
    """The table after the figures of one more period were added; `figures` has the shape of one period."""
    axis, time = _found(old, old.time.code)
    values = np.concatenate([old.values, np.expand_dims(figures, axis)], axis)
    return _changed(old, axis, replace(time, codes={**time.codes, period: period}), values, updated)


def _found(old: FakeTable, variable: str) -> tuple[int, FakeDimension]:
    return next((axis, one) for axis, one in enumerate(old.dimensions) if one.code == variable)


def _changed(old: FakeTable, axis: int, new: FakeDimension, values: np.ndarray, updated: dt.datetime) -> FakeTable:
    assert not old.signs, "the flat places of the signs would move"
    dimensions = (*old.dimensions[:axis], new, *old.dimensions[axis + 1 :])
    return replace(old, dimensions=dimensions, values=values, updated=updated)
