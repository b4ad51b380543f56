import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from husrom.figures.cubes.cube import Cube, Dimension, Note
from husrom.figures.cubes.errors import CannotJoinError
from husrom.figures.cubes.joining import join_cubes
from tests.figures.cubes.strategies import cubes


def part_of(cube: Cube, axis: int, places: slice) -> Cube:
    dimension = cube.dimensions[axis]
    kept = set(dimension.codes[places])
    less = replace(
        dimension,
        codes=dimension.codes[places],
        labels=dimension.labels[places],
        units={code: unit for code, unit in dimension.units.items() if code in kept},
        notes={code: notes for code, notes in dimension.notes.items() if code in kept},
    )
    chosen = (*[slice(None)] * axis, places)
    return replace(
        cube,
        dimensions=(*cube.dimensions[:axis], less, *cube.dimensions[axis + 1 :]),
        values=cube.values.reshape(cube.shape)[chosen].ravel(),
        status=None if cube.status is None else cube.status.reshape(cube.shape)[chosen].ravel(),
    )


@given(cubes(with_values=True), st.data())
def test_cube_cut_in_parts_is_joined_to_itself(cube: Cube, data: st.DataObject) -> None:
    assume(any(len(one.codes) > 1 for one in cube.dimensions))
    axis = data.draw(st.sampled_from([place for place, count in enumerate(cube.shape) if count > 1]))
    cut = data.draw(st.integers(1, cube.shape[axis] - 1))
    joined = join_cubes([part_of(cube, axis, slice(cut)), part_of(cube, axis, slice(cut, None))])
    notes = tuple(dict.fromkeys(cube.notes))
    own_notes = tuple(dict.fromkeys(cube.dimensions[axis].own_notes))
    dimension = replace(cube.dimensions[axis], own_notes=own_notes)
    dimensions = (*cube.dimensions[:axis], dimension, *cube.dimensions[axis + 1 :])
    assert joined == replace(cube, notes=notes, dimensions=dimensions)


def years(*codes: str, signs: tuple[str, ...] = ()) -> Cube:
    status = np.arange(1, len(signs) + 1, dtype=np.uint8) if signs else None
    dimension = Dimension("Tid", "year", codes, codes)
    return Cube("Persons", "SSB", None, (dimension,), np.ones(len(codes)), status, ("", *signs), table="07459")


def test_signs_of_the_parts_keep_their_meaning() -> None:
    joined = join_cubes([years("2024", signs=(".",)), years("2025"), years("2026", "2027", signs=(":", "."))])
    assert [joined.cell({"Tid": year}).status for year in ("2024", "2025", "2026", "2027")] == [".", "", ":", "."]


def test_footnotes_of_every_part_are_kept_once() -> None:
    both, one = Note("Of both", mandatory=True), Note("Of one")
    joined = join_cubes([replace(years("2024"), notes=(both,)), replace(years("2025"), notes=(both, one))])
    assert joined.notes == (both, one)


def test_single_part_is_the_whole() -> None:
    assert join_cubes([years("2024", "2025")]) == years("2024", "2025")


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ([], "There is no cube to join"),
        ([years("2024"), years("2024")], "differ in these dimensions: none"),
        ([years("2024", "2025"), years("2025")], 'category "2025" of "Tid" is in more than one part'),
        ([years("2024"), replace(years("2025"), table="06265")], "not parts of one table"),
        ([years("2024"), replace(years("2025"), values=np.empty(0))], "has no values"),
        (
            [years("2024"), replace(years("2025"), updated=dt.datetime(2026, 2, 24, tzinfo=dt.UTC))],
            "was updated between its parts",
        ),
    ],
)
def test_parts_of_no_one_answer_are_refused(parts: list[Cube], reason: str) -> None:
    with pytest.raises(CannotJoinError, match=reason):
        join_cubes(parts)


def test_parts_that_differ_in_two_dimensions_are_refused() -> None:
    def part(region: str, year: str) -> Cube:
        dimensions = (Dimension("Region", "region", (region,), (region,)), Dimension("Tid", "year", (year,), (year,)))
        return Cube("Persons", "SSB", None, dimensions, np.ones(1))

    with pytest.raises(CannotJoinError, match="differ in these dimensions: Region, Tid"):
        join_cubes([part("3403", "2025"), part("1103", "2026")])


def test_more_signs_than_can_be_told_apart_are_refused() -> None:
    many = [f"sign {number}" for number in range(300)]
    codes = [str(number) for number in range(300)]
    halves = [years(*codes[:150], signs=tuple(many[:150])), years(*codes[150:], signs=tuple(many[150:]))]
    with pytest.raises(CannotJoinError, match="301 different signs"):
        join_cubes(halves)
