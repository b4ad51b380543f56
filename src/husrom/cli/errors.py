"""Errors of the command line, and what each kind of error leaves as exit status."""

import os

from husrom.errors import HusromError

BAD_INPUT = 2
FAILURE = 1


class CommandError(HusromError):
    """The command was given something it cannot use."""


class CommandFailedError(HusromError):
    """The command was in order, but could not be carried out on this machine."""


def exit_status(error: Exception) -> int:
    """Return 2 when the person can mend it by giving something else, 1 when something failed.

    Examples
    --------
    >>> exit_status(CommandError("No such network.")), exit_status(OSError("Disk full."))
    (2, 1)
    """
    from husrom.figures.errors import SnapshotError

    if isinstance(error, CommandFailedError | SnapshotError):
        return FAILURE
    return BAD_INPUT if isinstance(error, HusromError) else FAILURE


def sentence(error: Exception) -> str:
    """Return what to tell the person; a developer gets the traceback with HUSROM_DEBUG=1."""
    if isinstance(error, HusromError):
        return str(error)
    from django.db import Error as DatabaseError

    if isinstance(error, DatabaseError):
        reason = str(error).strip().partition("\n")[0]
        return f"Husrom får ikke brukt databasen: {reason}. Se etter i HUSROM_DATABASE_URL og HUSROM_HOME."
    # Not translated from English: what failed may be what translations are read with.
    kind = type(error).__name__
    return f"Noe gikk galt som Husrom ikke ventet ({kind}: {error}). Kjør på nytt med HUSROM_DEBUG=1 for å se hvor."


def wants_traceback() -> bool:
    return os.environ.get("HUSROM_DEBUG", "") not in {"", "0"}
