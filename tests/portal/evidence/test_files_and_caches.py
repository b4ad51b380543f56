"""Every page of figures can be taken away, is kept packed, and costs no query for a reader who is not signed in."""

import csv
import gzip
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db

PAGES = (
    "/tall/",
    "/tall/?q=Mandal",
    "/tall/kilder/",
    "/tall/indikatorer/population/",
    "/tall/indikatorer/population/?periode=2019",
    "/tall/kommuner/3403/",
    "/tall/kommuner/3403/?gruppe=size",
    "/tall/kommuner/3403/population/",
    "/tall/kommuner/3403/population.svg",
    "/tall/kommuner/3403/tall.csv",
    "/tall/kommuner/3403/population/tall.csv",
    "/tall/indikatorer/population/tall.csv",
)
MOST_PACKED_BYTES = 120_000


@pytest.mark.parametrize("address", PAGES)
def test_official_figures_cost_the_anonymous_no_query(address: str, anonymous: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert anonymous.get(address).status_code == 200
    assert len(queries) == 0


@pytest.mark.parametrize(
    "address", ["/tall/kommuner/3403/", "/tall/indikatorer/population/", "/tall/kommuner/3403/population/"]
)
@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "parquet"])
def test_every_page_offers_its_figures_as_files(address: str, kind: str, anonymous: Client) -> None:
    assert f'href="{address}tall.{kind}"' in anonymous.get(address).text
    assert f".{kind}" in anonymous.get(f"{address}tall.{kind}")["Content-Disposition"]


def test_the_file_of_one_figure_holds_that_figure_of_that_place(anonymous: Client) -> None:
    content = anonymous.get("/tall/kommuner/0403/population/tall.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content), delimiter=";"))
    assert {(row["indicator"], row["municipality_number"]) for row in rows} == {("population", "3403")}
    assert rows[-1]["value"] == "33817"


def test_a_figure_that_is_missing_is_in_the_file_with_its_reason(anonymous: Client) -> None:
    content = anonymous.get("/tall/kommuner/3403/crowded_share_pct/tall.csv").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content), delimiter=";")
    assert row["value"] == ""
    assert row["reason"]


def test_the_heaviest_page_is_kept_packed_and_asked_about_before_it_is_shown_again(anonymous: Client) -> None:
    answer = anonymous.get("/tall/indikatorer/population/", headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < MOST_PACKED_BYTES
    assert b"<h1" in gzip.decompress(answer.content)
    assert "no-cache" in answer["Cache-Control"]
    again = anonymous.get(
        "/tall/indikatorer/population/", headers={"Accept-Encoding": "gzip", "If-None-Match": answer["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


def test_a_chart_may_be_kept_for_an_hour_by_readers_of_the_same_language(anonymous: Client) -> None:
    answer = anonymous.get("/tall/kommuner/3403/population.svg")
    assert (answer["Cache-Control"], answer["Vary"]) == ("public, max-age=3600", "Cookie")
