"""Write a file where it was asked for: whole or not at all, and nothing over what is there."""

import contextlib
import os
import sys
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from husrom.cli.errors import CommandError, CommandFailedError


def check_writable(output: Path | None, *, force: bool, is_text: bool) -> None:
    """Refuse what cannot be written, before the work is done."""
    if output is None:
        if not is_text and sys.stdout.isatty():
            raise CommandError(_("This kind of file cannot be shown in a terminal. Add --output FILE."))
        return
    if output.is_dir():
        raise CommandError(_("%(file)s is a folder. Give the name of a file in it.") % {"file": output})
    if not output.parent.is_dir():
        raise CommandError(_("There is no folder %(folder)s. Make it first.") % {"folder": output.parent})
    if output.exists() and not output.is_file():
        # Putting a file in the place of /dev/null would spoil the machine.
        raise CommandError(_("%(file)s is not an ordinary file. Give another name.") % {"file": output})
    if output.exists() and not force:
        message = _("%(file)s is there already. Add --force to overwrite it, or give another name.")
        raise CommandError(message % {"file": output})


def write_out(content: bytes, output: Path | None) -> None:
    """Write to the file, or to standard output."""
    if output is None:
        _to_standard_output(content)
        return
    try:
        _whole(content, output)
    except OSError as error:
        message = _("%(file)s cannot be written: %(reason)s.")
        raise CommandFailedError(message % {"file": output, "reason": error.strerror}) from error


def _to_standard_output(content: bytes) -> None:
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader, such as `head`, has had enough; Python would complain once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _whole(content: bytes, output: Path) -> None:
    """Write beside the file and put it in place in one step, so that a full disk leaves the old one."""
    handle, beside = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # As any file the person makes, not closed to others as temporary ones are.
        mask = os.umask(0)
        os.umask(mask)
        Path(beside).chmod(0o666 & ~mask)
        Path(beside).replace(output)
    except OSError:
        with contextlib.suppress(OSError):
            Path(beside).unlink()
        raise
