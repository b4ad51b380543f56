"""Count the lines of a model: neither blank, nor comment, nor docstring."""

import ast
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENGINE = HERE.parents[1] / "src" / "husrom" / "housing" / "vacchain"
HUSROM = ("compiling", "draws", "stock", "ageing", "moving", "engine")
SHARED = {"with_mesa": ("object_market",), "with_agentpy": ("object_market",)}


def lines_of(path: Path) -> int:
    # Written anew from its syntax, a program has neither comments nor blank lines, and a docstring is one line.
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return sum(bool(line.strip()) for line in ast.unparse(tree).splitlines())


def peer_lines(name: str) -> int:
    return sum(lines_of(HERE / f"{part}.py") for part in (name, *SHARED.get(name, ())))


def husrom_lines() -> int:
    return sum(lines_of(ENGINE / f"{part}.py") for part in HUSROM)
