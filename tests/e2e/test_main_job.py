"""The main job in a browser: sign in, register the team – with the keyboard, and without script."""

import re

import pytest
from django.core.mail import EmailMessage
from playwright.sync_api import Page, expect

from husrom.portal.gatherings.models import Gathering, Registration
from husrom.portal.network.models import Network
from tests.e2e.conftest import Open
from tests.walk import DEMO_CAST

pytestmark = pytest.mark.e2e

TABS_AT_MOST = 80
# What a keyboard user sees of where they are.
HAS_VISIBLE_FOCUS = """element => {
    // The link past the navigation is seen only while it has focus.
    if (element.matches(".ds-skip-link")) return element.getBoundingClientRect().top >= 0;
    // A box to tick is outlined together with its words.
    return [element, element.parentElement].some((one) => {
        const style = getComputedStyle(one);
        return style.outlineStyle !== "none" || style.boxShadow !== "none";
    });
}"""


@pytest.fixture
def gathering(demo_network: Network) -> Gathering:
    """The gathering that is open for registration, with nobody from Hamar registered."""
    gathering = next(one for one in demo_network.gatherings.all() if one.registration_is_open())
    gathering.registrations.filter(seat__membership__municipality_number="3403").delete()
    return gathering


def _registration_link(gathering: Gathering) -> str:
    return f'main a[href$="/samlinger/{gathering.number}/pamelding/3403/"]'


def _registered(gathering: Gathering) -> int:
    return gathering.registrations.filter(
        seat__membership__municipality_number="3403", status=Registration.Status.REGISTERED
    ).count()


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has focus; every stop on the way must show where one is."""
    for _press in range(TABS_AT_MOST):
        page.keyboard.press("Tab")
        focused = page.evaluate_handle("document.activeElement").as_element()
        assert focused is not None
        assert focused.evaluate(HAS_VISIBLE_FOCUS), f"no visible focus on {focused.evaluate('e => e.outerHTML')[:200]}"
        if focused.evaluate("(element, selector) => element.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not within {TABS_AT_MOST} presses of Tab on {page.url}")


def test_a_delegate_registers_the_team_with_the_keyboard(
    visit: Open, demo_network: Network, gathering: Gathering
) -> None:
    page = visit("own delegate").page
    page.goto(f"/n/{demo_network.slug}/hjem/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"

    _tab_to(page, _registration_link(gathering))
    page.keyboard.press("Enter")
    page.wait_for_url("**/pamelding/3403/")
    # The whole team is ticked, and the first is left out with the space bar.
    team = page.locator("input[name=seats]:checked").count()
    _tab_to(page, "input[name=seats]")
    page.keyboard.press("Space")
    _tab_to(page, "button[value=register]")
    page.keyboard.press("Enter")

    expect(page.locator("main table").get_by_text("påmeldt", exact=True)).to_have_count(team - 1)
    assert _registered(gathering) == team - 1 > 0


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_a_delegate_registers_without_javascript(
    visit: Open, demo_network: Network, gathering: Gathering, width: str
) -> None:
    page = visit("own delegate", width=width, javascript=False).page
    page.goto(f"/n/{demo_network.slug}/hjem/")
    page.locator(_registration_link(gathering)).first.click()

    boxes = page.locator("input[name=seats]")
    for place in range(boxes.count()):
        boxes.nth(place).uncheck()
    page.locator("button[value=register]").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert _registered(gathering) == 0

    page.locator("input[name=seats]").first.check()
    page.locator("button[value=register]").click()
    expect(page.locator("main table").get_by_text("påmeldt", exact=True)).to_have_count(1)
    assert _registered(gathering) == 1


def test_one_signs_in_with_a_code_from_an_email(
    visit: Open, demo_network: Network, mailoutbox: list[EmailMessage]
) -> None:
    page = visit("anonymous").page
    page.goto("/logg-inn/")
    page.locator("input[name=email]").fill(DEMO_CAST["own delegate"])
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url("**/logg-inn/kode/")
    code = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", str(mailoutbox[0].body), re.MULTILINE)
    assert code is not None
    page.locator("input[name=code]").fill(code[1])
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(f"**/n/{demo_network.slug}/hjem/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
