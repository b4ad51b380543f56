"""Where the commands write: data to standard output, everything said to a person to standard error."""

import json
import sys
from typing import Any

from rich.console import Console

talk = Console(stderr=True, highlight=False, soft_wrap=True)


def print_json(data: Any) -> None:
    print_text(json.dumps(data, ensure_ascii=False, indent=2))


def print_text(text: str) -> None:
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def say(text: str) -> None:
    """Say something to the person; square brackets are not markup."""
    talk.print(text, markup=False)


def is_interactive() -> bool:
    return sys.stdin.isatty()
