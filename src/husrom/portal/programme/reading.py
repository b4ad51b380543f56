"""Read a programme file: either a complete document, or all that is wrong with the file."""

from pathlib import Path

from django.utils.translation import gettext as _

from husrom.portal.programme.checks import ALL_CHECKS
from husrom.portal.programme.document import ProgrammeDocument, canonical
from husrom.portal.programme.faults import Fault, ProgrammeFileError
from husrom.portal.programme.parsing import parse
from husrom.portal.programme.shape import report_shape

LARGEST_BYTES = 2_000_000


def read_programme(path: Path) -> ProgrammeDocument:
    """Read a programme file; raise `ProgrammeFileError` with every fault in it."""
    source = str(path)
    if not path.is_file():
        raise _unreadable(source, _("There is no such file. Check the path."))
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= LARGEST_BYTES else b""
    except OSError as error:
        message = _("The file cannot be read (%(reason)s).") % {"reason": error.strerror}
        raise _unreadable(source, message) from error
    if size > LARGEST_BYTES:
        message = _("The file is %(size)d bytes; a programme file is at most %(limit)d bytes.")
        raise _unreadable(source, message % {"size": size, "limit": LARGEST_BYTES})
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = _("The file is not UTF-8 here. Save it again with the encoding UTF-8.")
        raise _unreadable(source, message, line=content.count(b"\n", 0, error.start) + 1) from error
    return read_programme_text(text, source=source)


def read_programme_text(text: str, *, source: str) -> ProgrammeDocument:
    """Read a programme from text; `source` names it in messages."""
    parsed = parse(text)
    # Of a file that cannot be read to its end, the rest cannot be judged.
    if parsed.complete:
        report_shape(parsed)
        for check in ALL_CHECKS:
            check(parsed)
    if parsed.faults:
        raise ProgrammeFileError(source, tuple(sorted(parsed.faults)))
    return canonical(parsed.tree)


def _unreadable(source: str, message: str, line: int = 0) -> ProgrammeFileError:
    return ProgrammeFileError(source, (Fault(line, "", message),))
