from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings

from husrom.figures.cubes.cube import Cube, Dimension
from husrom.figures.cubes.errors import CubeError
from husrom.figures.cubes.frames import cube_frame, read_parquet, write_parquet
from husrom.figures.cubes.jsonstat import decode
from tests.figures.cubes.strategies import cubes

Recorded = Callable[[str], bytes]


def test_frame_has_a_row_for_each_cell_with_its_codes(recorded: Recorded) -> None:
    cube = decode(recorded("ssb_v2_data_13615_with_status.json"))
    frame = cube_frame(cube)
    assert frame.columns == ["Produkter", "NACE", "ContentsCode", "Tid", "value", "status"]
    assert frame.height == 100
    assert frame.filter(pl.col("status") == ".").height == 30
    for row in frame.sample(20, seed=1).iter_rows(named=True):
        cell = cube.cell({dimension.code: row[dimension.code] for dimension in cube.dimensions})
        assert (row["value"], row["status"]) == (cell.value, cell.status or None)


def test_frame_keeps_zero_apart_from_no_number(recorded: Recorded) -> None:
    frame = cube_frame(decode(recorded("ssb_v2_data_13615_with_status.json")))
    gas = frame.filter((pl.col("Produkter") == "09") & (pl.col("NACE") == "01-03"))
    assert gas["value"].to_list() == [None, None, None, 0.0, 0.0]
    assert gas["status"].to_list() == [".", ".", ".", None, None]


@given(cubes(with_values=True))
def test_frame_lists_cells_in_the_order_of_the_values(cube: Cube) -> None:
    frame = cube_frame(cube)
    codes = [dimension.code for dimension in cube.dimensions]
    assert frame.height == cube.size
    for row in frame.iter_rows(named=True):
        cell = cube.cell({code: row[code] for code in codes})
        assert (row["value"], row["status"] or "") == (cell.value, cell.status)
    assert np.array_equal(frame["value"].fill_null(np.nan).to_numpy(), cube.values, equal_nan=True)


def test_labels_stand_beside_their_codes_when_asked_for() -> None:
    regions = Dimension("Region", "region", ("1", "2", "3"), ("Bø", "Våler", "Bø"))
    frame = cube_frame(Cube("", "", None, (regions,), np.arange(3.0)), labels=True)
    assert frame.columns == ["Region", "Region_label", "value", "status"]
    assert frame["Region_label"].to_list() == ["Bø", "Våler", "Bø"]


def test_frame_of_metadata_is_refused(recorded: Recorded) -> None:
    with pytest.raises(CubeError, match="only describes its 2006784 cells"):
        cube_frame(decode(recorded("scb_v2_TAB6471_metadata.json")))


def test_dimension_that_takes_the_name_of_a_column_is_refused() -> None:
    cube = Cube("Odd", "", None, (Dimension("value", "value", ("1",), ("1",)),), np.ones(1))
    with pytest.raises(CubeError, match="two columns of one name: value, value, status"):
        cube_frame(cube)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cubes(with_values=True))
def test_parquet_gives_the_cube_back(tmp_path: Path, cube: Cube) -> None:
    write_parquet(cube, tmp_path / "cube.parquet")
    assert read_parquet(tmp_path / "cube.parquet") == cube


def test_parquet_can_be_read_by_others(recorded: Recorded, tmp_path: Path) -> None:
    cube = decode(recorded("ssb_v2_data_09654.json"))
    write_parquet(cube, tmp_path / "cube.parquet")
    assert pl.read_parquet(tmp_path / "cube.parquet").equals(cube_frame(cube))


def test_parquet_from_elsewhere_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.parquet"
    pl.DataFrame({"value": [1.0]}).write_parquet(path)
    with pytest.raises(CubeError, match="does not say what its columns mean"):
        read_parquet(path)
    path.write_bytes(b"not at all")
    with pytest.raises(CubeError, match="not a Parquet file that can be read"):
        read_parquet(path)


def test_parquet_whose_rows_were_changed_is_refused(recorded: Recorded, tmp_path: Path) -> None:
    path = tmp_path / "cube.parquet"
    write_parquet(decode(recorded("ssb_v2_data_09654.json")), path)
    metadata = pl.read_parquet_metadata(path)
    pl.read_parquet(path).head(3).write_parquet(path, metadata={"husrom.cube": metadata["husrom.cube"]})
    with pytest.raises(CubeError, match="has 3 rows, but describes 19 cells"):
        read_parquet(path)


def test_column_of_signs_can_be_asked_for_a_sign_that_is_not_there(recorded: Recorded) -> None:
    cube = decode(recorded("ssb_v2_data_09654.json"))
    assert cube_frame(cube).filter(pl.col("status") == ":").height == 0
    assert (
        cube_frame(replace(cube, status=np.ones(19, np.uint8), status_signs=("", "p")))["status"].to_list()
        == ["p"] * 19
    )
