"""The portal with the demo's network in a real browser: Chromium on the PATH, or the one CHROMIUM names."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from husrom.portal.accounts.models import User
from husrom.portal.demo.building import build_demo
from husrom.portal.network.models import Network
from tests.walk import demo_people

# Playwright's synchronous calls run beside an event loop, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# Others may be using the processor.
expect.set_options(timeout=15_000)

WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}
# A page that answers 4xx says so in the console; the tests look at the answers themselves.
_EXPECTED_NOISE = re.compile(r"Failed to load resource: the server responded with a status of 4")


@dataclass
class Visit:
    """A page in the browser, with everything it complained about."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not _EXPECTED_NOISE.search(message.text):
            self.complaints.append(f"{self.page.url}: {message.text}")


Open = Callable[..., Visit]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.fail("No browser found: install Debian's chromium, or set CHROMIUM to the path of one.")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def demo_network(transactional_db: None) -> Network:
    return build_demo(today=timezone.localdate())


@pytest.fixture
def people(demo_network: Network) -> dict[str, User | None]:
    return demo_people()


@pytest.fixture
def visit(browser: Browser, live_server: object, people: dict[str, User | None]) -> Iterator[Open]:
    """Return a function that opens a window as a role; the window must have had nothing to complain about."""
    visits: list[Visit] = []

    def open_window(role: str, *, width: str = "desktop", javascript: bool = True) -> Visit:
        viewport_width, viewport_height = WIDTHS[width]
        context = browser.new_context(
            base_url=str(live_server),
            viewport={"width": viewport_width, "height": viewport_height},
            java_script_enabled=javascript,
            locale="nb-NO",
            reduced_motion="reduce",
        )
        context.set_default_timeout(20_000)
        if (user := people[role]) is not None:
            client = Client()
            client.force_login(user)
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": str(live_server)}])
        opened = Visit(context.new_page())
        opened.page.on("console", opened.hear)
        opened.page.on("pageerror", lambda error: opened.complaints.append(f"{opened.page.url}: {error}"))
        visits.append(opened)
        return opened

    yield open_window
    for opened in visits:
        opened.page.context.close()
    assert [complaint for opened in visits for complaint in opened.complaints] == []
