"""What a file is, told from its content and never from its name; and its bytes, if there are not too many."""

import stat
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from husrom.figures.importing.faults import ImportRefusedError
from husrom.figures.importing.limits import MEGABYTE, USUAL, Limits
from husrom.figures.importing.sentences import Sentence, grouped
from husrom.figures.wording import gettext_noop as _


class Kind(StrEnum):
    """The kinds of file that can be imported."""

    CSV = "csv"
    XLSX = "xlsx"
    GEOJSON = "geojson"


@dataclass(frozen=True, slots=True)
class Content:
    """A file as it was read: once, so that what is checked is what is used.

    Attributes
    ----------
    name
        The name of the file without its folder.
    sha256
        Hash of the bytes, in hexadecimal.
    """

    name: str
    kind: Kind
    data: bytes
    sha256: str


_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = (
    (b"\x1f\x8b", _("a gzip archive")),
    (b"7z\xbc\xaf\x27\x1c", _("a 7-Zip archive")),
    (b"Rar!", _("a RAR archive")),
    (b"BZh", _("a bzip2 archive")),
    (b"\xfd7zXZ", _("an xz archive")),
    (b"\x28\xb5\x2f\xfd", _("a Zstandard archive")),
    (b"%PDF", _("a PDF document")),
    (b"PAR1", _("a Parquet file")),
    (b"\x89PNG", _("a picture")),
    (b"\xff\xd8\xff", _("a picture")),
    (b"GIF8", _("a picture")),
    (b"{\\rtf", _("a text document")),
    (b"MZ", _("a program")),
    (b"\x7fELF", _("a program")),
)


def read_content(path: Path, limits: Limits = USUAL) -> Content:
    """Return the bytes of a file and what kind it is.

    Raises
    ------
    ImportRefusedError
        When it is not an ordinary file, is empty or too large (then it is not read), or is none of the kinds that can
        be imported.
    """
    name = path.name
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise ImportRefusedError(
                _("%(name)s is not an ordinary file. Give the path of a CSV or Excel file."), name=name
            )
        _check_size(name, found.st_size, limits)
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except OSError as error:
        raise ImportRefusedError(
            _("%(name)s cannot be read (%(strerror)s). Check the path and try again."),
            name=name,
            strerror=error.strerror,
        ) from error
    _check_size(name, len(data), limits)
    return Content(name=name, kind=_kind(name, data), data=data, sha256=sha256(data).hexdigest())


def _check_size(name: str, size: int, limits: Limits) -> None:
    if size > limits.file_bytes:
        raise ImportRefusedError(
            _(
                "%(name)s is %(megabytes)s MB, and at most %(most_megabytes)s MB is read. Take out rows and columns "
                "that are not needed, and try again."
            ),
            name=name,
            megabytes=grouped(size / MEGABYTE),
            most_megabytes=grouped(limits.file_bytes / MEGABYTE),
        )
    if size == 0:
        raise ImportRefusedError(_("%(name)s is empty. Export the figures again, and try again."), name=name)


def _kind(name: str, data: bytes) -> Kind:
    if data.startswith(_OLD_OFFICE):
        if _ENCRYPTED in data:
            raise ImportRefusedError(
                _("%(name)s is locked with a password. Save it without one, and try again."), name=name
            )
        raise ImportRefusedError(
            _(
                "%(name)s is in the old Excel format (.xls), which may carry macros. "
                "Save it as .xlsx or CSV, and try again."
            ),
            name=name,
        )
    if data.startswith(b"PK"):
        return Kind.XLSX
    for beginning, what in _OTHERS:
        if data.startswith(beginning):
            raise ImportRefusedError(
                _("%(name)s is %(what)s, not a table. Save the table as .xlsx or CSV, and try again."),
                name=name,
                what=Sentence(what),
            )
    return _kind_of_text(name, data.removeprefix(b"\xef\xbb\xbf")[:1_000].lstrip())


def _kind_of_text(name: str, beginning: bytes) -> Kind:
    if beginning.startswith(b"<"):
        raise ImportRefusedError(
            _(
                "%(name)s is a web page or XML, not a table, whatever it is called. "
                "Save the table as .xlsx or CSV, and try again."
            ),
            name=name,
        )
    if beginning.startswith((b"{", b"[")):
        return Kind.GEOJSON
    return Kind.CSV
