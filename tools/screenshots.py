"""Pictures of every page as every role, wide and narrow, from a running demo: for looking at with one's own eyes.

make demo &
python -m tools.screenshots [--port 8000] [--home .husrom] [--out screenshots] [--role leader] [--page network:home]
"""

import argparse
import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

WIDTHS = {"1280": (1280, 900), "390": (390, 844)}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--home", type=Path, default=Path(".husrom"), help="HUSROM_HOME of the running demo")
    parser.add_argument("--out", type=Path, default=Path("screenshots"))
    parser.add_argument("--role", action="append", help="only this role; may be given again")
    parser.add_argument("--page", action="append", help="only this address, as network:home; may be given again")
    arguments = parser.parse_args()
    _read_database_of(arguments.home)
    from tests.walk import ROLES, demo_people  # noqa: PLC0415 -- the models can be read only now

    people = demo_people()
    with sync_playwright() as playwright:
        program = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for role in arguments.role or ROLES:
            for width in WIDTHS:
                folder = arguments.out / role.replace(" ", "-")
                folder.mkdir(parents=True, exist_ok=True)
                _take(browser, f"http://127.0.0.1:{arguments.port}", role, width, folder, people[role], arguments.page)
        browser.close()


def _read_database_of(home: Path) -> None:
    import django  # noqa: PLC0415 -- after the environment

    os.environ["HUSROM_HOME"] = str(home.resolve())
    os.environ["HUSROM_DEMO"] = "1"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "husrom.portal.settings")
    django.setup()


def _take(
    browser: Browser, base: str, role: str, width: str, folder: Path, person: object, only: list[str] | None
) -> None:
    from husrom.portal.accounts.demo_links import demo_link  # noqa: PLC0415 -- as above
    from husrom.portal.network.models import Network  # noqa: PLC0415
    from tests.walk import addresses, roles, url_of  # noqa: PLC0415

    window_width, window_height = WIDTHS[width]
    context = browser.new_context(base_url=base, viewport={"width": window_width, "height": window_height})
    page = context.new_page()
    if person is not None:
        page.goto(demo_link(person))
        page.locator("main button[type=submit]").click()
    network = Network.objects.get(slug="helhetlig-boligpolitikk")
    for name, pattern in addresses():
        if role not in roles(name, "see") or (only and name not in only) or name == "account_logout":
            continue
        answer = page.request.get(url_of(name, pattern, network, person))
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        page.goto(url_of(name, pattern, network, person))
        path = folder / f"{name.replace(':', '-')}-{width}.png"
        page.screenshot(path=path, full_page=True)
        print(f"{answer.status} {path}")
    context.close()


if __name__ == "__main__":
    main()
