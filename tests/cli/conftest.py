"""Run the `husrom` command in this process, as from a terminal."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from husrom.cli.main import run


@dataclass(frozen=True)
class Outcome:
    status: int
    out: str
    err: str


Husrom = Callable[..., Outcome]


@pytest.fixture
def husrom(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Husrom:
    """Return a function that runs the command with its arguments."""
    monkeypatch.delenv("HUSROM_DEBUG", raising=False)

    def command(*arguments: object) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["husrom", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            run()
        captured = capsys.readouterr()
        return Outcome(int(ended.value.code or 0), captured.out, captured.err)

    return command
