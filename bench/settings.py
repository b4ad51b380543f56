"""The portal's settings with one page more: a plain one, to measure the others against."""

from pathlib import Path

from husrom.portal.settings import *  # noqa: F403 -- these are the portal's settings
from husrom.portal.settings import TEMPLATES

ROOT_URLCONF = "bench.urls"
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], Path(__file__).parent / "templates"]
