"""Decisions are numbered without gaps, short, and have the five headings."""

import re
from pathlib import Path

import pytest

ADR_FOLDER = Path(__file__).parents[2] / "docs" / "adr"
DECISIONS = sorted(ADR_FOLDER.glob("*.md"))


def test_decision_numbers_have_no_gaps() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_decision_has_its_form(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    assert lines[0].startswith(f"# {path.name[:4]} ")
    assert len(lines) <= 60
    assert re.search(r"^Date: \d{4}-\d{2}-\d{2}\. Status: (accepted|superseded by \d{4})\.$", text, re.MULTILINE)
    assert [line for line in lines if line.startswith("## ")] == [
        "## Context",
        "## Options",
        "## Decision",
        "## Consequences",
    ]


def test_architecture_is_at_most_200_lines() -> None:
    assert len((ADR_FOLDER.parents[1] / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()) <= 200
