"""The parts of a question that was too large for one answer, put together again."""

import dataclasses
import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from husrom.figures.cubes.cube import NO_SIGN, Cube, Dimension, StatusIndices
from husrom.figures.cubes.errors import CannotJoinError


def join_cubes(cubes: Sequence[Cube]) -> Cube:
    """Return one cube of several that differ in the categories of one dimension, in the order given.

    Raises
    ------
    CannotJoinError
        When there is nothing to join, the cubes are of different tables or moments, differ in more than one
        dimension, or a category is in two of them.

    Examples
    --------
    >>> def part(year: str, value: float) -> Cube:
    ...     years = Dimension("Tid", "year", (year,), (year,))
    ...     return Cube("Dwellings", "SSB", None, (years,), np.array([value]))
    >>> whole = join_cubes([part("2025", 7), part("2026", np.nan)])
    >>> whole.dimension("Tid").codes, whole.values.tolist()
    (('2025', '2026'), [7.0, nan])
    """
    if not cubes:
        raise CannotJoinError("There is no cube to join. Give at least one.")
    first = cubes[0]
    for cube in cubes[1:]:
        _require_same_table(first, cube)
    if len(cubes) == 1:
        return first
    axes = [axis for axis, parts in enumerate(_side_by_side(cubes)) if len({part.codes for part in parts}) > 1]
    if len(axes) != 1:
        differing = ", ".join(first.dimensions[axis].code for axis in axes) or "none"
        raise CannotJoinError(
            f'The parts of "{first.label}" differ in these dimensions: {differing}. '
            "They can be joined where they differ in exactly one."
        )
    axis = axes[0]
    joined = _joined_dimension([cube.dimensions[axis] for cube in cubes])
    values = _concatenated([cube.values for cube in cubes], cubes, axis)
    values.setflags(write=False)
    status, signs = _joined_status(cubes, axis)
    return dataclasses.replace(
        first,
        dimensions=(*first.dimensions[:axis], joined, *first.dimensions[axis + 1 :]),
        values=values,
        status=status,
        status_signs=signs,
        notes=tuple(dict.fromkeys(note for cube in cubes for note in cube.notes)),
    )


def _require_same_table(one: Cube, other: Cube) -> None:
    codes = [[dimension.code for dimension in cube.dimensions] for cube in (one, other)]
    if one.table != other.table or codes[0] != codes[1]:
        raise CannotJoinError(
            f'"{one.label}" and "{other.label}" are not parts of one table. Join only answers to one question.'
        )
    if one.updated != other.updated:
        raise CannotJoinError(
            f'"{one.label}" was updated between its parts: {one.updated} and {other.updated}. Ask for all of it again.'
        )
    if not (one.has_values and other.has_values):
        raise CannotJoinError(f'A part of "{one.label}" has no values. Ask for the data of the table.')


def _side_by_side(cubes: Sequence[Cube]) -> list[tuple[Dimension, ...]]:
    return list(zip(*(cube.dimensions for cube in cubes), strict=True))


def _joined_dimension(parts: Sequence[Dimension]) -> Dimension:
    codes = tuple(code for part in parts for code in part.codes)
    if len(set(codes)) != len(codes):
        twice = Counter(codes).most_common(1)[0][0]
        raise CannotJoinError(
            f'The category "{twice}" of "{parts[0].code}" is in more than one part. Each may be asked for once.'
        )
    return dataclasses.replace(
        parts[0],
        codes=codes,
        labels=tuple(label for part in parts for label in part.labels),
        units={code: unit for part in parts for code, unit in part.units.items()},
        notes={code: notes for part in parts for code, notes in part.notes.items()},
        own_notes=tuple(dict.fromkeys(note for part in parts for note in part.own_notes)),
    )


def _concatenated(arrays: Sequence[np.ndarray], cubes: Sequence[Cube], axis: int) -> np.ndarray:
    """Join flat arrays along one dimension; those after it lie next to each other in memory."""
    outer = math.prod(cubes[0].shape[:axis])
    rows = [array.reshape(outer, math.prod(cube.shape[axis:])) for array, cube in zip(arrays, cubes, strict=True)]
    return np.concatenate(rows, axis=1).ravel()


def _joined_status(cubes: Sequence[Cube], axis: int) -> tuple[StatusIndices | None, tuple[str, ...]]:
    if all(cube.status is None for cube in cubes):
        return None, (NO_SIGN,)
    signs = tuple(dict.fromkeys(sign for cube in cubes for sign in cube.status_signs))
    if len(signs) > np.iinfo(np.uint8).max + 1:
        raise CannotJoinError(f'The parts of "{cubes[0].label}" have {len(signs)} different signs; 255 can be kept.')
    numbered = []
    for cube in cubes:
        own = np.array([signs.index(sign) for sign in cube.status_signs], np.uint8)
        numbered.append(np.zeros(cube.size, np.uint8) if cube.status is None else own[cube.status])
    return _concatenated(numbered, cubes, axis), signs
