"""Rows are written in actions, where `change()` gives them a transaction, an actor and a new revision."""

import ast
from pathlib import Path

import pytest

PORTAL = Path(__file__).parents[2] / "src" / "husrom" / "portal"
WRITES = {"save", "delete", "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update"}
# The programme and the demo write whole networks, inside one change() each; a person is made by the model's manager.
OTHER_ROOMS_THAT_WRITE = ("programme/loading.py", "programme/leadership.py", "demo/", "accounts/models.py")
FILES = [
    path
    for path in sorted(PORTAL.rglob("*.py"))
    if "migrations" not in path.parts
    and "actions" not in (path.stem, path.parent.name)
    and not path.relative_to(PORTAL).as_posix().startswith(OTHER_ROOMS_THAT_WRITE)
]


def _writes(path: Path) -> list[str]:
    calls = (node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    return [call.attr for call in calls if isinstance(call, ast.Attribute) and call.attr in WRITES]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PORTAL).as_posix())
def test_only_actions_write_rows(path: Path) -> None:
    assert _writes(path) == []


def test_the_check_sees_the_writes_of_actions() -> None:
    assert "save" in _writes(PORTAL / "gatherings" / "actions" / "registration.py")
