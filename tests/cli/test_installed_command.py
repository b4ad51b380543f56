"""The command as it is installed: in a process of its own, where nothing has set Django up."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("arguments", [["--help"], ["figures", "list", "--json"], ["figures", "show", "population"]])
def test_the_command_starts_by_itself(arguments: list[str], tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-c", "from husrom.cli.main import run; run()", *arguments]
    done = subprocess.run(  # noqa: S603 -- our own command
        command, env={**environment, "HUSROM_HOME": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
