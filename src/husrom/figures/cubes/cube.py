"""A cube: the figures of one answer, with everything the producer said about them.

Every producer's answer becomes a cube, and every dataset is made from cubes. A cell without a number is NaN, never
zero; why it has none is its status, a sign such as `.` (not possible), `..` (missing) or `:` (confidential).
"""

import datetime as dt
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from husrom.figures.cubes.errors import CubeError, UnknownCategoryError

Role = Literal["time", "geo", "metric"]
Values = npt.NDArray[np.float64]
StatusIndices = npt.NDArray[np.uint8]
NO_SIGN = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """What one content is counted in, and with how many decimals it is published (None where not said)."""

    base: str
    decimals: int | None


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote; a mandatory one must stand wherever the figures are shown."""

    text: str
    mandatory: bool = False


@dataclass(frozen=True, slots=True)
class CodelistLink:
    """A list of codes that the dimension can be asked with; `kind` is "aggregation" or "valueset"."""

    identifier: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension of a cube, with its categories in the order in which the values lie.

    Attributes
    ----------
    codes, labels
        Of the categories, in the same order. No code occurs twice.
    role
        None where the producer did not say.
    units
        By code; only the dimension of contents has them.
    notes
        By code: the footnotes of single categories.
    own_notes
        The footnotes of the dimension as a whole.
    elimination
        Whether the dimension may be left out of a question; None where not said.
    elimination_code
        The category that then counts; None where the source sums up or does not say.
    """

    code: str
    label: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    role: Role | None = None
    units: Mapping[str, Unit] = field(default_factory=dict)
    notes: Mapping[str, tuple[Note, ...]] = field(default_factory=dict)
    own_notes: tuple[Note, ...] = ()
    elimination: bool | None = None
    elimination_code: str | None = None
    codelists: tuple[CodelistLink, ...] = ()

    def __post_init__(self) -> None:  # noqa: D105 -- refuses what cannot be
        if len(self.codes) != len(self.labels):
            raise CubeError(
                f'The dimension "{self.code}" has {len(self.codes)} codes and {len(self.labels)} labels. '
                "Give each category one of both."
            )
        if len(set(self.codes)) != len(self.codes):
            twice = Counter(self.codes).most_common(1)[0][0]
            raise CubeError(
                f'The dimension "{self.code}" has the category "{twice}" more than once. Each may stand once.'
            )

    def position(self, category: str) -> int:
        """Return where a category stands.

        Raises
        ------
        UnknownCategoryError
            When the dimension has no such category.
        """
        try:
            return self.codes.index(category)
        except ValueError:
            some = ", ".join(self.codes[:10]) + (", ..." if len(self.codes) > 10 else "")  # noqa: PLR2004 -- a line
            raise UnknownCategoryError(
                f'The dimension "{self.code}" has no category "{category}". It has: {some}.'
            ) from None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its number, or None, and its sign, or the empty string."""

    value: float | None
    status: str


@dataclass(frozen=True, slots=True, eq=False)
class Cube:
    """The figures of one answer. Two cubes are equal when they say the same, NaN equal to NaN.

    Attributes
    ----------
    updated
        When the producer last changed the table, UTC; None where not said or unreadable.
    values
        Flat, float64, the last dimension fastest; NaN where there is no number. Empty in a table's metadata, which
        describes cells without giving them.
    status
        Flat, uint8: for each cell the index of its sign in `status_signs`; None when no cell has one.
    status_signs
        The signs in use; the first is the empty string, for "nothing said".
    table
        The number of the table at the producer.
    decimals
        With how many the figures are published, where the contents do not say otherwise.
    aggregation_allowed, official, discontinued
        None where the producer did not say.

    Examples
    --------
    >>> years = Dimension("Tid", "year", ("2025", "2026"), ("2025", "2026"), role="time")
    >>> cube = Cube(
    ...     "Dwellings",
    ...     "SSB",
    ...     None,
    ...     (years,),
    ...     np.array([12.0, np.nan]),
    ...     status=np.array([0, 1], np.uint8),
    ...     status_signs=("", ":"),
    ... )
    >>> cube.shape, cube.cell({"Tid": "2025"}), cube.cell({"Tid": "2026"})
    ((2,), Cell(value=12.0, status=''), Cell(value=None, status=':'))
    """

    label: str
    source: str
    updated: dt.datetime | None
    dimensions: tuple[Dimension, ...]
    values: Values
    status: StatusIndices | None = None
    status_signs: tuple[str, ...] = (NO_SIGN,)
    notes: tuple[Note, ...] = ()
    table: str | None = None
    decimals: int | None = None
    aggregation_allowed: bool | None = None
    official: bool | None = None
    discontinued: bool | None = None

    def __post_init__(self) -> None:  # noqa: D105 -- refuses what cannot be
        if self.values.shape not in {(self.size,), (0,)}:
            raise CubeError(
                f"The dimensions make {self.size} cells, but there are values of shape {self.values.shape}. "
                "Give one value for each cell, flat, or none at all."
            )
        if self.status is not None and self.status.shape != self.values.shape:
            raise CubeError(
                f"There are {self.values.size} values and {self.status.size} status marks. Give each value one."
            )
        if self.status_signs[:1] != (NO_SIGN,):
            raise CubeError(f'The signs {self.status_signs} do not begin with "", for cells of which nothing is said.')

    @property
    def shape(self) -> tuple[int, ...]:
        """The number of categories of each dimension."""
        return tuple(len(dimension.codes) for dimension in self.dimensions)

    @property
    def size(self) -> int:
        """How many cells the dimensions make, whether or not their values are here."""
        return math.prod(self.shape)

    @property
    def has_values(self) -> bool:
        """Whether the cells are here; a table's metadata only describes them."""
        return self.values.size == self.size

    def dimension(self, code: str) -> Dimension:
        """Return a dimension by its code.

        Raises
        ------
        UnknownCategoryError
            When the cube has no such dimension.
        """
        for dimension in self.dimensions:
            if dimension.code == code:
                return dimension
        known = ", ".join(dimension.code for dimension in self.dimensions)
        raise UnknownCategoryError(f'The cube "{self.label}" has no dimension "{code}". It has: {known}.')

    def cell(self, categories: Mapping[str, str]) -> Cell:
        """Return one cell by a category of each dimension; a dimension with a single category may be left out.

        Raises
        ------
        UnknownCategoryError
            When a dimension or category does not exist, or is missing from the question.
        CubeError
            When the cube is a table's metadata, without values.
        """
        for code in categories:
            self.dimension(code)
        if not self.has_values:
            raise CubeError(f'"{self.label}" only describes its {self.size} cells. Ask for the data of the table.')
        index = 0
        for dimension in self.dimensions:
            index = index * len(dimension.codes) + _position(dimension, categories)
        number = float(self.values[index])
        sign = NO_SIGN if self.status is None else self.status_signs[self.status[index]]
        return Cell(None if math.isnan(number) else number, sign)

    def __eq__(self, other: object) -> bool:  # noqa: D105 -- said in the class's docstring
        if not isinstance(other, Cube):
            return NotImplemented
        return (
            self._described() == other._described()
            and np.array_equal(self.values, other.values, equal_nan=True)
            and _same_signs(self, other)
        )

    __hash__ = None  # type: ignore[assignment] # arrays have none

    def _described(self) -> tuple[object, ...]:
        own = (self.label, self.source, self.updated, self.dimensions, self.notes, self.table, self.decimals)
        return (*own, self.aggregation_allowed, self.official, self.discontinued)


def _position(dimension: Dimension, categories: Mapping[str, str]) -> int:
    if dimension.code in categories:
        return dimension.position(categories[dimension.code])
    if len(dimension.codes) == 1:
        return 0
    raise UnknownCategoryError(
        f'Which category of "{dimension.code}" is meant? It has {len(dimension.codes)}. Give one of them.'
    )


def _same_signs(one: Cube, other: Cube) -> bool:
    if one.status is None or other.status is None:
        return not any(cube.status is not None and _has_sign(cube) for cube in (one, other))
    known = {sign: index for index, sign in enumerate(one.status_signs)}
    # A sign unknown to the one gets a number that it uses for none.
    translated = np.array([known.get(sign, len(known)) for sign in other.status_signs], np.uint16)
    return np.array_equal(one.status, translated[other.status])


def _has_sign(cube: Cube) -> bool:
    return cube.status is not None and bool(cube.status.any())
