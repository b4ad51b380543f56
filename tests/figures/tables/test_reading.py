"""The file of a table is read strictly, and every fault in it is told at once."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from husrom.figures.tables.errors import TableFileError
from husrom.figures.tables.reading import ROOM, read_table

TITLE = {"nb": "Boliger", "nn": "Bustader", "en": "Dwellings"}


@pytest.fixture
def entry() -> dict[str, Any]:
    """A right file, as plain data; made up."""
    return {
        "id": "00001",
        "producer": "ssb",
        "interface": "statbank",
        "title": dict(TITLE),
        "frequency": "yearly",
        "published": [3],
        "first_period": "2006",
        "last_period": None,
        "region": {
            "variable": "Region",
            "handling": "consistent_series",
            "codelist": "agg_KommSummer",
            "prefix": "K-",
            "verified": True,
        },
        "time": {"variable": "Tid", "coding": "year"},
        "dimensions": [
            {"code": "Alder", "name": "age", "title": dict(TITLE), "categories": "ages", "verified": True},
            {
                "code": "Type",
                "name": "kind",
                "title": dict(TITLE),
                "categories": {"1": "small", "2": "big"},
                "verified": True,
            },
        ],
        "contents": [
            {"code": "A", "name": "dwellings", "unit": "dwellings", "kind": "count", "verified": True},
            {"code": "B", "name": "share_pct", "unit": "per_cent", "kind": "share", "verified": True},
        ],
        "breaks": [],
        "predecessors": [],
        "successor": None,
        "aggregation_allowed": None,
        "licence": "cc_by_4_0",
        "reference": "https://www.ssb.no/statbank/table/00001",
        "verification": {"grade": "verified", "note": None},
        "datasets": [
            {
                "name": "made_up",
                "title": dict(TITLE),
                "definition": {"nb": "Boliger.", "en": "Dwellings."},
                "dimensions": {"age": "summed", "kind": "each"},
                "contents": ["dwellings"],
            }
        ],
    }


def written(folder: Path, entry: dict[str, Any], name: str = "ssb-00001.yaml") -> Path:
    path = folder / name
    path.write_text(yaml.safe_dump(entry, allow_unicode=True), encoding="utf-8")
    return path


def faults(folder: Path, entry: dict[str, Any], name: str = "ssb-00001.yaml") -> str:
    with pytest.raises(TableFileError) as caught:
        read_table(written(folder, entry, name))
    return str(caught.value)


def test_right_file_is_read(tmp_path: Path, entry: dict[str, Any]) -> None:
    one = read_table(written(tmp_path, entry))
    assert (one.key, one.dimension("kind").names) == ("ssb-00001", ("small", "big"))
    assert [column.name for column in one.datasets[0].columns][3:] == ["kind", "dwellings", "dwellings_status"]


def test_every_fault_is_told_with_file_and_place(tmp_path: Path, entry: dict[str, Any]) -> None:
    entry["frequency"] = "sometimes"
    entry["contents"][0]["kind"] = "number"
    entry["reference"] = "http://www.ssb.no"
    del entry["title"]["nn"]
    told = faults(tmp_path, entry)
    for place in ("frequency", "contents/0/kind", "reference", "title"):
        assert f"ssb-00001.yaml: {place}: " in told


def test_key_that_stands_twice_is_refused(tmp_path: Path, entry: dict[str, Any]) -> None:
    path = written(tmp_path, entry)
    path.write_text(path.read_text(encoding="utf-8") + "frequency: monthly\n", encoding="utf-8")
    with pytest.raises(TableFileError, match="frequency stands twice"):
        read_table(path)


def test_file_that_is_not_yaml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ssb-00001.yaml"
    path.write_text("id: [", encoding="utf-8")
    with pytest.raises(TableFileError, match="is not YAML"):
        read_table(path)


def test_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ssb-00001.yaml"
    path.write_text("", encoding="utf-8")
    with pytest.raises(TableFileError, match=re.escape("ssb-00001.yaml: the whole: None is not of type 'object'")):
        read_table(path)


def test_id_must_match_the_file(tmp_path: Path, entry: dict[str, Any]) -> None:
    assert "belongs in ssb-00001.yaml" in faults(tmp_path, entry, name="ssb-00002.yaml")


@pytest.mark.parametrize("treatment", ["summed", "each_and_total", {"groups": [[0, 19], [20, None]]}])
def test_share_cannot_be_summed(tmp_path: Path, entry: dict[str, Any], treatment: Any) -> None:
    entry["datasets"][0]["contents"] = ["share_pct"]
    entry["datasets"][0]["dimensions"] = {"age": treatment, "kind": "each"}
    assert "datasets/0/dimensions/age: share_pct is a share and cannot be summed" in faults(tmp_path, entry)


def test_what_the_producer_does_not_sum_is_not_summed(tmp_path: Path, entry: dict[str, Any]) -> None:
    entry["aggregation_allowed"] = False
    assert "does not allow summing" in faults(tmp_path, entry)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"contents": ["rooms"]}, "contents: the table has no content rooms. It has: dwellings, share_pct."),
        ({"contents": []}, "contents: expected at least one of dwellings, share_pct."),
        ({"dimensions": {"kind": "each"}}, "dimensions: what happens to age?"),
        (
            {"dimensions": {"age": "summed", "kind": "each", "sex": "each"}},
            "dimensions/sex: the table has no dimension",
        ),
        (
            {"dimensions": {"age": "summed", "kind": {"only": ["huge"]}}},
            "no category is called huge. There are: big, small.",
        ),
        ({"dimensions": {"age": "summed", "kind": {"fixed": "huge"}}}, "no category is called huge"),
        ({"dimensions": {"age": "summed", "kind": {"groups": [[0, 1]]}}}, "groups are of ages"),
        ({"dimensions": {"age": {"groups": [[9, 1]]}, "kind": "each"}}, "the group [9, 1] ends before it begins"),
        ({"shares": [{"name": "pct", "of": "rooms", "within": "kind"}]}, "shares/0: rooms is not among the contents"),
        ({"shares": [{"name": "pct", "of": "dwellings", "within": "age"}]}, "age must be each"),
        ({"stacked": {"column": "x", "value": "y", "categories": {"rooms": "r"}}}, "stacked: rooms is not among"),
        ({"added": [{"column": "basis", "categories": ["old"], "fetched": "new"}]}, "new is not among its categories"),
        ({"columns": {"number": "String"}}, "columns are written out, so contents, dimensions must not be there"),
    ],
)
def test_dataset_that_leads_nowhere_is_refused(
    tmp_path: Path, entry: dict[str, Any], change: dict[str, Any], told: str
) -> None:
    entry["datasets"][0] |= change
    assert told in faults(tmp_path, entry)


def test_contents_of_different_kinds_do_not_share_a_column(tmp_path: Path, entry: dict[str, Any]) -> None:
    entry["datasets"][0] |= {
        "dimensions": {"age": "each", "kind": "each"},
        "contents": ["dwellings", "share_pct"],
        "stacked": {"column": "what", "value": "value", "categories": {"dwellings": "a", "share_pct": "b"}},
    }
    assert "different units or kinds" in faults(tmp_path, entry)


def test_dataset_without_places_needs_a_region(tmp_path: Path, entry: dict[str, Any]) -> None:
    entry["region"] = None
    assert "must say what places it is about" in faults(tmp_path, entry)


def test_unknown_unit_is_refused(tmp_path: Path, entry: dict[str, Any]) -> None:
    entry["contents"][0]["unit"] = "cubits"
    assert "contents/0/unit: cubits is not in units.yaml" in faults(tmp_path, entry)


def test_unknown_code_cannot_be_verified(tmp_path: Path, entry: dict[str, Any]) -> None:
    entry["contents"][0]["code"] = None
    assert "contents/0/verified: the code is not known" in faults(tmp_path, entry)


@pytest.mark.parametrize("part", ["dimensions", "contents"])
def test_what_is_not_verified_must_be_explained(tmp_path: Path, entry: dict[str, Any], part: str) -> None:
    entry[part][0]["verified"] = False
    assert "verification/note: a part is not verified" in faults(tmp_path, entry)


def test_grade_below_verified_must_be_explained(tmp_path: Path, entry: dict[str, Any]) -> None:
    entry["verification"]["grade"] = "unverified"
    assert "verification/note: say what exactly" in faults(tmp_path, entry)


def test_name_that_stands_twice_is_refused(tmp_path: Path, entry: dict[str, Any]) -> None:
    entry["contents"][1]["name"] = "dwellings"
    assert "contents: dwellings stands twice" in faults(tmp_path, entry)


def test_table_cannot_end_before_it_begins(tmp_path: Path, entry: dict[str, Any]) -> None:
    entry["last_period"] = "2005"
    assert "last_period: 2005 comes before first_period 2006" in faults(tmp_path, entry)


@pytest.mark.parametrize("path", sorted(ROOM.glob("*-*.yaml")), ids=lambda path: path.name)  # type: ignore[attr-defined]
def test_file_of_the_catalogue_follows_the_schema(path: Path) -> None:
    assert f"{read_table(path).key}.yaml" == path.name
