"""The command as a whole: quick to answer, and never a traceback."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from husrom.cli import network
from husrom.cli.errors import CommandError, CommandFailedError, exit_status
from husrom.figures.errors import SnapshotError, UnknownMunicipalityError


def test_help_does_not_wake_the_portal_or_the_figures() -> None:
    program = (
        "import sys; from husrom.cli.main import app; "
        "heavy = ('django.db', 'django.template', 'polars', 'numpy', 'granian'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 -- our own program
    assert found.stdout == "[]\n"


def test_every_command_has_help(husrom: Callable) -> None:
    for command in ((), ("network",), ("network", "load"), ("figures",), ("groups",), ("serve",), ("demo",)):
        assert husrom(*command, "--help").status == 0


def test_an_unknown_command_is_bad_input(husrom: Callable) -> None:
    assert husrom("nettverk").status == 2


def test_what_nobody_expected_is_a_sentence(husrom: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise OSError("disken er full")

    monkeypatch.setattr(network, "set_up_django", fail)
    outcome = husrom("network", "list")
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.err == (
        "Noe gikk galt som Husrom ikke ventet (OSError: disken er full). "
        "Kjør på nytt med HUSROM_DEBUG=1 for å se hvor.\n"
    )


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (CommandError("x"), 2),
        (UnknownMunicipalityError("x"), 2),
        (CommandFailedError("x"), 1),
        (SnapshotError("x"), 1),
        (RuntimeError("x"), 1),
    ],
)
def test_exit_status(error: Exception, status: int) -> None:
    assert exit_status(error) == status
