"""The job of the figures in a browser: find a place and a figure, compare it, take it away; also without script."""

import csv
import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Open

pytestmark = pytest.mark.e2e


def _compare_and_take_away(page: Page) -> None:
    """From a municipality's profile to the file of one figure, compared with another group."""
    page.locator("main").get_by_role("link", name="Folketall", exact=True).last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Folketall")
    page.get_by_label("Sammenlign med kommuner som ligner i").select_option("size")
    page.get_by_role("button", name="Sammenlign").click()
    page.wait_for_url("**/tall/kommuner/4205/population/?gruppe=size#comparison")
    expect(page.locator("#comparison")).to_be_in_viewport()
    expect(page.locator(".facts")).to_contain_text("Midten av gruppen")
    expect(page.locator(".picture img")).to_have_js_property("complete", value=True)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV").click()
    path = waiting.value.path()
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert {row["municipality_number"] for row in rows} == {"4205"}
    assert [row["value"] for row in rows if row["period"] == "2026"] == ["23702"]


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_matches_come_as_one_writes(visit: Open, width: str) -> None:
    page = visit("anonymous", width=width).page
    page.goto("/tall/")
    page.get_by_label("Finn en kommune").press_sequentially("Mandal")
    match = page.locator("#found").get_by_role("link", name="Lindesnes")
    expect(match).to_be_visible()
    expect(page).to_have_url(re.compile(r"/tall/\?q=Mandal$"))
    # The heading of the page, and what was written, stay as they were.
    expect(page.get_by_label("Finn en kommune")).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    match.click()
    _compare_and_take_away(page)


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_a_figure_is_found_compared_and_taken_away_without_javascript(visit: Open, width: str) -> None:
    page = visit("anonymous", width=width, javascript=False).page
    page.goto("/tall/")
    page.get_by_label("Finn en kommune").fill("Mandal")
    page.get_by_role("button", name="Søk").click()
    page.locator("#found").get_by_role("link", name="Lindesnes").click()
    _compare_and_take_away(page)


def test_the_period_of_a_map_is_chosen_without_javascript(visit: Open) -> None:
    page = visit("anonymous", javascript=False).page
    page.goto("/tall/indikatorer/population/")
    page.get_by_label("Periode").select_option("2019")
    page.get_by_role("button", name="Vis").click()
    expect(page.get_by_role("heading", name="Alle kommuner, 2019")).to_be_visible()
    expect(page.locator(".facts")).to_contain_text("5 328 221")
