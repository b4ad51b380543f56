"""The shades of the map are told apart: from the paper, from their neighbours, and without colour."""

import re
from itertools import pairwise
from pathlib import Path

import husrom.portal
from husrom.portal.evidence.choropleth import SHADES

PALETTE = (Path(husrom.portal.__file__).parent / "static" / "husrom" / "palette.css").read_text(encoding="utf-8")
LEAST = 1.24


def _luminance(name: str) -> float:
    found = re.search(rf"--husrom-{name}: #([0-9a-f]{{6}});", PALETTE)
    assert found is not None
    parts = [int(found[1][at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_each_shade_is_darker_than_the_one_before_by_more_than_can_be_overlooked() -> None:
    lights = [_luminance(name) + 0.05 for name in ("paper", *(f"shade-{step}" for step in range(1, SHADES + 1)))]
    assert all(light / dark > LEAST for light, dark in pairwise(lights))
    assert lights[1] / lights[-1] > 7
