"""Every file fits in a head: sizes and names that keep the rooms small."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON_FILES = [
    path
    for folder in ("src", "tests", "tools", "bench")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]
TEMPLATES = sorted((ROOT / "src").rglob("templates/**/*.html"))
FILE_LINES, FUNCTION_LINES, TEMPLATE_LINES = 500, 60, 120
# A name like these says nothing of what is inside, so everything ends up there.
EMPTY_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "misc",
    "services",
    "service",
    "manager",
    "managers",
    "common_utils",
}


def _relative(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", PYTHON_FILES, ids=_relative(PYTHON_FILES))
def test_a_python_file_and_its_functions_are_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= FILE_LINES, f"{lines} lines, at most {FILE_LINES}: split the file by subject"
    for name, length in _functions(path):
        assert length <= FUNCTION_LINES, (
            f"{name} has {length} lines, at most {FUNCTION_LINES}: give a part of it a name"
        )


@pytest.mark.parametrize("path", TEMPLATES, ids=_relative(TEMPLATES))
def test_a_template_is_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= TEMPLATE_LINES, f"{lines} lines, at most {TEMPLATE_LINES}: move a part into a _fragment.html"


def test_no_file_has_an_empty_name() -> None:
    named = [path for path in PYTHON_FILES if {path.stem, path.parent.name} & EMPTY_NAMES]
    assert _relative(named) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=_relative(TEMPLATES))
def test_a_template_has_no_inline_script_or_style(path: Path) -> None:
    """The content security policy refuses them, so they would fail silently in the browser."""
    text = path.read_text(encoding="utf-8").lower()
    assert " style=" not in text
    assert "<style" not in text
    assert "javascript:" not in text
    assert " onclick=" not in text
    for tag in text.split("<script")[1:]:
        assert "src=" in tag.partition(">")[0]
