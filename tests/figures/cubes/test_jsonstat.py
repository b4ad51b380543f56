import datetime as dt
import json
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given

from husrom.figures.cubes.cube import Cell, CodelistLink, Cube, Note, Unit
from husrom.figures.cubes.jsonstat import decode, encode
from tests.figures.cubes.strategies import cubes

Recorded = Callable[[str], bytes]


def document(**changes: object) -> bytes:
    plain = {
        "version": "2.0",
        "class": "dataset",
        "id": ["Kjonn", "Tid"],
        "size": [2, 2],
        "dimension": {
            "Kjonn": {"category": {"index": {"2": 1, "1": 0}, "label": {"1": "men", "2": "women"}}},
            "Tid": {"category": {"index": ["2025", "2026"]}},
        },
        "value": [1, 2.5, None, 0],
    }
    return json.dumps({**plain, **changes}).encode()


def test_recorded_prices_decode_with_what_the_source_said(recorded: Recorded) -> None:
    cube = decode(recorded("ssb_v2_data_09654.json"))
    contents = cube.dimension("ContentsCode")
    assert (cube.table, cube.decimals, cube.official, cube.aggregation_allowed) == ("09654", 2, True, False)
    assert cube.updated == dt.datetime(2025, 8, 20, 6, tzinfo=dt.UTC)
    assert cube.shape == (1, 1, 19)
    assert contents.units == {"Priser": Unit("kr per liter", 2)}
    assert (contents.role, contents.elimination) == ("metric", False)
    assert cube.cell({"Tid": "2025M07"}) == Cell(20.69, "")
    assert cube.status is None


def test_recorded_sales_decode_with_all_thirty_status_marks(recorded: Recorded) -> None:
    content = recorded("ssb_v2_data_13615_with_status.json")
    cube = decode(content)
    said = {int(cell): sign for cell, sign in json.loads(content)["status"].items()}
    assert cube.status is not None
    found = {cell: cube.status_signs[mark] for cell, mark in enumerate(cube.status.tolist()) if mark}
    assert len(found) == 30
    assert found == said
    assert np.flatnonzero(np.isnan(cube.values)).tolist() == sorted(said)


def test_recorded_sales_keep_zero_apart_from_the_sign_for_impossible(recorded: Recorded) -> None:
    cube = decode(recorded("ssb_v2_data_13615_with_status.json"))
    assert cube.cell({"Produkter": "09", "NACE": "01-03", "Tid": "2023"}) == Cell(0.0, "")
    assert cube.cell({"Produkter": "09", "NACE": "01-03", "Tid": "2022"}) == Cell(None, ".")


def test_recorded_metadata_describes_a_table_without_its_values(recorded: Recorded) -> None:
    cube = decode(recorded("scb_v2_TAB6471_metadata.json"))
    region, age, sex = cube.dimensions[:3]
    assert (cube.shape, cube.has_values) == ((312, 134, 3, 1, 16), False)
    assert region.codelists[2] == CodelistLink("vs_CKM03Kommun", "kommuner", "valueset")
    assert (region.elimination, age.elimination, sex.elimination) == (True, False, True)
    assert age.own_notes[0].mandatory
    assert len(cube.notes) == 4
    assert cube.notes[2] == Note("Uppgiften om folkmängd avser förhållandet den sista dagen i respektive månad.", True)


def test_recorded_data_says_which_category_stands_for_a_dimension_left_out(recorded: Recorded) -> None:
    cube = decode(recorded("scb_v2_TAB6471_data.json"))
    assert cube.dimension("Kon").elimination_code == "TotSa"
    assert cube.cell({"Region": "01", "Alder": "0-9", "Kon": "TotSa", "Tid": "2026M01"}).value == 245284


@pytest.mark.parametrize(
    "name",
    [
        "ssb_v2_data_09654.json",
        "ssb_v2_data_13615_with_status.json",
        "scb_v2_TAB6471_data.json",
        "scb_v2_TAB6471_metadata.json",
    ],
)
def test_recorded_answer_survives_being_written(recorded: Recorded, name: str) -> None:
    cube = decode(recorded(name))
    assert decode(encode(cube)) == cube


@given(cubes())
def test_encode_then_decode_is_identity(cube: Cube) -> None:
    assert decode(encode(cube)) == cube


def test_index_as_object_puts_categories_in_order_and_as_list_too() -> None:
    cube = decode(document())
    assert cube.dimension("Kjonn").codes == ("1", "2")
    assert cube.dimension("Kjonn").labels == ("men", "women")
    assert cube.dimension("Tid").codes == ("2025", "2026")
    assert cube.dimension("Tid").labels == ("2025", "2026")
    assert cube.dimension("Tid").label == "Tid"


def test_single_category_needs_no_index() -> None:
    only = {"category": {"label": {"1": "men"}}}
    cube = decode(document(id=["Kjonn"], size=[1], dimension={"Kjonn": only}, value=[7]))
    assert cube.cell({}) == Cell(7.0, "")


def test_sparse_values_leave_the_other_cells_without_a_number() -> None:
    cube = decode(document(value={"3": 0, "1": 4}))
    assert np.array_equal(cube.values, [np.nan, 4, np.nan, 0], equal_nan=True)


@pytest.mark.parametrize(
    ("status", "signs"),
    [
        ({"2": ".."}, ["", "", "..", ""]),
        ([None, "p", "..", ""], ["", "p", "..", ""]),
        ("p", ["p", "p", "p", "p"]),
        (["p"], ["p", "p", "p", "p"]),
        ({"0": ".", "1": "..", "2": "...", "3": ":"}, [".", "..", "...", ":"]),
        ({"0": "-", "1": "*", "2": "", "3": None}, ["-", "*", "", ""]),
    ],
)
def test_status_in_each_form_is_kept_apart(status: object, signs: list[str]) -> None:
    cube = decode(document(status=status))
    assert cube.status is not None
    assert [cube.status_signs[mark] for mark in cube.status] == signs


@pytest.mark.parametrize("status", [None, {}, [], "", [None] * 4, {"1": None}])
def test_status_that_says_nothing_is_none(status: object) -> None:
    assert decode(document(status=status)).status is None


def test_footnotes_of_categories_say_whether_they_must_be_shown() -> None:
    noted = {
        "category": {"index": ["1", "2"], "note": {"2": ["From 2020", "Estimated"], "9": ["Of nobody"]}},
        "extension": {"categoryNoteMandatory": {"2": {"1": True}}},
    }
    cube = decode(document(id=["Kjonn"], size=[2], dimension={"Kjonn": noted}, value=[1, 2]))
    assert cube.dimension("Kjonn").notes == {"2": (Note("From 2020"), Note("Estimated", True))}


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-02-24T07:00:00Z", dt.datetime(2026, 2, 24, 7, tzinfo=dt.UTC)),
        ("2026-02-24T08:00:00+01:00", dt.datetime(2026, 2, 24, 7, tzinfo=dt.UTC)),
        ("2026-02-24T07:00:00", dt.datetime(2026, 2, 24, 7, tzinfo=dt.UTC)),
        ("yesterday", None),
        ("0001-01-01T00:00:00+23:00", None),
        (7, None),
    ],
)
def test_time_of_the_last_change_is_in_utc(text: object, moment: dt.datetime | None) -> None:
    assert decode(document(updated=text)).updated == moment


def test_descriptions_of_the_wrong_kind_are_passed_over() -> None:
    odd = {"px": {"tableid": 7, "decimals": "two", "official-statistics": "yes"}, "discontinued": None}
    cube = decode(document(extension=odd, note=7, label=None, role=[]))
    assert (cube.table, cube.decimals, cube.official, cube.notes, cube.label) == (None, None, None, (), "")


def test_whole_numbers_are_written_without_decimals() -> None:
    assert json.loads(encode(decode(document(value=[1, None, 3.0, 0]))))["value"] == [1, None, 3, 0]
    assert b'"value":[1,null,3,0]' in encode(decode(document(value=[1, None, 3.0, 0])))


def test_values_cannot_be_changed_by_mistake() -> None:
    with pytest.raises(ValueError, match="read-only"):
        decode(document()).values[0] = 7
