from dataclasses import replace

import numpy as np
import pytest

from husrom.figures.cubes.cube import Cell, Cube, Dimension
from husrom.figures.cubes.errors import CubeError, UnknownCategoryError

REGION = Dimension("Region", "region", ("3403", "1103"), ("Hamar", "Stavanger"), role="geo")
CONTENTS = Dimension("ContentsCode", "contents", ("Personer1",), ("Persons",), role="metric")
YEARS = Dimension("Tid", "year", ("2024", "2025", "2026"), ("2024", "2025", "2026"), role="time")


@pytest.fixture
def cube() -> Cube:
    return Cube(
        "Persons",
        "SSB",
        None,
        (REGION, CONTENTS, YEARS),
        np.array([1, 2, np.nan, 4, 0, np.nan]),
        np.array([0, 0, 1, 0, 0, 2], np.uint8),
        ("", ".", ":"),
    )


def test_cell_is_found_by_its_categories(cube: Cube) -> None:
    assert cube.shape == (2, 1, 3)
    assert cube.cell({"Region": "1103", "Tid": "2024", "ContentsCode": "Personer1"}) == Cell(4.0, "")


def test_cell_without_a_number_is_not_a_zero_and_says_why(cube: Cube) -> None:
    assert cube.cell({"Region": "1103", "Tid": "2025"}) == Cell(0.0, "")
    assert cube.cell({"Region": "1103", "Tid": "2026"}) == Cell(None, ":")
    assert cube.cell({"Region": "3403", "Tid": "2026"}) == Cell(None, ".")


@pytest.mark.parametrize(
    ("categories", "sentence"),
    [
        ({"Region": "0301", "Tid": "2024"}, '"Region" has no category "0301". It has: 3403, 1103.'),
        ({"Region": "3403"}, 'Which category of "Tid" is meant? It has 3.'),
        ({"Region": "3403", "Tid": "2024", "Kjonn": "1"}, 'no dimension "Kjonn". It has: Region, ContentsCode, Tid.'),
    ],
)
def test_cell_that_does_not_exist_is_refused(cube: Cube, categories: dict[str, str], sentence: str) -> None:
    with pytest.raises(UnknownCategoryError) as refused:
        cube.cell(categories)
    assert sentence in str(refused.value)


def test_metadata_describes_cells_without_giving_them(cube: Cube) -> None:
    described = replace(cube, values=np.empty(0), status=None)
    assert (described.size, described.has_values, cube.has_values) == (6, False, True)
    with pytest.raises(CubeError, match="only describes its 6 cells"):
        described.cell({"Region": "3403", "Tid": "2024"})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"values": np.ones(5)}, "The dimensions make 6 cells, but there are values of shape"),
        ({"values": np.ones((2, 3))}, "flat"),
        ({"status": np.zeros(5, np.uint8)}, "6 values and 5 status marks"),
        ({"status_signs": (".", ":")}, "do not begin with"),
    ],
)
def test_parts_that_do_not_fit_are_refused(cube: Cube, change: dict[str, object], sentence: str) -> None:
    with pytest.raises(CubeError, match=sentence):
        replace(cube, **change)  # type: ignore[arg-type]


def test_category_that_stands_twice_is_refused() -> None:
    with pytest.raises(CubeError, match='category "1" more than once'):
        Dimension("Kjonn", "sex", ("2", "1", "1"), ("a", "b", "c"))


def test_cubes_that_number_the_same_signs_differently_are_equal(cube: Cube) -> None:
    swapped = replace(cube, status=np.array([0, 0, 2, 0, 0, 1], np.uint8), status_signs=("", ":", "."))
    assert swapped == cube


def test_cubes_with_other_signs_numbers_or_words_are_not_equal(cube: Cube) -> None:
    others = [
        replace(cube, status_signs=("", ".", "..")),
        replace(cube, status=None),
        replace(cube, values=np.array([1, 2, 0, 4, 0, np.nan])),
        replace(cube, table="07459"),
    ]
    assert all(other != cube for other in others)
    assert replace(cube, status=None) == replace(cube, status=np.zeros(6, np.uint8))
