"""Run the tutorials as a reader would, and compare what comes out with what the page says.

python -m tools.tutorials [--write]. A block marked `console` holds commands after `$` and what they print; one marked
`python` holds code, and the block marked `text` after it what it prints. All blocks of a page run in order in one
folder that is empty at first, the Python blocks in one namespace. --write puts what came out into the page.
"""

import argparse
import contextlib
import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "tutorials"
PAGES = ("what-do-200-flats-free.md", "what-must-we-build-by-2050.md")
_BLOCK = re.compile(r"^```(console|python|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put what came out into the pages")
    arguments = parser.parse_args()
    differing = []
    for name in PAGES:
        path = FOLDER / name
        text = path.read_text(encoding="utf-8")
        found = rerun(text)
        if found != text:
            differing.append(name)
            if arguments.write:
                path.write_text(found, encoding="utf-8")
    for name in differing:
        print(
            f"tutorials: {name} {'was written anew' if arguments.write else 'says something else than what comes out'}"
        )
    return 0 if arguments.write or not differing else 1


def rerun(text: str) -> str:
    """Return the page with what its blocks print now."""
    with tempfile.TemporaryDirectory(prefix="husrom-tutorial-") as folder:
        results = list(_results(text, Path(folder)))
    parts, end = [], 0
    for match, result in results:
        parts += [text[end : match.start(2)], result]
        end = match.end(2)
    return "".join([*parts, text[end:]])


def _results(text: str, folder: Path) -> Iterator[tuple[re.Match[str], str]]:
    namespace: dict[str, Any] = {"__name__": "tutorial"}
    printed = ""
    for match in _BLOCK.finditer(text):
        kind, body = match.groups()
        if kind == "console":
            yield match, "".join(f"$ {command}\n{_run(command, folder)}" for command in _commands(body))
        elif kind == "python":
            printed = _execute(body, namespace, folder)
            yield match, body
        else:
            yield match, printed


def _commands(body: str) -> list[str]:
    return [line.removeprefix("$ ") for line in body.splitlines() if line.startswith("$ ")]


def _run(command: str, folder: Path) -> str:
    """Return what a command prints: its result, then what it says to the reader."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    readers = {key: value for key, value in os.environ.items() if key not in {"DJANGO_SETTINGS_MODULE", "HUSROM_HOME"}}
    environment = {**readers, "PATH": path, "HUSROM_HOME": str(folder / ".husrom"), "COLUMNS": "100"}
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    if done.returncode:
        raise SystemExit(f"tutorials: “{command}” failed with {done.returncode}: {done.stderr}")
    said = "".join(f"{line.rstrip()}\n" for line in (done.stdout + done.stderr).splitlines())
    return said + "\n" if said else said


def _execute(code: str, namespace: dict[str, Any], folder: Path) -> str:
    printed = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
        exec(compile(code, "<tutorial>", "exec"), namespace)  # noqa: S102 -- our own pages
    return printed.getvalue()


if __name__ == "__main__":
    raise SystemExit(main())
