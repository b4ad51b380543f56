"""The page of model checks names tests that are there, for each of the eighteen groups."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "model-checks.md").read_text(encoding="utf-8")


def test_there_are_eighteen_groups_in_order() -> None:
    assert re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE) == [str(number) for number in range(1, 19)]


def test_every_test_that_the_page_names_is_there() -> None:
    for row in re.findall(r"^\| \d+ \|.*\| (.*) \|$", PAGE, re.MULTILINE):
        for part in row.split("; "):
            file, names = re.fullmatch(r"`([\w/]+\.py)`: (.*)", part).groups()
            text = (ROOT / "tests" / "housing" / file).read_text(encoding="utf-8")
            for name in re.findall(r"`(test_\w+)`", names):
                assert f"def {name}(" in text, f"{file}: {name}"
