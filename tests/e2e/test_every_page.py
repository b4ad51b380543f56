"""Every page, as every role that sees it, wide and narrow: accessible, nothing sticking out, no complaints."""

from collections import defaultdict

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from husrom.portal.accounts.models import User
from husrom.portal.network.models import Network
from tests.e2e.conftest import WIDTHS, Open
from tests.walk import ROLES, addresses, roles, url_of

pytestmark = pytest.mark.e2e

# These answer with a file or with data.
NOT_PAGES = {
    "healthz",
    "accounts:export",
    "comparison:members_file",
    "economy:costs_workbook",
    "evidence:indicator_file",
    "evidence:place_chart",
    "evidence:place_file",
    "evidence:profile_file",
}
# Content that scrolls in a box of its own is fine; a page that is wider than the window is not.
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def _violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{violation['id']} ({violation['help']}): {node['html'][:200]}"
        for violation in found
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("role", ROLES)
def test_pages_are_accessible_and_fit(
    role: str, width: str, visit: Open, demo_network: Network, people: dict[str, User | None]
) -> None:
    window = visit(role, width=width)
    faults = defaultdict[str, list[str]](list)
    for name, pattern in addresses():
        if name in NOT_PAGES or role not in roles(name, "see"):
            continue
        url = url_of(name, pattern, demo_network, people[role])
        answer = window.page.goto(url)
        assert answer is not None
        if answer.status != 200:
            faults[f"answers {answer.status}"].append(url)
            continue
        for violation in _violations(window.page):
            faults[violation].append(url)
        if (pixels := window.page.evaluate(TOO_WIDE)) > 0:
            faults[f"{pixels} pixels wider than the window"].append(url)
    assert not faults, "\n" + "\n".join(f"{fault}\n    on {', '.join(urls)}" for fault, urls in faults.items())


def test_the_page_that_says_not_found_is_accessible(visit: Open) -> None:
    window = visit("anonymous")
    answer = window.page.goto("/finnes-ikke/")
    assert answer is not None
    assert answer.status == 404
    assert _violations(window.page) == []
