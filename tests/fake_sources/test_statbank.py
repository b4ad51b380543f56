"""The fake Statbank answers as the real one does: held against its specification and what was measured."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import numpy as np
import pytest

from tests.fake_sources.clock import FakeClock
from tests.fake_sources.server import FakeServer
from tests.fake_sources.statbank import CALLS, FakeStatbank
from tests.fake_sources.statbank_examples import dwellings, municipal_dwellings
from tests.fake_sources.statbank_tables import dimension, table

SPECIFICATION = Path(__file__).parent / "specification" / "pxapi-2-schemas.json"
RECORDED = Path(__file__).parents[1] / "figures" / "recorded"
SELECTION = "valueCodes[Region]=3403&valueCodes[ContentsCode]=*&valueCodes[Tid]=top(1)"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def ask(clock: FakeClock) -> Iterator[httpx.Client]:
    source = FakeStatbank(dwellings(), municipal_dwellings(), clock=clock)
    with FakeServer(source) as server, httpx.Client(base_url=server.url) as client:
        yield client


@pytest.fixture(scope="module")
def specification() -> dict[str, Any]:
    return _as_json_schema(json.loads(SPECIFICATION.read_text(encoding="utf-8")))


def _as_json_schema(node: Any) -> Any:
    """OpenAPI 3.0 says `nullable` where JSON Schema adds "null" to the types."""
    if isinstance(node, list):
        return [_as_json_schema(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    schema = {key: _as_json_schema(value) for key, value in node.items() if key not in ("nullable", "pattern")}
    if node.get("nullable") and isinstance(node.get("type"), str):
        schema["type"] = [node["type"], "null"]
    return schema


@pytest.mark.parametrize(
    ("address", "schema"),
    [
        ("/tables", "TablesResponse"),
        ("/tables/06265", "TableResponse"),
        ("/tables/06265/metadata", "Dataset"),
        ("/tables/06265/metadata?codelist[Region]=agg_KommSummer", "Dataset"),
        ("/tables/06265/data", "Dataset"),
        (f"/tables/06265/data?{SELECTION}", "Dataset"),
        ("/codelists/agg_KommSummer", "CodelistResponse"),
        ("/codeLists/agg_KommSummer", "CodelistResponse"),
    ],
)
def test_answers_keep_to_the_specification(
    ask: httpx.Client, specification: dict[str, Any], address: str, schema: str
) -> None:
    answer = ask.get(address)
    assert answer.status_code == 200
    jsonschema.Draft202012Validator({"$ref": f"#/components/schemas/{schema}", **specification}).validate(answer.json())


@pytest.mark.parametrize("name", ["scb_v2_TAB6471_metadata.json", "ssb_v2_data_13615_with_status.json"])
def test_answers_have_the_parts_that_recorded_ones_have(ask: httpx.Client, name: str) -> None:
    recorded = json.loads((RECORDED / name).read_text(encoding="utf-8"))
    address = "/tables/06265/data?valueCodes[Region]=*&valueCodes[ContentsCode]=*&valueCodes[Tid]=*"
    ours = ask.get("/tables/06265/metadata" if not recorded["value"] else address).json()
    assert ours.keys() == recorded.keys()
    assert ours["extension"]["px"].keys() <= recorded["extension"]["px"].keys() | {"infofile"}
    assert (
        ours["dimension"]["ContentsCode"]["category"].keys() == recorded["dimension"]["ContentsCode"]["category"].keys()
    )


@pytest.mark.parametrize(
    ("change", "status", "title"),
    [
        ("valueCodes[Regoin]=3403", 400, "Non-existent variable"),
        ("valueCodes[Region]=3404", 400, "Non-existent value"),
        ("valueCodes[Tid]=range(2020,2022)", 400, "Illegal selection expression"),
        ("codelist[Region]=agg_kommsummer", 400, "Non-existent codelist"),
        ("outputFormat=csv", 400, "Unsupported output format"),
        ("outputFormatParams=UseCodes", 400, "Unsupported output format"),
        ("lang=sv", 400, "Unsupported language"),
    ],
)
def test_refusals_have_the_titles_of_the_real_one(ask: httpx.Client, change: str, status: int, title: str) -> None:
    name = change.split("=", maxsplit=1)[0]
    kept = [part for part in SELECTION.split("&") if not part.startswith(name)]
    answer = ask.get(f"/tables/06265/data?{'&'.join([*kept, change])}")
    assert (answer.status_code, answer.json()["title"], answer.json()["type"]) == (status, title, "Parameter error")


def test_a_variable_that_is_left_out_of_a_selection_is_mandatory(ask: httpx.Client) -> None:
    answer = ask.get("/tables/06265/data?valueCodes[Region]=3403")
    assert answer.json() == {
        "type": "Parameter error",
        "title": "Missing selection for mandantory variable",
        "status": 400,
    }


def test_names_and_codes_are_taken_in_any_case(ask: httpx.Client) -> None:
    answer = ask.get(
        "/tables/06265/data?VALUECODES[region]=3403&valuecodes[contentscode]=BOLIGER&valuecodes[tid]=TOP(1)"
    )
    assert answer.json()["dimension"]["ContentsCode"]["category"]["index"] == {"Boliger": 0}


@pytest.mark.parametrize(
    ("chosen", "years"),
    [
        ("[range(2020,2022)]", ["2020", "2021", "2022"]),
        ("2016,[top(2,1)]", ["2016", "2023", "2024"]),
        ("2025,top(1)", ["2025"]),
        ("bottom(2)", ["2016", "2017"]),
        ("from(2024)", ["2024", "2025"]),
        ("202?", [str(year) for year in range(2020, 2026)]),
    ],
)
def test_expressions_in_an_address(ask: httpx.Client, chosen: str, years: list[str]) -> None:
    answer = ask.get(f"/tables/06265/data?{SELECTION.replace('top(1)', chosen)}")
    assert list(answer.json()["dimension"]["Tid"]["category"]["index"]) == years


def test_the_same_code_twice_fails_without_a_word(ask: httpx.Client) -> None:
    answer = ask.get(f"/tables/06265/data?{SELECTION.replace('3403', '3403,3403')}")
    assert (answer.status_code, answer.content) == (500, b"")


def test_an_address_beyond_2100_signs_is_not_found(ask: httpx.Client) -> None:
    longest = "/tables/06265/data?x=" + "x" * (2_100 - len("/api/pxwebapi/v2/tables/06265/data?x="))
    assert ask.get(longest).status_code == 200
    assert ask.get(longest + "x").status_code == 404


@pytest.mark.parametrize(
    "address", ["/navigation", "/tables/99999", "/tables/06265/metadatas", "/codelists/agg_Nothing"]
)
def test_what_is_not_there_is_not_found(ask: httpx.Client, address: str) -> None:
    assert ask.get(address).status_code == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_other_methods_are_not_allowed(ask: httpx.Client, method: str) -> None:
    assert ask.request(method, "/tables/06265/data").status_code == 405
    assert ask.post("/tables/06265").status_code == 405


def test_a_page_beyond_the_last_does_not_exist(ask: httpx.Client) -> None:
    assert ask.get("/tables?pageNumber=2&pageSize=1").json()["page"]["totalPages"] == 2
    assert ask.get("/tables?pageNumber=3&pageSize=1").status_code == 404


def test_800_000_cells_are_given_and_one_more_is_refused() -> None:
    million = table(
        "1",
        "Stor",
        [
            dimension("Region", [f"{number:04}" for number in range(1_000)]),
            dimension("Tid", [str(y) for y in range(801)]),
        ],
        np.zeros((1_000, 801)),
    )
    with FakeServer(FakeStatbank(million)) as server, httpx.Client(base_url=server.url) as client:
        address = "/tables/1/data?valueCodes[Region]=*&valueCodes[Tid]="
        given, refused = client.get(f"{address}top(800)"), client.get(f"{address}*")
    assert len(given.json()["value"]) == 800_000
    assert refused.json() == {
        "type": "Parameter error",
        "title": "Too many cells selected",
        "status": 400,
        "detail": "Too many cells selected",
    }


def test_the_41st_call_in_a_minute_is_refused(ask: httpx.Client, clock: FakeClock) -> None:
    left = [ask.get("/config").headers["x-ratelimit-remaining"] for _call in range(CALLS)]
    assert (left[0], left[-1]) == ("39", "0")
    refused = ask.get("/config")
    assert (refused.status_code, refused.headers["x-ratelimit-policy"]) == (429, "40;w=60s")
    clock.advance(seconds=60)
    assert ask.get("/config").status_code == 200


def test_signs_stand_only_where_there_is_no_number(ask: httpx.Client) -> None:
    chosen = "valueCodes[Region]=4205&valueCodes[BygnType]=01&valueCodes[ContentsCode]=*&valueCodes[Tid]=2019,2020"
    answer = ask.get(f"/tables/06265/data?{chosen}").json()
    assert (answer["value"], answer["status"]) == ([None, 42_050_120], {"0": "."})
    confidential = ask.get(
        "/tables/12008/data?valueCodes[KOKkommuneregion0000]=*&valueCodes[ContentsCode]=KOSandel0000&valueCodes[Tid]=2025"
    ).json()
    assert (confidential["value"], confidential["status"]) == ([24.5, None, 24.5], {"1": ":"})
